"""Hypothesis generates values of the types without any registration."""

import sys
from collections.abc import Callable
from typing import Annotated, Any

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from pydantic_twilio_sid import AccountSid, MessageSid, Sid, SidConstraints
from tests.helpers import TYPES, Leg


@given(st.builds(Leg))
def test_hypothesis_builds_a_model(leg: Leg) -> None:
    assert Leg.model_validate(leg.model_dump()) == leg


@pytest.mark.parametrize("name", TYPES)
def test_hypothesis_makes_every_type(name: str) -> None:
    annotation = TYPES[name]
    adapter = TypeAdapter[str](annotation)

    @settings(max_examples=5)
    @given(st.from_type(annotation))
    def makes_it(sid: Any) -> None:
        assert adapter.validate_python(sid) is sid

    makes_it()


def first_found(strategy: st.SearchStrategy[str], condition: Callable[[str], bool]) -> str:
    """Call `find` with its defaults, but without the database, which parallel test runs would share."""
    return find(strategy, condition, settings=settings(max_examples=2_000, database=None))


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (AccountSid, "AC" + "0" * 32),
        (MessageSid, "SM" + "0" * 32),
        (Sid, "AA" + "0" * 32),
        (Annotated[str, SidConstraints("ZZ", "OQ")], "ZZ" + "0" * 32),
    ],
    ids=["one prefix", "two", "any", "both alphabets"],
)
def test_hypothesis_shrinks(annotation: Any, expected: str) -> None:
    assert first_found(st.from_type(annotation), lambda sid: sid.endswith("a")) == expected[:-1] + "a"


def test_hypothesis_reaches_every_prefix_and_both_cases() -> None:
    message_sid: Any = MessageSid
    assert first_found(st.from_type(message_sid), lambda sid: sid.startswith("MM"))
    assert first_found(st.from_type(message_sid), lambda sid: "f" in sid and "F" in sid)


def test_schema_is_the_same_with_and_without_hypothesis(monkeypatch: pytest.MonkeyPatch) -> None:
    metadata = SidConstraints("SM", "MM")
    schema = TypeAdapter(list[Annotated[str, metadata]]).core_schema
    found = list(metadata)
    monkeypatch.delitem(sys.modules, "hypothesis")
    assert list(metadata) == found[1:]
    assert TypeAdapter(list[Annotated[str, metadata]]).core_schema == schema
