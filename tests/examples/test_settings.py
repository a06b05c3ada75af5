"""`examples/settings.py` as a program: what stops it, what it says, and that it never prints a secret."""

import json
import logging
import os
import subprocess
import traceback
from pathlib import Path

import pytest
from settings import SettingsError, TwilioSettings, load_settings

from tests.helpers import EXAMPLES, run

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
WRONG = [
    ({"TWILIO_ACCOUNT_SID": API_KEY}, "TWILIO_ACCOUNT_SID: Input should be a Twilio Account SID: 'AC' followed by"),
    (
        {"TWILIO_ACCOUNT_SID": ACCOUNT[:-1]},
        "TWILIO_ACCOUNT_SID: Input should be a Twilio Account SID: 'AC' followed by",
    ),
    ({"TWILIO_API_KEY_SID": ACCOUNT}, "TWILIO_API_KEY_SID: Input should be a Twilio API Key SID: 'SK' followed by"),
    (
        {"TWILIO_MESSAGING_SERVICE_SID": SERVICE.lower()},
        "TWILIO_MESSAGING_SERVICE_SID: Input should be a Twilio Messaging Service SID: 'MG' followed by",
    ),
]


def settings(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder of its own. Of Twilio's variables it has only the given ones."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TWILIO_")}
    return run("python", EXAMPLES / "settings.py", cwd=folder, env=kept | environment)


def has_no_secret(text: str, *values: str) -> bool:
    """Tell whether a text has none of the values, and no piece that would give one away."""
    return not any(value[start : start + 8] in text for value in values for start in range(len(value) - 7))


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith("TWILIO_"):
            monkeypatch.delenv(name)
    return monkeypatch


def test_from_the_environment(tmp_path: Path) -> None:
    result = settings(tmp_path, **GOOD)
    assert (result.returncode, result.stderr) == (0, "")
    assert API_KEY in result.stdout
    assert SERVICE in result.stdout
    assert has_no_secret(result.stdout, ACCOUNT, TOKEN)


def test_from_a_dotenv_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in GOOD.items()) + "OTHER=1\n")
    assert SERVICE in settings(tmp_path).stdout


def test_from_a_folder_of_secrets(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    for name, value in GOOD.items():
        (secrets / name).write_text(value + "\n")
    assert SERVICE in settings(tmp_path, TWILIO_SECRETS_DIR=str(secrets)).stdout


def test_the_environment_decides(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("".join(f"{name}=wrong\n" for name in GOOD))
    assert settings(tmp_path, **GOOD).returncode == 0


@pytest.mark.parametrize(("wrong", "expected"), WRONG)
def test_wrong_value_stops_the_program(tmp_path: Path, wrong: dict[str, str], expected: str) -> None:
    result = settings(tmp_path, **(GOOD | wrong))
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(expected)
    assert has_no_secret(result.stderr, *GOOD.values(), *wrong.values())


def test_missing_values_are_all_named(tmp_path: Path) -> None:
    result = settings(tmp_path, TWILIO_AUTH_TOKEN=TOKEN, TWILIO_API_KEY_SID=ACCOUNT)
    assert result.stderr.splitlines() == [
        "TWILIO_ACCOUNT_SID: Field required",
        "TWILIO_API_KEY_SID: Input should be a Twilio API Key SID: 'SK' followed by 32 hexadecimal digits",
    ]


@pytest.mark.parametrize(("wrong", "expected"), [*WRONG, ({"TWILIO_ACCOUNT_SID": ""}, "TWILIO_ACCOUNT_SID: Input")])
def test_error_has_no_secret_wherever_it_is_printed(
    environment: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, wrong: dict[str, str], expected: str
) -> None:
    for name, value in (GOOD | wrong).items():
        environment.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    error = raised.value
    assert error.__context__ is None
    assert error.__cause__ is None
    assert error.__traceback__
    frames = error.__traceback__.tb_next  # without this function's, whose variables have the secrets
    logging.getLogger().error("it does not start", exc_info=error.with_traceback(frames))
    with_locals = traceback.TracebackException(SettingsError, error, frames, capture_locals=True)
    printed = [
        str(error),
        json.dumps(error.args),
        "".join(traceback.format_exception(error)),
        "".join(with_locals.format()),
        caplog.text,
        repr(error),
    ]
    assert "problems = " in printed[3]
    assert all(expected in text.replace("\\'", "'") for text in printed)
    assert has_no_secret("".join(printed), *GOOD.values(), *wrong.values())


def test_settings_hide_their_secrets(environment: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    for name, value in GOOD.items():
        environment.setenv(name, value)
    settings = load_settings()
    assert isinstance(settings, TwilioSettings)
    assert settings.account_sid.get_secret_value() == ACCOUNT
    assert settings.auth_token.get_secret_value() == TOKEN
    logging.getLogger().warning("started with %s", settings)
    for text in (str(settings), repr(settings), settings.model_dump_json(), str(settings.model_dump()), caplog.text):
        assert API_KEY in text
        assert has_no_secret(text, ACCOUNT, TOKEN)


@pytest.mark.parametrize("token", ["", " ", "\t", "x" * 1000])
def test_empty_secret_stops_the_program(tmp_path: Path, token: str) -> None:
    (line,) = settings(tmp_path, **(GOOD | {"TWILIO_AUTH_TOKEN": token})).stderr.splitlines()
    assert line.startswith("TWILIO_AUTH_TOKEN: String should have at ")


def test_files_that_can_not_be_read(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "TWILIO_AUTH_TOKEN").write_bytes(b"secret" + b"\xff" * 8)
    (secrets / "another program's").write_bytes(b"\xff")
    (tmp_path / ".env").write_bytes(b"TWILIO_AUTH_TOKEN=secret\xff\n")
    result = settings(tmp_path, TWILIO_SECRETS_DIR="secrets")
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        ".env: It should be in UTF-8",
        "secrets/TWILIO_AUTH_TOKEN: It should be in UTF-8",
    ]


def test_dotenv_file_that_can_not_be_read(tmp_path: Path) -> None:
    (tmp_path / ".env").symlink_to("/proc/self/mem")  # its first byte can't be read, not even by root
    result = settings(tmp_path, **GOOD)
    assert (result.returncode, result.stderr) == (1, ".env: Input/output error\n")


@pytest.mark.parametrize(("folder", "problem"), [("file", "Not a directory"), ("none", "No such file or directory")])
def test_folder_of_secrets_that_is_none(tmp_path: Path, folder: str, problem: str) -> None:
    (tmp_path / "file").touch()
    result = settings(tmp_path, **GOOD, TWILIO_SECRETS_DIR=folder)
    assert (result.returncode, result.stderr) == (1, f"TWILIO_SECRETS_DIR: {problem}\n")


def test_secret_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "secrets" / "TWILIO_AUTH_TOKEN").mkdir(parents=True)
    (line,) = settings(tmp_path, TWILIO_ACCOUNT_SID=ACCOUNT, TWILIO_SECRETS_DIR="secrets").stderr.splitlines()
    assert "auth_token" in line


def test_variable_that_is_not_utf_8(tmp_path: Path) -> None:
    result = settings(tmp_path, **(GOOD | {"TWILIO_AUTH_TOKEN": "secret\udcff"}))
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("TWILIO_AUTH_TOKEN: ")
