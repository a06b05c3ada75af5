"""Every way to check a SID agrees with an independent definition, for any string. Start the long run by hand:

FUZZ_EXAMPLES=1000000 pytest tests/test_fuzz.py
"""

import json
import os
from functools import cache, partial
from typing import Annotated, Any

import jsonschema
import jsonschema_rs
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from pydantic_twilio_sid import SidConstraints, SidPrefix, is_sid
from pydantic_twilio_sid.testing import cases
from tests.helpers import HEX, SETS

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "1000"))

DIGITS = set("0123456789abcdefABCDEF")
LETTERS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
LETTERS_AND_DIGITS = {*LETTERS, *map(str.lower, LETTERS), *"0123456789"}


def is_defined(value: str, prefixes: tuple[str, ...]) -> bool:
    """Return whether a string is a SID, without using a regular expression or the package."""
    prefix, rest = value[:2], value[2:]
    if len(value) != 34 or (prefix not in prefixes and not ("*" in prefixes and set(prefix) <= LETTERS)):
        return False
    return set(rest) <= (LETTERS_AND_DIGITS if "OQ" == prefix in prefixes else DIGITS)


@cache
def adapter(prefixes: tuple[str, ...]) -> TypeAdapter[str]:
    return TypeAdapter(Annotated[str, SidConstraints(*prefixes)])


@cache
def json_schema_validators(prefixes: tuple[str, ...]) -> tuple[Any, Any]:
    schema = adapter(prefixes).json_schema()
    return jsonschema.Draft202012Validator(schema), jsonschema_rs.validator_for(schema)


def result(validate: Any, argument: str) -> Any:
    try:
        return validate(argument)
    except ValidationError:
        return None


def accepts_from_sid(value: str, prefixes: tuple[str, ...]) -> bool:
    try:
        return SidPrefix.from_sid(value) in prefixes
    except ValueError:
        return False


# Characters of SIDs, their look-alikes, and the rest of Unicode.
characters = st.one_of(
    st.sampled_from("CASMZQO0123456789abcdefABCDEFgGxX \n\r\t\0\x0b\x1c\x85\u2028-_"),
    st.sampled_from("\uff23\uff21\u0421\u0410\u0430\uff10\u0660\u0966\U0001d7d8\u212a\u017f\u0130\u200b\ufeff\u0301"),
    st.characters(codec=None),  # including surrogates
)
random_strings = st.one_of(st.text(characters, max_size=40), st.text(characters, min_size=34, max_size=34))
prefixes_of_sids = st.sampled_from(["CA", "SM", "MM", "AC", "OQ", "ZZ", "QQ", "ca", "Ca", "C", ""])
valid_looking = st.builds(str.__add__, prefixes_of_sids, st.text("0123456789abcdefABCDEF", min_size=32, max_size=32))


@st.composite
def one_edit_away(draw: st.DrawFn) -> str:
    """Draw a string that looks like a SID, but may have one character changed, inserted or deleted."""
    text = draw(valid_looking)
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(characters | st.just("")) + text[at + draw(st.integers(0, 1)) :]


very_long = st.builds(str.__mul__, one_edit_away(), st.integers(2, 10_000))
strings = st.one_of(
    valid_looking, one_edit_away(), random_strings, one_edit_away(), valid_looking, random_strings | very_long
)


@settings(
    max_examples=EXAMPLES,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
@given(strings, st.sampled_from([*SETS.values()]))
@example("CA" + HEX, ("CA",))
@example("CA" + HEX + "\n", ("CA",))
@example("OQ" + "z" * 32, ("OQ", "AC"))
@example("AC" + "z" * 32, ("OQ", "AC"))
@example("OQ" + "z" * 32, ("*",))
def test_all_agree(value: str, prefixes: tuple[str, ...]) -> None:
    sid = adapter(prefixes)
    in_python, in_rust = json_schema_validators(prefixes)
    verdicts = {
        "Python": result(sid.validate_python, value) == value,
        "strict": result(partial(sid.validate_python, strict=True), value) == value,
        "JSON": result(sid.validate_json, json.dumps(value)) == value,
        "strings": result(sid.validate_strings, value) == value,
        "is_sid": is_sid(value, *prefixes),
        "jsonschema": in_python.is_valid(value),
    }
    if not any("\ud800" <= character <= "\udfff" for character in value):
        verdicts["jsonschema-rs"] = in_rust.is_valid(value)
    if set(prefixes) <= set(SidPrefix):
        verdicts["from_sid"] = accepts_from_sid(value, prefixes)
    assert verdicts == dict.fromkeys(verdicts, is_defined(value, prefixes))


def test_the_definition_agrees_with_the_cases() -> None:
    for prefixes in SETS.values():
        assert {case.why for case in cases(*prefixes) if is_defined(case.value, prefixes) != case.valid} == set()
