"""`examples/twilio_client`: Twilio's own client, and a model made from what it returns."""

import os
import re
from pathlib import Path

import pytest
import recorded_twilio
import twilio_client
from pydantic import ValidationError
from twilio.rest import Client

from tests.helpers import EXAMPLES, run

ACCOUNT, CALL, OTHER_CALL, CONFERENCE = "AC" + "a" * 32, "CA" + "a" * 32, "CA" + "b" * 32, "CF" + "a" * 32
WRONG_CALL = "Input should be a Twilio Call SID: 'CA' followed by 32 hexadecimal digits"
PRINTED = (
    f"Call(sid='{CALL}', account_sid='{ACCOUNT}', parent_call_sid='CA{'deadbeef' * 4}', "
    f"phone_number_sid='PN{'deadbeef' * 4}', status='completed')\n"
)


@pytest.mark.parametrize(
    ("arguments", "status", "output", "problem"),
    [
        (["--recorded", CALL], 0, PRINTED, ""),
        (["--recorded", OTHER_CALL], 1, "", "Twilio answers with status 404\n"),
        (["--recorded", CONFERENCE], 1, "", f"call_sid: {WRONG_CALL}\n"),
        ([CALL], 1, "", r"Twilio can't be reached: \w+\n"),
    ],
    ids=["recorded", "not recorded", "wrong SID, which is not sent", "server that is down"],
)
def test_program(arguments: list[str], status: int, output: str, problem: str) -> None:
    account = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": "token"}
    environment = os.environ | account | {"https_proxy": "http://127.0.0.1:1"}
    result = run("python", EXAMPLES / "twilio_client" / "twilio_client.py", *arguments, env=environment)
    assert (result.returncode, result.stdout) == (status, output)
    assert re.fullmatch(problem, result.stderr)


def test_wrong_sid_in_a_response_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "call.json"
    path.write_text(recorded_twilio.CALL.read_text("utf-8").replace('"CAdeadbeef', '"ACdeadbeef'))
    monkeypatch.setattr(recorded_twilio, "CALL", path)
    client = Client(ACCOUNT, "token", http_client=recorded_twilio.RecordedHttpClient())
    with pytest.raises(ValidationError, match=f"parent_call_sid\n  {WRONG_CALL}"):
        twilio_client.fetch_call(client, CALL)
