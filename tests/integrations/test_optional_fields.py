"""drf-pydantic, graphene-pydantic: neither understands `CallSid | None`."""

import importlib
import json
from typing import Annotated, Any

import pytest
from drf_pydantic import BaseModel as SerializerModel
from drf_pydantic.errors import ModelConversionError
from pydantic import BaseModel

from pydantic_twilio_sid import CallSid, SidConstraints
from tests.integrations.helpers import CALL, MESSAGE, SENTENCE

graphene: Any = importlib.import_module("graphene")  # which has no types
graphene_pydantic: Any = importlib.import_module("graphene_pydantic")


class Bare(SerializerModel):
    sid: CallSid


class Call(SerializerModel):
    sid: CallSid
    parent: Annotated[str | None, SidConstraints(CallSid)] = None
    drf_config = {"validate_pydantic": True}  # noqa: RUF012 - as drf-pydantic's documentation writes it


def test_serializer() -> None:
    assert Call.drf_serializer(data={"sid": CALL, "parent": CALL}).is_valid()
    for field in ["sid", "parent"]:
        serializer = Call.drf_serializer(data={"sid": CALL, field: MESSAGE})
        assert not serializer.is_valid()
        errors: Any = serializer.errors
        assert json.loads(errors[field][0])["msg"] == SENTENCE


def test_serializer_of_a_bare_model_checks_nothing() -> None:
    assert Bare.drf_serializer(data={"sid": MESSAGE}).is_valid()


def test_serializer_refuses_a_union() -> None:
    with pytest.raises(ModelConversionError, match="Annotated is not a supported composite type"):
        type("Union", (SerializerModel,), {"__annotations__": {"sid": CallSid | None}})


class Leg(BaseModel):
    sid: Annotated[str | None, SidConstraints(CallSid)] = None
    bare: CallSid | None = None


class Output(graphene_pydantic.PydanticObjectType):  # type: ignore[misc]
    class Meta:
        model = Leg


class Input(graphene_pydantic.PydanticInputObjectType):  # type: ignore[misc]
    class Meta:
        model = Leg


class Query(graphene.ObjectType):  # type: ignore[misc]
    leg = graphene.Field(Output, leg=graphene.Argument(Input))

    def resolve_leg(self, _info: object, leg: Any) -> Leg:
        return Leg(**leg)


def test_graphql() -> None:
    schema = graphene.Schema(query=Query)
    assert {"  sid: String", "  bare: [String]"} < set(str(schema).splitlines())
    done, refused = (schema.execute(f'{{ leg(leg: {{sid: "{sid}"}}) {{ sid }} }}') for sid in [CALL, MESSAGE])
    assert (done.data, done.errors) == ({"leg": {"sid": CALL}}, None)
    assert SENTENCE in str(refused.errors)
