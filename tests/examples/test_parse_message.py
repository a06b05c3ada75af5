"""`examples/parse_message.py`, run as its user runs it."""

import subprocess
from pathlib import Path

import pytest

from tests.helpers import EXAMPLES, run


def parse_message(*arguments: str, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
    given = stdin if isinstance(stdin, str) else stdin.decode(errors="surrogateescape")
    program = EXAMPLES / "parse_message.py"
    return run("python", program, *arguments, input=given, cwd=EXAMPLES, encoding="utf-8", errors="surrogateescape")


def test_the_sample_is_the_default() -> None:
    result = parse_message()
    assert (result.returncode, result.stderr) == (0, "")
    assert "    sid = 'SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'\n" in result.stdout
    assert "    error_message = 'Carrier violation'\n" in result.stdout


def test_both_response_bodies_of_twilios_documentation() -> None:
    result = parse_message("created_message.json", "fetched_message.json")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("is a Message with") == 2


def test_a_wrong_sid_is_refused_in_words() -> None:
    result = parse_message("wrong_message.json")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        "wrong_message.json: sid: Input should be a Twilio Message SID: "
        "'SM' or 'MM' followed by 32 hexadecimal digits\n"
        "wrong_message.json: account_sid: Input should be a Twilio Account SID: "
        "'AC' followed by 32 hexadecimal digits\n"
    )


def test_standard_input() -> None:
    text = (EXAMPLES / "fetched_message.json").read_text()
    assert "sid = 'MMaaaa" in parse_message("-", stdin=text.replace('"sid": "SM', '"sid": "MM')).stdout
    wrong = parse_message("-", stdin=text.replace("Fri, 24 May 2019 17:18:27 +0000", "yesterday"))
    assert wrong.returncode == 1
    assert wrong.stderr == "-: date_created: Input should be a date as in e-mail\n"


def test_what_is_no_message_at_all() -> None:
    result = parse_message("-", "no-such-file.json", stdin="{")
    assert result.returncode == 1
    invalid, missing = result.stderr.splitlines()
    assert invalid.startswith("-: Invalid JSON: ")
    assert missing.startswith("no-such-file.json: ")


def test_what_is_not_utf_8_and_the_next_file(tmp_path: Path) -> None:
    text = (EXAMPLES / "fetched_message.json").read_bytes().replace(b"testing", b"\xff")
    (tmp_path / "latin-1.json").write_bytes(text)
    result = parse_message(str(tmp_path / "latin-1.json"), "-", str(tmp_path), "fetched_message.json", stdin=text)
    assert result.returncode == 1
    assert [line.partition(": Invalid JSON")[0] for line in result.stderr.splitlines()] == [
        f"{tmp_path}/latin-1.json",
        "-",
        f"{tmp_path}: Is a directory",
    ]
    assert result.stdout.startswith("fetched_message.json is a Message with\n")


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 24 May 99999999999999999999 17:18:27 +0000",
        "Fri, 24 May 2019 17:18:27 +99999999999999999999",
        "Fri, 24 May 2019 99999999999999999999:18:27 +0000",
        "Fri, 31 Feb 2019 17:18:27 +0000",
        "Fri, 24 May 2019 17:18:27 +9999",
        "",
        " ",
        "Fri,",
    ],
)
def test_absurd_date_and_the_next_file(date: str) -> None:
    text = (EXAMPLES / "fetched_message.json").read_text()
    wrong = parse_message("-", "fetched_message.json", stdin=text.replace("Fri, 24 May 2019 17:18:27 +0000", date))
    assert (wrong.returncode, wrong.stderr) == (1, "-: date_created: Input should be a date as in e-mail\n")
    assert wrong.stdout.startswith("fetched_message.json is a Message with\n")
