"""What Schemathesis has to know of `examples/webhook_service.py` that no OpenAPI description can say."""

import os
from typing import Any, cast
from urllib.parse import parse_qs

import schemathesis
from requests import PreparedRequest
from requests.auth import AuthBase
from twilio.request_validator import RequestValidator

validator: Any = RequestValidator(os.environ["TWILIO_AUTH_TOKEN"])


class SignedByTwilio(AuthBase):
    """Sign what is about to be sent."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Add the header."""
        body = request.body.decode(errors="replace") if isinstance(request.body, bytes) else str(request.body or "")
        form = {name: values[-1] for name, values in parse_qs(body, keep_blank_values=True).items()}
        request.headers["X-Twilio-Signature"] = validator.compute_signature(request.url, form)
        return request


def map_body(_: Any, body: Any) -> Any:
    """Let Twilio's deprecated names for a message have the same SID."""
    if isinstance(body, dict) and "MessageSid" in body:
        form = cast("dict[str, object]", body)
        form.update(dict.fromkeys({"SmsSid", "SmsMessageSid"} & set(form), form["MessageSid"]))
    return body


untyped: Any = schemathesis  # what it says of its types, type checkers do not take
untyped.auth.set_from_requests(SignedByTwilio())
untyped.hook(map_body)
