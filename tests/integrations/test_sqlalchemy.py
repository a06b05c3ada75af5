"""SQLAlchemy: the column's type, and what checks its value."""

import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from sqlalchemy import String, create_engine, inspect, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, validates

from pydantic_twilio_sid import CallSid, MessageSid
from tests.integrations.helpers import CALL, MESSAGE, SENTENCE


class Base(DeclarativeBase):
    type_annotation_map = {CallSid: String(34)}  # noqa: RUF012 - as SQLAlchemy's documentation writes it


class Bare(Base):
    __tablename__ = "bare"
    sid: Mapped[CallSid] = mapped_column(primary_key=True)
    parent_call_sid: Mapped[CallSid | None]
    message_sid: Mapped[MessageSid | None]


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
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    columns = {
        column["name"]: (str(column["type"]), column["nullable"]) for column in inspect(engine).get_columns("bare")
    }
    engine.dispose()
    assert columns == {
        "sid": ("VARCHAR(34)", False),
        "parent_call_sid": ("VARCHAR(34)", True),
        "message_sid": ("VARCHAR", True),
    }


def test_bare_column_checks_nothing_and_a_model_of_its_row_does() -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Bare(sid=CALL), Bare(sid=MESSAGE)])
        session.commit()
        good, bad = session.scalars(select(Bare).order_by(Bare.sid))
        assert Call.model_validate(good) == Call(sid=CALL)
        with pytest.raises(ValidationError, match=SENTENCE):
            Call.model_validate(bad)
    engine.dispose()


def test_checked_column() -> None:
    assert Checked(sid=CALL).sid == CALL
    with pytest.raises(ValidationError, match=SENTENCE):
        Checked(sid=MESSAGE)
