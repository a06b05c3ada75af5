"""Sphinx: what autodoc prints of a SID type."""

import os
import subprocess
import sys

import pytest

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


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("documentation")
    for name, text in [("calls.py", MODULE), ("conf.py", CONFIGURATION), ("index.rst", INDEX)]:
        (folder / name).write_text(text, "utf-8")
    command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--quiet", "-b", "text", ".", "built"]
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return (folder / "built" / "index.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "   sid: Annotated[str, SidConstraints('CA')]\n",
        "   parent_call_sid: Annotated[str, SidConstraints('CA')] | None\n",
        "   own_sid: Annotated[str, SidConstraints('ZZ', resource='Own')]\n",
        "calls.hang_up(call_sid: Annotated[str, SidConstraints('CA')]) -> Annotated[str, SidConstraints('SM', 'MM')]\n",
    ],
)
def test_page(page: str, line: str) -> None:
    assert line in page
