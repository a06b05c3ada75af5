"""What the open internet, several workers and a broken database do to `examples/webhook_service`.

When `running_service` stops a service, it checks that nothing of this left a traceback or anything private in the log.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import repeat
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
import psycopg
import pytest
from starlette.datastructures import FormData
from uvicorn.config import STARTUP_FAILURE
from webhook_settings import load_settings

from pydantic_twilio_sid import SidPrefix
from pydantic_twilio_sid.testing import random_sid
from tests.examples.webhook_client import (
    ACCOUNT,
    COMMAND,
    FOLDER,
    TOKEN,
    VARIABLES,
    Service,
    call_form,
    for_service,
    get,
    message_form,
    new_database,
    post,
    running_service,
    send,
    status_form,
    validator,
)

if sys.version_info < (3, 11):
    pytest.skip("FastAPI's limit of a body needs Python 3.11", allow_module_level=True)

FORM = "Content-Type: application/x-www-form-urlencoded"
WEBHOOKS = ["/webhooks/message", "/webhooks/message-status", "/webhooks/call"]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Start a service that waits half a second for a locked database."""
    folder = tmp_path_factory.mktemp("service")
    with running_service(folder, DATABASE_URL="sqlite:///twilio.db?timeout=0.5") as service:
        yield service


@pytest.fixture
def url(service: Service) -> str:
    return service.url


@pytest.fixture(scope="module")
def database(postgresql: str) -> str:
    return new_database(postgresql)


@pytest.fixture(scope="module")
def service_on_postgresql(tmp_path_factory: pytest.TempPathFactory, database: str) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service"), DATABASE_URL=for_service(database)) as service:
        yield service


# Before the signature is checked


@pytest.mark.parametrize("path", WEBHOOKS)
def test_only_a_urlencoded_form_is_read(url: str, path: str) -> None:
    signature = {"X-Twilio-Signature": validator.compute_signature(url + path, {})}
    for kind in ("multipart/form-data; boundary=x; charset=punycode", "application/json", "text/plain"):
        headers = signature | {"Content-Type": kind}
        assert httpx2.post(url + path, content=b"--x--", headers=headers).status_code == 415
    assert httpx2.post(url + path, content=b"--x--", headers=signature).status_code == 415


@pytest.mark.parametrize("path", [*WEBHOOKS, "/searches/messages"])
def test_a_body_that_is_too_large_is_not_read(url: str, path: str) -> None:
    head = f"POST {path} HTTP/1.1\r\n{FORM if path in WEBHOOKS else 'Content-Type: application/json'}\r\n"
    assert send(url, head + "Content-Length: 300000000").startswith(b"HTTP/1.1 413 ")
    chunks = repeat(b"10000\r\n" + b"a" * 0x10000 + b"\r\n", 1000)
    assert send(url, head + "Transfer-Encoding: chunked", chunks).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("path", WEBHOOKS)
def test_a_form_of_very_many_fields_is_not_read(url: str, path: str) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert httpx2.post(url + path, content=b"a&" * 60_000, headers=headers).status_code in {400, 413}
    assert httpx2.post(url + path, content=b"&" * 120_000, headers=headers).status_code == 403
    for method in ("GET", "POST"):
        head = f"{method} {path}?{'a&' * 15_000} HTTP/1.1\r\n{FORM}\r\nContent-Length: 0"
        assert send(url, head).startswith(b"HTTP/1.1 403 ")


def test_twilios_largest_request_has_room(url: str) -> None:
    media = {f"MediaUrl{number}": "https://api.twilio.com/" + "m" * 2000 for number in range(10)}
    form = message_form(Body="\U0001f600" * 4096, NumMedia="10", **media)
    assert post(url + "/webhooks/message", form).status_code == 200
    message = httpx2.get(f"{url}/messages/{form['MessageSid']}").json()
    assert (message["body"], message["media_urls"]) == (form["Body"], list(media.values()))


@pytest.mark.parametrize("path", [*WEBHOOKS, "/searches/messages"])
def test_a_client_that_hangs_up_leaves_no_traceback(url: str, path: str) -> None:
    content_type = FORM if path in WEBHOOKS else "Content-Type: application/json"
    with pytest.raises(TimeoutError):  # of our own socket, which is then closed
        send(url, f"POST {path} HTTP/1.1\r\n{content_type}\r\nContent-Length: 100", [b"Body=a"], 0.1)


# What a field can hold


@pytest.mark.parametrize(
    ("path", "form"),
    [
        (WEBHOOKS[0], message_form(MessageSid="SM0123")),
        (WEBHOOKS[0], message_form(MessageSid="SM\0")),
        (WEBHOOKS[0], message_form(SmsSid=random_sid("SM"))),
        (WEBHOOKS[0], message_form(SmsMessageSid=random_sid("SM"))),
        (WEBHOOKS[0], {"a": ""}),
        (WEBHOOKS[1], status_form(random_sid("SM"), "")),
        (WEBHOOKS[1], status_form(random_sid("SM"), "x" * 33)),
        (WEBHOOKS[1], status_form(random_sid("SM"), "sent", ErrorCode="-1")),
        (WEBHOOKS[1], status_form(random_sid("SM"), "sent", ErrorCode="9" * 20)),
        (WEBHOOKS[2], call_form(CallSid="")),
        (WEBHOOKS[2], call_form(AccountSid=ACCOUNT + "\0")),
    ],
    ids=[
        "short SID",
        "NUL",
        "another SmsSid",
        "another SmsMessageSid",
        "no field",
        "no status",
        "long status",
        "negative",
        "very large",
        "empty SID",
        "SID and NUL",
    ],
)
def test_both_methods_refuse_the_same(url: str, path: str, form: dict[str, str]) -> None:
    posted, got = post(url + path, form), get(url + path, form)
    assert posted.status_code == got.status_code == 422
    where = {"body": "query"}
    expected = [{**error, "loc": [where.get(name, name) for name in error["loc"]]} for error in posted.json()["detail"]]
    assert got.json()["detail"] == expected
    assert {key for error in expected for key in error} == {"type", "loc", "msg"}


@pytest.mark.parametrize("running", ["service", "service_on_postgresql"], ids=["SQLite", "PostgreSQL"])
def test_nul_in_a_field_loses_no_message(request: pytest.FixtureRequest, running: str) -> None:
    url = request.getfixturevalue(running).url
    form = message_form(Body="a\0b", From="\0", MediaUrl0="https://example.com/\0", NumMedia="1")
    sid, call = form["MessageSid"], call_form(From="\0")
    assert post(url + "/webhooks/message", form).status_code == 200
    assert post(url + "/webhooks/message-status", status_form(sid, "se\0nt")).status_code == 204
    assert post(url + "/webhooks/call", call).status_code == 200
    message = httpx2.get(f"{url}/messages/{sid}").json()
    assert (message["body"], message["sender"]) == ("a\ufffdb", "\ufffd")
    assert message["media_urls"] == ["https://example.com/\ufffd"]
    assert httpx2.get(f"{url}/messages/{sid}/statuses").json()[0]["message_status"] == "se\ufffdnt"
    assert httpx2.get(f"{url}/calls/{call['CallSid']}").json()["sender"] == "\ufffd"


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
    "body",
    [rb'{"message_sids": ["\ud800"]}', b"[NaN]", b"[1e400]", b'{"message_sids": [Infinity]}', b"[" * 9999],
    ids=["surrogate", "NaN", "overflow", "Infinity", "deep"],
)
def test_odd_json_is_refused(url: str, body: bytes) -> None:
    response = httpx2.post(url + "/searches/messages", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in {400, 422}


def test_odd_rows_do_not_break_the_list(service: Service) -> None:
    """Other programs may have written them. SQLite stores anything in any column."""
    url, good, broken_text = service.url, message_form()["MessageSid"], random_sid(SidPrefix.MMS_MESSAGE)
    row = {"account_sid": ACCOUNT, "sender": "+14155550123", "recipient": "", "body": "Ahoy", "media_urls": "[]"}
    changes: list[dict[str, Any]] = [
        {"media_urls": "no JSON"},
        {"media_urls": '[["a", "b"]]'},
        {"media_urls": '["\\ud800"]'},
        {"media_urls": "null"},
        {"media_urls": "[" * 100_000},
        {"media_urls": b"\xff"},
        {"body": b"\xff"},
        {"account_sid": "AC0123"},
    ]
    odd = {random_sid(SidPrefix.MMS_MESSAGE): row | change for change in changes} | {"sm0123": row}
    assert post(url + "/webhooks/message", message_form(MessageSid=good, SmsSid="", SmsMessageSid="")).is_success
    assert post(url + "/webhooks/message-status", status_form(good, "sent")).is_success
    with closing(sqlite3.connect(service.folder / "twilio.db")) as connection:
        message = "INSERT INTO message (message_sid, account_sid, sender, recipient, body, media_urls) VALUES "
        connection.executemany(message + "(?, ?, ?, ?, ?, ?)", [(sid, *row.values()) for sid, row in odd.items()])
        connection.execute(message + "(?, ?, '', '', CAST(X'41FF' AS TEXT), '[]')", (broken_text, ACCOUNT))
        status = "INSERT INTO messagestatus (message_sid, message_status, account_sid, received_at) VALUES (?, ?, ?, ?)"
        connection.executemany(status, [(good, "odd", ACCOUNT, "yesterday"), (good, "odder", ACCOUNT, 5)])
        connection.commit()
        listed = httpx2.get(url + "/messages").json()
        found = httpx2.post(url + "/searches/messages", json={"message_sids": [good, *[*odd][:-1]]}).json()
        read = [httpx2.get(f"{url}/messages/{sid}").status_code for sid in odd]
        statuses = httpx2.get(f"{url}/messages/{good}/statuses").json()
        connection.executemany("DELETE FROM message WHERE message_sid = ?", [(sid,) for sid in (*odd, broken_text)])
        connection.commit()
    bodies = {row["message_sid"]: row["body"] for row in listed}
    assert [sid for sid in (good, *odd) if sid in bodies] == [row["message_sid"] for row in found] == [good]
    assert bodies[broken_text] == "A\ufffd"
    assert read == [404] * len(changes) + [422]
    assert [row["message_status"] for row in statuses] == ["sent"]
    warnings = [line for line in service.log.splitlines() if "is left out" in line]
    assert [sum(sid in line for line in warnings) for sid in odd] == [3] * len(changes) + [1]  # each time it was met
    assert sum(good in line for line in warnings) == 2  # the statuses


def test_a_date_that_python_cannot_hold_does_not_break_the_list(service_on_postgresql: Service, database: str) -> None:
    sid = random_sid(SidPrefix.SMS_MESSAGE)
    for status in ("sent", "odd"):
        form = status_form(sid, status)
        assert post(service_on_postgresql.url + "/webhooks/message-status", form).status_code == 204
    with psycopg.connect(database) as connection:
        connection.execute("UPDATE messagestatus SET received_at = 'infinity' WHERE message_status = 'odd'")
    statuses = httpx2.get(f"{service_on_postgresql.url}/messages/{sid}/statuses").json()
    assert [row["message_status"] for row in statuses] == ["sent"]


# The database

START = """
import asyncio
import multiprocessing

from webhook_service import app, open_database

context = multiprocessing.get_context("fork")  # imports the service once, not eight times
together = context.Barrier(8)

async def start():
    async with open_database(app):
        pass

def work():
    together.wait()
    asyncio.run(start())

workers = [context.Process(target=work) for _ in range(8)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print([worker.exitcode for worker in workers])
"""


@pytest.mark.parametrize("kind", ["SQLite", "PostgreSQL"])
def test_many_workers_start_on_an_empty_database(tmp_path: Path, request: pytest.FixtureRequest, kind: str) -> None:
    empty = "" if kind == "SQLite" else for_service(new_database(request.getfixturevalue("postgresql")))
    variables = os.environ | VARIABLES | {"DATABASE_URL": empty, "PYTHONPATH": f"{FOLDER.parents[1]}:{FOLDER}"}
    result = subprocess.run(
        [sys.executable, "-c", START],
        cwd=tmp_path,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (result.stdout, result.stderr) == (f"{[0] * 8}\n", "")


def test_a_locked_database_is_503(service: Service) -> None:
    form = message_form()
    with closing(sqlite3.connect(service.folder / "twilio.db")) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        response = post(service.url + "/webhooks/message", form)
    assert (response.status_code, response.headers["Retry-After"].isdecimal()) == (503, True)
    assert post(service.url + "/webhooks/message", form).status_code == 200
    assert form["MessageSid"] in [row[0] for row in service.rows("message")]
    assert "database is locked" in service.log


def test_more_clients_than_threads_and_connections(url: str) -> None:
    assert post(url + "/webhooks/message", message_form()).status_code == 200
    limits = httpx2.Limits(max_connections=128)
    with httpx2.Client(timeout=300, limits=limits) as client, ThreadPoolExecutor(128) as pool:
        responses = list(pool.map(client.get, repeat(url + "/messages", 512)))
    assert {response.status_code for response in responses} == {200}


def test_postgresql_in_place_of_sqlite(service_on_postgresql: Service, database: str) -> None:
    url = service_on_postgresql.url
    form = message_form(MediaUrl0="https://example.com/a", NumMedia="1")
    sid = form["MessageSid"]
    for _ in range(2):
        assert post(url + "/webhooks/message-status", status_form(sid, "sent")).status_code == 204
        assert post(url + "/webhooks/message", form).status_code == 200
    assert httpx2.get(f"{url}/messages/{sid}").json()["media_urls"] == ["https://example.com/a"]
    assert [row["message_status"] for row in httpx2.get(f"{url}/messages/{sid}/statuses").json()] == ["sent"]
    with psycopg.connect(database) as connection:
        lengths = connection.execute(
            "SELECT DISTINCT data_type, character_maximum_length FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name LIKE '%sid'"
        ).fetchall()
    assert lengths == [("character varying", 34)]


def test_a_dropped_connection_fails_no_request(service_on_postgresql: Service, database: str) -> None:
    url = service_on_postgresql.url
    assert post(url + "/webhooks/message", message_form()).status_code == 200
    with psycopg.connect(database) as connection:
        ended = connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    assert ended
    assert post(url + "/webhooks/message", message_form()).status_code == 200


def test_a_table_of_another_version_is_503_and_the_log_has_nothing_private(
    service_on_postgresql: Service, database: str
) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("ALTER TABLE call ADD COLUMN another text NOT NULL DEFAULT ''")
        connection.execute("ALTER TABLE call ALTER COLUMN another DROP DEFAULT")
    assert post(service_on_postgresql.url + "/webhooks/call", call_form()).status_code == 503
    assert "503: NotNullViolation" in service_on_postgresql.log  # its message would have the row


# A start that fails


@pytest.fixture
def problems(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., list[str]]:
    """Return a function that loads settings from these variables, and returns the printed lines."""

    def read(**variables: str) -> list[str]:
        for name, value in (VARIABLES | variables).items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as raised:
            load_settings()
        assert raised.value.code == STARTUP_FAILURE  # with any other status uvicorn restarts its workers forever
        return capsys.readouterr().err.splitlines()

    monkeypatch.chdir(tmp_path)
    return read


@pytest.mark.parametrize("token", ["", " ", "\t\n"], ids=["empty", "space", "white space"])
def test_no_empty_secret(problems: Callable[..., list[str]], token: str) -> None:
    (line,) = problems(TWILIO_AUTH_TOKEN=token)
    assert line.startswith("TWILIO_AUTH_TOKEN: ")


@pytest.mark.parametrize("public_url", ["example.com", "example.com:80", "ftp://example.com", "https://", "/twilio"])
def test_public_url_without_a_scheme(problems: Callable[..., list[str]], public_url: str) -> None:
    (line,) = problems(PUBLIC_URL=public_url)
    assert line.startswith("PUBLIC_URL: ")


@pytest.mark.parametrize("database_url", ["twilio.db", "postgresql+psycopg://tester:hunter2/postgres"])
def test_wrong_database_url(problems: Callable[..., list[str]], database_url: str) -> None:
    assert problems(DATABASE_URL=database_url) == [
        "DATABASE_URL: Value error, Input should be a database URL for SQLAlchemy"
    ]


def test_every_problem_is_a_line(problems: Callable[..., list[str]]) -> None:
    lines = problems(TWILIO_AUTH_TOKEN="", TWILIO_ACCOUNT_SID="SK" + "b" * 32, PUBLIC_URL="x")
    assert (
        lines[0] == "TWILIO_ACCOUNT_SID: Input should be a Twilio Account SID: 'AC' followed by 32 hexadecimal digits"
    )
    assert [line.partition(":")[0] for line in lines[1:]] == ["TWILIO_AUTH_TOKEN", "PUBLIC_URL"]


def test_settings_from_a_dotenv_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in VARIABLES.items()) + "PUBLIC_URL=\n")
    settings = load_settings()
    assert settings.twilio_auth_token.get_secret_value() == TOKEN
    assert settings.public_url is None
    assert [text for text in (ACCOUNT, TOKEN) if text in repr(settings)] == []


@pytest.mark.parametrize(
    ("variables", "printed"),
    [
        ({"TWILIO_ACCOUNT_SID": "AC"}, "TWILIO_ACCOUNT_SID: Input should be a Twilio Account SID: 'AC' followed"),
        ({"DATABASE_URL": "postgresql+psycopg://tester:hunter2@localhost:1/postgres"}, "Connection refused"),
        ({}, "no such column: call.account_sid"),
    ],
    ids=["a wrong setting", "a database that is away", "a table of an older version"],
)
def test_a_start_that_fails(tmp_path: Path, variables: dict[str, str], printed: str) -> None:
    with closing(sqlite3.connect(tmp_path / "twilio.db")) as connection, connection:
        connection.execute("CREATE TABLE call (call_sid VARCHAR(34) PRIMARY KEY)")
        connection.execute("INSERT INTO call VALUES ('hunter2')")
    environment = os.environ | VARIABLES | variables
    result = subprocess.run(
        COMMAND, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (result.returncode, result.stdout) == (STARTUP_FAILURE, "")
    assert printed in result.stderr
    assert [text for text in ("hunter2", ACCOUNT, TOKEN) if text in result.stderr] == []
