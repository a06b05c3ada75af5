"""The README's Python runs and prints what the README says; `.ci/run` runs its two commands."""

import os
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
