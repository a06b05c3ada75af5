"""Runs `examples/webhook_service.py` under uvicorn, and talks to it as Twilio does."""

import os
import re
import secrets
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from select import select
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
import psycopg
from twilio.request_validator import RequestValidator

from pydantic_twilio_sid import SidPrefix
from pydantic_twilio_sid.testing import random_sid
from tests.helpers import EXAMPLES

TOKEN = "0123456789abcdef" * 2
ACCOUNT = "AC" + "a" * 32
validator: Any = RequestValidator(TOKEN)

COMMAND = [sys.executable, "-m", "uvicorn", "--app-dir", str(EXAMPLES), "webhook_service:app", "--port", "0"]


def variables(**environment: str) -> dict[str, str]:
    return os.environ | {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN} | environment


@contextmanager
def running_service(folder: Path, **environment: str) -> Generator[str, None, None]:
    """Start the service in a folder of its own, on a free port, and give its URL."""
    started: re.Match[str] | None = None
    log = folder / "log.txt"
    with log.open("w") as file:
        process = subprocess.Popen(COMMAND, cwd=folder, env=variables(**environment), stdout=file, stderr=file)
    try:
        for _ in range(1200):
            started = re.search(r"Uvicorn running on (http://[\w.:]+)", log.read_text())
            if started or process.poll() is not None:
                break
            time.sleep(0.1)
        assert started, log.read_text()
        yield started[1]
    finally:
        process.terminate()
        process.wait(60)


def failed_start(folder: Path, *options: str, status: int = 3, **environment: str) -> str:
    """Start the service where it can't start, and return what it prints. Its status is uvicorn's for a failed start."""
    result = subprocess.run(
        [*COMMAND, *options],
        cwd=folder,
        env=variables(**environment),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (result.returncode, result.stdout) == (status, "")
    return result.stderr


def rows(folder: Path, table: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(folder / "twilio.db") as connection:
        found = connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608
    connection.close()
    return found


def new_database(postgresql: str) -> str:
    """Make an empty database on the server, and return its URL."""
    name = "test_" + secrets.token_hex(8)
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return postgresql.replace("/postgres?", f"/{name}?")


def for_service(database: str) -> str:
    return database.replace("postgresql:", "postgresql+psycopg:")


def post(url: str, form: Mapping[str, str], signed_url: str | None = None, **headers: str) -> httpx2.Response:
    """Post a form as Twilio does, and sign it for another URL if one is given."""
    signature = validator.compute_signature(signed_url or url, form)
    return httpx2.post(url, data=dict(form), headers={"X-Twilio-Signature": signature, **headers})


def get(url: str, form: Mapping[str, str]) -> httpx2.Response:
    """Send a form as Twilio does by GET: all of it is in the URL, which is signed."""
    url = f"{url}?{urlencode(form)}"
    return httpx2.get(url, headers={"X-Twilio-Signature": validator.compute_signature(url, {})})


def send(url: str, head: str, pieces: Iterable[bytes] = (), timeout: float = 30) -> bytes:
    """Send a request as it stands, piece by piece until it is answered, and return the start of the answer.

    Without one, hang up.
    """
    host = urlsplit(url).netloc
    name, _, port = host.partition(":")
    with closing(socket.create_connection((name, int(port)))) as connection:
        connection.sendall(f"{head}\r\nHost: {host}\r\n\r\n".encode())
        for piece in pieces:
            if select([connection], [], [], 0)[0]:
                break
            connection.sendall(piece)
        connection.settimeout(timeout)
        return connection.recv(1 << 16)


def message_form(**fields: str) -> dict[str, str]:
    """Return what Twilio sends for a message that has come in."""
    sid = random_sid(SidPrefix.SMS_MESSAGE)
    return {
        "ToCountry": "US",
        "ToState": "CA",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ToCity": "",
        "FromZip": "94105",
        "SmsSid": sid,
        "FromState": "CA",
        "SmsStatus": "received",
        "FromCity": "SAN FRANCISCO",
        "Body": "Ahoy! \u2603 & more = fun",
        "FromCountry": "US",
        "To": "+14155550100",
        "MessagingServiceSid": random_sid(SidPrefix.MESSAGING_SERVICE),
        "ToZip": "",
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": ACCOUNT,
        "From": "+14155550123",
        "ApiVersion": "2010-04-01",
        **fields,
    }


def status_form(message_sid: str, status: str, **fields: str) -> dict[str, str]:
    """Return what Twilio sends for a new status of a message."""
    return {
        "SmsSid": message_sid,
        "SmsStatus": status,
        "MessageStatus": status,
        "To": "+14155550123",
        "MessageSid": message_sid,
        "AccountSid": ACCOUNT,
        "From": "+14155550100",
        "ApiVersion": "2010-04-01",
        **fields,
    }


def call_form(**fields: str) -> dict[str, str]:
    """Return what Twilio sends for a call that has come in."""
    return {
        "CallSid": random_sid(SidPrefix.CALL),
        "AccountSid": ACCOUNT,
        "From": "+14155550123",
        "To": "+14155550100",
        "CallStatus": "ringing",
        "ApiVersion": "2010-04-01",
        "Direction": "inbound",
        **fields,
    }
