"""SQLModel: the column's type, and what checks its value."""

from typing import Annotated, Any

import pytest
from pydantic import ValidationError
from sqlalchemy import MetaData, String
from sqlmodel import Field, SQLModel

from pydantic_twilio_sid import CallSid, MessageSid, SidConstraints
from tests.integrations.helpers import CALL, MESSAGE, SCHEMA, SENTENCE


class Call(SQLModel):
    sid: CallSid = Field(sa_type=String(34), primary_key=True)
    own_sid: CallSid = Field(default=CALL, max_length=34)
    parent_call_sid: CallSid | None = Field(default=None, max_length=34)
    bare: CallSid | None = None
    either: Annotated[str, SidConstraints(CallSid, MessageSid)] = MESSAGE


class CallRow(Call, table=True):
    metadata = MetaData()


def test_columns() -> None:
    types = {column.name: str(column.type) for column in CallRow.metadata.tables["callrow"].columns}
    assert types == {
        "sid": "VARCHAR(34)",
        "own_sid": "VARCHAR(34)",
        "parent_call_sid": "VARCHAR(34)",
        "bare": "VARCHAR",
        "either": "VARCHAR",
    }


@pytest.mark.parametrize("model", [Call, CallRow], ids=["model", "table"])
def test_model(model: type[Call]) -> None:
    assert model.model_validate({"sid": CALL}).sid == CALL
    for wrong in [{"sid": MESSAGE}, {"own_sid": MESSAGE}, {"parent_call_sid": CALL + "0"}, {"bare": MESSAGE}]:
        with pytest.raises(ValidationError, match=SENTENCE):
            model.model_validate({"sid": CALL, **wrong})
    with pytest.raises(ValidationError, match="Call or Message SID"):
        model.model_validate({"sid": CALL, "either": "SM"})
    properties: dict[str, Any] = model.model_json_schema()["properties"]
    assert properties["sid"] == {**SCHEMA, "title": "Sid"}
    assert properties["parent_call_sid"]["anyOf"] == properties["bare"]["anyOf"] == [SCHEMA, {"type": "null"}]


def test_class_of_a_table_checks_nothing_when_called() -> None:
    assert CallRow(sid=MESSAGE).sid == MESSAGE
    assert CallRow.model_validate({"sid": CALL}).sid == CALL
    with pytest.raises(ValidationError, match=SENTENCE):
        Call(sid=MESSAGE)
