"""A local server that answers Twilio's client.

`recorded_responses.json` has examples from Twilio's OpenAPI description, with the participants put on one page.
"""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

RESPONSES: dict[str, Any] = json.loads(Path(__file__).with_name("recorded_responses.json").read_text("utf-8"))


class RecordedTwilio(BaseHTTPRequestHandler):
    """Answers `/api.twilio.com/…` as `https://api.twilio.com/…` does."""

    def do_GET(self) -> None:
        """Send the response recorded for the URL without its query, or Twilio's 404."""
        body = RESPONSES.get(self.path[1:].partition("?")[0])
        self.send_response(200 if body else 404)
        self.end_headers()
        not_found = {"code": 20404, "message": f"The requested resource {self.path} was not found", "status": 404}
        self.wfile.write(json.dumps(body or not_found).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Print nothing."""


class LocalHttpClient(TwilioHttpClient):  # type: ignore[misc] # the package `twilio` has no types
    """Twilio's HTTP client, redirected to a local server that runs until the program ends."""

    def __init__(self) -> None:
        super().__init__()
        server = HTTPServer(("127.0.0.1", 0), RecordedTwilio)
        Thread(target=server.serve_forever, daemon=True).start()
        self.server = f"http://127.0.0.1:{server.server_port}/"

    def request(self, method: str, url: str, *args: Any, **options: Any) -> Any:
        """Send the request to the server."""
        return super().request(method, url.replace("https://", self.server, 1), *args, **options)


def recorded_client() -> Any:
    """Return a client of Twilio's that talks to its own local server."""
    return Client("AC" + "a" * 32, "token", http_client=LocalHttpClient())
