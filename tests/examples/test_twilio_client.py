"""`examples/twilio_client`: Twilio's own client over HTTP, and models made from what it returns."""

import re

import pytest
import recorded_twilio
import twilio_client

from tests.helpers import EXAMPLES, run

ACCOUNT, CALL, OTHER_CALL, CONFERENCE = "AC" + "a" * 32, "CA" + "a" * 32, "CA" + "b" * 32, "CF" + "a" * 32


def test_program() -> None:
    result = run("python", EXAMPLES / "twilio_client" / "twilio_client.py", "--recorded", "participants", CONFERENCE)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        f"Participant(call_sid='{CALL}', conference_sid='{CONFERENCE}', account_sid='{ACCOUNT}', "
        f"call_sid_to_coach='{OTHER_CALL}', status='connected')\n"
        f"Participant(call_sid='{OTHER_CALL}', conference_sid='{CONFERENCE}', account_sid='{ACCOUNT}', "
        "call_sid_to_coach=None, status='connected')\n"
    )


def test_sid_of_a_participant_goes_back_to_the_client() -> None:
    client = recorded_twilio.recorded_client()
    participant, _ = twilio_client.list_participants(client, CONFERENCE)
    (call,) = twilio_client.fetch_call(client, participant.call_sid)
    assert (call.sid, call.account_sid, call.parent_call_sid) == (CALL, ACCOUNT, "CA" + "deadbeef" * 4)


@pytest.mark.parametrize(
    ("command", "sid"), [("call", OTHER_CALL), ("participants", "CF" + "b" * 32)], ids=["a record", "a list"]
)
def test_error_of_twilio_is_a_line_without_the_account(
    capsys: pytest.CaptureFixture[str], command: str, sid: str
) -> None:
    assert twilio_client.main(["--recorded", command, sid]) == 1
    assert capsys.readouterr() == ("", "Twilio answers with status 404\n")


def test_wrong_sid_is_never_sent(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(recorded_twilio.LocalHttpClient, "request", None)  # any request would be a `TypeError`
    assert twilio_client.main(["--recorded", "call", CONFERENCE]) == 1
    assert capsys.readouterr() == (
        "",
        "sid: Input should be a Twilio Call SID: 'CA' followed by 32 hexadecimal digits\n",
    )


def test_wrong_sid_in_a_response_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (url,) = [url for url in recorded_twilio.RESPONSES if "/Calls/" in url]
    recorded = recorded_twilio.RESPONSES[url]
    monkeypatch.setitem(recorded_twilio.RESPONSES, url, recorded | {"parent_call_sid": ACCOUNT, "status": 5})
    assert twilio_client.main(["--recorded", "call", CALL]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "parent_call_sid: Input should be a Twilio Call SID: 'CA' followed by 32 hexadecimal digits",
        "status: Input should be a valid string",
    ]


def test_server_that_is_down(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", ACCOUNT)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "token")
    assert twilio_client.main(["call", CALL]) == 1
    output, error = capsys.readouterr()
    assert output == ""
    assert re.fullmatch(r"Twilio can't be reached: \w+\n", error)
