"""The README's Python and commands print what it says. `.ci/run` runs most commands as they stand."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from pytest_examples import CodeExample, EvalExample, find_examples
from twilio.request_validator import RequestValidator

from pydantic_twilio_sid import SidConstraints
from tests import readme_types
from tests.helpers import TYPES

README = Path(__file__).parents[1] / "README.md"
BLOCKS = [block for block in find_examples(str(README)) if block.prefix == "python"]


@pytest.mark.parametrize("example", BLOCKS, ids=lambda example: f"line {example.start_line}")
def test_python_block(example: CodeExample, eval_example: EvalExample) -> None:
    with patch.dict(os.environ):
        eval_example.run_print_check(example)


SHOWN = re.findall(
    r"```sh\n(?:.* && )?(.*)\n```\n\n(?:[^`\n].*\n\n)?```text\n((?:.*\n)*?)```", README.read_text("utf-8")
)


@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_output_of_a_command(command: str, output: str, tmp_path: Path) -> None:
    folder = README.parent
    command = command.replace(".venv/bin/python", sys.executable).replace("examples/", f"{folder}/examples/")
    result = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S602
    assert result.returncode == 1
    printed = (result.stdout + result.stderr).replace(f"{folder}/", "")
    assert re.fullmatch(re.escape(output).replace("…", "(?s:.+)"), printed)


def test_every_command_with_an_output_is_run() -> None:
    kinds = 1  # what type checkers print, which `test_typing.py` tests
    assert len(SHOWN) == README.read_text("utf-8").count("```text") - kinds == 2


def test_the_signed_request_is_what_twilio_would_sign() -> None:
    block = re.search(r"<!-- signed -->\n```sh\n(.*)\n```", README.read_text("utf-8"))
    assert block is not None
    signature = re.findall("X-Twilio-Signature: (.*?)'", block[1])
    fields = dict(item.split("=", 1) for item in re.findall("--data (\\S+)", block[1]))
    validator: Any = RequestValidator("secret")
    assert signature == [validator.compute_signature(block[1].split()[-1], fields)]


def test_every_program_that_is_named_is_there() -> None:
    names = re.findall(r"(?:examples|tests|pydantic_twilio_sid)/[\w/]+\.\w+", README.read_text("utf-8"))
    assert len(names) > 10
    assert [name for name in names if not (README.parent / name).exists()] == []


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table whose heading is given."""
    _, _, table = README.read_text("utf-8").partition(heading)
    lines = table.partition("\n\n")[0].partition("\n</details>")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def prefixes_of(name: str) -> str:
    return ", ".join(f"`{prefix}`" for prefix in SidConstraints.of(TYPES[name.strip("`")]).prefixes) or "any"


def test_short_table_of_types() -> None:
    table = rows("| Type | Prefix | Type | Prefix |")
    assert len(table) == 7
    for row in table:
        for name, prefixes in (row[:2], row[2:]):
            assert prefixes == prefixes_of(name)


def test_table_of_webhooks() -> None:
    table = rows("| Parameter | Product | Type | Prefix |")
    assert len(table) > 40
    assert len({(parameter, product) for parameter, product, *_ in table}) == len(table)
    assert table == sorted(table, key=lambda row: row[0])
    for *_, name, prefixes in table:
        assert prefixes == prefixes_of(name)


def test_table_of_all_types() -> None:
    """`python -m tests.readme_types` writes it."""
    _, _, rest = README.read_text("utf-8").partition(readme_types.START)
    assert rest.partition(readme_types.END)[0] == readme_types.table()
    assert set(re.findall(r"^\| `(\w+)` \|", readme_types.table(), re.MULTILINE)) == TYPES.keys() - {"Sid"}
