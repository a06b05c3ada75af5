"""What the open internet, several workers and a broken database do to `examples/webhook_service.py`."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import repeat
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from starlette.datastructures import FormData

from pydantic_twilio_sid import SidPrefix
from pydantic_twilio_sid.testing import random_sid
from tests.helpers import EXAMPLES
from tests.examples.webhook_client import (
    ACCOUNT,
    call_form,
    failed_start,
    for_service,
    get,
    message_form,
    new_database,
    post,
    rows,
    running_service,
    send,
    status_form,
    validator,
    variables,
)

FORM = "Content-Type: application/x-www-form-urlencoded"
WEBHOOKS = ["/webhooks/message", "/webhooks/message-status", "/webhooks/call"]
PRIVATE = (ACCOUNT, "+14155550123", "+14155550100", "Ahoy!")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_service(tmp_path_factory.mktemp("service")) as url:
        yield url


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def any_database(request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty database."""
    if request.param == "SQLite":
        return "sqlite:///twilio.db"
    return for_service(new_database(request.getfixturevalue("postgresql")))


# Before the signature is checked


@pytest.mark.parametrize("path", WEBHOOKS)
@pytest.mark.parametrize(
    "content_type", ["multipart/form-data; boundary=x; charset=punycode", "application/json", "text/plain", None]
)
def test_only_a_urlencoded_form_is_read(url: str, path: str, content_type: str | None) -> None:
    headers = {"X-Twilio-Signature": validator.compute_signature(url + path, {})}
    if content_type:
        headers["Content-Type"] = content_type
    assert httpx2.post(url + path, content=b"--x--", headers=headers).status_code == 415


@pytest.mark.parametrize("path", [*WEBHOOKS, "/searches/messages"])
def test_a_body_that_is_too_large_is_not_read(url: str, path: str) -> None:
    head = f"POST {path} HTTP/1.1\r\n{FORM if path in WEBHOOKS else 'Content-Type: application/json'}\r\n"
    assert send(url, head + "Content-Length: 300000000").startswith(b"HTTP/1.1 413 ")
    chunks = repeat(b"10000\r\n" + b"a" * 0x10000 + b"\r\n", 1000)
    assert send(url, head + "Transfer-Encoding: chunked", chunks).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("path", WEBHOOKS)
def test_a_body_of_separators_is_not_parsed(url: str, path: str) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert httpx2.post(url + path, content=b"&" * 100_000, headers=headers).status_code == 413
    for method in ("GET", "POST"):
        head = f"{method} {path}?{'&' * 30_000} HTTP/1.1\r\n{FORM}\r\nContent-Length: 0"
        assert send(url, head).startswith(b"HTTP/1.1 413 ")


def test_twilios_largest_request_has_room(url: str) -> None:
    media = {f"MediaUrl{number}": "https://api.twilio.com/" + "m" * 2000 for number in range(10)}
    form = message_form(Body="\U0001f600" * 4096, NumMedia="10", **media)
    assert post(url + "/webhooks/message", form).status_code == 200
    assert httpx2.get(f"{url}/messages/{form['MessageSid']}").json()["body"] == form["Body"]


def test_a_client_that_hangs_up_leaves_no_traceback(tmp_path: Path) -> None:
    with running_service(tmp_path) as url:
        for path in (*WEBHOOKS, "/searches/messages"):
            content_type = FORM if path in WEBHOOKS else "Content-Type: application/json"
            with pytest.raises(TimeoutError):  # ours: it hangs up
                send(url, f"POST {path} HTTP/1.1\r\n{content_type}\r\nContent-Length: 100", [b"Body=a"], 0.1)
        assert post(url + "/webhooks/message", message_form()).status_code == 200
    assert "Traceback" not in (tmp_path / "log.txt").read_text()


# By GET


def test_webhooks_by_get(url: str) -> None:
    form = message_form(Body="a + b & c = \u2603", MessagingServiceSid="", SmsSid="")
    sid = form["MessageSid"]
    for _ in range(2):
        assert get(url + "/webhooks/message", form).status_code == 200
        assert get(url + "/webhooks/message-status", status_form(sid, "sent", ErrorCode="")).status_code == 204
    message = httpx2.get(f"{url}/messages/{sid}").json()
    assert (message["body"], message["messaging_service_sid"]) == (form["Body"], None)
    assert [status["status"] for status in message["statuses"]] == ["sent"]
    call = call_form()
    response = get(url + "/webhooks/call", call)
    assert "Thank you for your call." in response.text
    assert httpx2.get(f"{url}/calls/{call['CallSid']}").status_code == 200


@pytest.mark.parametrize(
    ("path", "form"),
    [
        (WEBHOOKS[0], message_form(MessageSid="SM0123")),
        (WEBHOOKS[0], message_form(SmsSid=random_sid("SM"))),
        (WEBHOOKS[0], message_form(NumMedia="many")),
        (WEBHOOKS[0], {"a": ""}),
        (WEBHOOKS[1], status_form(random_sid("SM"), "")),
        (WEBHOOKS[1], status_form(random_sid("SM"), "x" * 33)),
        (WEBHOOKS[1], status_form(random_sid("SM"), "sent", ErrorCode="-1")),
        (WEBHOOKS[2], call_form(CallSid="")),
        (WEBHOOKS[2], call_form(AccountSid=ACCOUNT + "\0")),
    ],
)
def test_both_methods_refuse_the_same(url: str, path: str, form: dict[str, str]) -> None:
    posted, got = post(url + path, form), get(url + path, form)
    assert posted.status_code == got.status_code == 422
    where = {"body": "query"}
    expected = [{**error, "loc": [where.get(name, name) for name in error["loc"]]} for error in posted.json()["detail"]]
    assert got.json()["detail"] == expected


def test_the_log_has_no_query(tmp_path: Path) -> None:
    with running_service(tmp_path) as url:
        assert get(url + "/webhooks/message", message_form()).status_code == 200
    log = (tmp_path / "log.txt").read_text()
    assert '"GET /webhooks/message HTTP/1.1" 200' in log
    assert [text for text in (*PRIVATE, "4155550123", "Ahoy") if text in log] == []


# What a field can hold


def test_nul_in_a_field_loses_no_message(tmp_path: Path, any_database: str) -> None:
    with running_service(tmp_path, DATABASE_URL=any_database) as url:
        form = message_form(Body="a\0b", From="\0", MediaUrl0="https://example.com/\0", NumMedia="1")
        call = call_form(From="\0")
        assert post(url + "/webhooks/message", form).status_code == 200
        assert post(url + "/webhooks/message-status", status_form(form["MessageSid"], "se\0nt")).status_code == 204
        assert post(url + "/webhooks/call", call).status_code == 200
        assert post(url + "/webhooks/message", message_form(MessageSid="SM\0")).status_code == 422
        (message,) = httpx2.get(f"{url}/messages").json()
        assert httpx2.get(f"{url}/calls/{call['CallSid']}").json()["caller"] == "\ufffd"
    assert (message["body"], message["sender"]) == ("a\ufffdb", "\ufffd")
    assert message["media_urls"] == ["https://example.com/\ufffd"]
    assert message["statuses"][0]["status"] == "se\ufffdnt"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_field_that_is_sent_twice(url: str, method: str) -> None:
    fields: list[tuple[str, Any]] = [
        *message_form(NumMedia="1").items(),
        ("MediaUrl0", "https://a"),
        ("MediaUrl0", "https://b"),
    ]
    address = url + "/webhooks/message"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if method == "GET":
        address += "?" + urlencode(fields)
        headers["X-Twilio-Signature"] = validator.compute_signature(address, {})
        response = httpx2.get(address, headers=headers)
    else:
        headers["X-Twilio-Signature"] = validator.compute_signature(address, FormData(fields))
        response = httpx2.post(address, content=urlencode(fields), headers=headers)
    assert response.status_code == 200
    (message,) = httpx2.post(url + "/searches/messages", json={"message_sids": [dict(fields)["MessageSid"]]}).json()
    assert message["media_urls"] == ["https://b"]


@pytest.mark.parametrize(
    "body", [rb'{"message_sids": ["\ud800"]}', b"[NaN]", b"[1e400]", b'{"message_sids": [Infinity]}', b"[" * 9999]
)
def test_odd_json_is_refused(url: str, body: bytes) -> None:
    response = httpx2.post(url + "/searches/messages", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in {400, 422}


def test_odd_rows_do_not_break_the_list(tmp_path: Path) -> None:
    good, flawed = message_form(), message_form()
    row = {"account_sid": ACCOUNT, "sender": "+14155550123", "recipient": "", "body": "Ahoy!", "media_urls": "[]"}
    odd: list[dict[str, Any]] = [
        {"media_urls": '[["a", "b"]]'},
        {"media_urls": "no JSON"},
        {"media_urls": '["\\ud800"]'},
        {"media_urls": "null"},
        {"account_sid": "AC0123"},
        {"body": b"\xff", "media_urls": b"\xff"},
    ]
    with running_service(tmp_path) as url:
        for form in (good, flawed):
            assert post(url + "/webhooks/message", form).status_code == 200
            assert post(url + "/webhooks/message-status", status_form(form["MessageSid"], "sent")).status_code == 204
        sids = [random_sid(SidPrefix.MMS_MESSAGE) for _ in odd]
        with closing(sqlite3.connect(tmp_path / "twilio.db")) as connection, connection:
            for sid, changed in zip(sids, odd, strict=True):
                values = {"sid": sid, **row, **changed}
                names, marks = ", ".join(values), ", ".join("?" * len(values))
                connection.execute(f"INSERT INTO message ({names}) VALUES ({marks})", list(values.values()))  # noqa: S608
            connection.execute(
                "INSERT INTO messagestatus (message_sid, status, account_sid, received_at) VALUES (?, ?, ?, ?)",
                (flawed["MessageSid"], "odd", ACCOUNT, "yesterday"),
            )
        listed = httpx2.get(url + "/messages").json()
        assert {message["sid"] for message in listed} == {good["MessageSid"], flawed["MessageSid"]}
        assert [[status["status"] for status in message["statuses"]] for message in listed] == [["sent"], ["sent"]]
        found = httpx2.post(url + "/searches/messages", json={"message_sids": [good["MessageSid"], *sids]}).json()
        assert [message["sid"] for message in found] == [good["MessageSid"]]
        assert [httpx2.get(f"{url}/messages/{sid}").status_code for sid in sids] == [404] * len(sids)
        statuses = httpx2.get(f"{url}/messages/{flawed['MessageSid']}/statuses").json()
        assert [status["status"] for status in statuses] == ["sent"]
    log = (tmp_path / "log.txt").read_text()
    assert [sid for sid in sids if sid not in log] == []
    assert "Traceback" not in log
    assert [text for text in PRIVATE if text in log] == []


# The database


def test_many_workers_start_on_an_empty_database(tmp_path: Path, any_database: str) -> None:
    program = [sys.executable, "-c", "import webhook_service"]
    environment = variables(DATABASE_URL=any_database, PYTHONPATH=str(EXAMPLES))
    processes = [
        subprocess.Popen(program, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(8)
    ]
    assert [process.communicate(timeout=300)[1] for process in processes] == [""] * 8
    assert [process.returncode for process in processes] == [0] * 8


def test_a_locked_database_is_503(tmp_path: Path) -> None:
    form = message_form()
    with running_service(tmp_path, DATABASE_URL="sqlite:///twilio.db?timeout=0.1") as url:
        with closing(sqlite3.connect(tmp_path / "twilio.db")) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            response = post(url + "/webhooks/message", form)
        assert (response.status_code, response.headers["Retry-After"].isdecimal()) == (503, True)
        assert post(url + "/webhooks/message", form).status_code == 200
    assert [row[0] for row in rows(tmp_path, "message")] == [form["MessageSid"]]
    log = (tmp_path / "log.txt").read_text()
    assert "database is locked" in log
    assert "Traceback" not in log
    assert [text for text in PRIVATE if text in log] == []


def test_more_clients_than_threads(tmp_path: Path) -> None:
    with running_service(tmp_path) as url:
        assert post(url + "/webhooks/message", message_form()).status_code == 200
        limits = httpx2.Limits(max_connections=128)
        with httpx2.Client(timeout=300, limits=limits) as client, ThreadPoolExecutor(128) as pool:
            responses = list(pool.map(client.get, repeat(url + "/messages", 1024)))
    assert {response.status_code for response in responses} == {200}


def test_a_dropped_connection_is_found_before_a_request_is(tmp_path: Path, postgresql: str) -> None:
    database = new_database(postgresql)
    with running_service(tmp_path, DATABASE_URL=for_service(database)) as url:
        assert post(url + "/webhooks/message", message_form()).status_code == 200
        with psycopg.connect(postgresql, autocommit=True) as connection:
            ended = connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
                (conninfo_to_dict(database)["dbname"],),
            ).fetchall()
        assert ended
        assert post(url + "/webhooks/message", message_form()).status_code == 200


def test_the_log_of_a_database_error_has_nothing_private(tmp_path: Path, postgresql: str) -> None:
    database = new_database(postgresql)
    with running_service(tmp_path, DATABASE_URL=for_service(database)) as url:
        with psycopg.connect(database) as connection:
            connection.execute("ALTER TABLE message ADD COLUMN another text NOT NULL")
        assert post(url + "/webhooks/message", message_form()).status_code == 500
    log = (tmp_path / "log.txt").read_text()
    assert "NotNullViolation" in log
    assert [text for text in PRIVATE if text in log] == []


# A start that fails


@pytest.mark.parametrize("token", ["", " ", "\t\n", "x" * 1000])
def test_no_empty_secret(tmp_path: Path, token: str) -> None:
    (line,) = failed_start(tmp_path, TWILIO_AUTH_TOKEN=token).splitlines()
    assert line.startswith("TWILIO_AUTH_TOKEN: String should have at ")


@pytest.mark.parametrize(
    "public_url", ["example.com", "example.com:80", "", "ftp://example.com", "https://", "/twilio"]
)
def test_public_url_without_a_scheme(tmp_path: Path, public_url: str) -> None:
    (line,) = failed_start(tmp_path, PUBLIC_URL=public_url).splitlines()
    assert line.startswith("PUBLIC_URL: ")


@pytest.mark.parametrize(
    "database_url",
    [
        "",
        "twilio.db",
        "oracle://localhost",
        "nosuch://localhost",
        "sqlite:///no/such/folder/twilio.db",
        "sqlite:///log.txt",
        "sqlite:///twilio.db?timeout=long",
        "postgresql+psycopg://tester:hunter2@localhost:1/postgres",
    ],
)
def test_wrong_database_url(tmp_path: Path, database_url: str) -> None:
    (tmp_path / "log.txt").write_text("This is not a database. " * 100)
    (line,) = failed_start(tmp_path, DATABASE_URL=database_url).splitlines()
    assert line.startswith("DATABASE_URL: ")
    assert "hunter2" not in line


def test_every_problem_is_a_line(tmp_path: Path) -> None:
    printed = failed_start(tmp_path, TWILIO_AUTH_TOKEN="", TWILIO_ACCOUNT_SID="AC", PUBLIC_URL="x")
    names = [line.partition(":")[0] for line in printed.splitlines()]
    assert names == ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "PUBLIC_URL"]


def test_a_start_with_several_workers_fails_too(tmp_path: Path) -> None:
    printed = failed_start(tmp_path, "--workers", "2", status=0, TWILIO_AUTH_TOKEN="")  # 0 is uvicorn's
    assert "TWILIO_AUTH_TOKEN: String should have at least 1 character" in printed.splitlines()
    assert "Traceback" not in printed


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("ALTER TABLE message DROP COLUMN media_urls", "message has no column media_urls"),
        ("ALTER TABLE message ADD COLUMN lost INTEGER NOT NULL DEFAULT 1", None),
        ("ALTER TABLE message ADD COLUMN note VARCHAR", None),
        ("DROP TABLE call; CREATE TABLE call (sid VARCHAR(34) PRIMARY KEY)", "call has no column account_sid, "),
        ("ALTER TABLE messagestatus RENAME COLUMN status TO message_status", "messagestatus has no column status"),
    ],
)
def test_an_old_schema_is_noticed(tmp_path: Path, change: str, complaint: str | None) -> None:
    with running_service(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "twilio.db")) as connection, connection:
        connection.executescript(change)
    if complaint is None:
        with running_service(tmp_path) as url:
            assert post(url + "/webhooks/message", message_form()).status_code == 200
    else:
        (line,) = failed_start(tmp_path).splitlines()
        assert line.startswith("DATABASE_URL: ")
        assert complaint in line


def test_settings_from_a_dotenv_file(tmp_path: Path) -> None:
    values = {"DATABASE_URL": "sqlite:///other.db", "PUBLIC_URL": "https://example.com/twilio"}
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in values.items()))
    with running_service(tmp_path) as url:
        signed = "https://example.com/twilio/webhooks/call"
        assert post(url + "/webhooks/call", call_form(), signed_url=signed).status_code == 200
    assert (tmp_path / "other.db").exists()
    assert not (tmp_path / "twilio.db").exists()
