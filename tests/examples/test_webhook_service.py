"""`examples/webhook_service.py` under uvicorn, as Twilio and a browser see it: by HTTP, and with Twilio's signature."""

import os
import re
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest
from openapi_spec_validator import validate

from pydantic_twilio_sid import SidPrefix
from pydantic_twilio_sid.testing import random_sid
from tests.helpers import EXAMPLES
from tests.examples.webhook_client import (
    ACCOUNT,
    TOKEN,
    call_form,
    message_form,
    post,
    rows,
    running_service,
    status_form,
    validator,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("service")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    with running_service(folder) as url:
        yield url


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
        "sid": form["MessageSid"],
        "account_sid": ACCOUNT,
        "messaging_service_sid": form["MessagingServiceSid"],
        "sender": "+14155550123",
        "recipient": "+14155550100",
        "body": "Ahoy! \u2603 & more = fun",
        "media_urls": [],
        "statuses": [],
    }


def test_mms_without_the_deprecated_names(url: str) -> None:
    media = {"NumMedia": "2", "MediaUrl0": "https://example.com/a", "MediaUrl1": "https://example.com/b"}
    form = message_form(MessageSid=random_sid(SidPrefix.MMS_MESSAGE), **media)
    for name in ("SmsSid", "SmsMessageSid", "MessagingServiceSid"):
        del form[name]
    assert post(url + "/webhooks/message", form).status_code == 200
    stored = httpx2.get(f"{url}/messages/{form['MessageSid']}").json()
    assert stored["messaging_service_sid"] is None
    assert stored["media_urls"] == ["https://example.com/a", "https://example.com/b"]


def test_message_that_is_sent_again_is_one_row(url: str, folder: Path) -> None:
    form = message_form()
    for _ in range(3):
        assert post(url + "/webhooks/message", form).status_code == 200
    assert [row[0] for row in rows(folder, "message")].count(form["MessageSid"]) == 1


def test_statuses_that_arrive_before_their_message_or_out_of_order_are_kept(url: str) -> None:
    form = message_form()
    sid = form["MessageSid"]
    for status in ("delivered", "sent", "queued", "sent"):
        assert post(url + "/webhooks/message-status", status_form(sid, status)).status_code == 204
    assert httpx2.get(f"{url}/messages/{sid}").status_code == 404
    assert [row["status"] for row in httpx2.get(f"{url}/messages/{sid}/statuses").json()] == [
        "delivered",
        "sent",
        "queued",
    ]
    assert post(url + "/webhooks/message", form).status_code == 200
    failed = status_form(sid, "undelivered", ErrorCode="30007", RawDlrDoneDate="2611210010")
    assert post(url + "/webhooks/message-status", failed).status_code == 204
    statuses = httpx2.get(f"{url}/messages/{sid}").json()["statuses"]
    assert [(row["status"], row["error_code"]) for row in statuses] == [
        ("delivered", None),
        ("sent", None),
        ("queued", None),
        ("undelivered", 30007),
    ]


def test_call_is_stored_and_answered(url: str, folder: Path) -> None:
    form = call_form(ParentCallSid=random_sid(SidPrefix.CALL))
    for _ in range(2):
        response = post(url + "/webhooks/call", form)
        assert ET.fromstring(response.text).findtext("Say") == "Thank you for your call."  # noqa: S314
    assert [row[0] for row in rows(folder, "call")].count(form["CallSid"]) == 1
    assert httpx2.get(f"{url}/calls/{form['CallSid']}").json() == {
        "sid": form["CallSid"],
        "account_sid": ACCOUNT,
        "parent_call_sid": form["ParentCallSid"],
        "caller": "+14155550123",
        "called": "+14155550100",
    }


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
)
def test_wrong_sid_is_refused_and_not_stored(
    url: str, folder: Path, path: str, form: dict[str, str], wrong: dict[str, str]
) -> None:
    before = [rows(folder, table) for table in ("message", "messagestatus", "call")]
    kind, location, text = error_of(post(url + path, form | wrong))
    assert (kind, location) == ("twilio_sid", ["body", *wrong])
    assert re.fullmatch(r"Input should be a Twilio [A-Z][\w ]+ SID: .* followed by 32 hexadecimal digits", text)
    assert [rows(folder, table) for table in ("message", "messagestatus", "call")] == before


@pytest.mark.parametrize("field", ["SmsSid", "SmsMessageSid"])
def test_deprecated_names_are_of_the_same_message(url: str, field: str) -> None:
    response = post(url + "/webhooks/message", message_form(**{field: random_sid(SidPrefix.SMS_MESSAGE)}))
    assert error_of(response)[2].endswith("where they are sent, are the same as MessageSid")


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
)
def test_bad_signature_is_refused_before_all_else(url: str, folder: Path, path: str, form: dict[str, str]) -> None:
    before = [rows(folder, table) for table in ("message", "messagestatus", "call")]
    for signature in ("", "x", validator.compute_signature(url + path, form | {"Body": "changed"})):
        assert httpx2.post(url + path, data=form, headers={"X-Twilio-Signature": signature}).status_code == 403
    assert httpx2.post(url + path, data=form).status_code == 403
    assert httpx2.post(url + path, data=form, headers={"Host": "a:b"}).status_code in {400, 403}
    assert httpx2.get(url + path, params=form).status_code == 403
    assert post(url + path, form, signed_url=url + "/webhooks/other").status_code == 403
    assert [rows(folder, table) for table in ("message", "messagestatus", "call")] == before


def test_query_of_the_url_is_signed_too(url: str) -> None:
    address = url + "/webhooks/call?from=console&x=1%202"
    assert post(address, call_form()).status_code == 200
    assert post(address, call_form(), signed_url=url + "/webhooks/call").status_code == 403


def test_behind_a_proxy_that_says_what_it_was_asked(url: str) -> None:
    headers = {"Host": "hooks.example.com", "X-Forwarded-Proto": "https", "X-Forwarded-For": "54.172.60.1"}
    signed = "https://hooks.example.com/webhooks/call"
    assert post(url + "/webhooks/call", call_form(), signed_url=signed, **headers).status_code == 200
    del headers["X-Forwarded-Proto"]
    assert post(url + "/webhooks/call", call_form(), signed_url=signed, **headers).status_code == 403


def test_behind_a_proxy_that_changes_the_url(tmp_path: Path) -> None:
    with running_service(tmp_path, PUBLIC_URL="https://example.com/twilio/") as url:
        signed = "https://example.com/twilio/webhooks/call?a=b"
        assert post(url + "/webhooks/call?a=b", call_form(), signed_url=signed).status_code == 200
        assert post(url + "/webhooks/call?a=b", call_form()).status_code == 403


def test_postgresql_in_place_of_sqlite(tmp_path: Path, postgresql: str) -> None:
    database = postgresql.replace("postgresql:", "postgresql+psycopg:")
    with running_service(tmp_path, DATABASE_URL=database) as url:
        form = message_form(MediaUrl0="https://example.com/a", NumMedia="1")
        sid = form["MessageSid"]
        for _ in range(2):
            assert post(url + "/webhooks/message-status", status_form(sid, "sent")).status_code == 204
            assert post(url + "/webhooks/message", form).status_code == 200
        message = httpx2.get(f"{url}/messages/{sid}").json()
    assert message["media_urls"] == ["https://example.com/a"]
    assert [status["status"] for status in message["statuses"]] == ["sent"]
    with psycopg.connect(postgresql) as connection:
        lengths = connection.execute(
            "SELECT DISTINCT data_type, character_maximum_length FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name LIKE '%sid'"
        ).fetchall()
    assert lengths == [("character varying", 34)]


def test_wrong_settings_stop_the_service(tmp_path: Path) -> None:
    with (
        pytest.raises(AssertionError, match="TWILIO_ACCOUNT_SID: Input should be a Twilio Account SID: 'AC' followed"),
        running_service(tmp_path, TWILIO_ACCOUNT_SID="SK" + "b" * 32),
    ):
        pass
    assert "b" * 32 not in (tmp_path / "log.txt").read_text()
    assert TOKEN not in (tmp_path / "log.txt").read_text()


# What is shown


def test_messages_of_one_service_and_one_account(url: str) -> None:
    account = random_sid(SidPrefix.ACCOUNT)
    forms = [message_form(), message_form(AccountSid=account), message_form(AccountSid=account)]
    for form in forms:
        post(url + "/webhooks/message", form)
    sids = [form["MessageSid"] for form in forms]

    def listed(**options: Any) -> set[str]:
        return {row["sid"] for row in httpx2.get(url + "/messages", **options).json()}

    assert set(sids) <= listed()
    assert listed(params={"messaging_service_sid": forms[1]["MessagingServiceSid"]}) == {sids[1]}
    assert listed(headers={"X-Account-Sid": account}) == set(sids[1:])
    assert listed(headers={"Cookie": f"account_sid={account}"}) == set(sids[1:])
    assert sids[0] in listed(headers={"X-Account-Sid": ACCOUNT, "Cookie": f"account_sid={account}"})
    found = httpx2.post(url + "/searches/messages", json={"message_sids": [*sids[:2], random_sid("MM")]}).json()
    assert {row["sid"] for row in found} == set(sids[:2])


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
)
def test_wrong_sid_in_a_request(
    url: str, path: str, options: dict[str, Any], location: list[str], resource: str
) -> None:
    kind, found, text = error_of(httpx2.get(url + path, **options))
    assert (kind, found) == ("twilio_sid", location)
    assert text.startswith(f"Input should be a Twilio {resource} SID: '")


def test_unknown_call(url: str) -> None:
    assert httpx2.get(f"{url}/calls/{random_sid('CA')}").status_code == 404


def test_columns_are_bounded(folder: Path, url: str) -> None:
    assert url
    with sqlite3.connect(folder / "twilio.db") as connection:
        types = {
            (table, name): kind
            for table in ("message", "messagestatus", "call")
            for _, name, kind, *_ in connection.execute(f'PRAGMA table_info("{table}")')
            if "sid" in name
        }
    connection.close()
    assert len(types) == 8
    assert set(types.values()) == {"VARCHAR(34)"}


# Its description


@pytest.fixture(scope="module")
def openapi(url: str) -> Any:
    return httpx2.get(url + "/openapi.json").json()


def test_openapi_is_valid_and_has_twilios_pattern_everywhere(openapi: Any) -> None:
    validate(openapi)
    schemas = openapi["components"]["schemas"]

    def pattern(schema: Any) -> str:
        (choice,) = [choice for choice in schema.get("anyOf", [schema]) if choice["type"] != "null"]
        assert (choice["type"], choice["minLength"], choice["maxLength"]) == ("string", 34, 34)
        return str(choice["pattern"])

    get_messages = {item["in"]: item["schema"] for item in openapi["paths"]["/messages"]["get"]["parameters"]}
    get_call = {item["in"]: item["schema"] for item in openapi["paths"]["/calls/{call_sid}"]["get"]["parameters"]}
    assert pattern(get_call["path"]) == "^CA[0-9a-fA-F]{32}$"
    assert pattern(get_messages["query"]) == "^MG[0-9a-fA-F]{32}$"
    assert pattern(get_messages["header"]) == pattern(get_messages["cookie"]) == "^AC[0-9a-fA-F]{32}$"
    form = schemas["IncomingMessage"]["properties"]
    message = "^(SM|MM)[0-9a-fA-F]{32}$"
    assert [pattern(form[name]) for name in ("MessageSid", "SmsSid", "SmsMessageSid")] == [message] * 3
    assert pattern(schemas["MessageSearch"]["properties"]["message_sids"]["items"]) == message  # a body
    assert pattern(schemas["MessageView"]["properties"]["sid"]) == message  # a response


def test_schemathesis_finds_nothing(url: str, tmp_path: Path) -> None:
    schemathesis = Path(sys.executable).with_name("schemathesis")
    command = [str(schemathesis), "run", url + "/openapi.json", "--max-examples=25", "--seed=1", "--no-color"]
    variables = {
        "PYTHONPATH": str(EXAMPLES.parent),
        "SCHEMATHESIS_HOOKS": "tests.examples.schemathesis_hooks",
        "TWILIO_AUTH_TOKEN": TOKEN,
    }
    result = subprocess.run(
        command, cwd=tmp_path, env=os.environ | variables, capture_output=True, text=True, check=False, timeout=300
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "11 selected / 11 total" in result.stdout
