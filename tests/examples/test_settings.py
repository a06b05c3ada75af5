"""`examples/settings`: what ends the program, and what it prints, which is never a secret."""

import logging
import os
import traceback
from pathlib import Path

import pytest
from settings import load_settings

from tests.helpers import linux

ACCOUNT = "AC" + "a1" * 16
TOKEN = "b2" * 16
API_KEY = "SK" + "c3" * 16
GOOD = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_API_KEY_SID": API_KEY}
WRONG_ACCOUNT = "TWILIO_ACCOUNT_SID: Input should be a Twilio Account SID: 'AC' followed by 32 hexadecimal digits"
BLANK_TOKEN = "TWILIO_AUTH_TOKEN: String should have at least 1 character"  # noqa: S105 - an error


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Run each test in an empty folder, with no variables set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "environ", {})
    return monkeypatch


def dotenv(settings: dict[str, str]) -> bytes:
    return "".join(f"{name}='{value}'\n" for name, value in settings.items()).encode()


def has_secret(text: str, *values: str) -> bool:
    return any(value[start : start + 8] in text for value in values for start in range(len(value) - 7))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (dotenv(GOOD | {"TWILIO_ACCOUNT_SID": API_KEY}), [WRONG_ACCOUNT]),
        (dotenv({"TWILIO_ACCOUNT_SID": ACCOUNT[:-1], "TWILIO_AUTH_TOKEN": "   "}), [WRONG_ACCOUNT, BLANK_TOKEN]),
        (b"\xff" + dotenv(GOOD), [".env: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"]),
    ],
    ids=["another resource", "several problems", "not UTF-8"],
)
def test_exit_never_prints_a_secret(caplog: pytest.LogCaptureFixture, content: bytes, expected: list[str]) -> None:
    Path(".env").write_bytes(content)
    with pytest.raises(SystemExit) as raised:
        load_settings()
    error = raised.value
    assert str(error).splitlines() == expected
    logging.getLogger().error("it does not start", exc_info=error)
    assert error.__traceback__
    frames = error.__traceback__.tb_next  # skip this function's own frame, which holds the secrets
    with_locals = "".join(traceback.TracebackException(SystemExit, error, frames, capture_locals=True).format())
    assert "problems = " in with_locals
    assert expected[0] in caplog.text
    assert not has_secret(caplog.text + with_locals + repr(error), ACCOUNT, TOKEN, API_KEY)
    assert error.__context__ is None


def test_settings_hide_their_secrets(environment: pytest.MonkeyPatch) -> None:
    in_file = {**dict.fromkeys(GOOD, "wrong"), "TWILIO_MESSAGING_SERVICE_SID": "", "OTHER": "1"}
    Path(".env").write_bytes(dotenv(in_file))
    for name, value in GOOD.items():  # variables override the file
        environment.setenv(name, f"{value}\n")  # as in a file that a container mounts
    settings = load_settings()
    assert settings.account_sid.get_secret_value() == ACCOUNT
    assert settings.auth_token.get_secret_value() == TOKEN
    assert (settings.api_key_sid, settings.messaging_service_sid) == (API_KEY, None)
    for text in (str(settings), repr(settings), settings.model_dump_json(), str(settings.model_dump())):
        assert API_KEY in text
        assert not has_secret(text, ACCOUNT, TOKEN)


@linux
def test_file_that_cannot_be_read() -> None:
    Path(".env").symlink_to("/proc/self/mem")  # not even root can read its first byte
    with pytest.raises(SystemExit, match=r"^.env: \[Errno 5\] Input/output error$"):
        load_settings()
