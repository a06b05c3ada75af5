"""Check the SIDs in exports of messages, on one machine.

    python check_with_pydantic.py PATH …

A path is a file from Twilio's BulkExport (gzip, one JSON record per line), or a folder of them. The first ten bad lines
are printed, each with its reason, and then the counts. The exit status is 1 if a line is bad, and 2 if a file can't be
read.

The format is described at https://www.twilio.com/docs/usage/bulkexport/day.
"""

import argparse
import gzip
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ValidationError

from pydantic_twilio_sid import AccountSid, MessageSid, MessagingServiceSid

SHOWN = 10


class ExportedMessage(BaseModel):
    """The SIDs of a record. Other fields are ignored."""

    sid: MessageSid
    account_sid: AccountSid
    messaging_service_sid: MessagingServiceSid | None = None


def check_lines(path: Path) -> Iterator[str | None]:
    """Yield what's wrong with each line, or `None`."""
    with gzip.open(path) as file:
        for number, line in enumerate(file, 1):
            try:
                ExportedMessage.model_validate_json(line.rstrip())
            except ValidationError as error:
                problems = [": ".join([*map(str, detail["loc"]), detail["msg"]]) for detail in error.errors()]
                yield f"{path}:{number}: {'; '.join(problems)}"
            else:
                yield None


def main() -> int:
    """Print the report, and return the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    lines = bad = 0
    for argument in parser.parse_args().paths:
        for path in sorted(argument.glob("*.json.gz")) if argument.is_dir() else [argument]:
            try:
                for problem in check_lines(path):
                    lines += 1
                    if problem:
                        bad += 1
                        if bad <= SHOWN:
                            print(problem)
            except (EOFError, OSError, zlib.error) as error:
                parser.exit(2, f"{path}: {error}\n")
    if lines == 0:
        parser.exit(2, "no lines\n")
    print(f"{lines:,} lines, {bad:,} of them bad")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
