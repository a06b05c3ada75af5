"""The standard library's dataclasses: `__post_init__` checks a field."""

from dataclasses import dataclass
from typing import Any

import pytest

from pydantic_twilio_sid import CallSid, SidPrefix, is_sid
from tests.integrations.helpers import CALL, MESSAGE


@dataclass
class Bare:
    sid: CallSid


@dataclass
class Call:
    sid: CallSid

    def __post_init__(self) -> None:
        if not is_sid(self.sid, SidPrefix.CALL):
            raise ValueError(f"{self.sid!r} is not a call SID")


def test_valid_sid_is_accepted() -> None:
    assert Call(CALL).sid == CALL


@pytest.mark.parametrize("wrong", [MESSAGE, CALL + "\n", 7, None], ids=["message", "newline", "number", "None"])
def test_wrong_sid_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match="is not a call SID"):
        Call(wrong)


def test_bare_annotation_checks_nothing() -> None:
    assert Bare(MESSAGE).sid == MESSAGE
