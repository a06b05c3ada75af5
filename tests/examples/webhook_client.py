"""Runs `examples/webhook_service` under uvicorn, and talks to it as Twilio does."""

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
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import httpx2
import psycopg
from twilio.request_validator import RequestValidator

from pydantic_twilio_sid import SidPrefix
from pydantic_twilio_sid.testing import random_sid
from tests.helpers import EXAMPLES

TOKEN = "0123456789abcdef" * 2
ACCOUNT = "AC" + "a" * 32
VARIABLES = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN}
PRIVATE = (ACCOUNT, TOKEN, "4155550123", "4155550100", "Ahoy")
validator: Any = RequestValidator(TOKEN)

FOLDER = EXAMPLES / "webhook_service"
COMMAND = [sys.executable, "-m", "uvicorn", "--app-dir", str(FOLDER), "webhook_service:app", "--port", "0"]


class Service(NamedTuple):
    """A running service, and the folder with its log, and with its database if that is SQLite."""

    url: str
    folder: Path

    @property
    def log(self) -> str:
        return (self.folder / "log.txt").read_text()

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "twilio.db")) as connection:
            return connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608


@contextmanager
def running_service(folder: Path, **environment: str) -> Generator[Service, None, None]:
    """Start the service in a folder of its own, on a free port. At the end check its log for private text."""
    started: re.Match[str] | None = None
    log = folder / "log.txt"
    with log.open("w") as file:
        process = subprocess.Popen(
            COMMAND, cwd=folder, env=os.environ | VARIABLES | environment, stdout=file, stderr=file
        )
    try:
        for _ in range(3000):
            started = re.search(r"Uvicorn running on (http://[\w.:]+)", log.read_text())
            if started or process.poll() is not None:
                break
            time.sleep(0.02)
        assert started, log.read_text()
        yield Service(started[1], folder)
    finally:
        process.terminate()
        process.wait(60)
    assert "Traceback" not in log.read_text()
    assert [text for text in PRIVATE if text in log.read_text()] == []


def new_database(postgresql: str) -> str:
    """Make an empty database on the server, and return its URL."""
    name = "test_" + secrets.token_hex(8)
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return postgresql.replace("/postgres?", f"/{name}?")


def for_service(database: str) -> str:
    return database.replace("postgresql:", "postgresql+psycopg:")


def post(url: str, form: Mapping[str, str], signed_url: str | None = None, **headers: str) -> httpx2.Response:
    """Post a form as Twilio does, signed for this URL or another."""
    signature = validator.compute_signature(signed_url or url, form)
    return httpx2.post(url, data=dict(form), headers={"X-Twilio-Signature": signature, **headers})


def get(url: str, form: Mapping[str, str]) -> httpx2.Response:
    """Send a form as Twilio does with GET: in the URL, which is signed."""
    url = f"{url}?{urlencode(form)}"
    return httpx2.get(url, headers={"X-Twilio-Signature": validator.compute_signature(url, {})})


def send(url: str, head: str, pieces: Iterable[bytes] = (), timeout: float = 30) -> bytes:
    """Send a raw request, piece by piece until there is a response, and return the start of that.

    Hang up if there is none in time.
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
    """Return what Twilio sends for an incoming message."""
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
    """Return what Twilio sends for an incoming call."""
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
