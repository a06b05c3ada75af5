"""The tests here run the code that `docs/other-tools.md` tells readers to write."""

import ast
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2].joinpath("docs/other-tools.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([\w.-]+)(.*`.*) \|$", PAGE.partition("## The same rule")[0], re.MULTILINE)
SOURCES = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__)]


def tools_of(source: str) -> list[str]:
    """Return the names at the start of the module's docstring."""
    docstring = ast.get_docstring(ast.parse(source)) or ""
    return docstring.partition(":")[0].split(", ")


@pytest.mark.parametrize(("tool", "cells"), ROWS, ids=[tool for tool, _ in ROWS])
def test_code_of_a_row_is_run(tool: str, cells: str) -> None:
    (source,) = [source for source in SOURCES if tool in tools_of(source)]
    assert [code for code in re.findall("`(.+?)`", cells.replace("\\|", "|")) if code not in source] == []


def test_there_is_a_row_for_each_tool_that_checks_nothing() -> None:
    tools = {tool for source in SOURCES if "checks_nothing" in source for tool in tools_of(source)}
    assert tools <= {tool for tool, _ in ROWS}
