"""Sphinx: what autodoc prints for a SID type."""

import os
from pathlib import Path

from tests.helpers import run

MODULE = '''
from typing import Annotated

from pydantic import BaseModel

from pydantic_twilio_sid import CallSid, MessageSid, SidConstraints


class Call(BaseModel):
    sid: CallSid
    """The call."""
    parent_call_sid: CallSid | None = None
    """Its parent."""
    own_sid: Annotated[str, SidConstraints("ZZ", resource="Own")]
    """Another."""


def hang_up(call_sid: CallSid) -> MessageSid:
    """Hang up."""
'''
CONFIGURATION = """
import sys

sys.path.insert(0, ".")
extensions = ["sphinx.ext.autodoc"]
"""
INDEX = """
Calls
=====

.. automodule:: calls
   :members:
"""
LINES = """
   sid: Annotated[str, SidConstraints('CA')]
   parent_call_sid: Annotated[str, SidConstraints('CA')] | None
   own_sid: Annotated[str, SidConstraints('ZZ', resource='Own')]
calls.hang_up(call_sid: Annotated[str, SidConstraints('CA')]) -> Annotated[str, SidConstraints('SM', 'MM')]
"""


def test_page(tmp_path: Path) -> None:
    for name, text in [("calls.py", MODULE), ("conf.py", CONFIGURATION), ("index.rst", INDEX)]:
        (tmp_path / name).write_text(text, "utf-8")
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    command = ["python", "-m", "sphinx", "--fail-on-warning", "--quiet", "-b", "text", ".", "built"]
    result = run(*command, cwd=tmp_path, env=environment)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    page = (tmp_path / "built" / "index.txt").read_text("utf-8")
    assert set(LINES.splitlines()) <= set(page.splitlines())
