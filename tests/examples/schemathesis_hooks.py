"""What Schemathesis needs for `examples/webhook_service.py` and no OpenAPI description can say."""

import os
from typing import Any
from urllib.parse import parse_qs

import schemathesis
from requests import PreparedRequest
from requests.auth import AuthBase
from twilio.request_validator import RequestValidator

validator: Any = RequestValidator(os.environ.get("TWILIO_AUTH_TOKEN", ""))


class SignedByTwilio(AuthBase):
    """Sign each request."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Add the header."""
        body = request.body.decode(errors="replace") if isinstance(request.body, bytes) else str(request.body or "")
        form = {name: values[-1] for name, values in parse_qs(body, keep_blank_values=True).items()}
        request.headers["X-Twilio-Signature"] = validator.compute_signature(request.url, form)
        return request


def map_body(_: Any, body: Any) -> Any:
    """Give Twilio's deprecated names the SID of the message."""
    try:
        message_sid = body["MessageSid"]
    except (KeyError, TypeError):
        return body
    return body | dict.fromkeys({"SmsSid", "SmsMessageSid"} & set(body), message_sid)


untyped: Any = schemathesis  # what it says of its types, type checkers do not take
untyped.auth.set_from_requests(SignedByTwilio())
untyped.hook(map_body)
untyped.hook("map_query")(map_body)
