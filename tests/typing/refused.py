"""What type checkers refuse: mypy and pyright report each `type: ignore` that they don't need."""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from pydantic import BaseModel

from pydantic_twilio_sid import CallSid, NopeSid, SidConstraints, SidPrefix, is_sid  # type: ignore[attr-defined] # noqa: F401
from pydantic_twilio_sid.testing import random_sid


class Leg(BaseModel):
    """A model with a SID."""

    sid: CallSid


def hang_up(sid: CallSid) -> None:
    """Take a SID."""


def call_wrongly() -> None:
    """Make mistakes."""
    SidConstraints()  # type: ignore[call-arg]
    SidConstraints("AC", resources="x")  # type: ignore[call-arg]
    SidConstraints("AC").prefixes = ()  # type: ignore[misc]
    SidPrefix.NOPE.resource  # type: ignore[attr-defined] # noqa: B018
    SidPrefix.ACCOUNT.resource = ""  # type: ignore[misc]
    is_sid("x")  # type: ignore[call-overload]
    random_sid(CallSid, 42)  # type: ignore[call-overload]
    Leg()  # type: ignore[call-arg]
    Leg(sid=7)  # type: ignore[arg-type]
    hang_up(7)  # type: ignore[arg-type]
