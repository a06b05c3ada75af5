"""Each tool, used as `docs/other-tools.md` says, accepts a Call SID and refuses everything else."""

# jsonargparse's `auto_cli` has untyped arguments.
# pyright: reportUnknownVariableType=false

import argparse
import importlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import attrs
import marshmallow
import msgspec
import pydantic_xml
import pytest
import typer
import voluptuous
from celery import Celery
from django.core.exceptions import ValidationError
from django.db import models
from drf_pydantic import BaseModel as SerializerModel
from jsonargparse import auto_cli
from pydantic import MISSING, BaseModel, Field, StringConstraints, v1, validate_call
from typer.testing import CliRunner

from pydantic_twilio_sid import CallSid, MessageSid, SidConstraints, is_sid
from pydantic_twilio_sid.testing import cases
from tests.integrations.helpers import CALL, SENTENCE, WRONG

# These have no types.
graphene: Any = importlib.import_module("graphene")
graphene_pydantic: Any = importlib.import_module("graphene_pydantic")
pd: Any = importlib.import_module("pandas")
serializers: Any = importlib.import_module("rest_framework.serializers")


def functions_that_raise(error: Callable[[str], Exception]) -> tuple[Callable[[str], str], Callable[[str], None]]:
    def call_sid(value: str) -> str:
        if not is_sid(value, CallSid):
            raise error(SidConstraints(CallSid).message)
        return value

    def check_call_sid(value: str) -> None:
        call_sid(value)

    return call_sid, check_call_sid


# Tools that know nothing of Pydantic

call_sid, check_call_sid = functions_that_raise(argparse.ArgumentTypeError)
parser = argparse.ArgumentParser(exit_on_error=False)
parser.add_argument("sid", type=call_sid)

call_sid, check_call_sid = functions_that_raise(typer.BadParameter)
typer_app = typer.Typer()


@typer_app.command()
def hang_up(
    sid: Annotated[CallSid, typer.Argument(parser=call_sid)],
    parent: Annotated[CallSid | None, typer.Option(parser=call_sid, metavar="SID")] = None,
) -> str:
    return parent or sid


call_sid, check_call_sid = functions_that_raise(voluptuous.Invalid)
voluptuous_schema: Any = voluptuous.Schema({"sid": call_sid})

call_sid, check_call_sid = functions_that_raise(marshmallow.ValidationError)


class CallSchema(marshmallow.Schema):
    sid = marshmallow.fields.String(validate=check_call_sid)


marshmallow_schema: Any = CallSchema()

call_sid, check_call_sid = functions_that_raise(ValidationError)


class DjangoCall(models.Model):  # noqa: DJ008
    sid: "models.CharField[str, str]" = models.CharField(max_length=34, validators=[check_call_sid])

    class Meta:
        app_label = "calls"


def clean_in_django(sid: str) -> str:
    call = DjangoCall(id=1, sid=sid)
    call.full_clean(validate_unique=False)
    return call.sid


call_sid, check_call_sid = functions_that_raise(serializers.ValidationError)


class CallSerializer(serializers.Serializer):  # type: ignore[misc]
    sid = serializers.CharField(validators=[check_call_sid])


def deserialize(sid: str) -> object:
    serializer: Any = CallSerializer(data={"sid": sid})
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data["sid"]


# The last of these assignments, because the functions below look up the name when they run.
call_sid, check_call_sid = functions_that_raise(ValueError)


@dataclass
class DataclassCall:
    sid: CallSid

    def __post_init__(self) -> None:
        call_sid(self.sid)


def check_attribute(_instance: object, _attribute: object, value: str) -> None:
    call_sid(value)


@attrs.define
class AttrsCall:
    sid: CallSid = attrs.field(validator=check_attribute)


def assign_attribute(sid: str) -> str:
    call = AttrsCall(CALL)
    call.sid = sid
    return call.sid


# Tools that know Pydantic or read annotations

app = Celery()


@app.task
@validate_call
def celery_task(sid: CallSid, parent: CallSid | None = None) -> str:
    return parent or sid


class MsgspecCall(msgspec.Struct):
    sid: Annotated[CallSid, msgspec.Meta(pattern=SidConstraints(CallSid).pattern, max_length=34)]


class OldCall(v1.BaseModel):
    sid: CallSid = v1.Field(regex=SidConstraints(CallSid).pattern, max_length=34)
    parent: CallSid | None = v1.Field(default=None, regex=SidConstraints(CallSid).pattern, max_length=34)


class XmlCall(pydantic_xml.BaseXmlModel, tag="call"):
    sid: Annotated[str, StringConstraints(pattern=SidConstraints(CallSid).pattern, min_length=34, max_length=34)] = (
        pydantic_xml.attr()
    )


def call_with_command_line(*arguments: str) -> object:
    def command(sid: Annotated[CallSid, Field()], parent: Annotated[CallSid, Field()] | None = None) -> str:
        return parent or sid

    return auto_cli(command, args=list(arguments), exit_on_error=False)


class DrfCall(SerializerModel):
    sid: CallSid
    parent: Annotated[str | None, SidConstraints(CallSid)] = None
    drf_config = {"validate_pydantic": True}  # noqa: RUF012 - as drf-pydantic's documentation writes it


def deserialize_model(field: str, sid: str) -> object:
    serializer: Any = DrfCall.drf_serializer(data={"sid": CALL, field: sid})
    if serializer.is_valid():
        return serializer.validated_data[field]
    raise ValueError(json.loads(serializer.errors[field][0])["msg"])


class Leg(BaseModel):
    sid: Annotated[str | None, SidConstraints(CallSid)] = None


class LegOutput(graphene_pydantic.PydanticObjectType):  # type: ignore[misc]
    class Meta:
        model = Leg


class LegInput(graphene_pydantic.PydanticInputObjectType):  # type: ignore[misc]
    class Meta:
        model = Leg


class Query(graphene.ObjectType):  # type: ignore[misc]
    leg = graphene.Field(LegOutput, leg=graphene.Argument(LegInput))

    def resolve_leg(self, _info: object, leg: Any) -> Leg:
        return Leg(**leg)


def query_with_graphql(sid: str) -> object:
    query = "query Q($sid: String) { leg(leg: {sid: $sid}) { sid } }"
    result = graphene.Schema(query=Query).execute(query, variables={"sid": sid})
    if result.errors:
        raise result.errors[0]
    return result.data["leg"]["sid"]


class Update(BaseModel):
    sid: CallSid | MISSING = MISSING


CHECKS: dict[str, list[Callable[[str], object]]] = {
    "argparse": [lambda sid: parser.parse_args([sid]).sid],
    "Typer": [
        lambda sid: typer_app([sid], standalone_mode=False),
        lambda sid: typer_app([CALL, "--parent", sid], standalone_mode=False),
    ],
    "voluptuous": [lambda sid: voluptuous_schema({"sid": sid})["sid"]],
    "marshmallow": [lambda sid: marshmallow_schema.load({"sid": sid})["sid"]],
    "Django": [clean_in_django],
    "Django REST framework": [deserialize],
    "dataclasses": [lambda sid: DataclassCall(sid).sid],
    "attrs": [lambda sid: AttrsCall(sid).sid, assign_attribute],
    "Celery": [lambda sid: celery_task.apply((sid,)).get(), lambda sid: celery_task.apply((CALL, sid)).get()],
    "msgspec": [lambda sid: msgspec.convert({"sid": sid}, MsgspecCall).sid],
    "pydantic.v1": [lambda sid: OldCall(sid=sid).sid, lambda sid: OldCall(sid=CALL, parent=sid).parent],
    "pydantic-xml": [lambda sid: XmlCall.from_xml(f'<call sid="{sid}"/>'.replace("\n", "&#10;")).sid],
    "jsonargparse": [call_with_command_line, lambda sid: call_with_command_line(CALL, "--parent", sid)],
    "drf-pydantic": [lambda sid: deserialize_model("sid", sid), lambda sid: deserialize_model("parent", sid)],
    "graphene-pydantic": [query_with_graphql],
    "MISSING": [lambda sid: Update(sid=sid).sid],
}
MESSAGES = {
    "msgspec": "matching regex|of length <=",
    "pydantic.v1": "string does not match regex|at most 34 characters",
    "pydantic-xml": "String should (match pattern|have at (least|most) 34 characters)",
}
STRIPPING = {"Django REST framework", "drf-pydantic"}  # a final line break is gone before the check


@pytest.mark.parametrize("tool", CHECKS)
def test_valid_sid_comes_back_and_a_wrong_one_is_refused(tool: str) -> None:
    for check in CHECKS[tool]:
        assert check(CALL) == CALL
        for wrong in WRONG[:-1] if tool in STRIPPING else WRONG:
            with pytest.raises(Exception, match=MESSAGES.get(tool, re.escape(SENTENCE))):
                check(wrong)


def test_fullmatch_in_pandas() -> None:
    table = cases(MessageSid)
    sids = pd.Series([*(case.value for case in table), None, 5])
    found = sids.str.fullmatch(SidConstraints(MessageSid).pattern, na=False)
    assert found.tolist() == [*(case.valid for case in table), False, False]


def test_help_of_typer_does_not_print_the_annotation() -> None:
    output = CliRunner().invoke(typer_app, ["--help"]).output
    assert "SID" in output
    assert "Annotated" not in output
