"""What the README says to write is what the tests here run."""

import re
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
HEADING = "## Where a bare annotation checks nothing\n"
SECTION = README.read_text("utf-8").partition(HEADING)[2].partition("\n## ")[0]
ROWS = re.findall(r"^\| (\w+)(.*`.*) \|$", SECTION, re.MULTILINE)


@pytest.mark.parametrize(("tool", "cells"), ROWS)
def test_code_of_a_row_is_run(tool: str, cells: str) -> None:
    source = Path(__file__).with_name(f"test_{tool.lower()}.py").read_text("utf-8")
    assert [code for code in re.findall("`(.+?)`", cells) if code not in source] == []


def test_there_is_a_row_for_each_tool() -> None:
    tools = {source.stem for source in Path(__file__).parent.glob("test_*.py") if "bare" in source.read_text("utf-8")}
    assert tools - {Path(__file__).stem} == {f"test_{tool.lower()}" for tool, _ in ROWS}
