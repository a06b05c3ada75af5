"""jsonargparse: `Field()` makes it check a parameter with Pydantic."""

# `auto_cli` has untyped arguments.
# pyright: reportUnknownVariableType=false

from argparse import ArgumentError
from collections.abc import Callable
from typing import Annotated

import pytest
from jsonargparse import auto_cli
from pydantic import Field

from pydantic_twilio_sid import CallSid
from tests.integrations.helpers import CALL, MESSAGE, SENTENCE


def hang_up_bare(sid: CallSid, parent: CallSid | None = None) -> str:
    return parent or sid


def hang_up_around(sid: CallSid, parent: Annotated[CallSid | None, Field()] = None) -> str:
    return parent or sid


def hang_up(sid: Annotated[CallSid, Field()], parent: Annotated[CallSid, Field()] | None = None) -> str:
    return parent or sid


def run(function: Callable[..., str], *arguments: str) -> object:
    return auto_cli(function, args=list(arguments), exit_on_error=False)


def test_valid_sid_is_accepted() -> None:
    assert run(hang_up, CALL) == run(hang_up, CALL, "--parent", CALL) == CALL


@pytest.mark.parametrize("arguments", [[MESSAGE], [CALL, "--parent", MESSAGE]], ids=["required", "optional"])
def test_wrong_sid_is_refused(arguments: list[str]) -> None:
    with pytest.raises(ArgumentError, match=SENTENCE):
        run(hang_up, *arguments)


@pytest.mark.parametrize("function", [hang_up_bare, hang_up_around], ids=["bare", "around a union"])
def test_other_annotation_checks_nothing(function: Callable[..., str]) -> None:
    assert run(function, MESSAGE) == run(function, CALL, "--parent", MESSAGE) == MESSAGE
