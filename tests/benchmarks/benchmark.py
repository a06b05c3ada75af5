"""Measures what a SID type costs, and writes the tables of docs/performance.md. Its sentences are yours to correct.

Run by hand: `python tests/benchmarks/benchmark.py`. Takes five minutes. The columns of a row take turns, a millisecond
at a time, and each figure is the least CPU time, so it hardly matters what else the machine does.
"""

import re
import secrets
import sys
import tracemalloc
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from time import perf_counter, process_time
from timeit import Timer
from types import GenericAlias
from typing import Annotated, Any, TypeVar, Union, cast

from pydantic import AfterValidator, StringConstraints, TypeAdapter, ValidationError, create_model
from pydantic_core import to_json
from typing_extensions import TypeAliasType

from pydantic_twilio_sid import (
    AccountSid,
    CallSid,
    ConferenceSid,
    MessageSid,
    MessagingServiceSid,
    PhoneNumberSid,
    RecordingSid,
    SidConstraints,
    SidPrefix,
    TaskSid,
    is_sid,
    newtypes,
)

PAGE = Path(__file__).parents[2] / "docs/performance.md"
SECONDS = 10  # for each row
NS, US, MS = 1e9, 1e6, 1e3
COUNT = 1_000  # SIDs in a list
PATTERN = SidConstraints(CallSid).pattern
compiled = re.compile(PATTERN)
T = TypeVar("T")
Alias = TypeAliasType("Alias", T, type_params=(T,))
Contenders = list[tuple[str, dict[str, Any]]]  # statements, and what the names in them stand for


def is_call(value: object) -> bool:
    return isinstance(value, str) and compiled.fullmatch(value) is not None


def check_call(value: str) -> str:
    if not compiled.fullmatch(value):
        raise ValueError("not a call SID")
    return value


def plain(kind: Any) -> Any:
    """Return what users would write instead of a SID type: the baseline of all factors."""
    return Annotated[str, StringConstraints(pattern=SidConstraints(kind).pattern)]


def list_of(kind: Any) -> Any:
    return GenericAlias(list, (kind,))


def model_of(kind: Any, fields: int) -> Any:
    return create_model("Row", **cast("dict[str, Any]", {f"sid{number}": (kind, ...) for number in range(fields)}))


def sids(count: int, *kinds: Any) -> list[str]:
    letters = [SidConstraints(kind).prefixes[0] for kind in kinds]
    return [letters[number % len(letters)] + secrets.token_hex(16) for number in range(count)]


def validating(kinds: list[Any], value: object, statement: str = "validate(value)") -> Contenders:
    adapters = [TypeAdapter[Any](kind) for kind in kinds]
    validators = [each.validate_json if isinstance(value, bytes) else each.validate_python for each in adapters]
    names = {"value": value, "ValidationError": ValidationError}
    return [(statement, {"validate": validate, **names}) for validate in validators]


def timed(label: str, unit: float, contenders: Contenders) -> str:
    """Return a row of the least CPU time that each statement took."""
    timers = [Timer(statement, timer=process_time, globals=names) for statement, names in contenders]
    numbers = [max(1, round(0.001 / min(timer.repeat(3, 1)))) for timer in timers]
    best = [float("inf")] * len(timers)
    end = perf_counter() + SECONDS
    while perf_counter() < end:
        for index, (timer, number) in enumerate(zip(timers, numbers, strict=True)):
            best[index] = min(best[index], timer.timeit(number) / number)
    return row(label, [seconds * unit for seconds in best])


def allocated(label: str, contenders: Contenders) -> str:
    """Return a row of the memory that the results take, besides the input's."""
    megabytes: list[float] = []
    for _, names in contenders:
        tracemalloc.start()
        result = names["validate"](names["value"])
        megabytes.append(tracemalloc.get_traced_memory()[0] / 1e6)
        tracemalloc.stop()
        del result
    return row(label, megabytes)


def row(label: str, figures: list[float]) -> str:
    """Return a row of a table: the baseline's figure, then the others with their factors."""
    numbers = [f"{figure:,.{0 if figure >= 10 else 1}f}" for figure in figures]
    factors = [f"{number} ({figure / figures[0]:.2f}x)" for number, figure in zip(numbers, figures, strict=True)]
    return " | ".join([label, numbers[0], *factors[1:]])


def measure_types() -> list[str]:
    types = {
        "`StringConstraints(pattern=…)`": plain(CallSid),
        "`CallSid`": CallSid,
        "pattern and lengths": Annotated[str, StringConstraints(pattern=PATTERN, min_length=34, max_length=34)],
        "`AfterValidator` with `re`": Annotated[str, AfterValidator(check_call)],
        "`str`": str,
    }
    kinds = list(types.values())
    lists = [list_of(kind) for kind in kinds]
    models = [list_of(model_of(kind, 4)) for kind in kinds]
    values = sids(COUNT, CallSid)
    rows = [{f"sid{number}": sid for number, sid in enumerate(sids(4, CallSid))} for _ in range(10_000)]
    refused = "try: validate(value)\nexcept ValidationError: pass\nelse: raise AssertionError"
    adapter = "TypeAdapter(kind).validate_python(value)"
    adapting: Contenders = [(adapter, {"TypeAdapter": TypeAdapter, "kind": kind, "value": values[0]}) for kind in kinds]
    building: Contenders = [("model_of(kind, 100)", {"model_of": model_of, "kind": kind}) for kind in kinds]
    lines = [
        " | ".join(["", *types]),
        timed("each SID of a list, ns", NS / COUNT, validating(lists, values)),
        timed("each SID of a JSON list, ns", NS / COUNT, validating(lists, to_json(values))),
        timed("10,000 models of four SIDs, ms", MS, validating(models, rows)),
        timed("the same from JSON, ms", MS, validating(models, to_json(rows))),
        allocated("memory of these models, MB", validating(models, rows)),
        timed("one SID, ns", NS, validating(kinds, values[0])),
        timed("one wrong SID, ns", NS, validating(kinds[:-1], "SM" + "a" * 32, refused)) + " | -",
        timed("one SID, with a new `TypeAdapter`, µs", US, adapting),
        timed("creating a model of 100 SIDs, ms", MS, building),
    ]
    if "hypothesis" in sys.modules:
        raise RuntimeError("something imported Hypothesis too early")
    import_module("hypothesis")  # adds a strategy to our types
    return [*lines, timed("the same with Hypothesis imported, ms", MS, building)]


def measure_unions() -> list[str]:
    every = [AccountSid, CallSid, MessageSid, PhoneNumberSid, RecordingSid, ConferenceSid, MessagingServiceSid, TaskSid]
    union: Any = Union
    lines = ["ns for each value | union of `StringConstraints(pattern=…)` | union of SID types | one `SidConstraints`"]
    for count in (1, 2, 3, 4, 8):
        kinds: list[Any] = every[:count]
        alike = [union[tuple(map(plain, kinds))], union[tuple(kinds)], Annotated[str, SidConstraints(*kinds)]]
        contenders = validating([list_of(kind) for kind in alike], sids(COUNT, *kinds))
        lines.append(timed(f"{count} kind{'s' * (count > 1)}", NS / COUNT, contenders))
    for other, value in ((str, "other"), (int, 7)):
        contenders = validating([list_of(kind | other) for kind in (plain(CallSid), CallSid)], [value] * COUNT)
        lines.append(timed(f"`CallSid \\| {other.__name__}`, given `{value!r}`", NS / COUNT, contenders) + " | -")
    return lines


def measure_is_sid() -> list[str]:
    call: Any = CallSid
    arguments: dict[str, tuple[str, Any, Any]] = {
        '`"CA"`': ("a", "CA", None),
        "`SidPrefix.CALL`": ("a", SidPrefix.CALL, None),
        "`CallSid`": ("a", call, None),
        "`CallSid, MessageSid`": ("a, b", call, MessageSid),
        "`CallSid \\| MessageSid`": ("a | b", call, MessageSid),
        "`CallSid \\| None`": ("a | b", call, None),
        "`newtypes.CallSid`": ("a", newtypes.CallSid, None),
        "`Alias[CallSid]`": ("a[b]", Alias, call),
    }
    lines = ["ns for one SID | your own function | `is_sid(sid, …)`"]
    for label, (accepted, a, b) in arguments.items():
        names = {"is_sid": is_sid, "is_call": is_call, "sid": sids(1, CallSid)[0], "a": a, "b": b}
        lines.append(timed(label, NS, [("is_call(sid)", names), (f"is_sid(sid, {accepted})", names)]))
    return lines


def main() -> None:
    """Print the tables, and put them into the page below the comments that name them."""
    page = PAGE.read_text("utf-8")
    for name, measure in {"types": measure_types, "unions": measure_unions, "is_sid": measure_is_sid}.items():
        head, *rows = (f"| {line} |\n" for line in measure())
        table = "".join([head, "|---" * (head.count(" | ") + 1) + "|\n", *rows])
        print(table)
        comment = f"<!-- {name} -->\n"
        before, after = page.split(comment)
        page = before + comment + table + re.sub(r"\A(\|.*\n)*", "", after)
    versions = [f"Python {python_version()}", *(f"{name} {version(name)}" for name in ("pydantic", "pydantic-core"))]
    page, count = re.subn(r"Python 3\.\S+ pydantic \S+ pydantic-core [\d.]*\d", ", ".join(versions), page)
    assert count == 1
    PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
