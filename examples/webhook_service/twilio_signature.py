"""A FastAPI route that answers 403 to what Twilio has not signed.

It has a file of its own because it is not about SIDs. Copy it to any service that Twilio calls. Before the signature is
checked anybody may be calling. Until then the route reads only a URL-encoded form, and only within limits. Add
`BodyLimit` to the app as middleware: it counts the bytes while they arrive.

https://www.twilio.com/docs/usage/security#validating-requests
"""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import FormData, Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_SIZE = 128 * 1024
"""Twice the largest known request: a WhatsApp message of 4,096 emoji, 12 bytes each, with ten media."""
MAX_FIELDS = 1000

RESPONSES: dict[int | str, dict[str, Any]] = {
    403: {"description": "Twilio has not signed the request"},
    413: {"description": "The body or the query is too large"},
    415: {"description": "The body is not a URL-encoded form"},
}


class BodyLimit:
    """Middleware that answers 413 to a body that says it is too large, or turns out to be."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the bytes of a request."""
        announced = Headers(scope=scope).get("Content-Length", "0") if scope["type"] == "http" else "0"
        if len(announced) > len(str(MAX_BODY_SIZE)) or int(announced) > MAX_BODY_SIZE:
            await Response("The body is too large", 413)(scope, receive, send)
            return
        size = 0

        async def count() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > MAX_BODY_SIZE:
                raise HTTPException(413, "The body is too large")
            return message

        await self.app(scope, count, send)


class SignedRoute(APIRoute):
    """A route whose requests are signed. A subclass sets `validator`, which has the auth token.

    `public_url` is the URL that Twilio calls, up to the route's path. Set it where a proxy changes the URL.
    """

    validator: Any  # `RequestValidator`, whose methods have no type annotations
    public_url: str | None = None

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Check the signature before FastAPI's handler runs. That one finds the form already read."""
        handler = super().get_route_handler()

        async def handle_signed(request: Request) -> Response:
            if not self.is_signed(request, await read_form(request)):
                raise HTTPException(403, "The request has no valid signature of Twilio's")
            return await handler(request)

        return handle_signed

    def is_signed(self, request: Request, form: FormData) -> bool:
        """Tell whether Twilio has signed the URL that it called and the form."""
        url = str(request.url)
        if self.public_url:
            url = self.public_url.rstrip("/") + url[len(str(request.base_url)) - 1 :]
        try:
            return bool(self.validator.validate(url, form, request.headers.get("X-Twilio-Signature", "")))
        except ValueError:  # a port in the Host header that is not a number
            return False


async def read_form(request: Request) -> FormData:
    """Read the form. A GET request has none."""
    refuse_many_fields(request.scope["query_string"])
    if request.method == "GET":
        return FormData()
    content_type = request.headers.get("Content-Type", "").partition(";")[0]
    if content_type.strip().lower() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "The body should be of the type application/x-www-form-urlencoded")
    try:
        refuse_many_fields(await request.body())
    except ClientDisconnect:  # nobody will read the answer
        raise HTTPException(400, "The client has hung up") from None
    return await request.form(max_fields=MAX_FIELDS)


def refuse_many_fields(encoded: bytes) -> None:
    """Count the separators. That is cheap, and parsing is not."""
    if encoded.count(b"&") >= MAX_FIELDS:
        raise HTTPException(413, "There are too many fields")
