"""`examples/webhook_service` under uvicorn, as Twilio and a browser see it: by HTTP, and with Twilio's signature."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from openapi_spec_validator import validate

from pydantic_twilio_sid import SidPrefix
from pydantic_twilio_sid.testing import random_sid
from tests.examples.webhook_client import (
    ACCOUNT,
    TOKEN,
    Service,
    call_form,
    get,
    message_form,
    post,
    running_service,
    status_form,
    validator,
)
from tests.helpers import EXAMPLES

if sys.version_info < (3, 11):
    pytest.skip("FastAPI's limit of a body needs Python 3.11", allow_module_level=True)

TABLES = ("message", "messagestatus", "call")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture
def url(service: Service) -> str:
    return service.url


def error_of(response: httpx2.Response) -> tuple[str, list[str], str]:
    assert response.status_code == 422
    (error,) = response.json()["detail"]
    return error["type"], error["loc"], error["msg"]


# What Twilio sends


def test_message_is_stored_and_answered(url: str) -> None:
    form = message_form()
    response = post(url + "/webhooks/message", form)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/xml")
    assert ET.fromstring(response.text).findtext("Message") == "Thank you, we have got your message."  # noqa: S314
    assert httpx2.get(f"{url}/messages/{form['MessageSid']}").json() == {
        "message_sid": form["MessageSid"],
        "account_sid": ACCOUNT,
        "messaging_service_sid": form["MessagingServiceSid"],
        "sender": "+14155550123",
        "recipient": "+14155550100",
        "body": "Ahoy! \u2603 & more = fun",
        "media_urls": [],
    }


def test_mms_without_the_deprecated_names(url: str) -> None:
    media = {"NumMedia": "2", "MediaUrl1": "https://example.com/b", "MediaUrl0": "https://example.com/a"}
    form = message_form(MessageSid=random_sid(SidPrefix.MMS_MESSAGE), **media)
    for name in ("SmsSid", "SmsMessageSid", "MessagingServiceSid"):
        del form[name]
    assert post(url + "/webhooks/message", form).status_code == 200
    stored = httpx2.get(f"{url}/messages/{form['MessageSid']}").json()
    assert stored["messaging_service_sid"] is None
    assert stored["media_urls"] == ["https://example.com/a", "https://example.com/b"]


def test_message_that_is_sent_again_is_one_row(service: Service) -> None:
    form = message_form()
    for _ in range(3):
        assert post(service.url + "/webhooks/message", form).status_code == 200
    assert [row[0] for row in service.rows("message")].count(form["MessageSid"]) == 1


def test_statuses_that_arrive_before_their_message_or_out_of_order_are_kept(url: str) -> None:
    form = message_form()
    sid = form["MessageSid"]
    for status in ("delivered", "sent", "queued", "sent"):
        assert post(url + "/webhooks/message-status", status_form(sid, status)).status_code == 204
    assert httpx2.get(f"{url}/messages/{sid}").status_code == 404
    assert post(url + "/webhooks/message", form).status_code == 200
    failed = status_form(sid, "undelivered", ErrorCode="30007", RawDlrDoneDate="2611210010")
    assert post(url + "/webhooks/message-status", failed).status_code == 204
    statuses = httpx2.get(f"{url}/messages/{sid}/statuses").json()
    assert [(row["message_status"], row["error_code"]) for row in statuses] == [
        ("delivered", None),
        ("sent", None),
        ("queued", None),
        ("undelivered", 30007),
    ]


def test_call_is_stored_and_answered(service: Service) -> None:
    form = call_form(ParentCallSid=random_sid(SidPrefix.CALL))
    for _ in range(2):
        response = post(service.url + "/webhooks/call", form)
        assert ET.fromstring(response.text).findtext("Say") == "Thank you for your call."  # noqa: S314
    assert [row[0] for row in service.rows("call")].count(form["CallSid"]) == 1
    assert httpx2.get(f"{service.url}/calls/{form['CallSid']}").json() == {
        "call_sid": form["CallSid"],
        "account_sid": ACCOUNT,
        "parent_call_sid": form["ParentCallSid"],
        "sender": "+14155550123",
        "recipient": "+14155550100",
    }


@pytest.mark.parametrize("send", [get, post], ids=["GET", "POST"])
def test_an_empty_sid_is_none(url: str, send: Any) -> None:
    message = message_form(MessagingServiceSid="", SmsSid="", SmsMessageSid="")
    call = call_form(ParentCallSid="", ForwardedFrom="")
    status = status_form(message["MessageSid"], "sent", MessagingServiceSid="", ErrorCode="")
    assert send(url + "/webhooks/message", message).status_code == 200
    assert send(url + "/webhooks/call", call).status_code == 200
    assert send(url + "/webhooks/message-status", status).status_code == 204
    assert httpx2.get(f"{url}/messages/{message['MessageSid']}").json()["messaging_service_sid"] is None
    assert httpx2.get(f"{url}/calls/{call['CallSid']}").json()["parent_call_sid"] is None
    (shown,) = httpx2.get(f"{url}/messages/{message['MessageSid']}/statuses").json()
    assert shown["error_code"] is None


def test_webhooks_by_get(service: Service) -> None:
    form = message_form(Body="a + b & c = \u2603")
    sid, call = form["MessageSid"], call_form()
    for _ in range(2):
        assert get(service.url + "/webhooks/message", form).status_code == 200
        assert get(service.url + "/webhooks/message-status", status_form(sid, "sent")).status_code == 204
        assert "Thank you for your call." in get(service.url + "/webhooks/call", call).text
    assert httpx2.get(f"{service.url}/messages/{sid}").json()["body"] == form["Body"]
    assert [row["message_status"] for row in httpx2.get(f"{service.url}/messages/{sid}/statuses").json()] == ["sent"]
    assert httpx2.get(f"{service.url}/calls/{call['CallSid']}").status_code == 200
    assert '"GET /webhooks/message HTTP/1.1" 200' in service.log  # without the query


@pytest.mark.parametrize(
    ("path", "form", "wrong"),
    [
        ("/webhooks/message", message_form(), {"MessageSid": random_sid(SidPrefix.CALL)}),
        ("/webhooks/message", message_form(), {"AccountSid": random_sid(SidPrefix.API_KEY)}),
        ("/webhooks/message", message_form(), {"SmsSid": ACCOUNT}),
        ("/webhooks/message", message_form(), {"SmsMessageSid": "SM" + "X" * 32}),
        ("/webhooks/message", message_form(), {"MessagingServiceSid": "MG0123"}),
        ("/webhooks/message-status", status_form(random_sid("SM"), "sent"), {"MessageSid": random_sid("CA")}),
        ("/webhooks/call", call_form(), {"CallSid": random_sid(SidPrefix.SMS_MESSAGE)}),
        ("/webhooks/call", call_form(), {"ParentCallSid": random_sid(SidPrefix.CALL) + "\n"}),
    ],
    ids=["message", "account", "SmsSid", "SmsMessageSid", "service", "message of a status", "call", "parent call"],
)
def test_wrong_sid_is_refused_and_not_stored(
    service: Service, path: str, form: dict[str, str], wrong: dict[str, str]
) -> None:
    before = [service.rows(table) for table in TABLES]
    response = post(service.url + path, form | wrong)
    kind, location, text = error_of(response)
    assert (kind, location) == ("twilio_sid", ["body", *wrong])
    assert re.fullmatch(r"Input should be a Twilio [A-Z][\w ]+ SID: .* followed by 32 hexadecimal digits", text)
    assert [value for value in wrong.values() if value in response.text] == []
    assert [service.rows(table) for table in TABLES] == before


# The signature


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/webhooks/message", message_form()),
        ("/webhooks/message", {"MessageSid": "wrong"}),
        ("/webhooks/message", {"a": ""}),
        ("/webhooks/message-status", status_form(random_sid("SM"), "sent")),
        ("/webhooks/call", call_form()),
    ],
    ids=["message", "wrong message", "no message", "status", "call"],
)
def test_bad_signature_is_refused_before_all_else(service: Service, path: str, form: dict[str, str]) -> None:
    before = [service.rows(table) for table in TABLES]
    url = service.url + path
    for signature in ("", "x", validator.compute_signature(url, form | {"Body": "changed"})):
        assert httpx2.post(url, data=form, headers={"X-Twilio-Signature": signature}).status_code == 403
    assert httpx2.post(url, data=form).status_code == 403
    for host in ("a:b", "a:99999", "[::1", "a b"):
        assert httpx2.post(url, data=form, headers={"Host": host}).status_code in {400, 403}
    assert httpx2.get(url, params=form).status_code == 403
    assert post(url, form, signed_url=service.url + "/webhooks/other").status_code == 403
    assert [service.rows(table) for table in TABLES] == before


def test_query_of_the_url_is_signed_too(url: str) -> None:
    address = url + "/webhooks/call?from=console&x=1%202"
    assert post(address, call_form()).status_code == 200
    assert post(address, call_form(), signed_url=url + "/webhooks/call").status_code == 403


def test_behind_a_proxy_that_forwards_host_and_scheme(url: str) -> None:
    headers = {"Host": "hooks.example.com", "X-Forwarded-Proto": "https", "X-Forwarded-For": "54.172.60.1"}
    signed = "https://hooks.example.com/webhooks/call"
    assert post(url + "/webhooks/call", call_form(), signed_url=signed, **headers).status_code == 200
    del headers["X-Forwarded-Proto"]
    assert post(url + "/webhooks/call", call_form(), signed_url=signed, **headers).status_code == 403


def test_behind_a_proxy_that_changes_the_url(tmp_path: Path) -> None:
    with running_service(tmp_path, PUBLIC_URL="https://example.com/twilio/") as (url, _):
        signed = "https://example.com/twilio/webhooks/call?a=b"
        assert post(url + "/webhooks/call?a=b", call_form(), signed_url=signed).status_code == 200
        assert post(url + "/webhooks/call?a=b", call_form()).status_code == 403


# What is shown


def test_messages_of_one_service_and_one_account(url: str) -> None:
    account = random_sid(SidPrefix.ACCOUNT)
    forms = [message_form(), message_form(AccountSid=account), message_form(AccountSid=account)]
    for form in forms:
        post(url + "/webhooks/message", form)
    sids = [form["MessageSid"] for form in forms]

    def listed(**options: Any) -> set[str]:
        return {row["message_sid"] for row in httpx2.get(url + "/messages", **options).json()}

    assert set(sids) <= listed()
    assert listed(params={"messaging_service_sid": forms[1]["MessagingServiceSid"]}) == {sids[1]}
    assert listed(headers={"X-Account-Sid": account}) == set(sids[1:])
    assert listed(headers={"Cookie": f"account_sid={account}"}) == set(sids[1:])
    assert sids[0] in listed(headers={"X-Account-Sid": ACCOUNT, "Cookie": f"account_sid={account}"})
    found = httpx2.post(url + "/searches/messages", json={"message_sids": [*sids[:2], random_sid("MM")]}).json()
    assert {row["message_sid"] for row in found} == set(sids[:2])


@pytest.mark.parametrize(
    ("path", "options", "location", "resource"),
    [
        (f"/messages/{random_sid('CA')}", {}, ["path", "message_sid"], "Message"),
        ("/messages/SM0123/statuses", {}, ["path", "message_sid"], "Message"),
        (f"/calls/{random_sid('CA')}%0A", {}, ["path", "call_sid"], "Call"),
        (
            "/messages",
            {"params": {"messaging_service_sid": random_sid("IS")}},
            ["query", "messaging_service_sid"],
            "Messaging Service",
        ),
        ("/messages", {"headers": {"X-Account-Sid": "AC"}}, ["header", "x-account-sid"], "Account"),
        ("/messages", {"headers": {"Cookie": "account_sid=SKaaaa"}}, ["cookie", "account_sid"], "Account"),
    ],
    ids=["path", "path of statuses", "path with a line break", "query", "header", "cookie"],
)
def test_wrong_sid_in_a_request(
    url: str, path: str, options: dict[str, Any], location: list[str], resource: str
) -> None:
    kind, found, text = error_of(httpx2.get(url + path, **options))
    assert (kind, found) == ("twilio_sid", location)
    assert text.startswith(f"Input should be a Twilio {resource} SID: '")


def test_unknown_call(url: str) -> None:
    assert httpx2.get(f"{url}/calls/{random_sid('CA')}").status_code == 404


# Its description


def test_openapi_is_valid_and_has_twilios_pattern_everywhere(url: str) -> None:
    openapi: Any = httpx2.get(url + "/openapi.json").json()
    validate(openapi)
    schemas = openapi["components"]["schemas"]

    def pattern(schema: Any) -> str:
        (choice,) = [choice for choice in schema.get("anyOf", [schema]) if choice["type"] != "null"]
        assert (choice["type"], choice["minLength"], choice["maxLength"]) == ("string", 34, 34)
        return str(choice["pattern"])

    get_messages = {item["in"]: item["schema"] for item in openapi["paths"]["/messages"]["get"]["parameters"]}
    get_call = {item["in"]: item["schema"] for item in openapi["paths"]["/calls/{call_sid}"]["get"]["parameters"]}
    get_message = openapi["paths"]["/webhooks/message"]["get"]["parameters"]
    assert pattern(get_call["path"]) == "^CA[0-9a-fA-F]{32}$"
    assert pattern(get_messages["query"]) == "^MG[0-9a-fA-F]{32}$"
    assert pattern(get_messages["header"]) == pattern(get_messages["cookie"]) == "^AC[0-9a-fA-F]{32}$"
    message = "^(SM|MM)[0-9a-fA-F]{32}$"
    names = ("MessageSid", "SmsSid", "SmsMessageSid")
    form = schemas["IncomingMessage"]["properties"]
    query = {item["name"]: item["schema"] for item in get_message}
    assert [pattern(fields[name]) for fields in (form, query) for name in names] == [message] * 6
    search = openapi["paths"]["/searches/messages"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    (body,) = schemas[search["$ref"].rpartition("/")[2]]["properties"].values()
    assert pattern(body["items"]) == message
    assert pattern(schemas["Message"]["properties"]["message_sid"]) == message
    assert pattern(schemas["Call"]["properties"]["parent_call_sid"]) == "^CA[0-9a-fA-F]{32}$"


def test_schemathesis_finds_nothing(url: str, tmp_path: Path) -> None:
    schemathesis = Path(sys.executable).with_name("schemathesis")
    options = ["--phases=coverage,fuzzing", "--max-examples=5", "--generation-deterministic", "--no-color"]
    variables = {
        "PYTHONPATH": str(EXAMPLES.parent),
        "SCHEMATHESIS_HOOKS": "tests.examples.schemathesis_hooks",
        "TWILIO_AUTH_TOKEN": TOKEN,
    }
    result = subprocess.run(
        [schemathesis, "run", url + "/openapi.json", *options],
        cwd=tmp_path,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "11 selected / 11 total" in result.stdout
