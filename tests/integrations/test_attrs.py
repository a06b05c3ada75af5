"""attrs: a validator checks a field."""

from typing import Any

import attrs
import pytest

from pydantic_twilio_sid import CallSid, SidPrefix, is_sid
from tests.integrations.helpers import CALL, MESSAGE


def check_call_sid(_instance: object, _attribute: object, value: str) -> None:
    if not is_sid(value, SidPrefix.CALL):
        raise ValueError(f"{value!r} is not a call SID")


@attrs.define
class Bare:
    sid: CallSid


@attrs.define
class Call:
    sid: CallSid = attrs.field(validator=check_call_sid)


def test_valid_sid_is_accepted() -> None:
    assert Call(CALL).sid == CALL


@pytest.mark.parametrize("wrong", [MESSAGE, CALL + "\n", 7, None], ids=["message", "newline", "number", "None"])
def test_wrong_sid_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match="is not a call SID"):
        Call(wrong)
    call = Call(CALL)
    with pytest.raises(ValueError, match="is not a call SID"):
        call.sid = wrong


def test_bare_annotation_checks_nothing() -> None:
    assert Bare(MESSAGE).sid == MESSAGE
