"""`examples/parse_message`, run the way a user runs it."""

from pathlib import Path

from tests.helpers import EXAMPLES, run

FOLDER = EXAMPLES / "parse_message"


def test_messages_and_what_is_wrong_with_them(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_bytes(b'{"sid": "\xff"}')
    result = run("python", "parse_message.py", "wrong_message.json", broken, "none", "fetched_message.json", cwd=FOLDER)
    assert result.returncode == 1
    wrong_sid, wrong_account, not_utf_8, missing = result.stderr.splitlines()
    assert wrong_sid == (
        "wrong_message.json: sid: Input should be a Twilio Message SID: 'SM' or 'MM' followed by 32 hexadecimal digits"
    )
    assert wrong_account == (
        "wrong_message.json: account_sid: Input should be a Twilio Account SID: 'AC' followed by 32 hexadecimal digits"
    )
    assert not_utf_8.startswith(f"{broken}: Invalid JSON: ")
    assert missing == "none: No such file or directory"
    assert result.stdout == (
        "fetched_message.json is a Message with\n"
        "    sid = 'SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'\n"
        "    account_sid = 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'\n"
        "    messaging_service_sid = 'MGaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'\n"
        "    to = '+18182008801'\n"
        "    body = 'testing'\n"
        "    status = 'sent'\n"
    )


def test_a_message_alone_is_a_success() -> None:
    result = run("python", "parse_message.py", "fetched_message.json", cwd=FOLDER)
    assert (result.returncode, result.stderr) == (0, "")
