"""The tests here run the code that the tables of `docs/other-tools.md` tell readers to write."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2].joinpath("docs/other-tools.md").read_text("utf-8")
ROWS = re.findall(r"^\| (.+?) \| (.*`.*) \|$", PAGE.partition("## The same rule")[0], re.MULTILINE)
SOURCES = "".join("".join(path.read_text("utf-8").split()) for path in Path(__file__).parent.glob("test_*.py"))


@pytest.mark.parametrize(("tool", "cells"), ROWS, ids=[tool for tool, _ in ROWS])
def test_code_of_a_row_is_run(tool: str, cells: str) -> None:
    codes = [code for code in re.findall("`(.+?)`", cells.replace("\\|", "|")) if re.search("[(=@]", code)]
    assert codes, tool
    assert [code for code in codes if "".join(code.split()) not in SOURCES] == []
