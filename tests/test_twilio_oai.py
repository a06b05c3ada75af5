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
from typing import Annotated, NamedTuple

import pytest
from pydantic import JsonValue, TypeAdapter

from pydantic_twilio_sid import SidConstraints, SidPrefix, prefix
from tests.helpers import TYPES, run

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
    ("AddressSid", "IG"): "Flex says `address_sid` of a conversation address configuration",
    ("ApplicationSid", "WF"): "Numbers says `application_sid` of the application for a sender ID or a short code",
    ("InstalledAddOnSid", "BI"): "a slip of one example, whose pattern says XE",
    ("MessageSid", "IM"): "Conversations says `message_sid` of its own messages",
    ("PhoneNumberSid", "PU"): "Porting says `phone_number_sid` of the phone numbers in a port-in request",
    ("QueueSid", "WQ"): "Flex says `queue_sid` of a task queue",
    ("TrunkSid", "AP"): "a slip of one example",
}
"""Fields that a type is named after but that have another prefix, and why."""


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
        """The name of a type that is named after the field."""
        return camel_case(next(part for part in reversed(self.place) if part not in {"schema", "items"}))


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


def camel_case(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[_.]", name))


class Example(NamedTuple):
    """A string in an example that looks like a SID, and the names that lead to it."""

    place: tuple[str, ...]
    sid: str


def examples_in(value: JsonValue, *place: str) -> Iterator[Example]:
    if isinstance(value, str):
        if re.fullmatch("[A-Z]{2}[0-9a-fA-F]{32}", value):
            yield Example(place, value)
    elif isinstance(value, list):
        for inner in value:
            yield from examples_in(inner, *place)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from examples_in(inner, *place, key)


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
def examples(document: dict[str, JsonValue]) -> list[Example]:
    found = [
        example
        for place, node in nodes(document)
        for key in ("example", "examples")
        for example in examples_in(node.get(key), *place)
    ]
    assert len(found) > 5000
    return found


@pytest.fixture(scope="module")
def types() -> dict[str, SidConstraints]:
    return {name: SidConstraints.of(annotation) for name, annotation in TYPES.items()}


def test_the_commit_is_named() -> None:
    """A newer description is read whole, so the facts and the changelog say which one it was."""
    commit = run("git", "-C", FOLDER, "log", "-1", "--abbrev=7", "--format=%h", ".").stdout.strip()
    if not commit:
        pytest.skip("TWILIO_OAI is not in a git checkout")
    changelog = Path(__file__).parents[1].joinpath("CHANGELOG.md").read_text(encoding="utf-8")
    assert commit in (prefix.__doc__ or "")
    assert commit in changelog


def test_every_prefix_is_known(fields: list[Field]) -> None:
    unknown = {
        (prefix, " ".join(field.place))
        for field in fields
        for prefix in field.language.prefixes
        if "[" not in prefix and prefix not in set(SidPrefix)
    }
    assert unknown == set()


def test_every_field_has_a_type_with_its_language(fields: list[Field], types: dict[str, SidConstraints]) -> None:
    languages: dict[tuple[str, ...], Language] = {}
    for constraints in types.values():
        schema = TypeAdapter[str](Annotated[str, constraints]).json_schema()
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
                assert languages.get(prefixes) == field.language, field
        assert prefixes in languages, field
        counts[kind] += 1
    print("\nfields by language:", dict(counts))


def test_a_type_that_is_named_after_a_field_has_its_prefixes(
    fields: list[Field], examples: list[Example], types: dict[str, SidConstraints]
) -> None:
    """Fields without a pattern are read by the SIDs in their examples. Each resource's own SID is `sid`, so `Sid`."""
    said = {(field.type_name, prefix, field.place) for field in fields for prefix in field.language.prefixes}
    said |= {(camel_case(name), sid[:2], place) for place, sid in examples for name in place[-1:]}
    meanings: dict[tuple[str, str], tuple[str, ...]] = {}
    for name, letters, place in sorted(said):
        if name in types.keys() - {"Sid"} and letters not in types[name].prefixes:
            meanings[name, letters] = place
    assert {meaning: place for meaning, place in meanings.items() if meaning not in OTHER_MEANINGS} == {}
    assert OTHER_MEANINGS.keys() - meanings.keys() == set()


def test_every_sid_in_an_example_is_accepted(examples: list[Example], types: dict[str, SidConstraints]) -> None:
    adapters = {
        prefix: TypeAdapter[str](Annotated[str, constraints])
        for constraints in types.values()
        for prefix in constraints.prefixes
    }
    counts = Counter(sid[:2] in EXAMPLES_ONLY for _, sid in examples)
    for place, sid in examples:
        if sid[:2] not in EXAMPLES_ONLY:
            assert sid[:2] in adapters, (sid[:2], place)
            assert adapters[sid[:2]].validate_python(sid) is sid
    print(f"\nexamples: {counts[False]} accepted, {counts[True]} with a prefix in EXAMPLES_ONLY")
