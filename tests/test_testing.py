"""`pydantic_twilio_sid.testing`: cases and random SIDs."""

import random
import re
import unicodedata
from collections.abc import Callable
from typing import Annotated

import pytest
from pydantic import TypeAdapter

from pydantic_twilio_sid import CallSid, MessageSid, Sid, SidConstraints, SidPrefix, is_sid
from pydantic_twilio_sid.testing import cases, random_sid
from tests.helpers import error_of, sets_of_prefixes

# Cases


def test_cases_of_other_prefixes() -> None:
    of_oauth_apps = {case.why: case for case in cases("OQ")}
    for why in ("letters and digits", "a placeholder", "a letter that isn't hexadecimal", "0x before the digits"):
        assert of_oauth_apps[why].valid
    assert {case.value[:2] for case in cases("*") if case.valid} == {"AC", "ZZ"}
    assert {case.why for case in cases("*") if case.value.startswith("ac")} == {"a lower-case prefix"}
    known = list(SidPrefix)
    for accepted, others in ((["CA"], "AC ZQ"), (known, "QZ ZQ"), ([*known, "QZ"], "ZQ"), ([*known, "QZ", "ZQ"], "")):
        found = [case.why for case in cases(*accepted) if case.why.endswith(" for a prefix")]
        assert found == [f"{other} for a prefix" for other in others.split()]


@sets_of_prefixes
def test_every_case_is_what_it_claims(prefixes: tuple[str, ...]) -> None:
    adapter = TypeAdapter[str](Annotated[str, SidConstraints(*prefixes)])
    table = cases(*prefixes)
    assert len({case.why for case in table}) == len({case.value for case in table}) == len(table)
    assert {prefix + "F" * 32 for prefix in prefixes if prefix != "*"} <= {case.value for case in table if case.valid}
    for case in table:
        assert is_sid(case.value, *prefixes) == case.valid, case.why
        if case.valid:
            assert adapter.validate_python(case.value) is case.value
        else:
            assert error_of(adapter, case.value)["type"] == "twilio_sid"


DIGITS = "[0-9a-fA-F]{32}"
WRONG_CHECKS: dict[str, Callable[[str], object]] = {
    "no end": re.compile(f"CA{DIGITS}").match,
    "no start": re.compile(f"CA{DIGITS}$").search,
    "any line": re.compile(f"^CA{DIGITS}$", re.MULTILINE).search,
    "a final newline": re.compile(f"^CA{DIGITS}$").match,
    "no length": re.compile("CA[0-9a-fA-F]+").fullmatch,
    "empty": re.compile(f"(CA{DIGITS})?").fullmatch,
    "small prefix": re.compile(f"(CA|ca){DIGITS}").fullmatch,
    "any known prefix": re.compile(f"({'|'.join(SidPrefix)}){DIGITS}").fullmatch,
    "any unknown prefix": re.compile(f"(CA|[QZ]{{2}}){DIGITS}").fullmatch,
    "no prefix": re.compile(f".*{DIGITS}").fullmatch,
    "small digits": re.compile("CA[0-9a-f]{32}").fullmatch,
    "capital digits": re.compile("CA[0-9A-F]{32}").fullmatch,
    "digits of Unicode": re.compile(r"CA[\da-fA-F]{32}").fullmatch,
    "any letters": re.compile("CA[0-9a-zA-Z]{32}").fullmatch,
    "words": re.compile(r"CA\w{32}").fullmatch,
    "anything": re.compile("CA.{32}", re.DOTALL).fullmatch,
    "stripped": lambda text: is_sid(text.strip(), "CA"),
    "up to NUL": lambda text: is_sid(text.partition("\0")[0], "CA"),
    "normalized": lambda text: is_sid(unicodedata.normalize("NFKC", text), "CA"),
    "only the ASCII": lambda text: is_sid(text.encode("ascii", "ignore").decode(), "CA"),
    "without punctuation": lambda text: is_sid(re.sub(r"\W", "", text), "CA"),
}


@pytest.mark.parametrize("check", WRONG_CHECKS.values(), ids=WRONG_CHECKS)
def test_cases_find_a_wrong_check(check: Callable[[str], object]) -> None:
    assert [case.why for case in cases("CA") if bool(check(case.value)) != case.valid]


# Random SIDs


@pytest.mark.parametrize("prefix", ["AC", "OQ", "ZZ"])
def test_random_sid(prefix: str) -> None:
    sids = {random_sid(prefix) for _ in range(100)}
    assert len(sids) == 100
    assert all(is_sid(sid, prefix) and type(sid) is str for sid in sids)
    assert {character for sid in sids for character in sid[2:]} == set(
        "0123456789abcdefghijklmnopqrstuvwxyz" if prefix == "OQ" else "0123456789abcdef"
    )


def test_random_sid_is_the_same_for_the_same_seed() -> None:
    first, second = random.Random(7), random.Random(7)  # noqa: S311
    assert [random_sid("AC", first) for _ in range(9)] == [random_sid("AC", second) for _ in range(9)]
    state = random.getstate()
    expected = random_sid("AC")
    random.setstate(state)
    random_sid("AC", first)  # doesn't touch the module's own generator
    assert random_sid("AC") == expected


def test_random_sid_of_a_type() -> None:
    assert random_sid(CallSid, random.Random(0)) == random_sid("CA", random.Random(0))  # noqa: S311
    assert {random_sid(MessageSid)[:2] for _ in range(100)} == {"SM", "MM"}
    with pytest.raises(ValueError, match="^expected a type with prefixes, got one that accepts any prefix$"):
        random_sid(Sid)
