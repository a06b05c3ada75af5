"""`examples/twilio_client.py`: Twilio's own client over HTTP, and models made of what it returns."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import twilio_client
from pydantic import ValidationError
from recorded_twilio import ACCOUNT_SID, RESPONSES, recorded_client

EXAMPLES = Path(__file__).parents[1] / "examples"
CALL, CONFERENCE, WORKSPACE = (prefix + "a" * 32 for prefix in ("CA", "CF", "WS"))
SERVICE, VERIFICATION = "VA" + "a" * 32, "VE" + "a" * 32
client = recorded_client()


def run(*arguments: str, folder: Path = EXAMPLES) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(EXAMPLES / "twilio_client.py"), *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TWILIO_")}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment, timeout=60)


def test_messages_of_two_pages() -> None:
    first, second = twilio_client.list_messages(client)
    assert isinstance(first, twilio_client.Message)
    assert isinstance(second, twilio_client.Message)
    assert (first.sid[:2], second.sid[:2]) == ("SM", "MM")
    assert first.account_sid == second.account_sid == ACCOUNT_SID
    assert first.messaging_service_sid == "MG" + "a" * 32


def test_call() -> None:
    (call,) = twilio_client.fetch_call(client, CALL)
    assert isinstance(call, twilio_client.Call)
    assert (call.sid, call.trunk_sid, call.group_sid) == (CALL, "TK" + "deadbeef" * 4, "GP" + "deadbeef" * 4)


def test_participants_of_two_pages_and_back_to_the_client() -> None:
    participants = list(twilio_client.list_participants(client, CONFERENCE))
    sids = [participant.call_sid for participant in participants if isinstance(participant, twilio_client.Participant)]
    assert sids == [CALL, "CA" + "b" * 32]
    (call,) = twilio_client.fetch_call(client, sids[0])
    assert call.account_sid == ACCOUNT_SID


def test_verification() -> None:
    (verification,) = twilio_client.fetch_verification(client, SERVICE, VERIFICATION)
    assert isinstance(verification, twilio_client.Verification)
    assert (verification.sid, verification.service_sid) == (VERIFICATION, SERVICE)


def test_tasks_of_two_pages() -> None:
    tasks = list(twilio_client.list_tasks(client, WORKSPACE))
    assert [task.sid for task in tasks if isinstance(task, twilio_client.Task)] == ["WT" + "a" * 32, "WT" + "b" * 32]


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (twilio_client.fetch_call, [ACCOUNT_SID]),
        (twilio_client.list_participants, [CALL]),
        (twilio_client.fetch_verification, [VERIFICATION, SERVICE]),
        (twilio_client.list_tasks, [WORKSPACE[:-1]]),
    ],
)
def test_wrong_sid_is_refused_before_anything_is_sent(function: Callable[..., Any], arguments: list[str]) -> None:
    with pytest.raises(ValidationError, match="twilio_sid"):
        list(function("no client", *arguments))


def test_wrong_sid_in_a_response_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    (url,) = [url for url in RESPONSES if "/Calls/" in url]
    monkeypatch.setitem(RESPONSES, url, RESPONSES[url] | {"parent_call_sid": ACCOUNT_SID})
    with pytest.raises(ValidationError, match="parent_call_sid\n  Input should be a Twilio Call SID"):
        list(twilio_client.fetch_call(client, CALL))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["messages"], "Message(account_sid='AC"),
        (["call", CALL], "Call(account_sid='AC"),
        (["participants", CONFERENCE], "Participant(account_sid='AC"),
        (["verification", SERVICE, VERIFICATION], "Verification(account_sid='AC"),
        (["tasks", WORKSPACE], "Task(account_sid='AC"),
    ],
)
def test_command(arguments: list[str], expected: str) -> None:
    result = run("--recorded", *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(expected)


def test_wrong_commands(tmp_path: Path) -> None:
    wrong = run("--recorded", "call", CONFERENCE)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr == "Input should be a Twilio Call SID: 'CA' followed by 32 hexadecimal digits\n"
    missing = run("messages", folder=tmp_path)
    assert missing.returncode == 1
    assert "TWILIO_ACCOUNT_SID: Field required" in missing.stderr
