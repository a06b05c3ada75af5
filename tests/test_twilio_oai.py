"""The types agree with Twilio's own OpenAPI description, field by field.

`twilio_oai.txt` lists the SIDs in the description. `twilio_oai.py` explains that file and updates it.
"""

import json
import re
from pathlib import Path
from typing import NamedTuple

from pydantic_twilio_sid import SidConstraints, is_sid
from tests.helpers import HEX, TYPES
from tests.twilio_oai import FILE, LEFT_OUT, Field, Mistake, describe, read

FACTS = read()
CONSTRAINTS = {name: SidConstraints(annotation) for name, annotation in TYPES.items()}

EXAMPLES_ONLY = {
    "DD": "the customer's own name for an entity, which happens to look like a SID",
    "JV": "no resource in the documentation has it",
    "MD": "`MailerSid` of a Verify service, a parameter that the documentation doesn't mention",
    "WN": "`sid` of a Wireless data session, whose page doesn't mention the prefix",
}
"""Prefixes that appear in an example but aren't in `SidPrefix`, and why."""

OTHER_MEANINGS = {
    ("AddressSid", "IG"): "in Flex, `address_sid` is a conversation address configuration",
    ("ApplicationSid", "WF"): "in Numbers, `application_sid` is the application for a sender ID or a short code",
    ("MessageSid", "IM"): "in Conversations, `message_sid` is one of its own messages",
    ("PhoneNumberSid", "PU"): "in Porting, `phone_number_sid` is a phone number in a port-in request",
    ("QueueSid", "WQ"): "in Flex, `queue_sid` is a task queue",
    ("RequestSid", "EC"): "in Hosted Numbers, `request_id` is an eligibility check",
    ("RequestSid", "XR"): "in add-ons, `request_sid` is the result",
}
"""Fields that share their name with a type but have another prefix, and why."""


class Language(NamedTuple):
    """Which strings of 34 characters a pattern matches."""

    prefixes: tuple[str, ...]
    digits: str


def language(pattern: str) -> Language | None:
    prefix = r"\(?([A-Z]{2}(?:\|[A-Z]{2})*)\)?|(\[[a-zA-Z-]+\]\{2\})"
    match = re.fullmatch(rf"\^?(?:{prefix})\[((?:\w-\w)+)\]\{{32\}}\$?", pattern)
    if match is None:
        return None
    digits = "".join(sorted(re.findall(r"\w-\w", match[3])))
    return Language(tuple(match[1].split("|")) if match[1] else (match[2],), digits)


def type_name(field: Field) -> str:
    """Return what a type named after the field would be called, also if the field is called `call_id` or `callId`."""
    name = re.sub("(_id|Id)$", "Sid", field.name.rpartition("/")[2])
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[_.]", name))


LANGUAGES = {ours.prefixes: ours for it in CONSTRAINTS.values() if (ours := language(it.pattern))}
FIELDS = [(field, spoken) for field in FACTS.fields if (spoken := language(field.pattern))]


def test_the_file_is_read_whole() -> None:
    assert len(FIELDS) > 1900
    assert len({field.document for field, _ in FIELDS}) > 50
    assert len(FACTS.examples) > 700
    assert set(re.findall("^== (.*): left out", FILE.read_text("utf-8"), re.MULTILINE)) == LEFT_OUT.keys()


def test_the_package_is_named() -> None:
    for name in ("README.md", "CHANGELOG.md", "pydantic_twilio_sid/_prefix.py"):
        assert f"`{FACTS.package}`" in Path(__file__).parents[1].joinpath(name).read_text("utf-8"), name


def test_every_pattern_is_understood() -> None:
    assert {field.name for field in FACTS.fields if language(field.pattern) is None} == {
        "BundleSids",  # up to 20 SIDs, with commas between them
        "pn_sid_or_did",  # the number itself or its SID, but no field refers to this schema
    }


def test_every_field_has_a_type_with_its_language() -> None:
    unknown: dict[Language, Field] = {}
    for field, spoken in FIELDS:
        match spoken:
            case Language(("[a-zA-Z]{2}",), "0-9A-Fa-f"):  # no prefix has lower-case letters
                expected = Language(("[A-Z]{2}",), "0-9A-Fa-f")
            case Language(prefixes, "0-9a-f"):  # elsewhere, the same prefixes have digits of both cases
                expected = Language(prefixes, "0-9A-Fa-f")
            case Language(("OQ",), "0-9A-Fa-f"):  # elsewhere, letters and digits follow `OQ`
                expected = Language(("OQ",), "0-9A-Za-z")
            case Language(("AC",), "0-9A-Za-z"):  # elsewhere in intelligence_v3, account IDs are hexadecimal
                expected = Language(("AC",), "0-9A-Fa-f")
            case _:
                expected = spoken
        if LANGUAGES.get(expected.prefixes) != expected:
            unknown[spoken] = field
    assert unknown == {}


def test_a_type_that_is_named_after_a_field_has_its_prefixes() -> None:
    """Judge fields without a pattern by their examples. Leave out `Sid`, because every resource has a field `sid`."""
    prefixes = [(field, letters) for field, spoken in FIELDS for letters in spoken.prefixes]
    prefixes += [(example, example.pattern) for example in FACTS.examples]
    meanings = {
        (name, letters): field
        for field, letters in prefixes
        if (name := type_name(field)) in CONSTRAINTS.keys() - {"Sid"} and letters not in CONSTRAINTS[name].prefixes
    }
    assert {meaning: field for meaning, field in meanings.items() if meaning not in OTHER_MEANINGS} == {}
    assert OTHER_MEANINGS.keys() - meanings.keys() == set()


def test_every_sid_in_an_example_is_accepted() -> None:
    accepted = {letters for constraints in CONSTRAINTS.values() for letters in constraints.prefixes}
    unknown = {example.pattern for example in FACTS.examples} - accepted
    assert unknown == EXAMPLES_ONLY.keys()


def test_mistakes_in_examples_are_refused() -> None:
    assert FACTS.mistakes
    for mistake in FACTS.mistakes:
        spoken = language(mistake.pattern)
        assert spoken is not None
        assert not is_sid(mistake.value, *spoken.prefixes), mistake


CALL = {
    "properties": {
        "sid": {"type": "string", "pattern": "^CA[0-9a-fA-F]{32}$"},
        "legs": {"items": {"properties": {"owner_sid": {"pattern": "^(AC|SK)[0-9a-fA-F]{32}$"}}}},
        "price": {"pattern": "^[0-9]+$"},
    }
}
RESPONSE = {
    "schema": {"$ref": "#/components/schemas/example.v1.call"},
    "examples": {
        "right": {"value": {"sid": "CA" + HEX, "legs": [{"owner_sid": "SK" + HEX}]}},
        "wrong": {"value": {"sid": "", "legs": [{"owner_sid": "CA1"}], "other": "AC" + HEX}},
    },
}
GET = {
    "parameters": [{"name": "Sid", "schema": {"pattern": "CA[0-9a-f]{32}"}, "example": "CA" + HEX.lower()}],
    "responses": {"200": {"content": {"application/json": RESPONSE}}},
}
DOCUMENT = {
    "components": {"schemas": {"example.v1.call": CALL, "trunk_sid": {"pattern": "^TK[0-9a-fA-F]{32}$"}}},
    "paths": {"/Calls/{Sid}": {"get": GET}},
}
DESCRIBED = """
== twilio_example_v1
(examples)
  Sid CA
  other AC
  owner_sid AC|SK: 1 x 'CA1'
  owner_sid SK
  sid CA
  sid CA: 1 x ''
(paths)
  Sid CA[0-9a-f]{32}
example.v1.call
  legs/owner_sid AC|SK
  sid CA
trunk_sid
  trunk_sid TK

== twilio_fax_v1: left out, SHA-256 ba3549e1e85a48dc

== twilio_without_v1
"""


def test_the_file_is_written_and_read(tmp_path: Path) -> None:
    for name, document in ("example_v1", DOCUMENT), ("fax_v1", CALL), ("without_v1", {}):
        tmp_path.joinpath(f"twilio_{name}.json").write_text(json.dumps(document), "utf-8")
    assert describe(tmp_path) == DESCRIBED
    file = tmp_path / "described.txt"
    file.write_text(f"package@1.0.0 of 2026-09-19\n{DESCRIBED}", "utf-8")
    facts = read(file)
    schema = ("twilio_example_v1", "example.v1.call")
    assert facts.package == "package@1.0.0"
    assert facts.fields == [
        Field("twilio_example_v1", "(paths)", "Sid", "CA[0-9a-f]{32}"),
        Field(*schema, "legs/owner_sid", "^(AC|SK)[0-9a-fA-F]{32}$"),
        Field(*schema, "sid", "^CA[0-9a-fA-F]{32}$"),
        Field("twilio_example_v1", "trunk_sid", "trunk_sid", "^TK[0-9a-fA-F]{32}$"),
    ]
    assert facts.mistakes[1] == Mistake("twilio_example_v1", "sid", "^CA[0-9a-fA-F]{32}$", "", 1)
