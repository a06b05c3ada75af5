"""Helpers for tests: random SIDs for fixtures, and valid and invalid strings to test a check of your own.

Hypothesis and polyfactory don't need them: they generate valid SIDs on their own.
"""

import random
from collections.abc import Iterator
from typing import NamedTuple, cast, overload

from typing_extensions import TypeForm

from pydantic_twilio_sid._constraints import N, SidConstraints
from pydantic_twilio_sid._prefix import SidPrefix
from pydantic_twilio_sid._rule import alphabet_of, safe_repr

__all__ = ["Case", "cases", "random_sid"]

_DIGITS = "0123456789abcdefABCDEF0123456789"


class Case(NamedTuple):
    """A string, and whether it's a SID."""

    value: str
    valid: bool
    why: str
    """A short reason, unique among the cases: use it as the `id` of a parametrized test."""


def cases(accepted: object, /, *more: object) -> tuple[Case, ...]:
    r"""Return strings that `SidConstraints(accepted, *more)` accepts, and strings that it rejects.

    The latter include a lone surrogate, which JSON and databases can't store, and a one-megabyte string.

    Raises:
        TypeError: An argument is not one that `SidConstraints` takes.

    >>> from pydantic_twilio_sid import CallSid, is_sid
    >>> [case.value for case in cases(CallSid) if case.why == "a trailing newline"]
    ['CA0123456789abcdefABCDEF0123456789\n']
    >>> all(is_sid(case.value, CallSid) == case.valid for case in cases(CallSid))
    True
    """
    return tuple(_cases(SidConstraints(accepted, *more).prefixes))


def _cases(accepted: tuple[str, ...]) -> Iterator[Case]:
    for prefix in accepted or ("AC", "ZZ"):
        yield Case(prefix + _DIGITS, valid=True, why=f"{prefix} and digits of either case")
        yield Case(prefix + "a" * 32, valid=True, why=f"{prefix} and a lower-case letter")
        yield Case(prefix + "F" * 32, valid=True, why=f"{prefix} and an upper-case letter")
        yield Case(prefix + "0" * 32, valid=True, why=f"{prefix} and zeros")

    prefix = accepted[0] if accepted else "AC"
    characters = set(alphabet_of(prefix).characters)
    for why, digits in {
        "letters and digits": "zZ09" * 8,
        "a placeholder": "X" * 32,
        "a letter that isn't hexadecimal": _DIGITS[1:] + "g",
        "0x before the digits": "0x" + _DIGITS[2:],
    }.items():
        yield Case(prefix + digits, valid=set(digits) <= characters, why=why)

    if accepted:
        others = [letters for letters in (*SidPrefix, "QZ", "ZQ") if letters not in accepted]
        for other in dict.fromkeys(others[:1] + others[-1:]):
            yield Case(other + _DIGITS, valid=False, why=f"{other} for a prefix")

    sid = prefix + _DIGITS
    for why, value in {
        "empty": "",
        "a prefix only": prefix,
        "digits only": _DIGITS,
        "a lower-case prefix": prefix.lower() + _DIGITS,
        "a mixed-case prefix": prefix.title() + _DIGITS,
        "a prefix of digits": "00" + _DIGITS,
        "a digit before the prefix": "0" + sid[:-1],
        "one letter of the prefix": prefix[0] + _DIGITS,
        "33 characters": sid[:-1],
        "35 characters": sid + "0",
        "twice": sid * 2,
        "two, with a space between": f"{sid} {sid}",
        "a trailing newline": sid + "\n",
        "a trailing newline for a digit": sid[:-1] + "\n",
        "a trailing carriage return": sid + "\r",
        "a trailing line separator": sid + "\u2028",
        "a leading newline": "\n" + sid,
        "the second line": "x\n" + sid,
        "the first line": sid + "\nx",
        "a leading space": " " + sid,
        "a trailing space": sid + " ",
        "an inner space": f"{prefix} {sid[3:]}",
        "a dash for a digit": sid[:-1] + "-",
        "an underscore for a digit": sid[:-1] + "_",
        "the dashes of a UUID": f"{prefix}01234567-89ab-cdef-ABCD-EF0123456789",
        "in quotation marks": f'"{sid}"',
        "a URL": f"https://api.twilio.com/2010-04-01/Accounts/{sid}.json",
        "a full-width digit": sid[:-1] + "\uff10",
        "a full-width prefix": "".join(chr(ord(letter) + 0xFEE0) for letter in prefix) + _DIGITS,
        "an Arabic-Indic digit": sid[:-1] + "\u0660",
        "a mathematical digit": sid[:-1] + "\U0001d7d8",
        "a Cyrillic letter": sid[:-1] + "\u0430",
        "a Kelvin sign": sid[:-1] + "\u212a",
        "a combining accent": sid + "\u0301",
        "a zero-width space": f"{prefix}\u200b{sid[3:]}",
        "a byte order mark": "\ufeff" + sid,
        "NUL for a digit": sid[:-1] + "\0",
        "a trailing NUL": sid + "\0",
        "a lone surrogate": sid[:-1] + "\ud800",
        "a megabyte": sid + "0" * 1_000_000,
    }.items():
        yield Case(value, valid=False, why=why)


@overload
def random_sid(accepted: str, rng: random.Random | None = None) -> str: ...
@overload
def random_sid(accepted: TypeForm[N], rng: random.Random | None = None) -> N: ...
@overload
def random_sid(accepted: object, rng: random.Random | None = None) -> str: ...


def random_sid(accepted: object, rng: random.Random | None = None) -> str:
    """Return a random, well-formed SID, in lower case after the prefix, like Twilio's own.

    The characters come from `rng`, or from the module `random` by default. The same seed gives the same SID. Not for
    secrets.

    Raises:
        TypeError: `accepted` is not an argument that `SidConstraints` takes, or `rng` is not a `random.Random`.
        ValueError: The type accepts any prefix, as `Sid` does.

    >>> from pydantic_twilio_sid import CallSid
    >>> random_sid(CallSid, random.Random(0))
    'CAdc6486c479e84c94efce4bea7169ef7d'
    """
    prefixes = SidConstraints(accepted).prefixes
    if not prefixes:
        raise ValueError("expected a type with prefixes, got one that accepts any prefix")
    if not isinstance(cast("object", rng), random.Random | None):
        raise TypeError(f"expected a random.Random for rng, got {safe_repr(rng)}")
    choices = (rng or random).choices
    (prefix,) = prefixes if len(prefixes) == 1 else choices(prefixes)
    alphabet = sorted({*alphabet_of(prefix).characters.lower()})
    return prefix + "".join(choices(alphabet, k=32))
