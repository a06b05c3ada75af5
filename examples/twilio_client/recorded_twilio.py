"""An HTTP client that answers in Twilio's place.

`recorded_call.json` is the example of a call in Twilio's OpenAPI description.
"""

from pathlib import Path
from typing import Any

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response

CALL = Path(__file__).with_name("recorded_call.json")


class RecordedHttpClient(TwilioHttpClient):  # type: ignore[misc] # the package `twilio` has no types
    """Knows one call, and sends nothing."""

    def request(self, *arguments: Any, **_options: Any) -> Response:
        """Return the call if its URL is asked for, and 404 otherwise."""
        _method, url = arguments
        found = url.endswith(f"/Calls/CA{'a' * 32}.json")
        return Response(200, CALL.read_text("utf-8")) if found else Response(404, "")
