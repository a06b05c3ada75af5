"""The named types and their `NewType`s: complete, and each with Twilio's JSON Schema."""

import pickle
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

import pydantic_twilio_sid
from pydantic_twilio_sid import SidConstraints, SidPrefix, newtypes, types
from tests.helpers import HEX, TYPES

CONSTRAINTS = {name: SidConstraints(annotation) for name, annotation in TYPES.items()}
DEPRECATED = {"SmsSid", "SmsMessageSid"}
WITHOUT_A_TYPE = {
    "Marketplace Listing": "it has the SID of the available add-on",
    "Short Code Application": "Twilio's description has two prefixes for it; see docs/types.md",
}
"""Resources that have no type of their own, and why."""


def test_every_type_is_exported() -> None:
    exported = pydantic_twilio_sid.__all__
    names = {name for name in vars(types) if name.endswith("Sid")}
    assert sorted(exported) == sorted(names | {"SidConstraints", "SidPrefix", "is_sid"})
    assert all(getattr(pydantic_twilio_sid, name) is annotation for name, annotation in TYPES.items())
    assert set(vars(newtypes)["__all__"]) == names - DEPRECATED


def test_synonyms_are_one_new_type() -> None:
    new_types = {getattr(newtypes, name): CONSTRAINTS[name] for name in TYPES.keys() - DEPRECATED}
    assert len(new_types) == len(set(new_types.values()))


def test_every_prefix_and_every_resource_has_a_type() -> None:
    assert {prefix for constraints in CONSTRAINTS.values() for prefix in constraints.prefixes} == set(SidPrefix)
    named = {constraints.resource for constraints in CONSTRAINTS.values()} - {None}
    assert named | WITHOUT_A_TYPE.keys() == {resource for prefix in SidPrefix for resource in prefix.resources}
    assert named & WITHOUT_A_TYPE.keys() == set()


@pytest.mark.parametrize("name", TYPES)
def test_type(name: str) -> None:
    constraints = CONSTRAINTS[name]
    new_type: Any = getattr(newtypes, name, TYPES[name])
    assert SidConstraints(new_type) == constraints
    assert name in DEPRECATED or pickle.loads(pickle.dumps(new_type)) is new_type  # noqa: S301
    adapter = TypeAdapter[str](TYPES[name])
    for prefix in constraints.prefixes:
        assert constraints.resource in SidPrefix(prefix).resources
        assert adapter.validate_python(prefix + HEX) == prefix + HEX
    with pytest.raises(ValidationError, match="Input should be a Twilio .*SID: "):
        adapter.validate_python("ac" + HEX)
    modes: Any = ("validation", "serialization")
    for mode in modes:
        schema = adapter.json_schema(mode=mode)
        assert TypeAdapter[str](new_type).json_schema(mode=mode) == schema
        assert schema.pop("deprecated", False) == (name in DEPRECATED)
        assert schema == {"type": "string", "minLength": 34, "maxLength": 34, "pattern": constraints.pattern}
