"""hypothesis-jsonschema: a type accepts the values generated from its JSON Schema."""

# `from_schema` has an argument whose type is incomplete.
# pyright: reportUnknownVariableType=false

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis_jsonschema import from_schema
from pydantic import TypeAdapter

from pydantic_twilio_sid import CallSid, MessageSid, OauthAppSid, Sid


@pytest.mark.parametrize(
    "annotation",
    [CallSid, MessageSid, Sid, OauthAppSid],
    ids=["one prefix", "two prefixes", "any prefix", "letters and digits"],
)
@settings(database=None, max_examples=10)
@given(data=st.data())
def test_generated_values_are_accepted(annotation: Any, data: st.DataObject) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    strategy: st.SearchStrategy[Any] = from_schema(adapter.json_schema())
    value = data.draw(strategy)
    assert adapter.validate_python(value) == value
