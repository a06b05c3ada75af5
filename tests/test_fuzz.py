"""Every way to check a SID agrees with an independent definition, for any string.

A weekly job tries a million strings: `FUZZ_EXAMPLES=1000000 pytest tests/test_fuzz.py`.
"""

import json
import os
from collections.abc import Callable
from functools import cache, partial
from typing import Annotated, Any

import jsonschema
import jsonschema_rs
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from pydantic_twilio_sid import SidConstraints, SidPrefix, is_sid
from pydantic_twilio_sid.testing import cases
from tests.helpers import SETS, sets_of_prefixes

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


def accepts(validate: Callable[[str], object], argument: str, expected: object) -> bool:
    try:
        return validate(argument) == expected
    except ValueError:
        return False


def verdicts(value: str, prefixes: tuple[str, ...]) -> dict[str, bool]:
    sid = adapter(prefixes)
    in_python, in_rust = json_schema_validators(prefixes)
    found = {
        "the definition": is_defined(value, prefixes),
        "Python": accepts(sid.validate_python, value, value),
        "strict": accepts(partial(sid.validate_python, strict=True), value, value),
        "JSON": accepts(sid.validate_json, json.dumps(value), value),
        "strings": accepts(sid.validate_strings, value, value),
        "is_sid": is_sid(value, *prefixes),
        "jsonschema": in_python.is_valid(value),
    }
    if not any("\ud800" <= character <= "\udfff" for character in value):
        found["jsonschema-rs"] = in_rust.is_valid(value)
    if set(prefixes) <= set(SidPrefix):
        found["from_sid"] = accepts(SidPrefix.from_sid, value, value[:2]) and value[:2] in prefixes
    return found


# Characters of SIDs, their look-alikes, and the rest of Unicode.
characters = st.one_of(
    st.sampled_from("CASMZQO0123456789abcdefABCDEFgGxX \n\r\t\0\x0b\x1c\x85\u2028-_"),
    st.sampled_from("\uff23\uff21\u0421\u0410\u0430\uff10\u0660\u0966\U0001d7d8\u212a\u017f\u0130\u200b\ufeff\u0301"),
    st.characters(codec=None),  # including surrogates
)
random_strings = st.one_of(st.text(characters, max_size=40), st.text(characters, min_size=34, max_size=34))
prefixes_of_sids = st.sampled_from(["CA", "SM", "MM", "AC", "OQ", "ZZ", "QQ", "ca", "Ca", "C", ""])
digits = st.sampled_from(["0123456789abcdefABCDEF", "09afAFg", "09afAFG", "09azAZ"]).flatmap(
    lambda some: st.text(some, min_size=32, max_size=32)
)
valid_looking = st.builds(str.__add__, prefixes_of_sids, digits)


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


@settings(max_examples=EXAMPLES, database=None, phases=[Phase.generate, Phase.shrink])
@given(strings, st.sampled_from([*SETS.values()]))
def test_every_check_agrees_on_any_string(value: str, prefixes: tuple[str, ...]) -> None:
    found = verdicts(value, prefixes)
    assert len({*found.values()}) == 1, found


@sets_of_prefixes
def test_every_check_agrees_on_the_cases(prefixes: tuple[str, ...]) -> None:
    for case in cases(*prefixes):
        found = verdicts(case.value, prefixes)
        assert found == dict.fromkeys(found, case.valid), case.why
