"""What several test files need."""

import ast
import inspect
import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any, NamedTuple

import pytest
from pydantic import TypeAdapter, ValidationError

from pydantic_twilio_sid import types

HEX = "0123456789abcdefABCDEF0123456789"
"""What follows the prefix where a test needs no more than one SID."""


def error_of(adapter: TypeAdapter[Any], value: object, *, strict: bool | None = None) -> dict[str, Any]:
    with pytest.raises(ValidationError) as raised:
        adapter.validate_python(value, strict=strict)
    (error,) = raised.value.errors(include_url=False)
    return dict(error)


def python_calls(function: Callable[..., object], *arguments: object, **options: object) -> tuple[object, list[str]]:
    """Call a function of an extension module, and return its result and the Python functions that ran meanwhile."""
    calls: list[str] = []

    def profile(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            calls.append(frame.f_code.co_name)

    sys.setprofile(profile)
    try:
        result = function(*arguments, **options)
    finally:
        sys.setprofile(None)
    return result, calls


class Docstring(NamedTuple):
    line: int
    text: str


def docstrings() -> dict[str, Docstring]:
    """Read the docstring under each type, with its line breaks folded. It is empty where there is none."""
    found: dict[str, Docstring] = {}
    for statement, following in pairwise(ast.parse(inspect.getsource(types)).body):
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            match following:
                case ast.Expr(value=ast.Constant(value=str() as text)):
                    found[statement.targets[0].id] = Docstring(statement.lineno, " ".join(text.split()))
                case _:
                    found[statement.targets[0].id] = Docstring(statement.lineno, "")
    return found
