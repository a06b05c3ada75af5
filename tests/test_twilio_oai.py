"""The types agree with Twilio's own OpenAPI description, field by field.

`twilio_oai.txt` lists the SIDs in the description. `twilio_oai.py` explains that file and updates it.
"""

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from pydantic_twilio_sid import SidConstraints, SidPrefix, is_sid
from tests.helpers import HEX, TYPES, needs, run
from tests.twilio_oai import FILE, LEFT_OUT, Field, Mistake, describe, read

FACTS = read()
CONSTRAINTS = {name: SidConstraints(annotation) for name, annotation in TYPES.items()}

SPELLED_OTHERWISE = {
    "XX[0-9a-f]{32}": 48,
    "^XX[0-9a-f]{32}$": 9,
    "^XX[0-9A-Fa-f]{32}$": 3,
    "^[a-zA-Z]{2}[0-9a-fA-F]{32}$": 26,  # no prefix has lower-case letters
    "^XX[a-zA-Z0-9]{32}$": 5,  # in intelligence_v3, after `AC`: elsewhere in that document, digits are hexadecimal
    "^XX[0-9a-fA-F]{32}$": 2,  # after `OQ`: elsewhere, letters and digits follow
    "^XX[0-9a-fA-F]{32}(,XX[0-9a-fA-F]{32}){0,19}$": 1,  # BundleSids: up to 20 SIDs, with commas between them
    "^XX[0-9A-Fa-f]{32}$|^\\+[1-9][0-9]{1,14}$": 1,  # the number itself or its SID, but no field refers to this schema
}
"""The patterns that aren't any type's own, with `XX` for the prefix, and how many fields have them."""

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


def prefixes_of(pattern: str) -> tuple[str, ...]:
    """Return the prefixes that a pattern accepts, or an empty tuple if it accepts any."""
    return tuple(dict.fromkeys(re.findall("[A-Z]{2}", re.sub(r"\[.*?\]", "", pattern))))


def type_name(field: Field) -> str:
    """Return what a type named after the field would be called, also if the field is called `call_id` or `callId`."""
    name = re.sub("(_id|Id)$", "Sid", field.name.rpartition("/")[2])
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[_.]", name))


def test_the_file_is_read_whole() -> None:
    assert len(FACTS.fields) > 1900
    assert len({field.document for field in FACTS.fields}) > 50
    assert len(FACTS.examples) > 700
    assert set(re.findall("^== (.*): left out", FILE.read_text("utf-8"), re.MULTILINE)) == LEFT_OUT.keys()


def test_the_package_is_named() -> None:
    for name in ("README.md", "CHANGELOG.md", "pydantic_twilio_sid/_prefix.py"):
        assert f"`{FACTS.package}`" in Path(__file__).parents[1].joinpath(name).read_text("utf-8"), name


def test_every_field_has_a_type_with_its_prefixes() -> None:
    accepted = {constraints.prefixes for constraints in CONSTRAINTS.values()}
    assert {field for field in FACTS.fields if prefixes_of(field.pattern) not in accepted} == set()


def test_nearly_every_field_has_a_type_with_its_pattern() -> None:
    patterns = {constraints.pattern for constraints in CONSTRAINTS.values()}
    otherwise = [field.pattern for field in FACTS.fields if field.pattern not in patterns]
    assert Counter(re.sub("[A-Z]{2}", "XX", pattern) for pattern in otherwise) == SPELLED_OTHERWISE


def test_a_type_that_is_named_after_a_field_has_its_prefixes() -> None:
    """Judge fields without a pattern by their examples. Leave out `Sid`, because every resource has a field `sid`."""
    prefixes = [(field, letters) for field in FACTS.fields for letters in prefixes_of(field.pattern)]
    prefixes += [(example, example.pattern) for example in FACTS.examples]
    meanings = {
        (name, letters): field
        for field, letters in prefixes
        if (name := type_name(field)) in CONSTRAINTS.keys() - {"Sid"} and letters not in CONSTRAINTS[name].prefixes
    }
    assert {meaning: field for meaning, field in meanings.items() if meaning not in OTHER_MEANINGS} == {}
    assert OTHER_MEANINGS.keys() - meanings.keys() == set()


def test_every_sid_in_an_example_is_accepted_or_left_out() -> None:
    page = Path(__file__).parents[1].joinpath("docs/types.md").read_text("utf-8")
    left_out = set(re.findall("`([A-Z]{2})`", page.partition("## Prefixes that are left out")[2].partition("##")[0]))
    assert {example.pattern for example in FACTS.examples} <= left_out | {*SidPrefix}
    assert left_out & {*SidPrefix} == set()


def test_mistakes_in_examples_are_refused() -> None:
    assert FACTS.mistakes
    for mistake in FACTS.mistakes:
        assert not is_sid(mistake.value, *prefixes_of(mistake.pattern)), mistake


@pytest.mark.parametrize(
    ("newest", "code", "command"),
    [("1.0.0", 0, ""), ("100.1.0", 1, "python -m tests.twilio_oai 100.1.0")],
    ids=["older", "newer"],
)
def test_a_newer_description_is_noticed(newest: str, code: int, command: str, tmp_path: Path) -> None:
    needs("bash")
    npm = tmp_path / "npm"
    npm.write_text(f"#!/usr/bin/env bash\necho '{json.dumps(['8.10.0', '100.2.0-rc.1', newest, '8.9.0'])}'\n", "utf-8")
    npm.chmod(0o700)
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    result = run("python", "-m", "tests.twilio_oai", env={**os.environ, "PATH": path})
    assert result.returncode == code
    assert command in result.stderr


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
