"""Hypothesis and polyfactory generate values of the types without any registration."""

import sys
from collections.abc import Callable
from typing import Annotated, Any

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from polyfactory.factories.pydantic_factory import ModelFactory
from pydantic import TypeAdapter

from pydantic_twilio_sid import AccountSid, MessageSid, Sid, SidConstraints
from tests.helpers import Leg


@given(st.builds(Leg))
def test_hypothesis_builds_a_model(leg: Leg) -> None:
    assert Leg.model_validate(leg.model_dump()) == leg


def first_found(strategy: st.SearchStrategy[str], condition: Callable[[str], bool]) -> str:
    """Call `find` with its defaults, but without the database, which parallel test runs would share."""
    return find(strategy, condition, settings=settings(max_examples=2_000, database=None))


@pytest.mark.parametrize(
    ("annotation", "smallest"),
    [
        (AccountSid, "AC" + "0" * 32),
        (MessageSid, "SM" + "0" * 32),
        (Sid, "AA" + "0" * 32),
        (Annotated[str, SidConstraints("ZZ", "OQ")], "ZZ" + "0" * 32),
    ],
    ids=["one prefix", "two", "any", "both alphabets"],
)
def test_hypothesis_generates_valid_sids_and_shrinks_them(annotation: Any, smallest: str) -> None:
    adapter = TypeAdapter[str](annotation)
    found = first_found(st.from_type(annotation), lambda sid: adapter.validate_python(sid).endswith("a"))
    assert found == smallest[:-1] + "a"


def test_hypothesis_reaches_every_prefix_alphabet_and_case() -> None:
    annotation: Any = Annotated[str, SidConstraints("SM", "MM", "OQ")]
    strategy: st.SearchStrategy[str] = st.from_type(annotation)
    assert first_found(strategy, lambda sid: sid.startswith("MM"))
    assert first_found(strategy, lambda sid: sid.startswith("OQ") and "z" in sid)
    assert first_found(strategy, lambda sid: "f" in sid and "F" in sid)


def test_schema_is_the_same_with_and_without_hypothesis(monkeypatch: pytest.MonkeyPatch) -> None:
    metadata = SidConstraints("SM", "MM")
    schema = TypeAdapter(list[Annotated[str, metadata]]).core_schema
    found = list(metadata)
    monkeypatch.delitem(sys.modules, "hypothesis")
    assert list(metadata) == found[1:]
    assert TypeAdapter(list[Annotated[str, metadata]]).core_schema == schema


class LegFactory(ModelFactory[Leg]):
    __random_seed__ = 1


def test_polyfactory_builds_a_model() -> None:
    legs = LegFactory.batch(50)
    assert {leg.parent_call_sid is None for leg in legs} == {True, False}
    assert {leg.owner_sid[:2] for leg in legs} == {"AC", "SK"}
    assert any(leg.message_sids for leg in legs)
