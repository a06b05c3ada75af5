"""`newtypes`: a `NewType` is checked wherever a type is used. `test_types.py` compares each with its type."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyfactory.factories.pydantic_factory import ModelFactory
from pydantic import BaseModel, Secret, TypeAdapter, ValidationError, validate_call
from typing_extensions import TypedDict

import pydantic_twilio_sid
from pydantic_twilio_sid import is_sid
from pydantic_twilio_sid.newtypes import AccountSid, CallSid, MessageSid
from pydantic_twilio_sid.testing import random_sid
from tests.helpers import HEX, python_calls

AC, CA, MM = AccountSid("AC" + HEX), CallSid("CA" + HEX), MessageSid("MM" + HEX)


class Row(TypedDict):
    sid: CallSid


class Leg(BaseModel):
    sid: CallSid
    sids: list[CallSid]
    either: AccountSid | MessageSid | None


class LegFactory(ModelFactory[Leg]):
    __random_seed__ = 1


def test_places_are_checked_without_python() -> None:
    adapter = TypeAdapter[Any](tuple[CallSid, list[CallSid], AccountSid | MessageSid | None])
    value = (CA, [CA], MM)
    assert python_calls(adapter.validator.validate_python, value) == (value, [])
    with pytest.raises(ValidationError) as raised:
        adapter.validate_python((AC, [MM], CA))
    assert [(error["type"], *error["loc"]) for error in raised.value.errors()] == [
        ("twilio_sid", 0),
        ("twilio_sid", 1, 0),
        ("twilio_sid", 2, "Account SID"),
        ("twilio_sid", 2, "Message SID"),
    ]


def test_functions_typed_dicts_secrets_and_is_sid() -> None:
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


@settings(max_examples=5)
@given(st.builds(Leg))
def test_generated_models_are_valid(leg: Leg) -> None:
    for each in (leg, LegFactory.build()):
        assert Leg.model_validate_json(each.model_dump_json()) == each
