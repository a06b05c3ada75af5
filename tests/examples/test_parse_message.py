"""`examples/parse_message`: a good message, a wrong one, and what else a file may have."""

import os
from pathlib import Path

from pydantic_twilio_sid import AccountSid, MessageSid, SidConstraints
from tests.helpers import EXAMPLES, run

PROGRAM = EXAMPLES / "parse_message" / "parse_message.py"


def test_a_good_and_a_wrong_message() -> None:
    good, wrong = (PROGRAM.with_name(f"{name}_message.json") for name in ("fetched", "wrong"))
    parsed = run("python", PROGRAM, good)
    assert (parsed.returncode, parsed.stderr) == (0, "")
    assert parsed.stdout.startswith(f"{good} is a Message with\n    sid = 'SM{'a' * 32}'\n")
    refused = run("python", PROGRAM, wrong)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.splitlines() == [
        f"{wrong}: sid: {SidConstraints(MessageSid).message}",
        f"{wrong}: account_sid: {SidConstraints(AccountSid).message}",
    ]


def test_file_that_cannot_be_parsed(tmp_path: Path) -> None:
    path = tmp_path / "message.json"
    missing = run("python", PROGRAM, path)
    assert (missing.returncode, missing.stdout, missing.stderr) == (1, "", f"{path}: No such file or directory\n")
    path.write_bytes(b'{"sid": "\xff"}')
    not_utf_8 = run("python", PROGRAM, path)
    assert (not_utf_8.returncode, not_utf_8.stdout) == (1, "")
    assert not_utf_8.stderr.startswith(f"{path}: Invalid JSON: ")


def test_text_that_the_terminal_cannot_show(tmp_path: Path) -> None:
    path = tmp_path / "message.json"
    path.write_text(
        PROGRAM.with_name("fetched_message.json").read_text("utf-8").replace("testing", "\U0001f600"), "utf-8"
    )
    result = run("python", PROGRAM, path, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (result.returncode, result.stderr) == (0, "")
    assert r"body = '\U0001f600'" in result.stdout
