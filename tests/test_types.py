"""The named types: complete, and each with Twilio's JSON Schema."""

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import JsonSchemaMode

import pydantic_twilio_sid
from pydantic_twilio_sid import SidConstraints, SidPrefix, is_sid, types
from tests.helpers import HEX, TYPES

CONSTRAINTS = {name: SidConstraints(annotation) for name, annotation in TYPES.items()}
WITHOUT_A_TYPE = {
    "Marketplace Listing": "it has the SID of the available add-on",
    "Short Code Application": "Twilio's description has two prefixes for it; see the docstring of `types`",
}
"""Resources that have no type of their own, and why."""


def test_every_type_is_exported() -> None:
    exported = pydantic_twilio_sid.__all__
    assert len(set(exported)) == len(exported)
    assert set(exported) == {name for name in vars(types) if name.endswith("Sid")} | {
        "SidConstraints",
        "SidPrefix",
        "is_sid",
    }
    assert all(getattr(pydantic_twilio_sid, name) is annotation for name, annotation in TYPES.items())


def test_every_prefix_and_every_resource_has_a_type() -> None:
    assert {prefix for constraints in CONSTRAINTS.values() for prefix in constraints.prefixes} == set(SidPrefix)
    named = {constraints.resource for constraints in CONSTRAINTS.values()} - {None}
    assert named | WITHOUT_A_TYPE.keys() == {resource for prefix in SidPrefix for resource in prefix.resources}
    assert named & WITHOUT_A_TYPE.keys() == set()


@pytest.mark.parametrize("name", sorted(TYPES.keys() - {"Sid"}))
def test_a_type_stands_for_a_resource_of_its_prefixes(name: str) -> None:
    constraints = CONSTRAINTS[name]
    for prefix in constraints.prefixes:
        assert constraints.resource in SidPrefix(prefix).resources


@pytest.mark.parametrize("name", TYPES)
def test_type(name: str) -> None:
    metadata = CONSTRAINTS[name]
    adapter = TypeAdapter[str](TYPES[name])
    for prefix in metadata.prefixes:
        assert adapter.validate_python(prefix + HEX) == prefix + HEX
        assert is_sid(prefix + HEX, *metadata.prefixes)
    with pytest.raises(ValidationError, match="Input should be a Twilio .*SID: "):
        adapter.validate_python("ac" + HEX)
    modes: tuple[JsonSchemaMode, ...] = ("validation", "serialization")
    for mode in modes:
        schema = adapter.json_schema(mode=mode)
        assert schema.pop("deprecated", False) == (name in {"SmsSid", "SmsMessageSid"})
        assert schema == {"type": "string", "minLength": 34, "maxLength": 34, "pattern": metadata.pattern}
