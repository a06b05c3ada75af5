"""`examples/message_export`: both programs find the same bad lines, and fail with one line if a file can't be read.

Apache Spark isn't in the tests' dependency group: `pip install --group spark && pytest -m spark`.
"""

import gzip
import os
import pty
import re
import signal
import subprocess
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from check_with_pydantic import find_problem

from pydantic_twilio_sid import MessageSid, SidConstraints
from tests.helpers import EXAMPLES, linux, run

FOLDER = EXAMPLES / "message_export"
PROGRAM = FOLDER / "check_with_pydantic.py"
EXPORTS = [FOLDER / "exports" / f"2026-11-0{day}.json.gz" for day in (1, 2)]
SID = b"SM" + b"a" * 32
GOOD = b'{"sid": "%b", "account_sid": "AC%b", "messaging_service_sid": null}' % (SID, b"a" * 32)


def with_field(value: bytes) -> bytes:
    return b'%b, "body": %b}' % (GOOD[:-1], value)


LINES: dict[str, tuple[bytes, str]] = {
    "service": (GOOD.replace(b"null", b'"MG%b"' % (b"a" * 32)), "good"),
    "absent_service": (GOOD.replace(b"messaging_service_sid", b"x"), "good"),
    "last_of_two_sids": (GOOD.replace(b'"sid"', b'"sid": 5, "sid"'), "good"),
    "carriage_returns": (GOOD.replace(b" ", b"\r") + b"\r", "good"),
    "call": (GOOD.replace(b"SM", b"CA"), "sid"),
    "line_feed": (GOOD.replace(SID, SID + rb"\n"), "sid"),
    "number": (GOOD.replace(b'"%b"' % SID, b"5"), "sid"),
    "capital_letters": (GOOD.replace(b'"sid"', b'"SID"'), "sid"),
    "api_key": (GOOD.replace(b"AC", b"SK"), "account_sid"),
    "empty_service": (GOOD.replace(b"null", b'""'), "messaging_service_sid"),
    "empty_object": (b"{}", "sid account_sid"),
    "blank": (b"", "not a record"),
    "half_a_line": (GOOD[:-20], "not a record"),
    "two_records": (GOOD + GOOD, "not a record"),
    "end_of_a_list": (GOOD + b"], [anything", "not a record"),
    "form_feed": (GOOD + b"\f", "not a record"),
    "single_quotes": (GOOD.replace(b'"', b"'"), "not a record"),
    "not_utf_8": (with_field(b'"\xff"'), "not a record"),
    "null": (b"null", "not a record"),
    "half_a_surrogate_pair": (with_field(rb'"\ud83d"'), "not a record"),
    "deep": (with_field(b"[" * 201 + b"]" * 201), "not a record"),
    "byte_order_mark": (b"\xef\xbb\xbf" + GOOD, "not a record"),
    "not_a_number": (with_field(b"NaN"), "good"),
    "long_number": (with_field(b"1" * 1_001), "good"),
    "long_key": (with_field(b'0, "%b": 0' % (b"k" * 50_001)), "good"),
}
SPARK_DIFFERS = {
    **dict.fromkeys(["half_a_surrogate_pair", "deep", "byte_order_mark"], "good"),
    **dict.fromkeys(["not_a_number", "long_number", "long_key"], "not a record"),
}
WHOLE = gzip.compress(b"".join(with_field(b"%d" % number) + b"\n" for number in range(10_000)))


def verdict(problem: str | None) -> str:
    """Return the names of the bad fields, if the line is a record that has any."""
    fields = re.findall(r"(?:^|; )(\w+): ", problem or "")
    return " ".join(fields) or ("not a record" if problem else "good")


def write(path: Path, *lines: bytes) -> Path:
    path.write_bytes(gzip.compress(b"".join(line + b"\n" for line in lines)))
    return path


def with_spark(home: Path, master: str, path: Path) -> subprocess.CompletedProcess[str]:
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
    return run(home / "bin" / "spark-submit", *options, FOLDER / "check_with_spark.py", path, env=environment)


def test_report(tmp_path: Path) -> None:
    assert run("python", PROGRAM, EXPORTS[0]).returncode == 0
    many = write(tmp_path / "é.json.gz", *[b"{}"] * 1_234)
    result = run("python", PROGRAM, *EXPORTS, many, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (result.returncode, result.stderr) == (1, "")
    shown = result.stdout.splitlines()
    assert shown[:5] == [
        f"{EXPORTS[0]}: 3 lines, 0 of them bad",
        f"{EXPORTS[1]}:2: sid: Input should be a Twilio Message SID: 'SM' or 'MM' followed by 32 hexadecimal digits",
        f"{EXPORTS[1]}:3: account_sid: Input should be a Twilio Account SID: 'AC' followed by 32 hexadecimal digits",
        f"{EXPORTS[1]}:4: Invalid JSON: EOF while parsing a string at line 1 column 100",
        f"{EXPORTS[1]}: 4 lines, 3 of them bad",
    ]
    many_shown = f"{tmp_path}/\\xe9.json.gz"
    assert [line.partition(": ")[0] for line in shown[5:15]] == [f"{many_shown}:{n}" for n in range(1, 11)]
    assert shown[15:] == [f"{many_shown}: 1,234 lines, 1,234 of them bad", "1,241 lines, 1,237 of them bad"]


def test_progress_on_a_terminal() -> None:
    reader, terminal = pty.openpty()
    run("stty", "rows", "24", "cols", "80", stdin=terminal)
    assert run("python", PROGRAM, *EXPORTS, stderr=terminal).returncode == 1
    os.close(terminal)
    assert b" 2/2 " in os.read(reader, 4096)


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_line(line: bytes, expected: str) -> None:
    assert verdict(find_problem(line)) == expected


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    files = {
        "truncated": (WHOLE[: len(WHOLE) // 2], "ended before the end-of-stream marker"),
        "damaged": (WHOLE[:100] + bytes(100) + WHOLE[200:], "while decompressing"),
        "not gzip": (GOOD, "Not a gzipped file"),
        "long" * 100: (b"", "File name too long"),
        ".": (b"", "Is a directory"),
    }
    for name, (content, _) in [*files.items()][:3]:
        tmp_path.joinpath(name).write_bytes(content)
    result = run("python", PROGRAM, *files, EXPORTS[1], cwd=tmp_path)
    for (name, (_, message)), error in zip(files.items(), result.stderr.splitlines(), strict=True):
        assert re.match(f"{name}: .*{message}", error)
    counts = [int(count.replace(",", "")) for count in re.findall("([0-9,]+) lines", result.stdout)]
    assert counts[0] > 1_000
    assert (counts[1:], result.returncode) == ([0, 0, 0, 0, 4, counts[0] + 4], 2)
    no_lines = run("python", PROGRAM, write(tmp_path / "empty.json.gz"))
    assert (no_lines.returncode, no_lines.stderr) == (2, "no lines\n")


@linux
def test_output_that_cannot_be_written() -> None:
    reader, broken_pipe = os.pipe()
    os.close(reader)
    for output, error in ((broken_pipe, "Broken pipe"), (os.open("/dev/full", os.O_WRONLY), "No space left on device")):
        result = run("python", PROGRAM, EXPORTS[1], stdout=output)
        os.close(output)
        assert result.returncode == 2
        assert re.fullmatch(rf"\w+: \[Errno \d+\] {error}\n", result.stderr)


def newest_descendant(pid: int) -> int:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return newest_descendant(int(children[-1])) if children else pid


@linux
@pytest.mark.parametrize("victim", ["all", "parent", "worker"])
def test_no_process_is_left(tmp_path: Path, victim: str) -> None:
    pipes = [tmp_path / "a", tmp_path / "b"]
    for pipe in pipes:
        os.mkfifo(pipe)
    options: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    process = subprocess.Popen([sys.executable, PROGRAM, *pipes], **options)
    writers: list[int] = []
    while len(writers) < 2 and process.poll() is None:  # until the program has opened both, side by side
        with suppress(OSError):
            writers.append(os.open(pipes[len(writers)], os.O_WRONLY | os.O_NONBLOCK))
    if victim == "all":
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does
    else:
        os.kill(newest_descendant(process.pid) if victim == "worker" else process.pid, signal.SIGKILL)
    for writer in writers:
        os.close(writer)
    output, errors = process.communicate(timeout=60)  # returns when no process has them open
    if victim == "worker":
        assert process.returncode == 2
        assert re.fullmatch(rf"({tmp_path}/[ab]: BrokenProcessPool\(.*\)\n)+", errors)
    else:
        assert (process.returncode, output, errors) == (-2 if victim == "all" else -9, "", "")


@pytest.mark.spark
def test_spark_with_executors_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "exports" / "value=1"  # which Spark could take for a partition
    folder.mkdir(parents=True)
    write(folder / "_skipped.json.gz", b"")
    for name, (line, _) in LINES.items():
        write(folder / f"{name}.json.gz", line)
    result = with_spark(tmp_path / "spark", "local-cluster[2,1,1024]", folder.parent)
    *bad, counts = [line.removeprefix(f"file:{folder}/") for line in result.stdout.splitlines()]
    assert f"call.json.gz: sid: {SidConstraints(MessageSid).message} (1)" in bad
    reasons = dict(line.split(".json.gz: ") for line in bad)
    found = {name: verdict(reasons.get(name)) for name in LINES}
    assert found == {name: expected for name, (_, expected) in LINES.items()} | SPARK_DIFFERS
    assert counts == f"{len(LINES)} lines, {len(bad)} of them bad"
    assert result.returncode == 1


@pytest.mark.spark
@pytest.mark.parametrize(
    ("name", "message"),
    [("truncated.json.gz", "Encountered error while reading file"), ("long" * 100, "Path does not exist")],
)
def test_file_that_spark_cannot_read(tmp_path: Path, name: str, message: str) -> None:
    tmp_path.joinpath("truncated.json.gz").write_bytes(WHOLE[: len(WHOLE) // 2])
    result = with_spark(tmp_path / "spark", "local[1]", tmp_path / name)
    error = result.stdout  # where `spark-submit` sends a program's standard error
    assert message in error
    assert str(tmp_path / name) in error
    assert "\tat " not in error  # no stack
    assert result.returncode == 2
