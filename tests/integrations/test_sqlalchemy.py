"""SQLAlchemy: the column's type, and what checks its value."""

from typing import Annotated

import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates

from pydantic_twilio_sid import CallSid, MessageSid, SidConstraints
from tests.integrations.helpers import CALL, MESSAGE, SENTENCE


class Base(DeclarativeBase):
    type_annotation_map = {CallSid: String(34)}  # noqa: RUF012 - as SQLAlchemy's documentation writes it


class Bare(Base):
    __tablename__ = "bare"
    sid: Mapped[CallSid] = mapped_column(primary_key=True)
    parent_call_sid: Mapped[CallSid | None]
    message_sid: Mapped[MessageSid | None]
    either: Mapped[Annotated[str, SidConstraints(CallSid, MessageSid)]]


class Checked(Base):
    __tablename__ = "checked"
    sid: Mapped[CallSid] = mapped_column(primary_key=True)

    @validates("sid")
    def check_sid(self, _name: str, value: object) -> str:
        return TypeAdapter(CallSid).validate_python(value)


class Call(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    sid: CallSid


def test_columns() -> None:
    columns = Base.metadata.tables["bare"].columns
    assert {column.name: (str(column.type), column.nullable) for column in columns} == {
        "sid": ("VARCHAR(34)", False),
        "parent_call_sid": ("VARCHAR(34)", True),
        "message_sid": ("VARCHAR", True),
        "either": ("VARCHAR", False),
    }


def test_bare_column_checks_nothing_but_a_model_of_its_row_does() -> None:
    assert Call.model_validate(Bare(sid=CALL)) == Call(sid=CALL)
    row = Bare(sid=MESSAGE)
    with pytest.raises(ValidationError, match=SENTENCE):
        Call.model_validate(row)


def test_checked_column() -> None:
    assert Checked(sid=CALL).sid == CALL
    with pytest.raises(ValidationError, match=SENTENCE):
        Checked(sid=MESSAGE)
