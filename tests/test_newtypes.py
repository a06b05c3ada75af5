"""`newtypes`: each is the annotated type of the same name, wherever a type is used."""

import json
import pickle
from typing import Any, NewType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyfactory.factories.pydantic_factory import ModelFactory
from pydantic import BaseModel, Secret, TypeAdapter, ValidationError, validate_call
from typing_extensions import TypedDict

import pydantic_twilio_sid
from pydantic_twilio_sid import SidConstraints, is_sid, newtypes
from pydantic_twilio_sid.newtypes import AccountSid, CallSid, MessageSid
from pydantic_twilio_sid.testing import random_sid
from tests.helpers import HEX, TYPES, error_of, python_calls

AC, CA, MM = AccountSid("AC" + HEX), CallSid("CA" + HEX), MessageSid("MM" + HEX)
NEWTYPES: dict[str, Any] = {name: value for name, value in vars(newtypes).items() if isinstance(value, NewType)}


class Row(TypedDict):
    sid: CallSid


class Leg(BaseModel):
    sid: CallSid
    sids: list[CallSid]
    either: AccountSid | MessageSid | None


def test_every_type_but_the_deprecated_is_there_once() -> None:
    deprecated = {"SmsMessageSid", "SmsSid"}
    assert NEWTYPES.keys() == {*vars(newtypes)["__all__"]} == TYPES.keys() - deprecated
    synonyms = {name: value.__name__ for name, value in NEWTYPES.items() if value.__name__ != name}
    assert synonyms.keys() == {
        "BrandSid",
        "CallerIdSid",
        "ChatServiceSid",
        "DeliveryReceiptSid",
        "IncomingPhoneNumberSid",
    }
    distinct = {SidConstraints(TYPES[name]) for name in TYPES.keys() - deprecated}
    assert len(set(NEWTYPES.values())) == len(distinct)


@pytest.mark.parametrize("name", NEWTYPES)
def test_it_is_the_type_of_the_same_name(name: str) -> None:
    new_type, annotation = NEWTYPES[name], TYPES[name]
    assert SidConstraints(new_type) == SidConstraints(annotation)
    assert TypeAdapter[Any](new_type).json_schema() == TypeAdapter[Any](annotation).json_schema()
    assert pickle.loads(pickle.dumps(new_type)) is new_type  # noqa: S301


def test_a_model_is_checked_without_python() -> None:
    value = {"sid": CA, "sids": [CA], "either": MM}
    leg, calls = python_calls(TypeAdapter(Leg).validator.validate_python, value)
    assert (leg, calls) == (Leg.model_validate_json(json.dumps(value)), [])
    with pytest.raises(ValidationError) as raised:
        Leg.model_validate({"sid": AC, "sids": [MM], "either": CA})
    assert [(error["type"], *error["loc"]) for error in raised.value.errors()] == [
        ("twilio_sid", "sid"),
        ("twilio_sid", "sids", 0),
        ("twilio_sid", "either", "Account SID"),
        ("twilio_sid", "either", "Message SID"),
    ]


def test_typed_dicts_secrets_functions_and_is_sid() -> None:
    @validate_call
    def hang_up(sid: CallSid) -> CallSid:
        return sid

    assert hang_up(CA) is CA
    with pytest.raises(ValidationError, match="Twilio Call SID"):
        hang_up(CallSid(AC))
    for annotation, wrong in ((Row, {"sid": AC}), (Secret[CallSid], AC)):
        with pytest.raises(ValidationError, match="Twilio Call SID"):
            TypeAdapter[Any](annotation).validate_python(wrong)
    assert is_sid(CA, AccountSid | CallSid)
    assert not is_sid(CA, AccountSid, MessageSid)
    assert is_sid(random_sid(MessageSid), pydantic_twilio_sid.MessageSid)
    assert error_of(TypeAdapter[Any](CallSid), AC) == error_of(TypeAdapter[Any](pydantic_twilio_sid.CallSid), AC)


class LegFactory(ModelFactory[Leg]):
    __random_seed__ = 1


@settings(max_examples=5)
@given(st.builds(Leg))
def test_generated_models_are_valid(leg: Leg) -> None:
    for each in (leg, LegFactory.build()):
        assert Leg.model_validate(each.model_dump()) == each
