"""The named types and `SidPrefix`: complete, named as the rule says, and each with Twilio's JSON Schema."""

import inspect
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import JsonSchemaMode

import pydantic_twilio_sid
from pydantic_twilio_sid import SidConstraints, SidPrefix, is_sid, types
from tests.helpers import HEX

TYPES: dict[str, Any] = {name: vars(types)[name] for name in types.__all__}


def constraints(name: str) -> SidConstraints:
    origin, metadata = get_args(TYPES[name])
    assert origin is str
    assert isinstance(metadata, SidConstraints)
    return metadata


def test_everything_public_is_exported() -> None:
    assert len(set(pydantic_twilio_sid.__all__)) == len(pydantic_twilio_sid.__all__)
    assert all(getattr(pydantic_twilio_sid, name) is annotation for name, annotation in TYPES.items())
    defined = {name for name in vars(types) if name.endswith("Sid")}
    assert defined == set(TYPES)
    assert set(pydantic_twilio_sid.__all__) == defined | {"SidConstraints", "SidPrefix", "is_sid"}


def test_every_prefix_has_a_type() -> None:
    typed = {prefix for name in TYPES for prefix in constraints(name).prefixes}
    assert typed == set(SidPrefix)


def test_every_type_has_a_docstring_with_its_resource_and_where_that_is_from() -> None:
    source = Path(inspect.getsourcefile(types) or "").read_text(encoding="utf-8")
    for name in TYPES:
        assignment, _, rest = source.partition(f"\n{name} = Annotated[")
        assert assignment
        docstring = rest.split('"""')[1]
        assert "https://www.twilio.com/docs/" in docstring or "openapi:" in docstring, name


@pytest.mark.parametrize("name", TYPES)
def test_type(name: str) -> None:
    metadata = constraints(name)
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
        assert schema == {
            "type": "string",
            "minLength": 34,
            "maxLength": 34,
            "pattern": metadata.pattern,
            "examples": [(*metadata.prefixes, "AC")[0] + "a" * 32],
        }
        adapter.validate_python(schema["examples"][0])


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("AccountSid", "^AC[0-9a-fA-F]{32}$"),
        ("MessageSid", "^(SM|MM)[0-9a-fA-F]{32}$"),
        ("SmsSid", "^(SM|MM)[0-9a-fA-F]{32}$"),
        ("CustomerProfileSid", "^BU[0-9a-fA-F]{32}$"),
        ("OauthAppSid", "^OQ[a-zA-Z0-9]{32}$"),
        ("Sid", "^[A-Z]{2}[0-9a-fA-F]{32}$"),
    ],
)
def test_pattern_is_written_as_twilio_writes_it(name: str, pattern: str) -> None:
    assert TypeAdapter(TYPES[name]).json_schema()["pattern"] == pattern


def test_prefix_is_a_string_that_knows_its_resource() -> None:
    assert [SidPrefix.API_KEY, SidPrefix.API_KEY.value, str(SidPrefix.API_KEY), f"{SidPrefix.API_KEY}"] == ["SK"] * 4
    assert SidPrefix.API_KEY.resource == "API Key"
    assert {SidPrefix("BU"), SidPrefix.BUNDLE, SidPrefix.CUSTOMER_PROFILE} == {SidPrefix.BUNDLE}
    member: Any = SidPrefix.API_KEY
    for name in ("resource", "alphabet"):
        with pytest.raises(AttributeError):
            setattr(member, name, "changed")


@pytest.mark.parametrize("prefix", SidPrefix)
def test_from_sid(prefix: SidPrefix) -> None:
    assert SidPrefix.from_sid(prefix + HEX) is prefix
    with pytest.raises(ValueError, match="^not a Twilio SID"):
        SidPrefix.from_sid(prefix + HEX + "\n")


def test_from_sid_takes_letters_and_digits_only_where_the_prefix_does() -> None:
    assert SidPrefix.from_sid("OQ" + "z" * 32) is SidPrefix.OAUTH_APP
    with pytest.raises(ValueError, match="^not a Twilio SID"):
        SidPrefix.from_sid("AC" + "z" * 32)


@pytest.mark.parametrize(
    "sid", ["", "AC", "ac" + HEX, "ZZ" + HEX[1:], "zz" + HEX, "Z\u0130" + HEX, None, 7, b"AC" + HEX.encode()]
)
def test_from_sid_refuses_what_is_malformed(sid: Any) -> None:
    with pytest.raises(ValueError, match="^not a Twilio SID: it is not two capital letters followed by"):
        SidPrefix.from_sid(sid)


def test_from_sid_refuses_an_unknown_prefix_without_repeating_the_sid() -> None:
    with pytest.raises(ValueError, match="^a well-formed SID, but its prefix 'ZZ' is not one that is known$"):
        SidPrefix.from_sid("ZZ" + HEX)
