"""What `pydantic_twilio_sid.testing` gives to tests: cases and random SIDs."""

import random
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from pydantic_twilio_sid import SidConstraints, SidPrefix, is_sid
from pydantic_twilio_sid.testing import cases, random_sid
from tests.helpers import HEX, SETS

# Cases

# Written out, so that a slip in how they are put together is seen.
CASES_OF_CALLS = {
    "CA and digits of either case": "CA0123456789abcdefABCDEF0123456789",
    "CA and a letter of lower case": "CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "CA and a letter of upper case": "CAFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
    "CA and zeros": "CA00000000000000000000000000000000",
    "letters and digits": "CAzZ09zZ09zZ09zZ09zZ09zZ09zZ09zZ09",
    "a placeholder": "CAXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
    "a letter that is no hexadecimal digit": "CA123456789abcdefABCDEF0123456789g",
    "0x before the digits": "CA0x23456789abcdefABCDEF0123456789",
    "AC for a prefix": "AC0123456789abcdefABCDEF0123456789",
    "ZQ for a prefix": "ZQ0123456789abcdefABCDEF0123456789",
    "empty": "",
    "a prefix only": "CA",
    "digits only": "0123456789abcdefABCDEF0123456789",
    "a prefix of lower case": "ca0123456789abcdefABCDEF0123456789",
    "a prefix of mixed case": "Ca0123456789abcdefABCDEF0123456789",
    "a prefix of digits": "000123456789abcdefABCDEF0123456789",
    "a digit before the prefix": "0CA0123456789abcdefABCDEF012345678",
    "one letter of the prefix": "C0123456789abcdefABCDEF0123456789",
    "33 characters": "CA0123456789abcdefABCDEF012345678",
    "35 characters": "CA0123456789abcdefABCDEF01234567890",
    "twice": "CA0123456789abcdefABCDEF0123456789CA0123456789abcdefABCDEF0123456789",
    "two, with a space between": "CA0123456789abcdefABCDEF0123456789 CA0123456789abcdefABCDEF0123456789",
    "a trailing newline": "CA0123456789abcdefABCDEF0123456789\n",
    "a trailing newline for a digit": "CA0123456789abcdefABCDEF012345678\n",
    "a trailing carriage return": "CA0123456789abcdefABCDEF0123456789\r",
    "a trailing line separator": "CA0123456789abcdefABCDEF0123456789\u2028",
    "a leading newline": "\nCA0123456789abcdefABCDEF0123456789",
    "the second line": "x\nCA0123456789abcdefABCDEF0123456789",
    "the first line": "CA0123456789abcdefABCDEF0123456789\nx",
    "a leading space": " CA0123456789abcdefABCDEF0123456789",
    "a trailing space": "CA0123456789abcdefABCDEF0123456789 ",
    "an inner space": "CA 123456789abcdefABCDEF0123456789",
    "a dash for a digit": "CA0123456789abcdefABCDEF012345678-",
    "an underscore for a digit": "CA0123456789abcdefABCDEF012345678_",
    "the dashes of a UUID": "CA01234567-89ab-cdef-ABCD-EF0123456789",
    "in quotation marks": '"CA0123456789abcdefABCDEF0123456789"',
    "a URL": "https://api.twilio.com/2010-04-01/Accounts/CA0123456789abcdefABCDEF0123456789.json",
    "a full-width digit": "CA0123456789abcdefABCDEF012345678\uff10",
    "a prefix of full-width letters": "\uff23\uff210123456789abcdefABCDEF0123456789",
    "an Arabic-Indic digit": "CA0123456789abcdefABCDEF012345678\u0660",
    "a mathematical digit": "CA0123456789abcdefABCDEF012345678\U0001d7d8",
    "a Cyrillic letter": "CA0123456789abcdefABCDEF012345678\u0430",
    "a Kelvin sign": "CA0123456789abcdefABCDEF012345678\u212a",
    "a combining accent": "CA0123456789abcdefABCDEF0123456789\u0301",
    "a zero-width space": "CA\u200b123456789abcdefABCDEF0123456789",
    "a byte order mark": "\ufeffCA0123456789abcdefABCDEF0123456789",
    "NUL for a digit": "CA0123456789abcdefABCDEF012345678\x00",
    "a trailing NUL": "CA0123456789abcdefABCDEF0123456789\x00",
    "a lone surrogate": "CA0123456789abcdefABCDEF012345678\ud800",
    "a megabyte": f"CA{HEX}{'0' * 1_000_000}",
}


def test_cases_of_calls() -> None:
    assert {case.why: case.value for case in cases("CA")} == CASES_OF_CALLS
    assert {type(case.value) for case in cases("CA")} == {str}
    assert {case.why for case in cases("CA") if case.valid} == {why for why in CASES_OF_CALLS if why.startswith("CA ")}


def test_cases_of_other_prefixes() -> None:
    of_oauth_apps = {case.why: case for case in cases("OQ")}
    for why in ("letters and digits", "a placeholder", "a letter that is no hexadecimal digit", "0x before the digits"):
        assert of_oauth_apps[why].valid
    assert {case.value[:2] for case in cases() if case.valid} == {"AC", "ZZ"}
    assert {case.why for case in cases() if case.value.startswith("ac")} == {"a prefix of lower case"}
    assert {case.why[:2] for case in cases(*SidPrefix) if case.why.endswith("for a prefix")} == {"QZ", "ZQ"} - set(
        SidPrefix
    )
    assert {case.why[:2] for case in cases(*SidPrefix, "QZ") if case.why.endswith("for a prefix")} == {"ZQ"}
    assert not [case for case in cases(*SidPrefix, "QZ", "ZQ") if case.why.endswith("for a prefix")]


@pytest.mark.parametrize("prefixes", SETS, ids=lambda prefixes: f"{len(prefixes)} {'|'.join(prefixes[:3])}")
def test_every_case_is_as_it_says(prefixes: tuple[str, ...]) -> None:
    adapter = TypeAdapter[str](Annotated[str, SidConstraints(*prefixes)])
    table = cases(*prefixes)
    assert len({case.why for case in table}) == len({case.value for case in table}) == len(table)
    assert {prefix + "F" * 32 for prefix in prefixes} <= {case.value for case in table if case.valid}
    for case in table:
        assert is_sid(case.value, *prefixes) == case.valid, case.why
        if case.valid:
            assert adapter.validate_python(case.value) is case.value
        else:
            with pytest.raises(ValidationError, match="twilio_sid"):
                adapter.validate_python(case.value)


def test_cases_refuse_what_is_no_prefix() -> None:
    with pytest.raises(ValueError, match="a SID prefix is two capital letters"):
        cases("ac")


# Random SIDs


@pytest.mark.parametrize("prefix", [*SidPrefix, "ZZ"])
def test_random_sid(prefix: str) -> None:
    sids = {random_sid(prefix) for _ in range(100)}
    assert len(sids) == 100
    assert all(is_sid(sid, prefix) and sid[:2] == prefix and type(sid) is str for sid in sids)
    assert any(sid[2:] != sid[2:].lower() for sid in sids) == (prefix == "OQ")


def test_random_sid_is_the_same_for_the_same_seed() -> None:
    first, second = random.Random(7), random.Random(7)  # noqa: S311
    assert [random_sid("AC", first) for _ in range(9)] == [random_sid("AC", second) for _ in range(9)]
    state = random.getstate()
    expected = random_sid("AC")
    random.setstate(state)
    random_sid("AC", first)  # takes nothing from the module's own generator
    assert random_sid("AC") == expected


@pytest.mark.parametrize(("prefix", "error"), [("ac", ValueError), ("ACX", ValueError), (7, TypeError)])
def test_random_sid_refuses_what_is_no_prefix(prefix: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="a SID prefix is"):
        random_sid(prefix)
