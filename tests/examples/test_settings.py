"""`examples/settings`: what stops the program, and what it prints, which is never a secret."""

import logging
import os
import traceback
from pathlib import Path

import pytest
from settings import load_settings

from tests.helpers import EXAMPLES, run

PROGRAM = EXAMPLES / "settings" / "settings.py"
ACCOUNT = "AC" + "a1" * 16
TOKEN = "b2" * 16
API_KEY = "SK" + "c3" * 16
SERVICE = "MG" + "d4" * 16
GOOD = {
    "TWILIO_ACCOUNT_SID": ACCOUNT,
    "TWILIO_AUTH_TOKEN": TOKEN,
    "TWILIO_API_KEY_SID": API_KEY,
    "TWILIO_MESSAGING_SERVICE_SID": SERVICE,
}
WRONG_ACCOUNT = "TWILIO_ACCOUNT_SID: Input should be a Twilio Account SID: 'AC' followed by 32 hexadecimal digits"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Run each test in an empty folder, with no Twilio variables set."""
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith("TWILIO_"):
            monkeypatch.delenv(name)
    return monkeypatch


def write_dotenv(settings: dict[str, str]) -> None:
    Path(".env").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))


def has_secret(text: str, *values: str) -> bool:
    """Return whether a text contains enough of a value to give it away."""
    return any(value[start : start + 8] in text for value in values for start in range(len(value) - 7))


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"TWILIO_ACCOUNT_SID": API_KEY}, [WRONG_ACCOUNT]),
        ({"TWILIO_ACCOUNT_SID": ACCOUNT[:-1]}, [WRONG_ACCOUNT]),
        (
            {"TWILIO_ACCOUNT_SID": "", "TWILIO_AUTH_TOKEN": "", "TWILIO_API_KEY_SID": ACCOUNT},
            [
                "TWILIO_ACCOUNT_SID: Field required",
                "TWILIO_AUTH_TOKEN: Field required",
                "TWILIO_API_KEY_SID: Input should be a Twilio API Key SID: 'SK' followed by 32 hexadecimal digits",
            ],
        ),
    ],
    ids=["another resource", "truncated", "several problems"],
)
def test_exit_has_no_secret_wherever_it_is_printed(
    caplog: pytest.LogCaptureFixture, wrong: dict[str, str], expected: list[str]
) -> None:
    write_dotenv(GOOD | wrong)
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
    assert not has_secret(caplog.text + with_locals + repr(error), *GOOD.values(), *wrong.values())
    assert error.__context__ is None


def test_settings_hide_their_secrets(environment: pytest.MonkeyPatch) -> None:
    write_dotenv({**dict.fromkeys(GOOD, "wrong"), "OTHER": "1"})
    for name, value in GOOD.items():  # variables override the file
        environment.setenv(name, value)
    settings = load_settings()
    assert settings.account_sid.get_secret_value() == ACCOUNT
    assert settings.auth_token.get_secret_value() == TOKEN
    for text in (str(settings), repr(settings), settings.model_dump_json(), str(settings.model_dump())):
        assert API_KEY in text
        assert not has_secret(text, ACCOUNT, TOKEN)


def test_optional_settings_may_be_empty() -> None:
    write_dotenv(GOOD | {"TWILIO_API_KEY_SID": "", "TWILIO_MESSAGING_SERVICE_SID": ""})
    settings = load_settings()
    assert settings.api_key_sid is None
    assert settings.messaging_service_sid is None


def test_file_that_is_not_utf_8() -> None:
    Path(".env").write_bytes(b"TWILIO_AUTH_TOKEN=secret\xff\n")
    with pytest.raises(SystemExit, match="^TWILIO: .*'utf-8' codec can't decode") as raised:
        load_settings()
    assert "secret" not in str(raised.value)
    assert raised.value.__context__ is None


def test_program() -> None:
    wrong = run("python", PROGRAM, env={**os.environ, **GOOD, "TWILIO_ACCOUNT_SID": API_KEY})
    assert (wrong.returncode, wrong.stdout, wrong.stderr) == (1, "", WRONG_ACCOUNT + "\n")
    good = run("python", PROGRAM, env={**os.environ, **GOOD})
    assert (good.returncode, good.stderr) == (0, "")
    assert SERVICE in good.stdout
    assert not has_secret(good.stdout, ACCOUNT, TOKEN)


def test_file_that_can_not_be_read() -> None:
    Path(".env").symlink_to("/proc/self/mem")  # not even root can read its first byte
    result = run("python", PROGRAM)
    assert (result.returncode, result.stderr) == (1, ".env: Input/output error\n")
