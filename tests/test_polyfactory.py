"""polyfactory generates models with SIDs without any registration."""

from typing import Literal

from polyfactory.factories.pydantic_factory import ModelFactory
from pydantic import BaseModel

from pydantic_twilio_sid import MessageSid
from tests.helpers import Leg


class LegFactory(ModelFactory[Leg]):
    __random_seed__ = 1


def test_polyfactory_builds_a_model() -> None:
    legs = LegFactory.batch(200)
    assert {leg.parent_call_sid is None for leg in legs} == {True, False}
    assert {leg.owner_sid[:2] for leg in legs} == {"AC", "SK"}
    assert any(leg.message_sids for leg in legs)


def test_polyfactory_coverage_has_every_variant() -> None:
    class Message(BaseModel):
        sid: MessageSid
        status: Literal["sent", "failed"]

    assert {message.status for message in ModelFactory.create_factory(Message).coverage()} == {"sent", "failed"}
