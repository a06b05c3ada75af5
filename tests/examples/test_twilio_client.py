"""`examples/twilio_client.py`: Twilio's own client over HTTP, and models made of what it returns."""

import json
import os
import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import recorded_twilio
import twilio_client
from pydantic import ValidationError
from recorded_twilio import ACCOUNT_SID, RESPONSES, recorded_client

from tests.helpers import EXAMPLES, run

CALL, CONFERENCE, WORKSPACE = (prefix + "a" * 32 for prefix in ("CA", "CF", "WS"))
SERVICE, VERIFICATION = "VA" + "a" * 32, "VE" + "a" * 32
client = recorded_client()


def ask_twilio(*arguments: str, folder: Path = EXAMPLES) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TWILIO_")}
    return run("python", EXAMPLES / "twilio_client.py", *arguments, cwd=folder, env=environment)


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
    result = ask_twilio("--recorded", *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(expected)


def test_wrong_commands(tmp_path: Path) -> None:
    wrong = ask_twilio("--recorded", "call", CONFERENCE)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr == "Input should be a Twilio Call SID: 'CA' followed by 32 hexadecimal digits\n"
    missing = ask_twilio("messages", folder=tmp_path)
    assert missing.returncode == 1
    assert "TWILIO_ACCOUNT_SID: Field required" in missing.stderr


# What Twilio answers where something is wrong


@pytest.fixture
def broken_twilio(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, str], None]]:
    """Put a server in the place of Twilio, and give the function that sets its only answer."""
    answer = (500, "")

    class BrokenTwilio(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(answer[0])
            self.end_headers()
            self.wfile.write(answer[1].encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    def set_answer(status: int, body: str) -> None:
        nonlocal answer
        answer = (status, body)

    with HTTPServer(("127.0.0.1", 0), BrokenTwilio) as server:
        thread = Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        monkeypatch.setattr(recorded_twilio, "start_server", lambda: f"http://127.0.0.1:{server.server_port}")
        yield set_answer
        server.shutdown()
        thread.join()


COMMANDS = [["messages"], ["call", CALL], ["tasks", WORKSPACE]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("status", "code", "message"),
    [
        (401, 20003, "Twilio answers 401 Unauthorized"),
        (404, 20404, "Twilio answers 404 Not Found"),
        (429, 20429, "Twilio answers 429 Too Many Requests"),
        (500, 20500, "Twilio answers 500 Internal Server Error"),
        (503, None, "Twilio answers 503 Service Unavailable"),
        (599, None, "Twilio answers 599"),
    ],
)
def test_error_of_twilio(  # noqa: PLR0913, PLR0917 - two fixtures
    broken_twilio: Callable[[int, str], None],
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    status: int,
    code: int | None,
    message: str,
) -> None:
    text = f"The requested resource /2010-04-01/Accounts/{ACCOUNT_SID}/x was not found"
    broken_twilio(status, "<html>" if code is None else json.dumps({"code": code, "message": text, "status": status}))
    link = "" if code is None else f": https://www.twilio.com/docs/errors/{code}"
    assert twilio_client.main(["--recorded", *command]) == 1
    assert capsys.readouterr() == ("", f"{message}{link}\n")


def test_error_in_the_format_of_rfc_9457(
    broken_twilio: Callable[[int, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    body = {"type": "x", "title": ACCOUNT_SID, "status": 404, "code": 20404, "detail": ACCOUNT_SID}
    broken_twilio(404, json.dumps(body))
    assert twilio_client.main(["--recorded", "call", CALL]) == 1
    assert capsys.readouterr().err == "Twilio answers 404 Not Found: https://www.twilio.com/docs/errors/20404\n"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("body", ["", "<html>", "[]", "5", '{"a": [], "b": []}', '{"messages": [5]}', '{"code": '])
def test_answer_that_is_no_record(
    broken_twilio: Callable[[int, str], None], capsys: pytest.CaptureFixture[str], command: list[str], body: str
) -> None:
    broken_twilio(200, body)
    assert twilio_client.main(["--recorded", *command]) == 1
    output, errors = capsys.readouterr()
    assert output == ""
    if body[:1] == "{" and command[0] == "call" and body[-1] == "}":  # a record, without any field of a call
        assert "sid: Input should be a Twilio Call SID: 'CA' followed by 32 hexadecimal digits" in errors.splitlines()
    else:
        assert errors == "Twilio's answer is not what its client expects\n"


def test_server_that_is_down(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(recorded_twilio, "start_server", lambda: url)
    for command in COMMANDS:
        assert twilio_client.main(["--recorded", *command]) == 1
        assert capsys.readouterr() == ("", "Twilio can't be reached: ConnectionError\n")


def test_server_that_never_answers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Twilio's own client, with settings, behind a proxy that accepts a connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.setenv("TWILIO_ACCOUNT_SID", ACCOUNT_SID)
        monkeypatch.setenv("TWILIO_AUTH_TOKEN", "0" * 32)
        monkeypatch.setattr(twilio_client, "TIMEOUT", 0.2)
        assert twilio_client.main(["messages"]) == 1
    output, errors = capsys.readouterr()
    assert output == ""
    assert re.fullmatch(r"Twilio can't be reached: \w+\n", errors)


def test_wrong_field_in_an_answer_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (url,) = [url for url in RESPONSES if "/Calls/" in url]
    monkeypatch.setitem(RESPONSES, url, RESPONSES[url] | {"parent_call_sid": ACCOUNT_SID, "status": 5})
    assert twilio_client.main(["--recorded", "call", CALL]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "parent_call_sid: Input should be a Twilio Call SID: 'CA' followed by 32 hexadecimal digits",
        "status: Input should be a valid string",
    ]


@pytest.mark.parametrize("year", ["2019", "9" * 20])
def test_absurd_date_in_an_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], year: str
) -> None:
    """Twilio's client fails there by itself, and does not say at which field."""
    (url,) = [url for url in RESPONSES if "/Calls/" in url]
    monkeypatch.setitem(RESPONSES, url, RESPONSES[url] | {"date_created": f"Sun, 31 Feb {year} 17:44:46 +0000"})
    assert twilio_client.main(["--recorded", "call", CALL]) == 1
    assert capsys.readouterr().err == "Twilio's answer is not what its client expects\n"


def test_missing_sid(capsys: pytest.CaptureFixture[str]) -> None:
    assert twilio_client.main(["--recorded", "call"]) == 1
    assert capsys.readouterr().err == "call_sid: Missing required argument\n"
