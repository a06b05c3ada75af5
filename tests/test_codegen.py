"""`python -m pydantic_twilio_sid.codegen`, up to the documents it writes. `tests/integrations` makes models of them."""

import json
import os
import re
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pydantic_twilio_sid import SidConstraints, codegen
from tests.helpers import TYPES, needs, posix, run

COMMAND = ("-m", "pydantic_twilio_sid.codegen")
LENGTH = {"type": "string", "minLength": 34, "maxLength": 34}
Command = Callable[..., object]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Runs the command in an empty folder. Returns its error, or `None`."""
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str) -> object:
        monkeypatch.setattr(sys, "argv", ["codegen", *arguments])
        with pytest.raises(SystemExit) as raised:
            runpy.run_path(codegen.__file__, run_name="__main__")
        return raised.value.code

    return run_command


def choose(command: Command, pattern: str, place: str) -> str | None:
    """Return the name of the type for a field of a schema, or of a form if there's a path."""
    product, schema, field = place.split()
    content = {"properties": {field: {**LENGTH, "pattern": pattern}}}
    form = {"post": {"requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": content}}}}}
    part = {"paths": {schema: form}} if schema.startswith("/") else {"components": {"schemas": {schema: content}}}
    Path("in.json").write_text(json.dumps({"servers": [{"url": f"https://{product}.twilio.com"}], **part}), "utf-8")
    assert command("in.json", "out.json") is None
    names = re.findall(r'"x-python-type": "pydantic_twilio_sid\.(\w+)"', Path("out.json").read_text("utf-8"))
    return names[0] if names else None


SPELLINGS = {
    "^AC[0-9a-fA-F]{32}$": "AccountSid",
    "^AC[0-9A-Fa-f]{32}$": "AccountSid",
    "^AC[0-9a-f]{32}$": "AccountSid",
    "^AC[a-zA-Z0-9]{32}$": "AccountSid, stricter",
    "AC[0-9a-f]{32}": "AccountSid",
    "^OQ[0-9a-fA-F]{32}$": "OauthAppSid",
    "^OQ[a-zA-Z0-9]{32}$": "OauthAppSid",
    "^(SM|MM)[0-9a-fA-F]{32}$": "MessageSid",
    "^(MM|SM)[0-9a-fA-F]{32}$": "MessageSid",
    "^[a-zA-Z]{2}[0-9a-fA-F]{32}$": "Sid, stricter",
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
HEADINGS = {
    "stricter": "Type is stricter than the pattern",
    "kept": "No type fits, so the pattern is kept",
}


@pytest.mark.parametrize(("pattern", "meaning"), SPELLINGS.items(), ids=SPELLINGS)
def test_a_pattern_has_a_type_or_stays(
    command: Command, capsys: pytest.CaptureFixture[str], pattern: str, meaning: str
) -> None:
    name, _, listed = meaning.partition(", ")
    assert choose(command, pattern, "api api.v2010.account from") == (name if name in TYPES else None)
    heading = HEADINGS.get(listed or name)
    assert capsys.readouterr() == ("", f"{heading}: 1\n  from: 1 (in.json)\n" if heading else "")
    unchanged = json.loads(Path("in.json").read_text("utf-8")) == json.loads(Path("out.json").read_text("utf-8"))
    assert unchanged == (name not in TYPES)


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
    (tmp_path / "out.json").touch()
    (tmp_path / "out.json.part").touch()
    for source, target in [("twilio_sync_v1.json", "link"), ("-", "-")]:
        (tmp_path / source).write_text(before, "utf-8")
        result = run("python", *COMMAND, source, target, cwd=tmp_path, input=before)
        assert (result.returncode, result.stderr) == (0, "")
        assert (result.stdout or (tmp_path / "out.json").read_text("utf-8")) == after
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
    Path("in.json").chmod(0o600)
    mode = Path("in.json").stat().st_mode
    assert command("in.json", "in.json") is None
    assert (Path("in.json").read_text("utf-8"), Path("in.json").stat().st_mode) == (before, mode)
    names = {"Sid": 2, "default": 1, "example": 1, "list": 1, "pattern": 1, "properties": 1, "é": 3}
    lines = [f"  {name}: {times} (in.json)" for name, times in names.items()]
    assert capsys.readouterr().err.splitlines() == [f"{HEADINGS['kept']}: 10", *lines]


@pytest.mark.parametrize(
    ("content", "target", "message"),
    [
        (None, "out.json", "in.json: .*No such file or directory: 'in.json'"),
        ("", "out.json", "in.json: Expecting value: line 1 .*"),
        ("[]", "out.json", "in.json: not a JSON object"),
        ('{"maximum": 1e400}', "out.json", "in.json: Out of range float values are not JSON compliant.*"),
        pytest.param("{}", ".", ".: .*Is a directory: '.'", marks=posix),
        pytest.param("{}", "in.json/out\n.json", r"in.json/out\\n.json: .*in.json'", marks=posix),
    ],
)
def test_a_failure_is_one_line(
    command: Command, capsys: pytest.CaptureFixture[str], content: str | None, target: str, message: str
) -> None:
    if content is not None:
        Path("in.json").write_text(content, "utf-8")
    assert re.fullmatch(message, str(command("in.json", target)))
    assert capsys.readouterr() == ("", "")
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


def properties(**schemas: object) -> dict[str, object]:
    return {"components": {"schemas": {"schema": {"properties": schemas}}}}


def test_a_folder_becomes_a_folder(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    sid, kept = {"type": "string"}, {**LENGTH, "pattern": "^FX[0-9a-fA-F]{32}$"}
    parameters = [{"name": "CallSid", "in": "path", "schema": sid}, {"name": "To", "in": "query", "schema": sid}]
    account = {**sid, "x-jvm-type": "com.twilio.sids.AccountSid"}
    documents = {
        "b.json": properties(sid=SERVICE, fax_sid=kept, account_id=account, call_sid=sid, image_sids={"items": sid}),
        "a.json": properties(fax_sid=kept, faxes={"items": [kept]}, call_sid=sid, side=sid, **{"\x1b[2J\n": kept})
        | {"paths": {"/Calls/{CallSid}": {"parameters": parameters}}},
    }
    Path("in").mkdir()
    Path("in", "notes.txt").touch()
    for name, document in documents.items():
        Path("in", name).write_text(json.dumps(document), "utf-8")
    assert command("in", "new/out", "--newtypes") is None
    assert {file.name for file in Path("new/out").iterdir()} == documents.keys()
    assert json.loads(Path("new/out/b.json").read_text("utf-8")) == properties(
        sid={"type": "string", "x-python-type": "pydantic_twilio_sid.newtypes.ChatServiceSid"},
        fax_sid=kept,
        account_id={**account, "x-python-type": "pydantic_twilio_sid.newtypes.AccountSid"},
        call_sid=sid,
        image_sids={"items": sid},
    )
    assert capsys.readouterr().err.splitlines() == [
        "Named like a SID, but no pattern: 3",
        "  call_sid: 2 (a.json, b.json)",
        "  image_sids: 1 (b.json)",
        "Named like a SID, but no pattern, in parameters (most also accept a unique name): 1",
        f"{HEADINGS['kept']}: 4",
        r"  \x1b[2J\n: 1 (a.json)",
        "  fax_sid: 2 (a.json, b.json)",
        "  faxes: 1 (a.json)",
    ]


def test_a_folder_is_done_up_to_the_first_failure(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    Path("in").mkdir()
    assert command("in", "out") == "in: no *.json in this folder"
    assert not Path("out").exists()
    for name, content in {"a": json.dumps(properties(call_sid={"type": "string"})), "b": "[]", "c": "{}"}.items():
        Path("in", f"{name}.json").write_text(content, "utf-8")
    assert command("in", "out") == "in/b.json: not a JSON object"
    assert list(Path("out").iterdir()) == [Path("out/a.json")]
    assert "  call_sid: 1 (a.json)\n" in capsys.readouterr().err
    for arguments in (("in", "-"), ("in", ""), ("", "out")):  # "" isn't the current folder
        assert str(command(*arguments)).startswith(f"{arguments[0]}: ")


def test_names_are_no_keywords(command: Command) -> None:
    keywords = "$defs definitions patternProperties dependentSchemas callbacks pathItems webhooks responses headers"
    bundle = {**LENGTH, "pattern": "^BU[0-9a-fA-F]{32}$"}
    schemas = {"default": bundle, "x-sid": bundle, "CustomerProfileSid": bundle}
    Path("in.json").write_text(json.dumps(dict.fromkeys(keywords.split(), schemas)), "utf-8")
    assert command("in.json", "out.json") is None
    types = {"default": "BundleSid", "x-sid": "BundleSid", "CustomerProfileSid": "CustomerProfileSid"}
    for schemas in json.loads(Path("out.json").read_text("utf-8")).values():
        assert schemas == {
            name: {"type": "string", "x-python-type": f"pydantic_twilio_sid.{type_}"} for name, type_ in types.items()
        }


def test_an_older_generator_is_refused(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *(path for path in sys.path if "site-packages" not in path)])
    Path("in.json").write_text("{}", "utf-8")
    assert command("in.json", os.devnull) is None
    metadata = tmp_path / "datamodel_code_generator-1.dist-info" / "METADATA"
    metadata.parent.mkdir()
    for version in ("0.87.0", "0.100.0rc1", "1.0", "0.9", "0.86.1"):
        metadata.write_text(f"Version: {version}\n", "utf-8")
        refusal = f"datamodel-code-generator {version} is too old for these types; upgrade it to 0.87 or newer"
        assert command("in.json", os.devnull) == (refusal if version in {"0.9", "0.86.1"} else None)
