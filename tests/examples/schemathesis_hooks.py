"""What Schemathesis can't learn from the OpenAPI description of `examples/webhook_service`."""

import os
from collections.abc import MutableMapping
from typing import Any, cast
from urllib.parse import parse_qs

import schemathesis
from requests import PreparedRequest
from requests.auth import AuthBase
from twilio.request_validator import RequestValidator

from pydantic_twilio_sid import is_sid

validator: Any = RequestValidator(os.environ.get("TWILIO_AUTH_TOKEN", ""))


class SignedByTwilio(AuthBase):
    """Sign each request."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Add the header."""
        body = request.body.decode(errors="replace") if isinstance(request.body, bytes) else str(request.body or "")
        form = {name: values[-1] for name, values in parse_qs(body, keep_blank_values=True).items()}
        request.headers["X-Twilio-Signature"] = validator.compute_signature(request.url, form)
        return request


def before_call(_: Any, case: Any, __: Any) -> None:
    """Leave out what is null, and give Twilio's deprecated names the SID of the message.

    Only JSON can hold a null, but FastAPI also documents it for optional fields of forms. Schemathesis has already made
    a string of a cookie's null.
    """
    for part in ("body", "query", "headers", "cookies"):
        values: Any = getattr(case, part)
        if isinstance(values, MutableMapping):
            named = cast("MutableMapping[str, Any]", values)
            for name in [name for name in named if named[name] in (None, "null")]:
                del named[name]
            for name in {"SmsSid", "SmsMessageSid"} & set(named):
                if is_sid(named[name], "SM", "MM"):
                    named[name] = named.get("MessageSid", named[name])


untyped: Any = schemathesis  # type checkers reject its annotations
untyped.auth.set_from_requests(SignedByTwilio())
untyped.hook(before_call)
