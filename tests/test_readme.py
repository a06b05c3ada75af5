"""The README's Python and its main job print what the README says; `.ci/run` runs its commands as they stand."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from pytest_examples import CodeExample, EvalExample, find_examples

README = Path(__file__).parents[1] / "README.md"
BLOCKS = [block for block in find_examples(str(README)) if block.prefix == "python"]


@pytest.mark.parametrize("example", BLOCKS, ids=lambda example: f"line {example.start_line}")
def test_python_block(example: CodeExample, eval_example: EvalExample) -> None:
    with patch.dict(os.environ):
        eval_example.run_print_check(example)


def test_main_command() -> None:
    match = re.search(r"<!-- main -->\n```sh\n.* && (.*)\n```\n\n```text\n(.*?)```", README.read_text(), re.DOTALL)
    assert match
    command = match[1].replace(".venv/bin/python", sys.executable)
    result = subprocess.run(shlex.split(command), cwd=README.parent, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert re.fullmatch(re.escape(match[2]).replace("…", "(?s:.+)"), result.stdout + result.stderr)
