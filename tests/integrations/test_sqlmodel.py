"""SQLModel: the column's type, and what checks its value."""

from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import MetaData, String, create_engine, inspect
from sqlmodel import Field, Session, SQLModel, select

from pydantic_twilio_sid import CallSid
from tests.integrations.helpers import CALL, MESSAGE, SCHEMA, SENTENCE


class Call(SQLModel):
    sid: CallSid = Field(sa_type=String(34), primary_key=True)
    parent_call_sid: CallSid | None = Field(default=None, max_length=34)
    bare: CallSid | None = None


class CallRow(Call, table=True):
    metadata = MetaData()


def test_columns() -> None:
    engine = create_engine("sqlite://")
    CallRow.metadata.create_all(engine)
    columns = {column["name"]: str(column["type"]) for column in inspect(engine).get_columns("callrow")}
    engine.dispose()
    assert columns == {"sid": "VARCHAR(34)", "parent_call_sid": "VARCHAR(34)", "bare": "VARCHAR"}


@pytest.mark.parametrize("model", [Call, CallRow])
def test_model(model: type[Call]) -> None:
    assert model.model_validate({"sid": CALL}).sid == CALL
    for wrong in [{"sid": MESSAGE}, {"sid": CALL, "parent_call_sid": CALL + "0"}, {"sid": CALL, "bare": MESSAGE}]:
        with pytest.raises(ValidationError, match=SENTENCE):
            model.model_validate(wrong)
    properties: dict[str, Any] = model.model_json_schema()["properties"]
    assert properties["sid"] == {**SCHEMA, "title": "Sid"}
    assert properties["parent_call_sid"]["anyOf"] == properties["bare"]["anyOf"] == [SCHEMA, {"type": "null"}]


def test_row() -> None:
    engine = create_engine("sqlite://")
    CallRow.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(CallRow.model_validate({"sid": CALL}))
        session.commit()
        assert session.exec(select(CallRow)).one().sid == CALL
    engine.dispose()


def test_class_of_a_table_checks_nothing_when_called() -> None:
    assert CallRow(sid=MESSAGE).sid == MESSAGE
    with pytest.raises(ValidationError, match=SENTENCE):
        Call(sid=MESSAGE)
