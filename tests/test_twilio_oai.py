"""The types agree with Twilio's own OpenAPI description, field by field.

The description is not part of this repository: the tests run where `TWILIO_OAI` names the `spec/json` folder of a
checkout of twilio-oai. What a newer description adds fails `test_every_prefix_is_known`, which names the prefixes.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pydantic import JsonValue, TypeAdapter

import pydantic_twilio_sid
from pydantic_twilio_sid import SidConstraints, SidPrefix

FOLDER = os.environ.get("TWILIO_OAI", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="TWILIO_OAI does not name the spec/json folder of a checkout")

EXAMPLES_ONLY = {
    "DD": "the customer's own name for an entity, which happens to look like a SID",
    "JV": "no resource in the documentation has it",
    "MD": "`MailerSid` of a Verify service, a parameter that the documentation does not have",
    "PV": "stands for a `plugin_version_sid`, of which the pattern and the documentation say FV",
    "WN": "`sid` of a Wireless data session, whose page does not give its prefix",
}
"""Prefixes that stand in an example and are not members of `SidPrefix`, and why."""

OTHER_MEANINGS = {
    ("MessageSid", "IM"): "Conversations says `message_sid` of its own messages",
    ("PhoneNumberSid", "PU"): "Porting says `phone_number_sid` of the phone numbers in a port-in request",
}
"""Fields that are called like a type but have another prefix, and why."""


class Language(NamedTuple):
    """Which strings of 34 characters a pattern matches."""

    prefixes: tuple[str, ...]
    digits: str


class Field(NamedTuple):
    """A schema property, parameter or form field whose pattern is that of a SID."""

    place: tuple[str, ...]
    language: Language

    @property
    def type_name(self) -> str:
        """The field's name in CamelCase, as a type for it would be called."""
        name = next(part for part in reversed(self.place) if part not in {"schema", "items"})
        return "".join(word[:1].upper() + word[1:] for word in re.split(r"[_.]", name))


def language(pattern: str) -> Language | None:
    prefix = r"\(?([A-Z]{2}(?:\|[A-Z]{2})*)\)?|(\[[a-zA-Z-]+\]\{2\})"
    match = re.fullmatch(rf"\^?(?:{prefix})\[((?:\w-\w)+)\]\{{32\}}\$?", pattern)
    if match is None:
        return None
    digits = "".join(sorted(re.findall(r"\w-\w", match[3])))
    return Language(tuple(match[1].split("|")) if match[1] else (match[2],), digits)


def nodes(value: JsonValue, *place: str) -> Iterator[tuple[tuple[str, ...], dict[str, JsonValue]]]:
    """Go through the objects of a JSON document, each with the names that lead to it."""
    if isinstance(value, dict):
        yield place, value
        for key, inner in value.items():
            yield from nodes(inner, *place, key)
    elif isinstance(value, list):
        for inner in value:
            name = inner.get("name") if isinstance(inner, dict) else None  # that of a parameter
            yield from nodes(inner, *place, *([name] if isinstance(name, str) else []))


def strings(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, dict):
        yield from strings(list(value.values()))


def constraints(annotation: Any) -> SidConstraints:
    (metadata,) = annotation.__metadata__
    assert isinstance(metadata, SidConstraints)
    return metadata


@pytest.fixture(scope="module")
def document() -> dict[str, JsonValue]:
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(Path(FOLDER).glob("*.json"))}


@pytest.fixture(scope="module")
def fields(document: dict[str, JsonValue]) -> list[Field]:
    patterns = [(place, pattern) for place, node in nodes(document) if isinstance(pattern := node.get("pattern"), str)]
    found = [Field(place, spoken) for place, pattern in patterns if (spoken := language(pattern))]
    assert found
    return found


@pytest.fixture(scope="module")
def types() -> dict[str, Any]:
    return {name: vars(pydantic_twilio_sid)[name] for name in pydantic_twilio_sid.__all__ if name.endswith("Sid")}


def test_every_prefix_is_known(fields: list[Field]) -> None:
    prefixes = {prefix for field in fields for prefix in field.language.prefixes if "[" not in prefix}
    assert prefixes - set(SidPrefix) == set()


def test_every_field_has_a_type_with_its_language(fields: list[Field], types: dict[str, Any]) -> None:
    languages: dict[tuple[str, ...], Language] = {}
    for annotation in types.values():
        schema = TypeAdapter[str](annotation).json_schema()
        assert (schema["type"], schema["minLength"], schema["maxLength"]) == ("string", 34, 34)
        ours = language(schema["pattern"])
        assert ours is not None
        assert languages.setdefault(ours.prefixes, ours) == ours
    counts: Counter[str] = Counter()
    for field in fields:
        match field.language:
            case Language(("[a-zA-Z]{2}",), _):
                kind, prefixes = "any prefix, in lower case too", ("[A-Z]{2}",)
            case Language(("[A-Z]{2}",) as prefixes, _):
                kind = "any prefix"
            case Language(prefixes, "0-9a-f"):
                kind = "lower-case digits only, of a prefix that other APIs write in both cases"
            case Language(("OQ",) as prefixes, "0-9A-Fa-f"):
                kind = "hexadecimal digits only, of the prefix that elsewhere has letters and digits"
            case Language(prefixes, _):
                kind = "the same"
                assert languages[prefixes] == field.language, field
        assert prefixes in languages, field
        counts[kind] += 1
    print("\nfields by language:", dict(counts))


def test_a_type_called_like_a_field_has_its_prefixes(fields: list[Field], types: dict[str, Any]) -> None:
    """`sid` is the name of every resource's own SID, so `Sid` is any."""
    for field in fields:
        if field.type_name in types.keys() - {"Sid"}:
            expected = constraints(types[field.type_name]).prefixes
            other_meaning = (field.type_name, *field.language.prefixes) in OTHER_MEANINGS
            assert (field.language.prefixes == expected) != other_meaning, field


def test_every_sid_in_an_example_is_accepted(document: dict[str, JsonValue], types: dict[str, Any]) -> None:
    adapters = {
        prefix: TypeAdapter[str](annotation)
        for annotation in types.values()
        for prefix in constraints(annotation).prefixes
    }
    examples = [
        string
        for _, node in nodes(document)
        for key in ("example", "examples")
        for string in strings(node.get(key))
        if re.fullmatch("[A-Z]{2}[0-9a-fA-F]{32}", string)
    ]
    counts = Counter(string[:2] in EXAMPLES_ONLY for string in examples)
    assert counts[False] > 5000
    for example in examples:
        if example[:2] not in EXAMPLES_ONLY:
            assert adapters[example[:2]].validate_python(example) is example
    print(f"\nexamples: {counts[False]} accepted, {counts[True]} with a prefix in EXAMPLES_ONLY")
