"""Typer: a parser checks a parameter."""

from typing import Annotated

import typer
from pydantic import TypeAdapter
from typer.testing import CliRunner

from pydantic_twilio_sid import CallSid
from tests.integrations.helpers import CALL, MESSAGE, SENTENCE

bare, checked = typer.Typer(), typer.Typer()


@bare.command()
def hang_up_bare(sid: CallSid) -> None:
    print(sid)


@checked.command()
def hang_up(
    sid: Annotated[CallSid, typer.Argument(parser=TypeAdapter(CallSid).validate_python)],
    parent: Annotated[CallSid | None, typer.Option(parser=TypeAdapter(CallSid).validate_python)] = None,
) -> None:
    print(parent or sid)


def run(app: typer.Typer, *arguments: str) -> tuple[int, str]:
    result = CliRunner(env={"TERMINAL_WIDTH": "200"}).invoke(app, arguments)
    return result.exit_code, result.output


def test_valid_sid_is_accepted() -> None:
    assert run(checked, CALL) == run(checked, CALL, "--parent", CALL) == (0, CALL + "\n")


def test_wrong_sid_is_refused() -> None:
    for arguments in [[MESSAGE], [CALL + "\n"], [CALL, "--parent", MESSAGE]]:
        status, output = run(checked, *arguments)
        assert status == 2
        assert SENTENCE in output


def test_bare_annotation_checks_nothing() -> None:
    assert run(bare, MESSAGE) == (0, MESSAGE + "\n")
