"""`examples/twilio_client`: Twilio's own client, and a model made from what it returns."""

import os
import re
from pathlib import Path

import pytest
import recorded_twilio
import twilio_client

from tests.helpers import run

ACCOUNT, CALL, OTHER_CALL, CONFERENCE = "AC" + "a" * 32, "CA" + "a" * 32, "CA" + "b" * 32, "CF" + "a" * 32
WRONG_CALL = "Input should be a Twilio Call SID: 'CA' followed by 32 hexadecimal digits"
PRINTED = f"Call(sid='{CALL}', account_sid='{ACCOUNT}', parent_call_sid='CA{'deadbeef' * 4}', "


@pytest.mark.parametrize(
    ("account", "arguments", "problem"),
    [
        ("", ["--recorded", CALL], ""),
        ("", ["--recorded", OTHER_CALL], "Twilio answers with status 404\n"),
        (ACCOUNT, [CONFERENCE], f"call_sid: {WRONG_CALL}\n"),  # isn't sent
        (f"{ACCOUNT}\n", [CALL], r"Twilio can't be reached: \w+\n"),
        ("AC123", [CALL], "TWILIO_ACCOUNT_SID: Input should be a Twilio Account SID: .*\n"),
        ("", [CALL], "TWILIO_ACCOUNT_SID: Field required\n"),
    ],
)
def test_program(tmp_path: Path, account: str, arguments: list[str], problem: str) -> None:
    tmp_path.joinpath(".env").write_text("TWILIO_AUTH_TOKEN=token\nOTHER=1\n")
    environment = os.environ | {"TWILIO_ACCOUNT_SID": account, "https_proxy": "http://127.0.0.1:1"}
    result = run("python", twilio_client.__file__, *arguments, cwd=tmp_path, env=environment)
    assert (result.returncode, result.stdout[: len(PRINTED)]) == ((1, "") if problem else (0, PRINTED))
    assert re.fullmatch(problem, result.stderr)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (recorded_twilio.CALL.read_text("utf-8").replace('"CAdead', '"ACdead'), f"parent_call_sid: {WRONG_CALL}"),
        *((answer, "Twilio's answer isn't a JSON object") for answer in ("<html>", "", "null", "[]")),
    ],
)
def test_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str, problem: str) -> None:
    path = tmp_path / "call.json"
    path.write_text(answer)
    monkeypatch.setattr(recorded_twilio, "CALL", path)
    monkeypatch.setattr("sys.argv", ["twilio_client.py", "--recorded", CALL])
    with pytest.raises(SystemExit, match=f"^{problem}$"):
        twilio_client.main()
