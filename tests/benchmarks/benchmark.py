"""Compares the cost of a SID type with other ways to do the same. Run by hand: `python tests/benchmarks/benchmark.py`.

Needs the dependency group `dev`. Everything is measured in one run, and the contenders take turns, so that a slow
moment hits all of them. Each figure is the best of many. Prints the figures for `docs/performance.md`, and draws
`benchmark.svg` next to this file.
"""

import re
import secrets
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from types import GenericAlias
from typing import Annotated, Any, cast
from unittest.mock import patch

import msgspec
from phantom.re import FullMatch
from pydantic import AfterValidator, GetCoreSchemaHandler, StringConstraints, TypeAdapter, ValidationError, create_model
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pydantic_twilio_sid import AccountSid, CallSid, MessageSid, SidConstraints, SidPrefix, is_sid

ROUNDS = 100
COUNT = 10_000
PATTERN = "^(SM|MM)[0-9a-fA-F]{32}$"
compiled = re.compile(PATTERN)


def match(value: str) -> str:
    """Check with a regular expression, as most people do."""
    if compiled.fullmatch(value) is None:
        raise ValueError("not a message SID")
    return value


def is_match(value: object) -> bool:
    """Check without Pydantic, as most people do."""
    return isinstance(value, str) and compiled.fullmatch(value) is not None


class StrSubclass(str):
    """A type in the style of pydantic-extra-types."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check in a Python function, which creates an instance."""
        return core_schema.no_info_after_validator_function(cls._validate, core_schema.str_schema())

    @classmethod
    def _validate(cls, value: str) -> "StrSubclass":
        if compiled.fullmatch(value) is None:
            raise PydanticCustomError("message_sid", "not a message SID")
        return cls(value)


class Phantom(FullMatch, pattern=PATTERN):
    """A type of phantom-types."""


CONSTRAINTS = StringConstraints(pattern=PATTERN)
ALL_CONSTRAINTS = StringConstraints(pattern=PATTERN, min_length=34, max_length=34)
OURS, PATTERN_ONLY, ALL = "MessageSid", "StringConstraints(pattern)", "StringConstraints(pattern, lengths)"
PYDANTIC: dict[str, Any] = {
    OURS: MessageSid,
    "str": str,
    PATTERN_ONLY: Annotated[str, CONSTRAINTS],
    ALL: Annotated[str, ALL_CONSTRAINTS],
    "AfterValidator with re": Annotated[str, AfterValidator(match)],
    "str subclass": StrSubclass,
    "phantom-types FullMatch": Phantom,
}
MSGSPEC = "msgspec with a pattern"
Measured = dict[str, float]


def fastest(candidates: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> Measured:
    """Run the candidates in turn, and return each one's best time in seconds."""
    best = dict.fromkeys(candidates, float("inf"))
    for _ in range(rounds):
        for name, run in candidates.items():
            start = time.perf_counter()
            run()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def list_of(annotation: Any) -> Any:
    """Return a list type."""
    return GenericAlias(list, (annotation,))


def model_of(annotation: Any, fields: int) -> Any:
    """Create a model whose fields all have the same type."""
    return create_model("Row", **cast("dict[str, Any]", {f"f{number}": (annotation, ...) for number in range(fields)}))


def refused(validate: Callable[[Any], object], value: Any) -> None:
    """Validate a wrong value, and swallow the error."""
    try:
        validate(value)
    except (ValidationError, msgspec.ValidationError):
        return
    raise AssertionError


def repeated(run: Callable[[], object]) -> Callable[[], None]:
    """Repeat a call that is too short to be timed."""

    def repeat() -> None:
        for _ in range(1_000):
            run()

    return repeat


def measure_values() -> dict[str, Measured]:
    """Return the seconds per SID, for each kind of input and each contender."""
    sids = ["SM" + secrets.token_hex(16) for _ in range(COUNT)]
    rows = [{f"f{number}": sid for number, sid in enumerate(sids[at : at + 4])} for at in range(0, COUNT, 4)]
    wrong = "CA" + "a" * 32
    sid_type = Annotated[str, msgspec.Meta(pattern=PATTERN)]
    row_type: Any = msgspec.defstruct("Row", [(f"f{number}", sid_type) for number in range(4)])
    kinds: list[tuple[str, Any, Callable[[Any], Any], Any, int]] = [
        ("a list", sids, list_of, list[sid_type], COUNT),
        ("models of four", rows, lambda annotation: list_of(model_of(annotation, 4)), list_of(row_type), COUNT),
    ]
    measured: dict[str, Measured] = {}
    for title, value, make, msgspec_type, count in kinds:
        text = msgspec.json.encode(value)
        adapters = {name: TypeAdapter[Any](make(annotation)) for name, annotation in PYDANTIC.items()}
        in_python = {name: partial(adapter.validator.validate_python, value) for name, adapter in adapters.items()}
        in_python[MSGSPEC] = partial(msgspec.convert, value, msgspec_type)
        in_json = {name: partial(adapter.validator.validate_json, text) for name, adapter in adapters.items()}
        in_json[MSGSPEC] = partial(msgspec.json.Decoder(msgspec_type).decode, text)
        for source, candidates in (("Python", in_python), ("JSON", in_json)):
            slow = {name for name in candidates if name.startswith("phantom")}
            best = fastest({name: run for name, run in candidates.items() if name not in slow})
            best |= fastest({name: candidates[name] for name in slow}, ROUNDS // 20)
            measured[f"{title}, {source}"] = {name: best[name] / count for name in candidates}

    adapters = {name: TypeAdapter[Any](annotation) for name, annotation in PYDANTIC.items()}
    single = {name: partial(adapter.validator.validate_python, sids[0]) for name, adapter in adapters.items()}
    single[MSGSPEC] = partial(msgspec.convert, sids[0], sid_type)
    best = fastest({name: repeated(run) for name, run in single.items()}, ROUNDS // 2)
    measured["one value, Python"] = {name: seconds / 1_000 for name, seconds in best.items()}

    del adapters["str"]  # which accepts every string
    bad = {name: partial(refused, adapter.validator.validate_python, wrong) for name, adapter in adapters.items()}
    bad[MSGSPEC] = partial(refused, partial(msgspec.convert, type=sid_type), wrong)
    best = fastest({name: repeated(run) for name, run in bad.items()}, ROUNDS // 5)
    measured["one wrong value, Python"] = {name: seconds / 1_000 for name, seconds in best.items()}
    return measured


def measure_prefixes() -> Measured:
    """Return the seconds per SID of a type with one prefix, and of a type with all."""
    sids = ["AC" + secrets.token_hex(16) for _ in range(COUNT)]
    sets: dict[str, list[SidPrefix]] = {
        "one prefix": [SidPrefix.ACCOUNT],
        "all hexadecimal prefixes": [p for p in SidPrefix if p is not SidPrefix.OAUTH_APP],
    }
    types: dict[str, Any] = {name: Annotated[str, SidConstraints(*prefixes)] for name, prefixes in sets.items()}
    adapters = {name: TypeAdapter[Any](list_of(annotation)) for name, annotation in types.items()}
    best = fastest({name: partial(adapter.validator.validate_python, sids) for name, adapter in adapters.items()})
    return {name: seconds / COUNT for name, seconds in best.items()}


def equivalent(annotation: Any) -> Any:
    """Return Pydantic's own type for the same strings."""
    pattern = SidConstraints(annotation).pattern
    return Annotated[str, StringConstraints(pattern=pattern, min_length=34, max_length=34)]


def measure_unions() -> Measured:
    """Return how many times as long a union takes as one with Pydantic's own types."""
    account, call = AccountSid, CallSid
    sids = [letters + secrets.token_hex(16) for letters in ("AC", "CA") for _ in range(COUNT // 2)]
    unions: dict[str, tuple[Any, Any, list[Any]]] = {
        "list[AccountSid]": (account, equivalent(account), sids[: COUNT // 2]),
        "list[AccountSid | CallSid]": (account | call, equivalent(account) | equivalent(call), sids),
        "list[AccountSid | str], other strings": (account | str, equivalent(account) | str, ["text"] * COUNT),
        "list[AccountSid | int], ints": (account | int, equivalent(account) | int, [7] * COUNT),
    }
    ratios: Measured = {}
    for name, (ours, theirs, values) in unions.items():
        adapters = {"ours": TypeAdapter[Any](list_of(ours)), "theirs": TypeAdapter[Any](list_of(theirs))}
        best = fastest({key: partial(each.validator.validate_python, values) for key, each in adapters.items()})
        ratios[name] = best["ours"] / best["theirs"]
    return ratios


def measure_schemas() -> Measured:
    """Return the seconds it takes to create a model with 100 fields."""
    with patch.dict(sys.modules):
        sys.modules.pop("hypothesis", None)  # phantom-types imports it; our types would add a strategy
        return fastest({name: partial(model_of, PYDANTIC[name], 100) for name in (OURS, ALL)}, 30)


def measure_checks() -> Measured:
    """Return the seconds of one check without a model."""
    sid = "SM" + secrets.token_hex(16)
    checks: dict[str, Callable[[], object]] = {
        "a function with a compiled pattern's fullmatch": partial(is_match, sid),
        'is_sid(sid, "SM", "MM")': partial(is_sid, sid, "SM", "MM"),
        "is_sid(sid, SidPrefix.SMS_MESSAGE)": partial(is_sid, sid, SidPrefix.SMS_MESSAGE),
        "is_sid(sid, MessageSid)": partial(is_sid, sid, MessageSid),
        "is_sid(sid, MessageSid, CallSid)": partial(is_sid, sid, MessageSid, CallSid),
        "TypeAdapter(MessageSid).validate_python": partial(TypeAdapter[str](MessageSid).validate_python, sid),
    }
    best = fastest({name: repeated(check) for name, check in checks.items()})
    return {name: seconds / 1_000 for name, seconds in best.items()}


def table(measured: Mapping[str, Measured]) -> str:
    """Return a Markdown table of the nanoseconds per SID, and of the factors relative to `MessageSid`."""
    names = list(measured["a list, Python"])
    lines = ["| ns for one SID | " + " | ".join(measured) + " |", "|---" * (len(measured) + 1) + "|"]
    for name in names:
        cells = [
            f"{best[name] * 1e9:,.0f} ({best[name] / best[OURS]:.2f}x)" if name in best else "-"
            for best in measured.values()
        ]
        lines.append(f"| {f'**{name}**' if name == OURS else name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def chart(title: str, best: Measured) -> str:
    """Return a bar chart as SVG. Very long bars are cut off."""
    longest = 5 * best[OURS]
    height = 28 * len(best) + 44
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" font-family="sans-serif" font-size="14">',
        f'<rect width="720" height="{height}" fill="#fff"/><text x="12" y="24" font-weight="bold">{title}</text>',
    ]
    for number, (name, seconds) in enumerate(sorted(best.items(), key=lambda item: item[1])):
        y = 40 + 28 * number
        width = 360 * min(seconds, longest) / longest
        color = "#d6293e" if name == OURS else "#9aa5b1"
        cut = "… " if seconds > longest else ""
        parts.append(
            f'<text x="250" y="{y + 15}" text-anchor="end">{name}</text>'
            f'<rect x="260" y="{y}" width="{width:.0f}" height="20" fill="{color}"/>'
            f'<text x="{266 + width:.0f}" y="{y + 15}">{cut}{seconds * 1e9:,.0f}</text>'
        )
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    """Print everything, and draw the chart."""
    packages = ("pydantic", "pydantic-core", "msgspec", "phantom-types")
    versions = f"Python {python_version()}, " + ", ".join(f"{name} {version(name)}" for name in packages)
    print(versions, end="\n\n")
    measured = measure_values()
    print(table(measured), end="\n\n")
    one, all_prefixes = measure_prefixes().values()
    print(f"a type with all hexadecimal prefixes takes {all_prefixes / one:.2f} times as long as a type with one")
    print(f"times {ALL}:")
    for name, ratio in measure_unions().items():
        print(f"  {name}: {ratio:.2f}")
    ours, theirs = measure_schemas().values()
    print(f"  creating a model with 100 fields: {ours / theirs:.2f}")
    checks = measure_checks()
    base = next(iter(checks.values()))
    print("\n".join(f"{name}: {seconds * 1e9:.0f} ns ({seconds / base:.2f}x)" for name, seconds in checks.items()))
    title = "Nanoseconds to validate one message SID in a list of 10,000, Python input"
    Path(__file__).with_suffix(".svg").write_text(chart(title, measured["a list, Python"]), encoding="utf-8")


if __name__ == "__main__":
    main()
