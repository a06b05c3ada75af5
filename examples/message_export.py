"""An export of messages, as Twilio's BulkExport delivers it: gzipped, a JSON record on each line.

    python examples/message_export.py make FILE [--count 1000000] [--bad-every 10000]
    python examples/message_export.py check FILE
    python examples/message_export.py filter FILE

`make` writes an export, of a million messages unless told otherwise, some of which have a wrong SID. `check` reads one
line by line, in little memory, and reports the bad lines. `filter` lets DuckDB and Polars look for them, with the
pattern of the type. The exit status is 1 if there are bad lines.

The format is that of https://www.twilio.com/docs/usage/bulkexport/day.
"""

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import cycle
from pathlib import Path
from typing import Any, get_args

import duckdb
import polars as pl
from pydantic import BaseModel, TypeAdapter, ValidationError
from tqdm import tqdm

from pydantic_twilio_sid import AccountSid, MessageSid, MessagingServiceSid, SidConstraints
from pydantic_twilio_sid.testing import cases, random_sid


class ExportedMessage(BaseModel):
    """What is checked of a record; it has the other fields of a message too."""

    sid: MessageSid
    account_sid: AccountSid
    messaging_service_sid: MessagingServiceSid | None
    date_created: datetime


def make(path: Path, count: int, bad_every: int) -> None:
    """Write an export that is the same each time."""
    rng = random.Random(count)  # noqa: S311 - these are no secrets
    unwritten = {"a lone surrogate", "a megabyte"}  # the former is in no UTF-8, the latter would make up half the file
    wrong = cycle(case.value for case in cases("SM", "MM") if not case.valid and case.why not in unwritten)
    accounts = [random_sid("AC", rng) for _ in range(10)]
    services = [random_sid("MG", rng) for _ in range(10)]
    start = datetime(2026, 11, 20, tzinfo=timezone.utc)
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as file:
        for number in range(1, count + 1):
            date = (start + timedelta(days=1) * number / count).isoformat(timespec="seconds")
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
            file.write(json.dumps(record) + "\n")


def lines(path: Path) -> Iterator[bytes]:
    """Yield the lines, and show how much of the file has been read."""
    size = path.stat().st_size
    with (
        path.open("rb") as file,
        gzip.open(file) as uncompressed,
        tqdm(total=size, unit="B", unit_scale=True, desc=path.name) as progress,
    ):
        for number, line in enumerate(uncompressed, start=1):
            if number % 1_000 == 0:
                progress.update(file.tell() - progress.n)
            yield line
        progress.update(size - progress.n)


def check(path: Path) -> int:
    """Report the bad lines, and return how many there are."""
    adapter = TypeAdapter(ExportedMessage)
    bad = number = 0
    for number, line in enumerate(lines(path), start=1):
        try:
            adapter.validate_json(line)
        except ValidationError as error:
            bad += 1
            for detail in error.errors():
                tqdm.write(f"line {number}: {'.'.join(map(str, detail['loc']))}: {detail['msg']}", file=sys.stdout)
    print(f"{number:,} lines, {bad:,} of them bad")
    return bad


def filter_with_engines(path: Path) -> int:
    """Let DuckDB and Polars count the bad lines, print both, and return the greater number."""
    constraints = next(item for item in get_args(MessageSid) if isinstance(item, SidConstraints))
    (by_duckdb,) = duckdb.execute(
        "SELECT count(*) FILTER (NOT regexp_matches(sid, $pattern))"
        " FROM read_json($path, format = 'newline_delimited', columns = {sid: 'VARCHAR'})",
        {"pattern": constraints.pattern, "path": str(path)},
    ).fetchall()[0]
    records: Any = pl.scan_ndjson(path, schema={"sid": pl.String})
    by_polars: int = records.filter(~pl.col("sid").str.contains(constraints.pattern)).select(pl.len()).collect().item()
    print(f"DuckDB finds {by_duckdb:,} bad lines, Polars {by_polars:,}")
    return max(int(by_duckdb), by_polars)


def main() -> int:
    """Do what the command says, and return the exit status."""
    parser = argparse.ArgumentParser(description="Make an export of messages, or look for bad SIDs in one.")
    parser.add_argument("command", choices=["make", "check", "filter"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--bad-every", type=int, default=10_000)
    options = parser.parse_args()
    if options.command == "make":
        make(options.file, options.count, options.bad_every)
        return 0
    bad = check(options.file) if options.command == "check" else filter_with_engines(options.file)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
