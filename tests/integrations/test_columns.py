"""SQLAlchemy, SQLModel: the type of the column, and the check of its value."""

from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates
from sqlmodel import Field, SQLModel

from pydantic_twilio_sid import CallSid, MessageSid, SidConstraints
from tests.integrations.helpers import CALL, MESSAGE, SCHEMA, SENTENCE

CALL_SID = TypeAdapter(CallSid)
OPTIONAL_CALL_SID = TypeAdapter(CallSid | None)


class Base(DeclarativeBase):
    type_annotation_map = {CallSid: String(34)}  # noqa: RUF012 - as SQLAlchemy's documentation writes it


class Call(Base):
    __tablename__ = "call"
    sid: Mapped[CallSid] = mapped_column(primary_key=True)
    parent: Mapped[CallSid | None]
    unmapped: Mapped[MessageSid | None]
    either: Mapped[Annotated[str, SidConstraints(CallSid, MessageSid)]]

    @validates("sid")
    def check_sid(self, _name: str, value: str) -> str:
        return CALL_SID.validate_python(value)

    @validates("parent")
    def check_parent(self, _name: str, value: str | None) -> str | None:
        return OPTIONAL_CALL_SID.validate_python(value)


class CallModel(SQLModel):
    sid: CallSid = Field(sa_type=String(34), primary_key=True)
    parent: CallSid | None = Field(default=None, max_length=34)
    unmapped: CallSid | None = None
    either: Annotated[str, SidConstraints(CallSid, MessageSid)] = MESSAGE


class CallRow(CallModel, table=True):
    metadata = MetaData()


@pytest.mark.parametrize("metadata", [Base.metadata, CallRow.metadata], ids=["SQLAlchemy", "SQLModel"])
def test_columns_have_the_length_they_are_given(metadata: MetaData) -> None:
    (table,) = metadata.tables.values()
    assert {column.name: (str(column.type), column.nullable) for column in table.columns} == {
        "sid": ("VARCHAR(34)", False),
        "parent": ("VARCHAR(34)", True),
        "unmapped": ("VARCHAR", True),
        "either": ("VARCHAR", False),
    }


def validate_row(**row: str | None) -> CallRow:
    return CallRow.model_validate(row)


@pytest.mark.parametrize("build", [Call, validate_row], ids=["SQLAlchemy", "SQLModel"])
def test_row_is_checked(build: Any) -> None:
    assert (build(sid=CALL, parent=CALL).parent, build(sid=CALL, parent=None).parent) == (CALL, None)
    for column in ["sid", "parent"]:
        with pytest.raises(ValidationError, match=SENTENCE):
            build(**{"sid": CALL, column: MESSAGE})


def test_json_schema_of_a_sqlmodel() -> None:
    properties: dict[str, Any] = CallModel.model_json_schema()["properties"]
    assert properties["sid"] == {**SCHEMA, "title": "Sid"}
    assert properties["parent"]["anyOf"] == properties["unmapped"]["anyOf"] == [SCHEMA, {"type": "null"}]
