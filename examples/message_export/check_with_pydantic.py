"""Check the SIDs in exports of messages, on one machine.

    python check_with_pydantic.py FILE …

The files come from Twilio's BulkExport: gzip, with one JSON record per line. The first ten bad lines are printed, each
with its reason, and then the counts. The exit status is 1 if a line is bad, and 2 if a file can't be read or there are
no lines.

The format is described at https://www.twilio.com/docs/usage/bulkexport/day.
"""

import argparse
import gzip
import signal
import sys
import zlib
from pathlib import Path

from pydantic import BaseModel, ValidationError

from pydantic_twilio_sid import AccountSid, MessageSid, MessagingServiceSid

SHOWN = 10


class ExportedMessage(BaseModel):
    """The SIDs of a record. Other fields are ignored."""

    sid: MessageSid
    account_sid: AccountSid
    messaging_service_sid: MessagingServiceSid | None = None


def find_problem(line: bytes) -> str | None:
    """Return what's wrong with a line, or `None`."""
    try:
        ExportedMessage.model_validate_json(line)
    except ValidationError as error:
        return "; ".join(": ".join([*map(str, detail["loc"]), detail["msg"]]) for detail in error.errors())
    return None


def main() -> int:
    """Print the report, and return the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # end on Ctrl-C, without a traceback
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # for the names of files
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    lines = bad = 0
    for path in parser.parse_args().files:
        try:
            with gzip.open(path) as file:
                for number, line in enumerate(file, 1):
                    lines += 1
                    problem = find_problem(line.rstrip(b"\n"))
                    if problem and bad < SHOWN:
                        print(f"{path}:{number}: {problem}")
                    bad += problem is not None
        except (EOFError, OSError, zlib.error) as error:
            parser.exit(2, f"{path}: {error}\n")
    if lines == 0:
        parser.exit(2, "no lines\n")
    print(f"{lines:,} lines, {bad:,} of them bad")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
