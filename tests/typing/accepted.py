"""What type checkers accept: every name of the package resolves, and a SID is a `str`."""

from typing import Annotated, Any, NewType, Optional

from pydantic import BaseModel, TypeAdapter
from typing_extensions import assert_type

import pydantic_twilio_sid as sids
from pydantic_twilio_sid import AccountSid, CallSid, MessageSid, SidConstraints, SidPrefix, is_sid, newtypes
from pydantic_twilio_sid.testing import cases, random_sid

OwnSid = Annotated[str, SidConstraints(SidPrefix.ACCOUNT, "ZZ", resource="Own")]
CallId = NewType("CallId", str)


class Leg(BaseModel):
    """A model whose types are all strings."""

    sid: CallSid
    parent_call_sid: CallSid | None = None
    legs: list[CallSid] = []
    owners: dict[AccountSid, OwnSid] = {}
    branded: Annotated[CallId, SidConstraints(CallSid)]


class NewLeg(BaseModel):
    """A model whose types a type checker tells apart."""

    sid: newtypes.CallSid


class Payload(BaseModel):
    """A model whose fields are named like their types."""

    CallSid: sids.CallSid
    MessagingServiceSid: Optional[sids.MessagingServiceSid] = None  # noqa: UP045 - as older code has it


def hang_up(sid: CallSid) -> AccountSid:
    """Take one SID and return another, which is the same to a type checker."""
    return sid


def reveal(leg: Leg, payload: Payload) -> None:
    """Every SID is a `str`."""
    assert_type(leg.sid, str)
    assert_type(leg.parent_call_sid, Optional[str])  # noqa: UP045
    assert_type(leg.legs, list[str])
    assert_type(leg.owners, dict[str, str])
    assert_type(leg.branded, CallId)
    assert_type(payload.CallSid, str)
    assert_type(hang_up("CA"), str)
    assert_type(TypeAdapter[str](CallSid).validate_python("x"), str)


def narrow(anything: object, text: str | int | None, branded: CallId, maybe: CallId | None) -> CallId:
    """`is_sid` makes a `str` of anything, but keeps a narrower type."""
    allowed: list[object] = [CallSid, SidPrefix.CALL]
    if is_sid(anything, CallSid, MessageSid | None, SidPrefix.CALL, "ZZ", *allowed):
        assert_type(anything, str)
    if is_sid(text, "*"):
        assert_type(text, str)
    if is_sid(branded, CallSid | MessageSid):
        return branded
    if is_sid(maybe, Annotated[CallSid, "more"]):
        return maybe
    raise ValueError


def narrow_to_a_new_type(anything: Any, text: str, sid: newtypes.Sid) -> newtypes.CallSid:
    """One `NewType` is what the value becomes. Of several kinds, only a union is."""
    if is_sid(text, newtypes.CallSid | newtypes.MessageSid):
        assert_type(text, newtypes.CallSid | newtypes.MessageSid)
    if is_sid(text, newtypes.CallSid, newtypes.MessageSid):
        assert_type(text, str)
    if is_sid(sid, newtypes.CallSid):
        assert_type(sid, newtypes.CallSid)
    if is_sid(anything, newtypes.CallSid):
        return anything
    raise ValueError


def use_new_types(leg: NewLeg) -> None:
    """A `NewType` is a `Sid`, a cast, and what an adapter returns."""
    kept: list[newtypes.Sid] = [leg.sid, newtypes.CallSid("CA")]
    number: newtypes.IncomingPhoneNumberSid = newtypes.PhoneNumberSid(kept[0])
    assert_type(number, newtypes.PhoneNumberSid)
    assert_type(TypeAdapter(newtypes.CallSid).validate_python("x"), newtypes.CallSid)
    assert_type(random_sid(newtypes.CallSid), newtypes.CallSid)


def use_the_rest() -> None:
    """The types of everything else."""
    assert_type(SidPrefix.ACCOUNT.value, str)
    assert_type(SidPrefix.ACCOUNT.resource, str)
    assert_type(SidPrefix.ACCOUNT.resources, tuple[str, ...])
    assert_type(SidPrefix.ACCOUNT.pattern, str)
    assert_type(SidPrefix("AC"), SidPrefix)
    assert_type(SidPrefix.from_sid("x"), SidPrefix)
    assert_type(SidConstraints(AccountSid, "SK").prefixes, tuple[str, ...])
    assert_type(SidConstraints("AC").resource, Optional[str])  # noqa: UP045
    assert_type(SidConstraints("AC").pattern, str)
    assert_type(SidConstraints("AC").message, str)
    assert_type(random_sid(CallSid | MessageSid), str)
    assert_type(random_sid("CA"), str)
    assert_type(cases(CallSid, "SK")[0].valid, bool)
