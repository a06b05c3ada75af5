"""`examples/message_export`: both programs find the same bad lines, and print one line if a file can't be read.

Apache Spark isn't in the tests' dependency group: `pip install --group spark && pytest -m spark`.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from check_with_pydantic import check_lines

from tests.helpers import EXAMPLES, run

FOLDER = EXAMPLES / "message_export"
EXPORTS = FOLDER / "exports"
SID = "SM" + "a" * 32
GOOD = json.dumps({"sid": SID, "account_sid": "AC" + "a" * 32, "messaging_service_sid": None})
GOOD_LINES = {
    "mms": GOOD.replace("SM", "MM"),
    "service": GOOD.replace("null", f'"MG{"a" * 32}"'),
    "absent_service": GOOD.replace("messaging_service_sid", "x"),
    "escape": GOOD.replace("SM", r"\u0053M"),
    "carriage_return": GOOD + "\r",
}
BAD_LINES: dict[str, tuple[str, list[str]]] = {
    "call": (GOOD.replace("SM", "CA"), ["sid"]),
    "line_feed": (GOOD.replace(SID, rf"{SID}\n"), ["sid"]),
    "line_separator": (GOOD.replace(SID, rf"{SID}\u2028"), ["sid"]),
    "null": (GOOD.replace(f'"{SID}"', "null"), ["sid"]),
    "number": (GOOD.replace(f'"{SID}"', "5"), ["sid"]),
    "absent": (GOOD.replace('"sid"', '"x"'), ["sid"]),
    "api_key": (GOOD.replace("AC", "SK"), ["account_sid"]),
    "empty_service": (GOOD.replace("null", '""'), ["messaging_service_sid"]),
    "false_service": (GOOD.replace("null", "false"), ["messaging_service_sid"]),
    "empty_object": ("{}", ["sid", "account_sid"]),
    "blank": ("", ["Invalid JSON"]),
    "half_a_line": (GOOD[:-20], ["Invalid JSON"]),
    "two_records": (GOOD + GOOD, ["Invalid JSON"]),
    "two_records_and_a_comma": (f"{GOOD}, {GOOD}", ["Invalid JSON"]),
    "list": (f"[{GOOD}]", ["Input should be an object"]),
    "scalar": ("5", ["Input should be an object"]),
    "json_null": ("null", ["Input should be an object"]),
}
"""Bad lines, and how each part of the reason begins: with the bad field, or with an error about the whole line."""
REASONS = {
    "sid": "sid: not a Twilio Message SID",
    "account_sid": "account_sid: not a Twilio Account SID",
    "messaging_service_sid": "messaging_service_sid: not a Twilio Messaging Service SID",
    "Invalid JSON": "not a JSON object",
    "Input should be an object": "not a JSON object",
}
"""What Spark reports instead."""
WHOLE = gzip.compress("".join(f"{GOOD[:-1]}, {number}\n" for number in range(10_000)).encode())

Result = subprocess.CompletedProcess[str]


def write(path: Path, *lines: str) -> Path:
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode()))
    return path


def with_pydantic(*paths: Path) -> Result:
    return run("python", FOLDER / "check_with_pydantic.py", *paths)


def with_spark(home: Path, master: str, *paths: Path) -> Result:
    """Run Spark in a home that links to the installed one, because workers write to it."""
    home.mkdir()
    for part in Path(sysconfig.get_path("purelib"), "pyspark").iterdir():
        (home / part.name).symlink_to(part)
    environment = os.environ | {
        "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1",  # compile fast: this halves the time
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    options = [f"--master={master}", "--conf=spark.log.level=OFF", "--conf=spark.ui.enabled=false"]
    return run(home / "bin" / "spark-submit", *options, FOLDER / "check_with_spark.py", *paths, env=environment)


def test_report() -> None:
    result = with_pydantic(EXPORTS)
    path = EXPORTS / "2026-11-02.json.gz"
    expected = f"""\
{path}:2: sid: Input should be a Twilio Message SID: 'SM' or 'MM' followed by 32 hexadecimal digits
{path}:3: account_sid: Input should be a Twilio Account SID: 'AC' followed by 32 hexadecimal digits
{path}:4: Invalid JSON: EOF while parsing a string at line 1 column 100
7 lines, 3 of them bad
"""
    assert (result.returncode, result.stdout, result.stderr) == (1, expected, "")


def test_nothing_wrong() -> None:
    result = with_pydantic(EXPORTS / "2026-11-01.json.gz")
    assert (result.returncode, result.stdout, result.stderr) == (0, "3 lines, 0 of them bad\n", "")


def test_only_the_first_bad_lines_are_printed(tmp_path: Path) -> None:
    path = write(tmp_path / "x.json.gz", *["{}"] * 1_234)
    *shown, counts = with_pydantic(path).stdout.splitlines()
    assert [line.partition(": ")[0] for line in shown] == [f"{path}:{number}" for number in range(1, 11)]
    assert counts == "1,234 lines, 1,234 of them bad"


@pytest.mark.parametrize("line", GOOD_LINES.values(), ids=GOOD_LINES)
def test_good_line(tmp_path: Path, line: str) -> None:
    assert list(check_lines(write(tmp_path / "x.json.gz", line))) == [None]


@pytest.mark.parametrize(("line", "beginnings"), BAD_LINES.values(), ids=BAD_LINES)
def test_bad_line(tmp_path: Path, line: str, beginnings: list[str]) -> None:
    path = write(tmp_path / "x.json.gz", line)
    (problem,) = check_lines(path)
    assert problem is not None
    place, _, reason = problem.partition(": ")
    assert place == f"{path}:1"
    assert [part.partition(": ")[0] for part in reason.split("; ")] == beginnings


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (WHOLE[: len(WHOLE) // 2], "ended before the end-of-stream marker"),
        (WHOLE[:-8] + bytes(4) + WHOLE[-4:], "CRC check failed"),
        (GOOD.encode(), "Not a gzipped file"),
        (b"", "no lines"),
        (None, "No such file or directory"),
    ],
    ids=["truncated", "damaged", "not gzip", "empty", "missing"],
)
def test_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "x.json.gz"
    if content is not None:
        path.write_bytes(content)
    result = with_pydantic(path)
    (error,) = result.stderr.splitlines()
    assert message in error
    assert result.returncode == 2


@pytest.mark.spark
def test_spark_with_executors_of_their_own(tmp_path: Path) -> None:
    folder = shutil.copytree(EXPORTS, tmp_path / "exports")
    for name, line in GOOD_LINES.items():
        write(folder / f"{name}.json.gz", line)
    for name, (line, _) in BAD_LINES.items():
        write(folder / f"{name}.json.gz", line)
    (folder / "notes.txt").write_text("no export")
    result = with_spark(tmp_path / "spark", "local-cluster[2,1,1024]", folder)
    *reasons, counts = result.stdout.splitlines()
    expected = [
        f"file:{folder}/{name}.json.gz: {'; '.join(REASONS[beginning] for beginning in beginnings)} (1)"
        for name, (_, beginnings) in BAD_LINES.items()
    ]
    expected += [
        f"file:{folder}/2026-11-02.json.gz: {reason} (1)"
        for reason in (REASONS["sid"], REASONS["account_sid"], REASONS["Invalid JSON"])
    ]
    assert reasons == sorted(expected)
    assert counts == f"{7 + len(GOOD_LINES) + len(BAD_LINES)} lines, {len(expected)} of them bad"
    assert result.returncode == 1


@pytest.mark.spark
@pytest.mark.parametrize(
    ("content", "message"),
    [(WHOLE[: len(WHOLE) // 2], "Encountered error while reading file"), (None, "Path does not exist")],
    ids=["truncated", "missing"],
)
def test_file_that_spark_cannot_read(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "x.json.gz"
    if content is not None:
        path.write_bytes(content)
    result = with_spark(tmp_path / "spark", "local[1]", path)
    (error,) = result.stdout.splitlines()  # where `spark-submit` sends a program's standard error
    assert message in error
    assert str(path) in error
    assert result.returncode == 2
