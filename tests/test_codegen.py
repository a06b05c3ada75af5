"""`python -m pydantic_twilio_sid.codegen`, up to the document it writes. `tests/integrations` makes models of one."""

import json
import os
import re
import runpy
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from pydantic_twilio_sid import SidConstraints, codegen
from tests.helpers import TYPES, needs, posix, run

COMMAND = ("-m", "pydantic_twilio_sid.codegen")
LENGTH = {"type": "string", "minLength": 34, "maxLength": 34}
Command = Callable[[str, str], None]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Runs the command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run_command(source: str, target: str) -> None:
        monkeypatch.setattr(sys, "argv", ["codegen", source, target])
        runpy.run_path(codegen.__file__, run_name="__main__")

    return run_command


def choose(command: Command, pattern: str, place: str) -> str | None:
    """Return the name of the type for a field of a schema, or of a form if there's a path."""
    product, schema, field = place.split()
    content = {"properties": {field: {**LENGTH, "pattern": pattern}}}
    form = {"post": {"requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": content}}}}}
    part = {"paths": {schema: form}} if schema.startswith("/") else {"components": {"schemas": {schema: content}}}
    Path("in.json").write_text(json.dumps({"servers": [{"url": f"https://{product}.twilio.com"}], **part}), "utf-8")
    command("in.json", "out.json")
    names = re.findall(r'"x-python-type": "pydantic_twilio_sid\.(\w+)"', Path("out.json").read_text("utf-8"))
    return names[0] if names else None


SPELLINGS = {
    "^AC[0-9a-fA-F]{32}$": "AccountSid",
    "^AC[0-9A-Fa-f]{32}$": "AccountSid",
    "^AC[0-9a-f]{32}$": "AccountSid",
    "^AC[a-zA-Z0-9]{32}$": "AccountSid",
    "AC[0-9a-f]{32}": "AccountSid",
    "^OQ[0-9a-fA-F]{32}$": "OauthAppSid",
    "^OQ[a-zA-Z0-9]{32}$": "OauthAppSid",
    "^(SM|MM)[0-9a-fA-F]{32}$": "MessageSid",
    "^(MM|SM)[0-9a-fA-F]{32}$": "MessageSid",
    "^[a-zA-Z]{2}[0-9a-fA-F]{32}$": "Sid",
    "^[A-Z]{2}[0-9a-fA-F]{32}$": "Sid",
    "^[A-Z]{2}[a-zA-Z0-9]{32}$": "kept",
    "^FX[0-9a-fA-F]{32}$": "kept",  # a retired prefix
    "^(AC|SK)[0-9a-fA-F]{32}$": "kept",
    "^AC|SK[0-9a-fA-F]{32}$": "kept",
    "^BU[0-9a-fA-F]{32}(,BU[0-9a-fA-F]{32}){0,19}$": "kept",
    r"^PN[0-9A-Fa-f]{32}$|^\+[1-9][0-9]{1,14}$": "kept",
    "^conv_conversation_[0-9a-z]{26}$": "not a SID",
    "^[0-9a-f]{32}$": "not a SID",
}
"""Patterns as Twilio spells them, and what they stand for."""


@pytest.mark.parametrize(("pattern", "meaning"), SPELLINGS.items(), ids=SPELLINGS)
def test_a_pattern_has_a_type_or_stays(
    command: Command, capsys: pytest.CaptureFixture[str], pattern: str, meaning: str
) -> None:
    assert choose(command, pattern, "api api.v2010.account from") == (meaning if meaning in TYPES else None)
    report = "in.json: SIDs still checked by a pattern: 1 (api.v2010.account/from)\n"
    assert capsys.readouterr() == ("", report if meaning == "kept" else "")
    unchanged = json.loads(Path("in.json").read_text("utf-8")) == json.loads(Path("out.json").read_text("utf-8"))
    assert unchanged == (meaning not in TYPES)


PICKS = {
    "accounts /v1/Credentials/AWS/{Sid} Sid": "AwsCredentialsSid",
    "api api.v2010.account.address.dependent_phone_number sid": "PhoneNumberSid",
    "api api.v2010.account.call.realtime_transcription sid": "RealTimeTranscriptionSid",
    "api api.v2010.account.incoming_phone_number sid": "IncomingPhoneNumberSid",
    "api api.v2010.account.message.media sid": "MediaSid",
    "api api.v2010.account.outgoing_caller_id sid": "OutgoingCallerIdSid",
    "api api.v2010.account.sip.sip_domain emergency_caller_sid": "PhoneNumberSid",
    "api /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json EmergencyCallerSid": "PhoneNumberSid",
    "chat /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Messages MediaSid": "ConversationMediaSid",
    "conversations conversations.v1.service sid": "ConversationServiceSid",
    "conversations conversations.v1.service.service_configuration default_chat_service_role_sid": "ConversationRoleSid",
    "conversations /v1/Conversations/{ConversationSid}/Messages MediaSid": "ConversationMediaSid",
    "flex-api flex.v1.channel user_sid": "ChatUserSid",
    "flex-api flex.v2.web_channel conversation_sid": "ConversationSid",
    "frontline-api frontline.v1.user sid": "ConversationUserSid",
    "intelligence intelligence.v2.transcript encryption_credential_sid": "PublicKeySid",
    "ip-messaging ip_messaging.v1.service.role sid": "ChatRoleSid",
    "ip-messaging /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Messages MediaSid": "ConversationMediaSid",
    "messaging /v1/a2p/BrandRegistrations/{BrandSid}/Vettings BrandSid": "BrandSid",
    "notify /v1/Services/{Sid} Sid": "NotifyServiceSid",
    "notify notify.v1.service apn_credential_sid": "PushCredentialSid",
    "numbers CreateShortCodeApplicationBundleInquiryRequest application_sid": "WF",
    "numbers /v2/ShortCodes/Applications/{sid} sid": "WF",
    "numbers ShortCodeApplication sid": "AP",
    "numbers CreateShortCodeApplicationBundleInquiryResponse bundle_sid": "BundleSid",
    "numbers SenderIdRegistration application_sid": "SenderIdRegistrationApplicationSid",
    "sync sync.v1.service.sync_stream service_sid": "SyncServiceSid",
}
"""Fields, and the type that a person would choose, or the prefix if none of its types fits."""


@pytest.mark.parametrize(("place", "name"), PICKS.items(), ids=PICKS)
def test_a_field_has_the_type_that_a_person_would_choose(command: Command, place: str, name: str) -> None:
    constraints = SidConstraints(TYPES[name]) if name in TYPES else SidConstraints(name)
    assert choose(command, constraints.pattern, place) == (name if name in TYPES else None)


SERVICE = {**LENGTH, "pattern": "^IS[0-9a-fA-F]{32}$"}


def laid_out(sid: object) -> str:
    """Lay out a document as Twilio does. It has a schema wherever there can be one, and data that looks like one."""
    data = {"const": SERVICE, "default": SERVICE, "enum": [SERVICE], "example": SERVICE, "propertyNames": SERVICE}
    properties = {"pattern": sid, "example": sid, "properties": sid, "price": {"type": "number", "maximum": 1.0}}
    parameter = {"name": "Sid", "in": "path", "schema": sid, "example": SERVICE}
    response = {"content": {"application/json": {"schema": {"items": sid}, "examples": {"one": {"value": SERVICE}}}}}
    choices = {"oneOf": [sid, {"type": "integer", "maximum": 10**30}], "allOf": [sid], "anyOf": [sid]}
    schemas = {"list": {"properties": properties, "additionalProperties": sid, **data}, "é": choices}
    others = [{**SERVICE, "enum": ["ISa"]}, {**SERVICE, "x-python-type": "ours.Sid"}]
    document = {
        "paths": {"/Services/{Sid}": {"get": {"parameters": [parameter], "responses": {"default": response}}}},
        "components": {"schemas": schemas, "parameters": {"default": parameter}, "others": others},
        "x-data": SERVICE,
    }
    return json.dumps(document, indent=2)


@posix
def test_each_schema_gets_its_type_whatever_the_name_of_the_file(tmp_path: Path) -> None:
    before = laid_out({**SERVICE, "nullable": True})
    after = laid_out({"type": "string", "nullable": True, "x-python-type": "pydantic_twilio_sid.ChatServiceSid"})
    (tmp_path / "link").symlink_to("out.json")
    (tmp_path / "out.json").touch(0o600)
    (tmp_path / "out.json.part").touch()
    for source, target in [("twilio_sync_v1.json", "link"), ("-", "-")]:
        (tmp_path / source).write_text(before, "utf-8")
        result = run("python", *COMMAND, source, target, cwd=tmp_path, input=before)
        assert (result.returncode, result.stderr) == (0, "")
        assert (result.stdout or (tmp_path / "out.json").read_text("utf-8")) == after
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o600
    assert {file.name for file in tmp_path.iterdir()} == {
        "twilio_sync_v1.json",
        "link",
        "out.json",
        "out.json.part",
        "-",
    }


def test_a_list_of_types_keeps_its_pattern(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    before = laid_out({**SERVICE, "type": ["string", "null"]})
    Path("in.json").write_text(before, "utf-8")
    command("in.json", "in.json")
    assert Path("in.json").read_text("utf-8") == before
    paths = "/Services/{Sid}/Sid, /Services/{Sid}/default"
    components = "list/pattern, list/example, list/properties, list, é, default/Sid"
    assert capsys.readouterr().err == f"in.json: SIDs still checked by a pattern: 8 ({paths}, {components})\n"


@pytest.mark.parametrize(
    ("content", "target", "message"),
    [
        (None, "out.json", "in.json: .*No such file or directory: 'in.json'"),
        ("", "out.json", "in.json: Expecting value: line 1 .*"),
        ("[]", "out.json", "in.json: not a JSON object"),
        ('{"maximum": 1e400}', "out.json", "in.json: Out of range float values are not JSON compliant.*"),
        pytest.param("{}", ".", ".: .*Is a directory: '.'", marks=posix),
        ("{}", "missing/out.json", "missing/out.json: .*No such file or directory.*"),
    ],
)
def test_a_failure_is_one_line(command: Command, content: str | None, target: str, message: str) -> None:
    if content is not None:
        Path("in.json").write_text(content, "utf-8")
    with pytest.raises(SystemExit) as raised:
        command("in.json", target)
    assert re.fullmatch(message, str(raised.value.code))
    assert list(Path().iterdir()) == [Path("in.json")] * (content is not None)


@posix
@pytest.mark.parametrize("arguments", ["- - | true", "- out.json", "deep.json out.json"])
def test_a_failure_leaves_the_file_that_was_there(tmp_path: Path, arguments: str) -> None:
    needs("bash")
    before = {"deep.json": "[" * 100_000, "out.json": "earlier"}
    for name, content in before.items():
        (tmp_path / name).write_text(content, "utf-8")
    shell = f'set -o pipefail; ulimit -f 4; "$@" {arguments}'
    result = run("bash", "-c", shell, "bash", sys.executable, *COMMAND, cwd=tmp_path, input=laid_out([SERVICE] * 100))
    assert (result.returncode, result.stdout) == (1, "")
    assert re.fullmatch("(-: .*Broken pipe|out.json: .*File too large|deep.json: .+)\n", result.stderr)
    assert {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()} == before


def test_an_older_generator_is_refused(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *(path for path in sys.path if "site-packages" not in path)])
    Path("in.json").write_text("{}", "utf-8")
    command("in.json", os.devnull)
    metadata = tmp_path / "datamodel_code_generator-1.dist-info" / "METADATA"
    metadata.parent.mkdir()
    for version in ("0.55.0", "0.100.0rc1", "1.0", "0.9", "0.54.1"):
        metadata.write_text(f"Version: {version}\n", "utf-8")
        refusal = pytest.raises(SystemExit, match=rf"^datamodel-code-generator {version} .* 0\.55 or newer$")
        with refusal if version in {"0.9", "0.54.1"} else nullcontext():
            command("in.json", os.devnull)
