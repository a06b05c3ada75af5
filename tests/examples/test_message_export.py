"""`examples/message_export.py`: one report, whichever engine reads the files, and what goes wrong said in one line.

Apache Spark is not in the dependency group of the tests: `pip install --group spark && pytest -m spark`.
"""

import gzip
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import EXAMPLES, run

EXPORT = str(EXAMPLES / "message_export.py")
MIB = 2**20
ENGINES = ["pydantic", "duckdb", "polars", pytest.param("spark", marks=pytest.mark.spark)]
WRONG = "sid: Input should be a Twilio Message SID: 'SM' or 'MM' followed by 32 hexadecimal digits"

Result = subprocess.CompletedProcess[str]


def export(*arguments: str, **options: Any) -> Result:
    return run("python", EXPORT, *arguments, **options)


def check(path: Path | str, engine: str = "pydantic", *arguments: str, **options: Any) -> Result:
    return export("check", str(path), "--engine", engine, *arguments, **options)


def says(result: Result, status: int, pattern: str) -> bool:
    """Tell whether the program has ended with that status and one line, below those with which Spark always starts."""
    lines = result.stderr.splitlines()
    if "spark" in result.args and len(lines) > 1:
        assert not any("Traceback" in line or line.startswith("\tat ") for line in lines)
        lines = lines[-1:]
    assert (result.returncode, len(lines)) == (status, 1), result.stderr
    assert re.search(pattern, lines[0]), lines
    return not result.stdout


def line(**fields: object) -> bytes:
    record = {"sid": "SM" + "a" * 32, "account_sid": "AC" + "a" * 32, "messaging_service_sid": None, "body": "Ahoy!"}
    return json.dumps(record | fields).encode()


def write(path: Path, *lines: bytes) -> Path:
    path.write_bytes(gzip.compress(b"".join(item + b"\n" for item in lines), 1))
    return path


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files with all cases of wrong SIDs in them, the trailing newline too."""
    folder = tmp_path_factory.mktemp("exports")
    made = export("make", str(folder), "--days=2", "--count=60000", "--bad-every=1000")
    assert (made.returncode, made.stderr) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["2026-11-01.json.gz", "2026-11-02.json.gz"]
    return folder


@pytest.mark.parametrize("engine", ENGINES)
def test_report(exports: Path, engine: str) -> None:
    first, second = sorted(exports.iterdir())
    result = check(exports, engine, "--sample=31")
    *sample, summary = result.stdout.splitlines()
    if engine == "spark":
        assert sample == [f"{first}: {WRONG}"] * 30 + [f"{second}: {WRONG}"]
    else:
        assert sample == [f"{first}:{number}: {WRONG}" for number in range(1_000, 30_001, 1_000)] + [
            f"{second}:1000: {WRONG}"
        ]
        assert result.stderr == ""
    assert summary == "60,000 lines, 60 of them bad"
    assert result.returncode == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_wrong(tmp_path: Path, engine: str) -> None:
    write(tmp_path / "a.json.gz", line(), b"", b" \t\r", line(messaging_service_sid="MG" + "b" * 32))
    write(tmp_path / "b.json.gz")
    result = check(tmp_path, engine)
    assert (result.returncode, result.stdout) == (0, "2 lines, 0 of them bad\n")


GOOD, SID = line(), "SM" + "a" * 32
NESTED = {depth: GOOD[:-1] + b', "x": ' + b"[" * depth + b"]" * depth + b"}" for depth in (100, 150, 300)}
GOOD_LINES = {
    "a service": line(messaging_service_sid="MG" + "F" * 32),
    "no service": line().replace(b'"messaging_service_sid": null, ', b""),
    "an escape in a SID": GOOD.replace(b'"SM', b'"S\\u004d'),
    "an escape in a name": GOOD.replace(b'"sid"', b'"s\\u0069d"'),
    "a name in capitals too": GOOD[:-1] + b', "SID": "x"}',
    "a name with a dot too": GOOD[:-1] + b', "x.sid": "x"}',
    "CSV in the body": line(body='a,"b";|\'\t\\'),
    "Unicode in the body": GOOD.replace(b"Ahoy!", "\u00e4\u2028\U0001f600\ufffd".encode()),
    "NUL in the body": line(body="\0"),
    "spaces and a carriage return": b"  " + GOOD + b" \r",
    "a carriage return inside": GOOD.replace(b", ", b",\r"),
    "100 levels": NESTED[100],
    "a MiB": line(body="x" * (MIB - len(line(body="")))),
}
BAD_LINES = {
    "a wrong SID": line(sid="SM123"),
    "a trailing newline": line(sid=SID + "\n"),
    "a trailing carriage return": line(sid=SID + "\r"),
    "a trailing line separator": line(sid=SID + "\u2028"),
    "null": line(sid=None),
    "absent": GOOD.replace(b'"sid"', b'"x"'),
    "a name in capitals": GOOD.replace(b'"sid"', b'"SID"'),
    "a number": line(sid=5),
    "true": line(sid=True),
    "an object": line(sid={"sid": SID}),
    "a list": line(sid=[SID]),
    "quotes in a SID": line(sid=f'"{SID}"'),
    "NUL in a SID": line(sid=SID + "\0"),
    "a lone surrogate in a SID": line(sid=SID[:-1] + "\ud800"),
    "another account": line(account_sid=SID),
    "null for the account": line(account_sid=None),
    "no account": GOOD.replace(b'"account_sid"', b'"x"'),
    "another service": line(messaging_service_sid=SID),
    "an empty service": line(messaging_service_sid=""),
    "0 for the service": line(messaging_service_sid=0),
    "false for the service": line(messaging_service_sid=False),
    "the string null for the service": line(messaging_service_sid="null"),
    "an object for the service": line(messaging_service_sid={}),
    "no JSON": b"hello",
    "the half of a line": GOOD[:-20],
    "all but the last brace": GOOD[:-1],
    "a list of records": b"[" + GOOD + b"]",
    "an empty list": b"[]",
    "a scalar": b"5",
    "JSON's null": b"null",
    "an empty object": b"{}",
    "a record in a record": b'{"x": ' + GOOD + b"}",
    "two records": GOOD + GOOD,
    "two records and a comma": GOOD + b", " + GOOD,
    "two records and a carriage return": GOOD + b"\r" + GOOD,
    "something before": b"x" + GOOD,
    "something after": GOOD + b" x",
    "apostrophes": GOOD.replace(b'"', b"'"),
    "a name without quotes": GOOD.replace(b'"sid"', b"sid"),
    "a comment": GOOD[:-1] + b"/* x */}",
    "Python's True": GOOD[:-1] + b', "x": True}',
    "a raw tab": GOOD.replace(b"Ahoy!", b"\t"),
    "a raw NUL": GOOD.replace(b"Ahoy!", b"\0"),
    "no escape": GOOD.replace(b"Ahoy!", b"\\x"),
    "a MiB and 99 bytes": line(body="x" * (MIB + 99 - len(line(body="")))),
    "a wrong SID and three MiB": line(sid="x", body="x" * 3 * MIB),
}
DISPUTED_LINES = {  # good to all but those named, and then bad to all but those named
    "Not a Number": (GOOD[:-1] + b', "x": NaN}', {"pydantic", "duckdb", "spark"}),
    "a number beyond a float": (GOOD[:-1] + b', "x": 1e999}', {"pydantic", "duckdb", "spark"}),
    "150 levels": (NESTED[150], {"pydantic", "duckdb", "spark"}),
    "300 levels": (NESTED[300], {"duckdb", "spark"}),
    "a name twice, the first wrong": (b'{"sid": "x", ' + GOOD[1:], {"pydantic", "polars", "spark"}),
    "a name twice, the second wrong": (GOOD[:-1] + b', "sid": "x"}', {"duckdb"}),
    "a trailing comma": (GOOD[:-1] + b",}", {"duckdb"}),
    "a vertical tab before": (b"\v" + GOOD, {"duckdb"}),
    "a bracket after, and one more": (GOOD + b"] [", {"spark"}),
    "a MiB and a byte, which is a space": (line(body="x" * (MIB + 1 - len(line(body="")))), {"duckdb"}),
    "a lone surrogate in the body": (line(body="\ud800"), {"spark"}),
    "not UTF-8": (GOOD.replace(b"Ahoy!", b"\xff"), set[str]()),  # Polars: see below
}


@pytest.mark.parametrize("engine", ENGINES)
def test_which_lines_are_bad(tmp_path: Path, engine: str) -> None:
    lines = {**GOOD_LINES, **BAD_LINES, **{why: text for why, (text, _) in DISPUTED_LINES.items()}}
    if engine == "polars":
        del lines["not UTF-8"]
    for why, text in lines.items():
        write(tmp_path / f"{why}.json.gz", text)
    result = check(tmp_path, engine, "--sample=1000")
    *sample, summary = result.stdout.replace(f"{tmp_path}/", "").replace(".json.gz", "").splitlines()
    bad = {item.partition(":")[0] for item in sample}
    good_to_it = {why for why, (_, engines) in DISPUTED_LINES.items() if engine in engines}
    assert lines.keys() - bad == GOOD_LINES.keys() | good_to_it
    assert summary == f"{len(lines)} lines, {len(bad)} of them bad"
    place = "" if engine == "spark" else ":1"
    assert (
        f"null{place}: sid: Input should be a Twilio Message SID: 'SM' or 'MM' followed by 32 hexadecimal digits"
        in sample
    )
    assert f"an empty object{place}: sid: Field required; account_sid: Field required" in sample
    assert f"no JSON{place}: not a JSON object" in sample
    assert f"a wrong SID and three MiB{place}: longer than 1,048,576 bytes" in sample
    only = {
        "duckdb": {"a name twice, the first wrong"},
        "polars": {"Not a Number", "a number beyond a float", "150 levels"},
    }
    refused = {item.partition(":")[0] for item in sample if item.endswith(f": only {engine} refuses it")}
    assert refused == only.get(engine, set())


def test_polars_gives_up_where_it_is_not_utf_8(tmp_path: Path) -> None:
    path = write(tmp_path / "x.json.gz", GOOD, DISPUTED_LINES["not UTF-8"][0])
    assert says(check(path, "polars"), 2, rf"^{path}: invalid utf8$")


@pytest.mark.parametrize(("engine", "numbers"), [("pydantic", [4, 5]), ("polars", [4, 5]), ("duckdb", [2, 3])])
def test_number_of_a_line_below_blank_ones(tmp_path: Path, engine: str, numbers: list[int]) -> None:
    path = write(tmp_path / "x.json.gz", GOOD, b"", b"  ", b"{}", b"{}")
    assert re.findall(r"gz:(\d)", check(path, engine).stdout) == [str(number) for number in numbers]


def limited(limit: int, size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(limit, (size, size))


def test_a_long_line_takes_little_memory(tmp_path: Path) -> None:
    path = write(tmp_path / "x.json.gz", GOOD, b"x" * 300 * MIB, b"{}")
    result = check(path, preexec_fn=limited(resource.RLIMIT_DATA, 200 * MIB))
    assert result.stdout.splitlines()[:2] == [
        f"{path}:2: longer than 1,048,576 bytes",
        f"{path}:3: sid: Field required; account_sid: Field required",
    ]
    assert says(check(path, "duckdb", preexec_fn=limited(resource.RLIMIT_DATA, 1000 * MIB)), 2, "maximum_object_size")


# What can't be read


WHOLE = gzip.compress(b"".join(line(body=str(number)) + b"\n" for number in range(10_000)))


@pytest.mark.parametrize("engine", ENGINES)
def test_truncated_file(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "x.json.gz"
    path.write_bytes(WHOLE[: len(WHOLE) // 2])
    assert says(check(path, engine), 2, rf"{path}.*( ended before|[Uu]nexpected end)")


@pytest.mark.parametrize("engine", ENGINES)
def test_damaged_file(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "x.json.gz"
    path.write_bytes(WHOLE[:-8] + bytes(4) + WHOLE[-4:])
    assert says(check(path, engine), 2, f"{path}.*(CRC|checksum)")


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "not a gzip file"), (b"PK\3\4", "not a gzip file"), (None, "not a file")]
)
def test_foreign_file(exports: Path, tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "x.json.gz"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    assert says(export("check", str(exports), f"{tmp_path}/*"), 2, f"^{path}: {message}$")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.json.gz", "no such file, or a folder without *.json.gz"),
        ("*.gz", "no such file, or a folder without *.json.gz"),
        (".", "no such file, or a folder without *.json.gz"),
        ("x" * 300, "File name too long"),
        ("file:///x.json.gz", "no such file, or a folder without *.json.gz"),
        ("/proc/self/mem", "Input/output error"),
    ],
)
def test_file_that_cannot_be_read(tmp_path: Path, name: str, message: str) -> None:
    assert says(check(name, cwd=tmp_path), 2, f"^{re.escape(f'{name}: {message}')}$")


def test_name_that_cannot_be_printed(tmp_path: Path) -> None:
    write(tmp_path / "a\nb.json.gz", GOOD)
    assert says(check(tmp_path), 2, r"a\\nb.json.gz': not a name that can be printed$")


# Names


@pytest.mark.parametrize("engine", ENGINES)
def test_odd_names(tmp_path: Path, engine: str) -> None:
    names = ["a*.json.gz", "b [x] {y,z}.json.gz", "c%20#?.json.gz", "d\\e.json.gz", "\u00e4.json.gz"]
    for name in [*names, ".hidden.json.gz", "_hidden.json.gz", "x.json", "aa.json.gz.part"]:
        write(tmp_path / name, b"{}")
    result = check(".", engine, cwd=tmp_path)
    assert [re.split(":(?:1:)? sid", item)[0] for item in result.stdout.splitlines()] == [
        *names,
        "5 lines, 5 of them bad",
    ]


def test_patterns_and_files_twice(tmp_path: Path) -> None:
    for name in ("2026-11-01", "2026-11-02", "2026-12-01", "[x]", "x"):
        write(tmp_path / f"{name}.json.gz", GOOD)
    both = export("check", f"{tmp_path}/2026-11-*.json.gz", str(tmp_path / "2026-11-01.json.gz"))
    assert both.stdout == "2 lines, 0 of them bad\n"
    assert check(tmp_path / "[x].json.gz").stdout == "1 lines, 0 of them bad\n"
    (tmp_path / "a" / "b").mkdir(parents=True)
    write(tmp_path / "a" / "b" / "y.json.gz", GOOD)
    assert check(f"{tmp_path}/**/y.json.gz").stdout == "1 lines, 0 of them bad\n"


@pytest.mark.spark
@pytest.mark.parametrize("name", ["_x.json.gz", ".x.json.gz", "x.json"])
def test_spark_would_read_nothing_or_something_else(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, b"{}")
    assert check(path).stdout.endswith("1 lines, 1 of them bad\n")
    assert says(check(path, "spark"), 2, f"^{path}: Spark wants a name that ends in .gz")


@pytest.mark.spark
def test_spark_takes_urls(tmp_path: Path) -> None:
    write(tmp_path / "x.json.gz", b"{}")
    result = check(f"file://{tmp_path}/*.json.gz", "spark")
    assert result.stdout.startswith(f"file:{tmp_path}/x.json.gz: sid: Field required")
    assert says(check(f"file://{tmp_path}/none", "spark"), 2, "Path does not exist")


@pytest.mark.spark
def test_spark_submit(exports: Path) -> None:
    submit = [str(Path(sys.executable).with_name("spark-submit")), "--master", "local[2]"]
    settings = ["--conf", "spark.ui.enabled=false", "--conf", "spark.driver.bindAddress=127.0.0.1"]
    arguments = [EXPORT, "check", "--engine", "spark", str(exports)]
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    result = subprocess.run(
        [*submit, *settings, *arguments], capture_output=True, text=True, check=False, timeout=600, env=environment
    )
    assert result.returncode == 1
    assert result.stdout.endswith("60,000 lines, 60 of them bad\n")


def test_without_spark(exports: Path) -> None:
    program = (
        "import runpy, sys; sys.modules['pyspark'] = None; sys.argv = sys.argv[1:]; sys.path.insert(0, sys.argv[1])"
    )
    program += "; del sys.argv[1]; runpy.run_path(sys.argv[0], run_name='__main__')"
    command = [sys.executable, "-c", program, EXPORT, str(Path(EXPORT).parent), "check", str(exports), "--engine=spark"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert says(result, 2, "^Spark is not installed: pip install --group spark$")


# What ends early


def test_full_disk_below_the_output(exports: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        assert says(check(exports, stdout=full), 2, "^output: No space left on device$")


def test_output_that_nobody_reads(exports: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert says(check(exports, stdout=writing), 141, "^nobody reads the output$")
    finally:
        os.close(writing)


def test_full_disk_below_an_export(tmp_path: Path) -> None:
    """A limit of a file's size stands for the full disk: it too lets a write fail in the middle."""
    limit = limited(resource.RLIMIT_FSIZE, MIB // 4)
    result = export("make", str(tmp_path), "--days=2", "--count=20000", preexec_fn=limit)
    assert says(result, 2, rf"^{tmp_path}/2026-11-01.json.gz: File too large$")
    assert list(tmp_path.iterdir()) == []


def has_open(path: str) -> bool:
    """Tell whether any process has such a file open."""
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):
            if re.fullmatch(path, str(link.readlink())):
                return True
    return False


def is_busy(pid: int) -> bool:
    """Tell whether a process has taken so long that it is no longer about to start. Polars closes what it has read."""
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11]
    return int(ticks) > 3 * os.sysconf("SC_CLK_TCK")


def interrupt(command: list[str], path: str) -> Result:
    """Start a command, and press Ctrl-C as soon as it has such a file open, or is busy."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while not is_busy(process.pid) and not has_open(path):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=600)
    return Result(command, process.returncode, output, errors)


@pytest.mark.parametrize("engine", ENGINES)
def test_interrupted_check(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "x.json.gz"
    path.write_bytes(WHOLE * 1_000)  # ten million lines
    result = interrupt([sys.executable, EXPORT, "check", str(path), "--engine", engine], str(path))
    assert says(result, 130, "^interrupted$")


def test_interrupted_make_leaves_the_files_as_they_were(tmp_path: Path) -> None:
    old = write(tmp_path / "2026-11-01.json.gz", GOOD)
    content = old.read_bytes()
    command = [sys.executable, EXPORT, "make", str(tmp_path), "--days=1", "--count=100000000"]
    assert says(interrupt(command, rf"{tmp_path}/\.2026-11-01\.json\.gz\.\d+\.part"), 130, "^interrupted$")
    assert list(tmp_path.iterdir()) == [old]
    assert old.read_bytes() == content


def test_make_into_what_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    assert says(export("make", str(tmp_path / "x")), 2, f"^{tmp_path}/x: File exists$")
    (tmp_path / "2026-11-01.json.gz").mkdir()
    assert says(export("make", str(tmp_path), "--days=1", "--count=1"), 2, r"2026-11-01.json.gz: Is a directory$")


@pytest.mark.parametrize("option", ["--days=0", "--count=0", "--bad-every=0", "--count=x"])
def test_wrong_number(tmp_path: Path, option: str) -> None:
    result = export("make", str(tmp_path / "x"), option)
    assert (result.returncode, "invalid positive value" in result.stderr) == (2, True)
