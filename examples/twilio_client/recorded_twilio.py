"""Twilio for examples and tests: a server on this machine that gives the responses of Twilio's documentation.

The responses are examples of Twilio's OpenAPI description, in `recorded_responses.json`. A list has two pages of one
item. The second task is the first with another SID.
"""

import json
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

ACCOUNT_SID = "AC" + "a" * 32
AUTH_TOKEN = "0" * 32
RESPONSES: dict[str, Any] = json.loads(Path(__file__).with_name("recorded_responses.json").read_text(encoding="utf-8"))


class RecordedTwilio(BaseHTTPRequestHandler):
    """Answers `/api.twilio.com/…` with what `https://api.twilio.com/…` answers."""

    def do_GET(self) -> None:
        """Send the response of that URL, or else of that URL without its query."""
        url = self.path.removeprefix("/")
        body = RESPONSES.get(url, RESPONSES.get(url.partition("?")[0]))
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body or {"status": 404, "message": "Not found", "code": 20404}).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
        """Print nothing."""


@cache
def start_server() -> str:
    """Start the server once, for as long as the program runs. Return its URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), RecordedTwilio)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


class LocalHttpClient(TwilioHttpClient):  # type: ignore[misc] # the package `twilio` has no types
    """Twilio's HTTP client, redirected to the server."""

    def request(self, method: str, url: str, *args: Any, **options: Any) -> Any:
        """Ask the server. The path begins with the host that was meant."""
        return super().request(method, url.replace("https://", f"{start_server()}/", 1), *args, **options)


def recorded_client() -> Any:
    """Return Twilio's client, for the server."""
    return Client(ACCOUNT_SID, AUTH_TOKEN, http_client=LocalHttpClient())
