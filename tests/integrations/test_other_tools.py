"""The tests here run the code that `docs/other-tools.md` tells readers to write."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "other-tools.md"
HEADING = "## Where a bare annotation checks nothing\n"
SECTION = PAGE.read_text("utf-8").partition(HEADING)[2].partition("\n## ")[0]
ROWS = re.findall(r"^\| ([\w.]+)(.*`.*) \|$", SECTION, re.MULTILINE)


def file_of(tool: str) -> str:
    return f"test_{tool.lower().replace('.', '_')}.py"


@pytest.mark.parametrize(("tool", "cells"), ROWS, ids=[tool for tool, _ in ROWS])
def test_code_of_a_row_is_run(tool: str, cells: str) -> None:
    source = Path(__file__).with_name(file_of(tool)).read_text("utf-8")
    assert [code for code in re.findall("`(.+?)`", cells) if code not in source] == []


def test_there_is_a_row_for_each_tool_that_checks_nothing() -> None:
    sources = set(Path(__file__).parent.glob("test_*.py")) - {Path(__file__)}
    tools = {source.name for source in sources if "checks_nothing" in source.read_text("utf-8")}
    assert tools == {file_of(tool) for tool, _ in ROWS}
