"""msgspec: `Meta` checks a field."""

from typing import Annotated

import msgspec
import pytest

from pydantic_twilio_sid import CallSid, SidConstraints
from tests.integrations.helpers import CALL, MESSAGE, SCHEMA


class Bare(msgspec.Struct):
    sid: CallSid


class Call(msgspec.Struct):
    sid: Annotated[CallSid, msgspec.Meta(pattern=SidConstraints.of(CallSid).pattern, max_length=34)]


class Child(msgspec.Struct):
    parent: Annotated[CallSid, msgspec.Meta(pattern=SidConstraints.of(CallSid).pattern, max_length=34)] | None = None


def test_valid_sid_is_accepted() -> None:
    assert msgspec.convert({"sid": CALL}, Call) == Call(CALL)
    assert msgspec.convert({"parent": CALL}, Child) == Child(CALL)
    assert msgspec.convert({"parent": None}, Child) == Child()


def test_wrong_sid_is_refused() -> None:
    for wrong in [MESSAGE, CALL[:-1], CALL + "0", CALL + "\n"]:
        with pytest.raises(msgspec.ValidationError, match="at `\\$.sid`"):
            msgspec.convert({"sid": wrong}, Call)
        with pytest.raises(msgspec.ValidationError, match="at `\\$.parent`"):
            msgspec.convert({"parent": wrong}, Child)


def test_json_schema() -> None:
    schema = msgspec.json.schema(Call)["$defs"]["Call"]["properties"]["sid"]
    assert schema == {key: value for key, value in SCHEMA.items() if key != "minLength"}


def test_bare_annotation_checks_nothing() -> None:
    assert msgspec.convert({"sid": MESSAGE}, Bare).sid == MESSAGE
