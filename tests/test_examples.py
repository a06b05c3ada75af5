"""The example programs, each run as its user runs it."""

import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"


def parse_message(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(EXAMPLES / "parse_message.py"), *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, cwd=EXAMPLES)


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
    assert "-: date_created: " in wrong.stderr


def test_what_is_no_message_at_all() -> None:
    result = parse_message("-", "no-such-file.json", stdin="{")
    assert result.returncode == 1
    invalid, missing = result.stderr.splitlines()
    assert invalid.startswith("-: Invalid JSON: ")
    assert missing.startswith("no-such-file.json: ")
