"""`examples/webhook_service` under uvicorn, as Twilio and the internet see it. Nothing private may be in its log."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
import pytest
from sqlalchemy import Engine, NullPool, create_engine
from twilio.request_validator import RequestValidator
from uvicorn.config import STARTUP_FAILURE

from pydantic_twilio_sid.testing import random_sid
from tests.helpers import EXAMPLES, linux, posix, run

pytestmark = [
    pytest.mark.skipif(sys.version_info < (3, 11), reason="FastAPI's limit of a body needs Python 3.11"),
    posix,
]
TOKEN = "0123456789abcdef" * 2
ACCOUNT = "AC" + "a" * 32
VARIABLES = os.environ | {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN}
FOLDER = str(EXAMPLES / "webhook_service")
COMMAND = [sys.executable, "-W", "error", "-m", "uvicorn", "--app-dir", FOLDER, "webhook_service:app", "--port", "0"]
MESSAGE, STATUS, CALL = "/webhooks/message", "/webhooks/message-status", "/webhooks/call"
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
validator: Any = RequestValidator(TOKEN)
client = httpx2.Client(timeout=30, limits=httpx2.Limits(max_keepalive_connections=0))


class Service(NamedTuple):
    url: str
    process: subprocess.Popen[bytes]
    engine: Engine
    log: Path

    def column(self, query: str) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.exec_driver_sql(query).scalars())


@contextmanager
def running(folder: Path, database: str, workers: int = 1, **variables: str) -> Generator[Service]:
    log = folder / "log.txt"
    variables |= VARIABLES | {"DATABASE_URL": database, "WEB_CONCURRENCY": str(workers)}
    with log.open("w") as file:
        process = subprocess.Popen(COMMAND, cwd=folder, env=variables, stdout=file, stderr=file, process_group=0)
    try:
        while not (url := re.search(r"http://[\w.:]+", log.read_text())) or log.read_text().count("complete") < workers:
            assert process.poll() is None, log.read_text()
            time.sleep(0.02)
        yield Service(url[0], process, create_engine(database or "sqlite://", poolclass=NullPool), log)
    finally:
        process.terminate()
        process.wait(60)
    assert re.findall(f"Traceback|{ACCOUNT}|{TOKEN}|415555|Ahoy|hunter2", log.read_text()) == []


@pytest.fixture(params=["SQLite", "PostgreSQL"], scope="module")
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path_factory.mktemp('database')}/twilio.db?timeout=0.5"
    return str(request.getfixturevalue("postgresql").replace("postgresql:", "postgresql+psycopg:"))


@pytest.fixture(scope="module")
def service(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("service"), database) as service:
        yield service


def post(url: str, form: dict[str, str], signed_url: str = "", **headers: str) -> httpx2.Response:
    signature = {"X-Twilio-Signature": validator.compute_signature(signed_url or url, form)}
    return client.post(url, data=form, headers=signature | headers)


def parameters(**fields: str) -> dict[str, str]:
    """Return what all three webhooks need, and more, as Twilio always sends more. Parameters may be empty."""
    sid = random_sid("SM")
    message = {"MessageSid": sid, "SmsSid": sid, "SmsMessageSid": sid, "MessagingServiceSid": "", "Body": "Ahoy"}
    other = {"MessageStatus": "sent", "ErrorCode": "", "CallSid": random_sid("CA"), "ParentCallSid": ""}
    return {"AccountSid": ACCOUNT, "From": "+14155550123", "To": "+14155550100"} | message | other | fields


def test_message(service: Service) -> None:
    media = {f"MediaUrl{number}": "https://api.twilio.com/" + str(number) * 2000 for number in reversed(range(10))}
    form = parameters(Body="\U0001f600" * 4096, **media)  # the largest that Twilio may send
    response = post(service.url + MESSAGE, form)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    assert response.text.endswith("<Response><Message>Thanks, we got your message.</Message></Response>")
    shown = client.get(f"{service.url}/messages/{form['MessageSid']}").json()
    assert shown.pop("received_at").endswith("Z")
    expected = {"message_sid": form["MessageSid"], "account_sid": ACCOUNT, "messaging_service_sid": None}
    expected |= {"sender": form["From"], "recipient": form["To"], "body": form["Body"]}
    assert shown == expected | {"media_urls": sorted(media.values())}
    assert '"pattern":"^(SM|MM)[0-9a-fA-F]{32}$"' in client.get(service.url + "/openapi.json").text


def test_list_of_messages(service: Service) -> None:
    ours, other = random_sid("MG"), random_sid("MG")
    forms = [parameters(MessagingServiceSid=sid) for sid in (ours, other, ours, *[other] * 98)]
    for form in forms:
        assert post(service.url + MESSAGE, form).status_code == 200
    newest = [form["MessageSid"] for form in reversed(forms)]
    for query, expected in (("", newest[:100]), (f"?messaging_service_sid={ours}", [newest[-3], newest[-1]])):
        assert [row["message_sid"] for row in client.get(f"{service.url}/messages{query}").json()] == expected


def test_statuses_may_precede_their_message(service: Service) -> None:
    form = parameters()
    for status, code in (("delivered", ""), ("sent", ""), ("undelivered", "30007"), ("sent", "")):
        assert post(service.url + STATUS, form | {"MessageStatus": status, "ErrorCode": code}).status_code == 204
    assert client.get(f"{service.url}/messages/{form['MessageSid']}").status_code == 404
    shown = client.get(f"{service.url}/messages/{form['MessageSid']}/statuses").json()
    statuses = [(row["message_status"], row["error_code"]) for row in shown]
    assert statuses == [("delivered", None), ("sent", None), ("undelivered", 30007)]


def test_call(service: Service) -> None:
    form = parameters()
    for _ in range(2):
        assert "<Response><Say>Thank you for your call.</Say></Response>" in post(service.url + CALL, form).text
    assert service.column("SELECT call_sid FROM call WHERE parent_call_sid IS NULL") == [form["CallSid"]]


def test_requests_that_are_refused_before_a_field_is_validated(service: Service) -> None:
    for url in (service.url + MESSAGE, service.url + STATUS, service.url + CALL):
        for form in (parameters(Body="refused"), {"AccountSid": "wrong", "Body": "Ahoy"}):
            signed = {"X-Twilio-Signature": validator.compute_signature(url, form)}
            assert client.post(url, data=form).status_code == 403
            assert client.post(url, data=form | {"To": ""}, headers=signed).status_code == 403
            assert post(url, form, service.url + "/webhooks/other").status_code == 403
            assert client.get(url, params=form, headers=signed).status_code == 405
            for kind in ("multipart/form-data; boundary=x; charset=punycode", "application/json", "text/plain"):
                assert post(url, form, **{"Content-Type": kind}).status_code == 415
        assert post(url, parameters(Body="a" * 128 * 1024)).status_code == 413
        chunks = (b"a" * 1024 for _ in range(129))  # without a Content-Length
        assert client.post(url, content=chunks, headers=URLENCODED).status_code == 413
    assert "refused" not in client.get(service.url + "/messages").text


def test_refusals_are_logged(service: Service) -> None:
    start = len(service.log.read_text())
    wrong_fields = [
        (MESSAGE, {"MessageSid": random_sid("CA")}),
        (MESSAGE, {"SmsSid": random_sid("SM")}),
        (STATUS, {"SmsMessageSid": random_sid("SM")}),
        (STATUS, {"MessageStatus": ""}),
        (STATUS, {"ErrorCode": "9" * 20}),
        (CALL, {"ParentCallSid": random_sid("SM")}),
    ]
    for path, fields in wrong_fields:
        assert post(service.url + path, parameters(**fields)).status_code == 422, fields
    for path in ("/messages/SM%0Aforged", "/messages?messaging_service_sid=Ahoy"):
        assert client.get(service.url + path).status_code == 422
    for path in (MESSAGE, "/Ahoy"):
        assert client.post(service.url + path, json="Ahoy").status_code == 415
    assert post(service.url + CALL, parameters(), Host="h" * 300).status_code == 403
    logged = [*(f"422 {path}" for path, _ in wrong_fields), "422 /messages/{message_sid}", "422 /messages"]
    logged += [f"415 {MESSAGE}", "415 other", f"403 {CALL}: no valid signature for 'http://{'h' * 192}"]
    assert service.log.read_text()[start:].splitlines() == [f"WARNING:  {line}" for line in logged]


def test_signed_url(tmp_path: Path) -> None:
    proxy = {"Host": "hooks.example.com", "X-Forwarded-Proto": "https"}
    for public_url in ("", "https://a:hunter2@example.com/twilio/"):
        with running(tmp_path, "", PUBLIC_URL=public_url) as service:
            url = f"{service.url}{CALL}?a=%20b"
            signed_url = f"{public_url.rstrip('/') or 'https://hooks.example.com'}{CALL}?a=%20b"
            assert post(url, parameters(), signed_url, **proxy).status_code == 200
            assert post(url, parameters(), **proxy).status_code == 403
            logged = "https://example.com/twilio" if public_url else "https://hooks.example.com"
            assert service.log.read_text().endswith(f"WARNING:  403 {CALL}: no valid signature for '{logged}'\n")


def test_nothing_acknowledged_is_lost_or_stored_twice(database: str, tmp_path: Path) -> None:
    """Kill both workers, or a process of PostgreSQL, which then recovers from its write-ahead log."""
    forms = [parameters(Body="Ahoy, crash") for _ in range(200)]
    acknowledged: list[str] = []
    with running(tmp_path, database.replace("=0.5", "=60"), workers=2) as service, ThreadPoolExecutor(8) as pool:

        def send(form: dict[str, str]) -> None:
            with suppress(httpx2.TransportError):
                if post(service.url + MESSAGE, form).status_code == 200:
                    acknowledged.append(form["MessageSid"])

        assert len([*pool.map(send, forms[:1] * 40)]) == len(acknowledged)
        sent = pool.map(send, forms)
        while len(acknowledged) < 60:
            time.sleep(0.01)
        if database.startswith("sqlite"):
            os.killpg(service.process.pid, signal.SIGKILL)
        else:
            query = "SELECT pid FROM pg_stat_activity WHERE datname = 'postgres' AND pid <> pg_backend_pid()"
            os.kill(service.column(query)[0], signal.SIGKILL)
            assert len([*sent]) == 200
            while client.get(service.url + "/messages").status_code != 200:
                time.sleep(0.1)
    assert len(acknowledged) < 240
    stored = service.column("SELECT message_sid FROM message WHERE body = 'Ahoy, crash'")
    assert sorted({*stored, *acknowledged}) == sorted(stored)


def test_a_start_without_the_database(database: str, tmp_path: Path) -> None:
    away, reason = f"sqlite:///{tmp_path}/away/twilio.db", "unable to open database file"
    if database.startswith("postgresql"):
        away, reason = database.replace("/postgres?", "/away?"), 'database "away" does not exist'
    workers = 2 if database.startswith("sqlite") else 1
    with running(tmp_path, away, workers) as service, ThreadPoolExecutor(8) as pool:

        def answers() -> set[int]:
            forms = [parameters() for _ in range(40)]
            return {response.status_code for response in pool.map(post, [service.url + MESSAGE] * 40, forms)}

        assert answers() == {503}
        assert reason in service.log.read_text()
        if workers > 1:
            os.kill(int(re.findall(r"server process \[(\d+)\]", service.log.read_text())[0]), signal.SIGKILL)
            while service.log.read_text().count("complete") < 3 and service.process.poll() is None:
                time.sleep(0.02)
            assert answers() == {503}
        tmp_path.joinpath("away").mkdir()
        if service.engine.name == "postgresql":
            with create_engine(database, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
                connection.exec_driver_sql("CREATE DATABASE away")
        assert answers() == {200}


def test_a_database_that_is_locked_or_away(service: Service) -> None:
    def answers(body: str = "Ahoy") -> list[int]:
        posted = post(service.url + MESSAGE, parameters(Body=body))
        return [posted.status_code, client.get(service.url + "/messages").status_code]

    assert answers() == [200, 200]
    with service.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE message")
    assert answers() == [503, 200]
    if service.engine.name == "sqlite":
        with service.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
            assert answers() == [503, 503]
    else:
        template = service.engine.url.set(database="template1")
        with create_engine(template, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect() as server:
            terminate = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'postgres'"
            server.exec_driver_sql(terminate)
            assert answers() == [200, 200]
            server.exec_driver_sql("ALTER DATABASE postgres ALLOW_CONNECTIONS false")
            server.exec_driver_sql(terminate)
            assert answers() == [503, 503]
            server.exec_driver_sql("ALTER DATABASE postgres ALLOW_CONNECTIONS true")
            server.exec_driver_sql("ALTER DATABASE postgres SET client_encoding = latin1")
        with service.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("ALTER TABLE message ADD CHECK (body <> 'Ahoy, row')")  # its error quotes rows
            assert answers("Ahoy, row") == answers("Ahoy, \0") == answers("Ahoy, \U0001f600") == [503, 200]
            connection.exec_driver_sql("ALTER DATABASE postgres RESET client_encoding")
            connection.exec_driver_sql(f"{terminate} AND pid <> pg_backend_pid()")  # they have the other encoding
    assert answers() == [200, 200]


@linux
def test_broken_settings(tmp_path: Path) -> None:
    wrong = {"TWILIO_ACCOUNT_SID": "SKhunter2", "TWILIO_AUTH_TOKEN": " "}
    problems = [
        "TWILIO_ACCOUNT_SID: Input should be a Twilio Account SID: 'AC' followed by 32 hexadecimal digits",
        "TWILIO_AUTH_TOKEN: String should have at least 1 character",
        "PUBLIC_URL: Input should end before /webhooks/…, and have no query or fragment",
    ]
    ends = ("/webhooks/message", "/hunter2?a=b", "#rc=2")
    cases = [(".", wrong | {"PUBLIC_URL": f"https://example.com{end}"}, problems) for end in ends]
    for url, name in ("postgresql+psycopg://a:hunter2/b", "ValueError"), ("sqlite+hunter2://", "NoSuchModuleError"):
        problem = f"DATABASE_URL: Input should be a URL for SQLite or PostgreSQL with a known driver ({name})"
        cases.append((".", {"DATABASE_URL": url}, [problem]))
    for folder in ("not UTF-8", "unreadable"):
        tmp_path.joinpath(folder).mkdir()
        cases.append((folder, {}, [".env: Input should be a readable file in UTF-8"]))
    tmp_path.joinpath("not UTF-8/.env").write_bytes(b"\xff")
    tmp_path.joinpath("unreadable/.env").symlink_to("/proc/self/mem")  # even root can't read it from the start
    with ThreadPoolExecutor(2) as pool:
        started = [pool.submit(run, *COMMAND, cwd=tmp_path / where, env=VARIABLES | what) for where, what, _ in cases]
        for (*_, expected), result in zip(cases, (future.result() for future in started), strict=True):
            assert (result.returncode, result.stdout, result.stderr.splitlines()) == (STARTUP_FAILURE, "", expected)
