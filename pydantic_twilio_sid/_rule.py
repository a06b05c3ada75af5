"""The rule: what may follow a prefix, as a regular expression, in words, and as a Hypothesis strategy."""

import inspect
import string
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from types import ModuleType
from typing import Any, NamedTuple, get_origin

ANY = "*"
"""In a tuple of prefixes: any two capital letters."""
LENGTH = 34


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


def alphabet_of(prefix: str) -> Alphabet:
    """Return what may follow a prefix: letters beyond `f` only after `OQ`.

    Five fields of Twilio's `intelligence_v3` allow them after `AC` too, but all its other account SIDs are hexadecimal.
    """
    return ALPHANUMERIC if prefix == "OQ" else HEXADECIMAL


def by_alphabet(prefixes: Iterable[str]) -> dict[Alphabet, list[str]]:
    """Group prefixes by what may follow them."""
    groups: dict[Alphabet, list[str]] = {}
    for prefix in prefixes:
        groups.setdefault(alphabet_of(prefix), []).append(prefix)
    return groups


def without_covered(prefixes: Iterable[str]) -> tuple[str, ...]:
    """Return the prefixes without duplicates, and without those that `ANY` covers: all but `OQ`."""
    distinct = dict.fromkeys(prefixes)
    covers = ANY in distinct
    return tuple(each for each in distinct if not covers or each == ANY or alphabet_of(each) is not HEXADECIMAL)


@lru_cache(1024)  # there are some 200 types, and as many prefixes
def rule_of(prefixes: tuple[str, ...]) -> Rule:
    """Return the rule for SIDs with these prefixes, spelled as Twilio spells most of its patterns."""
    patterns: list[str] = []
    words: list[str] = []
    for alphabet, accepted in by_alphabet(prefixes).items():
        letters = ["[A-Z]{2}" if prefix == ANY else prefix for prefix in accepted]
        patterns.append(f"{either(letters)}{alphabet.pattern}{{{LENGTH - 2}}}")
        starts = in_words(["two capital letters" if prefix == ANY else f"'{prefix}'" for prefix in accepted])
        words.append(f"{starts} followed by {LENGTH - 2} {alphabet.words}")
    return Rule(f"^{either(patterns)}$", ", or ".join(words))


def strategies_of(prefixes: tuple[str, ...]) -> Iterator[object]:
    """Yield Hypothesis's strategy for SIDs with these prefixes, if Hypothesis is imported."""
    strategies: Any = "hypothesis" in sys.modules and sys.modules.get("hypothesis.strategies")
    if isinstance(strategies, ModuleType):  # not a mock
        with suppress(Exception):  # a module of the user's may have this name
            yield _strategy_of(prefixes, strategies)


@lru_cache(1024)
def _strategy_of(prefixes: tuple[str, ...], st: Any) -> object:
    sids: list[object] = []
    for alphabet, accepted in by_alphabet(prefixes).items():
        letters = st.from_regex("[A-Z]{2}", fullmatch=True) if ANY in accepted else st.sampled_from(accepted)
        digits = st.text(alphabet.characters, min_size=LENGTH - 2, max_size=LENGTH - 2)
        sids.append(st.tuples(letters, digits).map("".join))
    return st.one_of(sids)


def either(choices: Sequence[str]) -> str:
    """Return a regular expression for any of the choices."""
    return choices[0] if len(choices) == 1 else f"({'|'.join(choices)})"


def in_words(choices: Sequence[str]) -> str:
    """Join choices as in a sentence: `a`, `a or b`, `a, b or c`."""
    return " or ".join(words for words in [", ".join(choices[:-1]), *choices[-1:]] if words)


def safe_repr(value: object) -> str:
    """Return how a message shows a value that may be a SID in the wrong place: without the SID."""
    if isinstance(value, str):
        return repr(value) if len(value) <= len("ACX") else f"a string of {len(value)} characters"
    if isinstance(value, type) or get_origin(value) or value is Any:  # which is no class on Python 3.10
        return inspect.formatannotation(value)
    return f"an object of type {type(value).__name__}"
