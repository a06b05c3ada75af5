"""Check the SIDs in exports of messages, on one machine.

    python check_with_pydantic.py FILE …

The files come from Twilio's BulkExport: gzip, with one JSON record per line. They are checked side by side, on all
cores. For each file, the first ten bad lines are printed, each with its reason, and then the counts. The exit status is
1 if a line is bad. It's 2 if a file can't be read to its end, if there are no lines, or if the check itself fails.

The format is described at https://www.twilio.com/docs/usage/bulkexport/day.
"""

import argparse
import gzip
import os
import signal
import sys
import zlib
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import Any

from pydantic import BaseModel, ValidationError
from tqdm import tqdm

from pydantic_twilio_sid import AccountSid, MessageSid, MessagingServiceSid

SHOWN = 10


class ExportedMessage(BaseModel):
    """The SIDs of a record. Other fields are ignored."""

    sid: MessageSid
    account_sid: AccountSid
    messaging_service_sid: MessagingServiceSid | None = None


@dataclass
class Report:
    """What was found in a file, and why it couldn't be read any further."""

    lines: int = 0
    bad: int = 0
    problems: list[str] = field(default_factory=list[str])
    error: str = ""


def find_problem(line: bytes) -> str | None:
    """Return what's wrong with a line, or `None`."""
    try:
        ExportedMessage.model_validate_json(line)
    except ValidationError as error:
        return "; ".join(": ".join([*map(str, detail["loc"]), detail["msg"]]) for detail in error.errors())
    return None


def check_file(path: Path) -> Report:
    """Check a file, in a process of the pool."""
    report = Report()
    try:
        with gzip.open(path) as file:
            for line in file:
                report.lines += 1
                if problem := find_problem(line.rstrip(b"\n")):
                    report.bad += 1
                    if report.bad <= SHOWN:
                        report.problems.append(f"{path}:{report.lines}: {problem}")
    except (EOFError, OSError, zlib.error) as error:
        report.error = str(error)
    return report


def end_with_parent() -> None:
    """Have this process of the pool end as soon as its parent does, even if that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent
    parent: Any = parent_process()
    Thread(target=lambda: (parent.join(), os._exit(2)), daemon=True).start()


def check_files(paths: list[Path]) -> int:
    """Check files side by side, print the reports, and return the exit status."""
    with ProcessPoolExecutor(min(len(paths), os.cpu_count() or 1), initializer=end_with_parent) as pool:
        futures = [pool.submit(check_file, path) for path in paths]
        silent = not (sys.stderr and sys.stderr.isatty())
        list(tqdm(as_completed(futures), total=len(futures), unit="file", disable=silent))
    reports = [Report(error=repr(future.exception())) if future.exception() else future.result() for future in futures]
    for path, report in zip(paths, reports, strict=True):
        print(*report.problems, f"{path}: {report.lines:,} lines, {report.bad:,} of them bad", sep="\n")
        if report.error:
            print(f"{path}: {report.error}", file=sys.stderr)
    lines, bad = sum(report.lines for report in reports), sum(report.bad for report in reports)
    print(f"{lines:,} lines, {bad:,} of them bad", flush=True)
    failed = any(report.error for report in reports)
    if not lines and not failed:
        print("no lines", file=sys.stderr)
    return 2 if failed or not lines else int(bad > 0)


def main() -> int:
    """Parse the arguments, check the files, and return the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # end on Ctrl-C, without a traceback
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    paths = parser.parse_args().files
    try:
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # for the names of files
        return check_files(paths)
    except Exception as error:  # noqa: BLE001 - Python would exit with status 1, which means that lines are bad
        with suppress(OSError):
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
        os._exit(2)  # `sys.exit` would try to flush the output again


if __name__ == "__main__":
    sys.exit(main())
