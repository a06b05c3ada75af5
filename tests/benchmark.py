"""What a SID type costs, as ratios of times measured in one run: `python tests/benchmark.py`.

Each figure is the shortest of many runs, taken in turn so that a slow moment of the machine falls on all alike.
"""

import re
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import version
from platform import python_version
from statistics import median
from types import GenericAlias
from typing import Annotated, Any, cast

from pydantic import AfterValidator, StringConstraints, TypeAdapter, create_model

from pydantic_twilio_sid import MessageSid

ROUNDS = 200
IMPORTS = 30
PATTERN = "^(SM|MM)[0-9a-fA-F]{32}$"
_compiled = re.compile(PATTERN)


def _match(value: str) -> str:
    if _compiled.fullmatch(value) is None:
        raise ValueError("not a message SID")
    return value


CONTENDERS: dict[str, Any] = {
    "MessageSid": MessageSid,
    "str": str,
    "StringConstraints(pattern)": Annotated[str, StringConstraints(pattern=PATTERN)],
    "StringConstraints(pattern, lengths)": Annotated[
        str, StringConstraints(pattern=PATTERN, min_length=34, max_length=34)
    ],
    "AfterValidator with re": Annotated[str, AfterValidator(_match)],
}


def fastest(candidates: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Run the candidates in turn and return the seconds of each one's shortest run."""
    best = dict.fromkeys(candidates, float("inf"))
    for _ in range(ROUNDS):
        for name, run in candidates.items():
            start = time.perf_counter()
            run()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def model_of_four(annotation: Any) -> Any:
    """Make a model with four fields of one type."""
    return create_model("Row", a=(annotation, ...), b=(annotation, ...), c=(annotation, ...), d=(annotation, ...))


def list_adapter(annotation: Any) -> TypeAdapter[Any]:
    """Make an adapter for a list of values of one type."""
    return TypeAdapter[Any](cast("Any", GenericAlias(list, (annotation,))))


def report(title: str, values: int, candidates: Mapping[str, Callable[[], object]]) -> None:
    """Print the time for each value and how many times that of the other `MessageSid` takes."""
    best = fastest(candidates)
    ours = best["MessageSid"]
    print(f"\n{title}")
    for name, seconds in best.items():
        print(f"  {name:36}{seconds / values * 1e9:8.1f} ns    MessageSid takes {ours / seconds:5.2f} times that")


def import_milliseconds(statement: str) -> float:
    """Return how long a fresh interpreter takes for an import after that of `BaseModel`."""
    program = (
        "import time; from pydantic import BaseModel; start = time.perf_counter(); "
        f"{statement}; print(time.perf_counter() - start)"
    )
    command = [sys.executable, "-c", program]
    times = [float(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(IMPORTS)]
    return median(times) * 1e3


def main() -> None:
    """Print everything."""
    print(f"Python {python_version()}, pydantic {version('pydantic')}, pydantic-core {version('pydantic-core')}")
    sids = ["SM" + secrets.token_hex(16) for _ in range(10_000)]
    rows = [dict(zip("abcd", sids[start : start + 4], strict=True)) for start in range(0, len(sids), 4)]

    lists = {name: list_adapter(annotation) for name, annotation in CONTENDERS.items()}
    models = {name: list_adapter(model_of_four(annotation)) for name, annotation in CONTENDERS.items()}
    for title, adapters, value in (("a list of 10,000", lists, sids), ("2,500 models of four", models, rows)):
        text = TypeAdapter(Any).dump_json(value)
        report(
            f"{title}, Python input",
            len(sids),
            {name: partial(adapter.validator.validate_python, value) for name, adapter in adapters.items()},
        )
        report(
            f"{title}, JSON input",
            len(sids),
            {name: partial(adapter.validator.validate_json, text) for name, adapter in adapters.items()},
        )

    print(f"\nimport pydantic_twilio_sid after BaseModel: {import_milliseconds('import pydantic_twilio_sid'):.1f} ms")


if __name__ == "__main__":
    main()
