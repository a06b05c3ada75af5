"""Message exports, as Twilio's BulkExport delivers them: a gzipped file for each day, a JSON record on each line.

    python examples/message_export.py make FOLDER [--days 8] [--count 1000000] [--bad-every 10000]
    python examples/message_export.py check PATH … [--engine pydantic|duckdb|polars|spark] [--sample 10]

`make` writes exports with some wrong message SIDs. `check` counts the bad lines, and prints the first of them. A path
is a file, a folder or a pattern such as `exports/2026-*.json.gz`. Spark needs Java and `pip install --group spark`, and
takes URLs too.

A line is good if it is a JSON object whose SIDs are right. `messaging_service_sid` may be null or absent. A line longer
than 1 MiB is bad. A blank line does not count. All engines print the same report, with these exceptions:

- Spark names the file of a bad line, not its number.
- DuckDB does not number blank lines.
- Pydantic skips a long line in little memory. Polars and Spark hold all of it. DuckDB stops at one of 16 to 32 MiB.
- Polars stops at a line that is not UTF-8.
- Odd JSON is read in different ways: a name twice, NaN, deep nesting. `tests/test_message_export.py` has the list.

The exit status is 1 if there are bad lines, 2 if something could not be read or written, 130 after Ctrl-C, and 141 if
nobody reads the output.

The format is that of https://www.twilio.com/docs/usage/bulkexport/day.
"""

import argparse
import gzip
import io
import json
import os
import random
import signal
import sys
import zlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from glob import glob
from itertools import cycle
from pathlib import Path
from typing import IO, NoReturn

from message_export_engines import LIMIT, BadLine, ExportError, Report, with_duckdb, with_polars, with_spark
from pydantic import BaseModel, TypeAdapter, ValidationError
from tqdm import tqdm

from pydantic_twilio_sid import AccountSid, MessageSid, MessagingServiceSid
from pydantic_twilio_sid.testing import cases, random_sid


class ExportedMessage(BaseModel):
    """The fields of a record that are checked. A record has more."""

    sid: MessageSid
    account_sid: AccountSid
    messaging_service_sid: MessagingServiceSid | None = None


ADAPTER = TypeAdapter(ExportedMessage)


# make


@contextmanager
def replacing(path: Path) -> Generator[IO[bytes]]:
    """Open a temporary file. It replaces the path at the end, and is deleted if anything fails."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise ExportError(f"{path}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def make(folder: Path, days: int, count: int, bad_every: int) -> None:
    """Write exports whose lines are the same each time."""
    rng = random.Random(count)  # noqa: S311 - these are no secrets
    unwritten = {"a lone surrogate", "a megabyte"}  # UTF-8 can't have the one, and the other is too large
    wrong = cycle(case.value for case in cases("SM", "MM") if not case.valid and case.why not in unwritten)
    accounts = [random_sid("AC", rng) for _ in range(10)]
    services = [random_sid("MG", rng) for _ in range(10)]
    start = datetime(2026, 11, 1, tzinfo=timezone.utc)
    folder.mkdir(parents=True, exist_ok=True)
    for day in tqdm(range(days), unit="file", disable=None):
        path = folder / f"{start + timedelta(days=day):%Y-%m-%d}.json.gz"
        with replacing(path) as file, gzip.open(file, "wt", compresslevel=1, encoding="utf-8") as text:
            for number in range(count * day // days + 1, count * (day + 1) // days + 1):
                date = (start + timedelta(days=days) * (number - 1) / count).isoformat(timespec="seconds")
                record = {
                    "sid": next(wrong) if number % bad_every == 0 else random_sid(rng.choice(("SM", "MM")), rng),
                    "account_sid": rng.choice(accounts),
                    "messaging_service_sid": rng.choice((None, *services)),
                    "date_created": date,
                    "date_updated": date,
                    "date_sent": date,
                    "direction": "outbound-api",
                    "from": "+14155550100",
                    "to": f"+1415555{rng.randrange(10_000):04}",
                    "body": "Ahoy!",
                    "status": "delivered",
                    "num_segments": 1,
                    "num_media": 0,
                    "price": -0.0075,
                    "error_code": None,
                }
                text.write(json.dumps(record) + "\n")


# check


def problems(text: bytes | bytearray | str | None) -> list[str]:
    """Return what is wrong with a line, if anything."""
    if text is not None and len(text) > LIMIT:
        return [f"longer than {LIMIT:,} bytes"]
    try:
        ADAPTER.validate_json(text or "")
    except ValidationError as error:
        return [
            f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}" if detail["loc"] else "not a JSON object"
            for detail in error.errors(include_url=False, include_context=False, include_input=False)
        ]
    return []


def numbered_lines(path: str) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank. Of a line that is too long, yield its beginning."""
    number = 0
    with gzip.open(path) as unbuffered, io.BufferedReader(unbuffered) as file:
        while line := file.readline(LIMIT + 1):
            number += 1
            if line.strip():
                yield number, line.rstrip(b"\n")
            while line[-1:] != b"\n" and (line := file.readline(LIMIT)):
                pass


def with_pydantic(paths: Sequence[str], size: int) -> Report:
    """Read one line after another."""
    lines = bad = 0
    sample: list[BadLine] = []
    for path in tqdm(paths, unit="file", disable=None):
        try:
            for number, line in numbered_lines(path):
                lines += 1
                if problems(line):
                    bad += 1
                    sample += [BadLine(path, number, line)][: size - len(sample)]
        except (EOFError, OSError, zlib.error) as error:
            raise ExportError(f"{path}: {error}") from error
    return Report(lines, bad, sample)


ENGINES: dict[str, Callable[[Sequence[str], int], Report]] = {
    "pydantic": with_pydantic,
    "duckdb": with_duckdb,
    "polars": with_polars,
    "spark": with_spark,
}


def find_files(arguments: Sequence[str]) -> list[str]:
    """Return the files, each once. Refuse what does not begin as gzip does."""
    paths: set[Path] = set()
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            found = list(path.glob("[!._]*.json.gz"))
        elif path.exists():
            found = [path]
        else:
            found = list(map(Path, glob(argument, recursive=True)))  # noqa: PTH207 - `Path.glob` wants a folder first
        if not found:
            raise ExportError(f"{argument}: no such file, or a folder without *.json.gz")
        paths.update(found)
    for path in paths:
        if not str(path).isprintable():
            raise ExportError(f"{str(path)!a}: not a name that can be printed")
        if not path.is_file():
            raise ExportError(f"{path}: not a file")
        try:
            with path.open("rb") as file:
                magic = file.read(2)
        except OSError as error:
            raise ExportError(f"{path}: {error.strerror}") from error
        if magic != b"\x1f\x8b":
            raise ExportError(f"{path}: not a gzip file")
    return sorted(map(str, paths))


def leave(*_: object) -> NoReturn:
    """End at once. Engines turn a `KeyboardInterrupt` into other errors, or raise it twice."""
    print("interrupted", file=sys.stderr, flush=True)
    os._exit(130)


def check(arguments: Sequence[str], engine: str, size: int) -> int:
    """Print how many lines are bad and the first of them, and return the exit status."""
    if engine == "spark" and any("://" in argument for argument in arguments):
        paths = list(arguments)
    else:
        paths = find_files(arguments)
    report = ENGINES[engine](paths, size)
    for path, number, text in report.sample:
        place = path if number is None else f"{path}:{number}"
        print(f"{place}: {'; '.join(problems(text)) or f'only {engine} refuses it'}")
    print(f"{report.lines:,} lines, {report.bad:,} of them bad", flush=True)
    return 1 if report.bad else 0


def positive(text: str) -> int:
    """Parse a number of at least one."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def main() -> int:
    """Do what the command says, and return the exit status."""
    parser = argparse.ArgumentParser(description="Make exports of messages, or look for bad SIDs in them.")
    commands = parser.add_subparsers(dest="command", required=True)
    maker = commands.add_parser("make", help="write exports")
    maker.add_argument("folder", type=Path)
    maker.add_argument("--days", type=positive, default=8)
    maker.add_argument("--count", type=positive, default=1_000_000)
    maker.add_argument("--bad-every", type=positive, default=10_000)
    checker = commands.add_parser("check", help="look for bad lines")
    checker.add_argument("paths", nargs="+", metavar="PATH")
    checker.add_argument("--engine", choices=ENGINES, default="pydantic")
    checker.add_argument("--sample", type=positive, default=10)
    options = parser.parse_args()
    try:
        if options.command == "check":
            signal.signal(signal.SIGINT, leave)
            return check(options.paths, options.engine, options.sample)
        make(options.folder, options.days, options.count, options.bad_every)
    except KeyboardInterrupt:
        status, message = 130, "interrupted"
    except BrokenPipeError:
        status, message = 141, "nobody reads the output"
    except ExportError as error:
        status, message = 2, str(error)
    except OSError as error:
        status, message = 2, f"{error.filename or 'output'}: {error.strerror}"
    else:
        return 0
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or else Python writes the rest at its exit, and fails again
    print(message.partition("\n")[0], file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
