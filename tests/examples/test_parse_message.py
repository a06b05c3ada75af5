"""`examples/parse_message`: what the README shows, and what else a file may have."""

import os
import re
from pathlib import Path

import pytest

from tests.helpers import EXAMPLES, run

ROOT = EXAMPLES.parent
README = ROOT.joinpath("README.md").read_text("utf-8")
PROGRAM = EXAMPLES / "parse_message" / "parse_message.py"


@pytest.mark.parametrize(("marker", "status"), [("main", 0), ("wrong", 1)])
def test_output_in_the_readme(marker: str, status: int) -> None:
    block = re.search(rf"<!-- {marker} -->\n```sh\n.*python (.*)\n```\n\n```text\n((?:.*\n)*?)```", README)
    assert block is not None
    result = run("python", *block[1].split(), cwd=ROOT)
    assert result.returncode == status
    assert re.fullmatch(re.escape(block[2]).replace("…", "(?s:.+)"), result.stdout + result.stderr)


def test_file_that_cannot_be_parsed(tmp_path: Path) -> None:
    path = tmp_path / "message.json"
    missing = run("python", PROGRAM, path)
    assert (missing.returncode, missing.stdout, missing.stderr) == (1, "", f"{path}: No such file or directory\n")
    path.write_bytes(b'{"sid": "\xff"}')
    not_utf_8 = run("python", PROGRAM, path)
    assert (not_utf_8.returncode, not_utf_8.stdout) == (1, "")
    assert not_utf_8.stderr.startswith(f"{path}: Invalid JSON: ")


def test_text_that_the_terminal_cannot_show(tmp_path: Path) -> None:
    path = tmp_path / "message.json"
    path.write_text(
        PROGRAM.with_name("fetched_message.json").read_text("utf-8").replace("testing", "\U0001f600"), "utf-8"
    )
    result = run("python", PROGRAM, path, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (result.returncode, result.stderr) == (0, "")
    assert r"body = '\U0001f600'" in result.stdout
