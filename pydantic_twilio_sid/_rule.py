"""The rule: what may follow a prefix, as a regular expression and in words."""

import string
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple


class Alphabet(NamedTuple):
    """The characters that may follow a prefix."""

    characters: str
    pattern: str
    words: str


HEXADECIMAL = Alphabet(string.hexdigits, "[0-9a-fA-F]", "hexadecimal digits")
ALPHANUMERIC = Alphabet(string.digits + string.ascii_letters, "[a-zA-Z0-9]", "letters and digits")


class Rule(NamedTuple):
    """Which strings are SIDs, as a regular expression and in words."""

    pattern: str
    words: str


ANY = None
"""Stands for any two capital letters in a tuple of prefixes."""


def alphabet_of(prefix: str | None) -> Alphabet:
    """Return what may follow a prefix: letters beyond `f` only after `OQ`.

    Five fields of Twilio's `intelligence_v3` allow them after `AC` too, but all its other account SIDs are hexadecimal.
    """
    return ALPHANUMERIC if prefix == "OQ" else HEXADECIMAL


def by_alphabet(prefixes: Iterable[str | None]) -> dict[Alphabet, list[str | None]]:
    """Group prefixes by what may follow them."""
    groups: dict[Alphabet, list[str | None]] = {}
    for prefix in prefixes:
        groups.setdefault(alphabet_of(prefix), []).append(prefix)
    return groups


@lru_cache(maxsize=1024)  # a model may have many fields, but of few types
def rule_of(prefixes: tuple[str | None, ...]) -> Rule:
    """Return the rule for SIDs with these prefixes, spelled as Twilio spells most of its patterns."""
    patterns: list[str] = []
    words: list[str] = []
    for alphabet, accepted in by_alphabet(prefixes).items():
        patterns.append(either([prefix or "[A-Z]{2}" for prefix in accepted]) + alphabet.pattern + "{32}")
        starts = in_words(tuple(f"'{prefix}'" if prefix else "two capital letters" for prefix in accepted))
        words.append(f"{starts} followed by 32 {alphabet.words}")
    return Rule(f"^{either(patterns)}$", ", or ".join(words))


def either(choices: Sequence[str]) -> str:
    """Return a regular expression for any of the choices."""
    return choices[0] if len(choices) == 1 else f"({'|'.join(choices)})"


def in_words(choices: tuple[str, ...]) -> str:
    """Join choices as in a sentence: `a`, `a or b`, `a, b or c`."""
    *most, last = choices
    return f"{', '.join(most)} or {last}" if most else last
