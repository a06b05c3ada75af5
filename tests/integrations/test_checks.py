"""Django, attrs, dataclasses, Typer, argparse, Celery, msgspec, pydantic.v1, jsonargparse: a table of checks."""

# jsonargparse's `auto_cli` has untyped arguments.
# pyright: reportUnknownVariableType=false

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import attrs
import msgspec
import pytest
import typer
from celery import Celery
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import connection, models
from jsonargparse import auto_cli
from pydantic import Field, validate_call
from pydantic import v1 as pydantic_v1
from typer.testing import CliRunner

from pydantic_twilio_sid import CallSid, SidConstraints, is_sid
from tests.integrations.helpers import CALL, MESSAGE, SENTENCE


@dataclass
class Tool:
    """Functions that pass a value to the tool. They return it, or raise the tool's error."""

    bare: list[Callable[[str], object]]
    checked: list[Callable[[str], object]]
    error: str = re.escape(SENTENCE)


def check_call_sid(value: str) -> None:
    if not is_sid(value, CallSid):
        raise ValidationError(SidConstraints(CallSid).message)


class DjangoCall(models.Model):  # noqa: DJ008
    sid: "models.CharField[str, str]" = models.CharField(max_length=34, validators=[check_call_sid])

    class Meta:
        app_label = "calls"


def with_django() -> Tool:
    def check(sid: str) -> str:
        call = DjangoCall(sid=sid)
        call.full_clean()
        return call.sid

    return Tool([lambda sid: DjangoCall(sid=sid).sid], [check])


def with_attrs() -> Tool:
    def check_call_sid(_instance: object, _attribute: object, value: str) -> None:
        if not is_sid(value, CallSid):
            raise ValueError(SidConstraints(CallSid).message)

    @attrs.define
    class Bare:
        sid: CallSid

    @attrs.define
    class Call:
        sid: CallSid = attrs.field(validator=check_call_sid)

    def assign(sid: str) -> str:
        call = Call(CALL)
        call.sid = sid
        return call.sid

    return Tool([lambda sid: Bare(sid).sid], [lambda sid: Call(sid).sid, assign])


def with_dataclasses() -> Tool:
    @dataclass
    class Bare:
        sid: CallSid

    @dataclass
    class Call:
        sid: CallSid

        def __post_init__(self) -> None:
            if not is_sid(self.sid, CallSid):
                raise ValueError(SidConstraints(CallSid).message)

    return Tool([lambda sid: Bare(sid).sid], [lambda sid: Call(sid).sid])


bare_app, checked_app = typer.Typer(), typer.Typer()


def with_typer() -> Tool:
    def call_sid(value: str) -> str:
        if not is_sid(value, CallSid):
            raise typer.BadParameter(SidConstraints(CallSid).message)
        return value

    @bare_app.command()
    def hang_up_bare(sid: CallSid) -> str:
        return sid

    @checked_app.command()
    def hang_up(
        sid: Annotated[CallSid, typer.Argument(parser=call_sid)],
        parent: Annotated[CallSid | None, typer.Option(parser=call_sid, metavar="SID")] = None,
    ) -> str:
        return parent or sid

    def run(app: typer.Typer, *arguments: str) -> object:
        return app(arguments, standalone_mode=False)

    return Tool(
        [lambda sid: run(bare_app, sid)],
        [lambda sid: run(checked_app, sid), lambda sid: run(checked_app, CALL, "--parent", sid)],
    )


def with_argparse() -> Tool:
    def call_sid(value: str) -> str:
        if not is_sid(value, CallSid):
            raise argparse.ArgumentTypeError(SidConstraints(CallSid).message)
        return value

    bare, parser = argparse.ArgumentParser(), argparse.ArgumentParser(exit_on_error=False)
    bare.add_argument("sid", type=CallSid)  # pyright: ignore[reportArgumentType]
    parser.add_argument("sid", type=call_sid)
    return Tool([lambda sid: bare.parse_args([sid]).sid], [lambda sid: parser.parse_args([sid]).sid])


def with_celery() -> Tool:
    app = Celery()

    @app.task(pydantic=True)
    def hang_up_bare(sid: CallSid) -> str:
        return sid

    @app.task
    @validate_call
    def hang_up(sid: CallSid, parent: CallSid | None = None) -> str:
        return parent or sid

    return Tool(
        [lambda sid: hang_up_bare.apply((sid,)).get()],
        [lambda sid: hang_up.apply((sid,)).get(), lambda sid: hang_up.apply((CALL, sid)).get()],
    )


def with_msgspec() -> Tool:
    class Bare(msgspec.Struct):
        sid: CallSid

    class Call(msgspec.Struct):
        sid: Annotated[CallSid, msgspec.Meta(pattern=SidConstraints(CallSid).pattern, max_length=34)]
        parent: Annotated[CallSid, msgspec.Meta(pattern=SidConstraints(CallSid).pattern, max_length=34)] | None = None

    return Tool(
        [lambda sid: msgspec.convert({"sid": sid}, Bare).sid],
        [
            lambda sid: msgspec.convert({"sid": sid}, Call).sid,
            lambda sid: msgspec.convert({"sid": CALL, "parent": sid}, Call).parent,
        ],
        "Expected `str` (matching regex|of length <=)",
    )


def with_pydantic_v1() -> Tool:
    Field = pydantic_v1.Field  # noqa: N806 - as it's imported

    class Bare(pydantic_v1.BaseModel):
        sid: CallSid

    class Call(pydantic_v1.BaseModel):
        sid: CallSid = Field(regex=SidConstraints(CallSid).pattern, max_length=34)
        parent: CallSid | None = Field(default=None, regex=SidConstraints(CallSid).pattern, max_length=34)

    return Tool(
        [lambda sid: Bare(sid=sid).sid],
        [lambda sid: Call(sid=sid).sid, lambda sid: Call(sid=CALL, parent=sid).parent],
        "string does not match regex|at most 34 characters",
    )


def with_jsonargparse() -> Tool:
    def bare(sid: CallSid, parent: CallSid | None = None) -> str:
        return parent or sid

    def around(sid: CallSid, parent: Annotated[CallSid | None, Field()] = None) -> str:
        return parent or sid

    def checked(sid: Annotated[CallSid, Field()], parent: Annotated[CallSid, Field()] | None = None) -> str:
        return parent or sid

    def run(function: Callable[..., str], *arguments: str) -> object:
        return auto_cli(function, args=list(arguments), exit_on_error=False)

    return Tool(
        [lambda sid: run(bare, sid), lambda sid: run(around, CALL, "--parent", sid)],
        [lambda sid: run(checked, sid), lambda sid: run(checked, CALL, "--parent", sid)],
    )


TOOLS = {
    "Django": with_django(),
    "attrs": with_attrs(),
    "dataclasses": with_dataclasses(),
    "Typer": with_typer(),
    "argparse": with_argparse(),
    "Celery": with_celery(),
    "msgspec": with_msgspec(),
    "pydantic.v1": with_pydantic_v1(),
    "jsonargparse": with_jsonargparse(),
}
each_tool = pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)


@each_tool
def test_valid_sid_comes_back(tool: Tool) -> None:
    assert {check(CALL) for check in tool.bare + tool.checked} == {CALL}


@each_tool
def test_wrong_sid_is_refused(tool: Tool) -> None:
    for check in tool.checked:
        for wrong in [MESSAGE, CALL[:-1], CALL + "0", CALL + "\n"]:
            with pytest.raises(Exception, match=tool.error):
                check(wrong)


@each_tool
def test_bare_annotation_checks_nothing(tool: Tool) -> None:
    assert {check(MESSAGE) for check in tool.bare} == {MESSAGE}


def test_django_checks_nothing_when_it_saves() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(DjangoCall)
    assert DjangoCall.objects.create(sid=MESSAGE).sid == MESSAGE


def test_regex_validator_of_django_accepts_a_trailing_newline() -> None:
    RegexValidator(SidConstraints(CallSid).pattern)(CALL + "\n")


def test_help_of_typer_does_not_print_the_annotation() -> None:
    output = CliRunner().invoke(checked_app, ["--help"]).output
    assert "SID" in output
    assert "Annotated" not in output
