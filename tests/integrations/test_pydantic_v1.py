"""Models of `pydantic.v1`, which Pydantic 2 includes: `Field` checks a field."""

import pytest
from pydantic.v1 import BaseModel, Field, ValidationError

from pydantic_twilio_sid import CallSid, SidConstraints
from tests.integrations.helpers import CALL, MESSAGE, SCHEMA


class Bare(BaseModel):
    sid: CallSid


class Call(BaseModel):
    sid: CallSid = Field(regex=SidConstraints.of(CallSid).pattern, max_length=34)
    parent: CallSid | None = Field(default=None, regex=SidConstraints.of(CallSid).pattern, max_length=34)


def test_valid_sid_is_accepted() -> None:
    assert Call(sid=CALL, parent=CALL).dict() == {"sid": CALL, "parent": CALL}
    assert Call(sid=CALL).parent is None


@pytest.mark.parametrize("field", ["sid", "parent"])
def test_wrong_sid_is_refused(field: str) -> None:
    for wrong in [MESSAGE, CALL[:-1], CALL + "0", CALL + "\n"]:
        with pytest.raises(ValidationError) as raised:
            Call.parse_obj({"sid": CALL, field: wrong})
        assert [error["loc"] for error in raised.value.errors()] == [(field,)]


def test_json_schema() -> None:
    expected = {key: value for key, value in SCHEMA.items() if key != "minLength"}
    assert Call.schema()["properties"]["sid"] == {**expected, "title": "Sid"}


def test_bare_annotation_checks_nothing() -> None:
    assert Bare(sid=MESSAGE).sid == MESSAGE
