"""The README's Python and commands print what it says; `.ci/run` runs most commands as they stand."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args
from unittest.mock import patch

import pytest
from pytest_examples import CodeExample, EvalExample, find_examples

from pydantic_twilio_sid import SidPrefix, types

README = Path(__file__).parents[1] / "README.md"
BLOCKS = [block for block in find_examples(str(README)) if block.prefix == "python"]


@pytest.mark.parametrize("example", BLOCKS, ids=lambda example: f"line {example.start_line}")
def test_python_block(example: CodeExample, eval_example: EvalExample) -> None:
    with patch.dict(os.environ):
        eval_example.run_print_check(example)


SHOWN = re.findall(r"```sh\n.* && (.*)\n```\n\n(?:[^`\n].*\n\n)?```text\n((?:.*\n)*?)```", README.read_text("utf-8"))


@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_output_of_a_command(command: str, output: str, tmp_path: Path) -> None:
    folder = README.parent
    command = command.replace(".venv/bin/python", sys.executable).replace("examples/", f"{folder}/examples/")
    result = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S602
    assert result.returncode == 1
    printed = (result.stdout + result.stderr).replace(f"{folder}/", "")
    assert re.fullmatch(re.escape(output).replace("…", "(?s:.+)"), printed)


def test_every_command_with_an_output_is_run() -> None:
    assert len(SHOWN) == README.read_text("utf-8").count("```text") == 2


def test_every_program_that_is_named_is_there() -> None:
    names = re.findall(r"(?:examples|tests|pydantic_twilio_sid)/[\w/]+\.\w+", README.read_text("utf-8"))
    assert len(names) > 10
    assert [name for name in names if not (README.parent / name).exists()] == []


def test_table_of_types_and_their_number() -> None:
    text = README.read_text("utf-8")
    rows = re.findall(r"`(\w*Sid)` \| ((?:`[A-Z]{2}`(?:, )?)+|any) \|", text)
    assert len(rows) == 14
    for name, prefixes in rows:
        (constraints,) = get_args(vars(types)[name])[1:]
        assert list(constraints.prefixes) == re.findall("`(..)`", prefixes)
    assert f"All {len(types.__all__)} types" in text
    assert f"all {len(SidPrefix)} prefixes" in text
