"""A web service for Twilio's webhooks: it checks who calls, stores messages and calls, and shows them.

    TWILIO_ACCOUNT_SID=AC… TWILIO_AUTH_TOKEN=… uvicorn --app-dir examples webhook_service:app

It reads Twilio's settings (`settings.py`) and two of its own. `DATABASE_URL` is a SQLite file in the working directory
by default. `PUBLIC_URL` is what Twilio's console has before the paths below, such as `https://example.com/twilio`.
Twilio signs the URL that it calls, so set it where a proxy changes the URL. A proxy that keeps the `Host` header and
sends `X-Forwarded-Proto` needs no `PUBLIC_URL`. Uvicorn trusts that header from `127.0.0.1` and from
`--forwarded-allow-ips`.

The paths that show messages and calls ask nobody for a password. Keep them private. Prefer POST in Twilio's console: by
GET a message is part of the URL, and proxies log URLs.

`twilio_signature.py` checks who calls, and `webhook_database.py` opens the database. Neither is about SIDs.

The webhooks' fields are those of https://www.twilio.com/docs/messaging/guides/webhook-request,
https://www.twilio.com/docs/messaging/guides/track-outbound-message-status and
https://www.twilio.com/docs/voice/twiml#request-parameters. Twilio adds fields without notice. Fields that
are not here are accepted, and the signature covers them.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timezone
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Cookie, Depends, FastAPI, Form, Header, HTTPException, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, HttpUrl, SecretStr, model_validator
from pydantic.alias_generators import to_pascal
from settings import SettingsError, TwilioSettings, load
from sqlalchemy import JSON, String, inspect
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlmodel import Field as Column
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import VoiceResponse
from twilio_signature import RESPONSES, BodyLimit, SignedRoute
from uvicorn.config import STARTUP_FAILURE
from webhook_database import one_line, open_database, store_once

from pydantic_twilio_sid import (
    AccountSid,
    ApplicationSid,
    CallSid,
    MessageSid,
    MessagingServiceSid,
    SidConstraints,
    SmsMessageSid,
    SmsSid,
)

logger = logging.getLogger("uvicorn.error")


# What is stored


SidColumn = String(SidConstraints.max_length)
"""VARCHAR(34). SQLModel does not see the length of a SID type."""


class Message(SQLModel, table=True):
    """An incoming message."""

    sid: MessageSid = Column(primary_key=True, sa_type=SidColumn)
    account_sid: AccountSid = Column(index=True, sa_type=SidColumn)
    messaging_service_sid: MessagingServiceSid | None = Column(default=None, sa_type=SidColumn)
    sender: str
    recipient: str
    body: str
    media_urls: list[str] = Column(default_factory=list, sa_type=JSON)


class MessageStatus(SQLModel, table=True):
    """A delivery status. It has its own table because it can arrive before its message."""

    message_sid: MessageSid = Column(primary_key=True, sa_type=SidColumn)
    status: str = Column(primary_key=True)
    account_sid: AccountSid = Column(sa_type=SidColumn)
    error_code: int | None = None
    received_at: datetime


class Call(SQLModel, table=True):
    """An incoming call."""

    sid: CallSid = Column(primary_key=True, sa_type=SidColumn)
    account_sid: AccountSid = Column(index=True, sa_type=SidColumn)
    parent_call_sid: CallSid | None = Column(default=None, sa_type=SidColumn)
    caller: str
    called: str


# The start


class ServiceSettings(TwilioSettings):
    """Where the service is, and where it stores what it gets."""

    database_url: SecretStr = Field(SecretStr("sqlite:///twilio.db"), validation_alias="DATABASE_URL")
    public_url: HttpUrl | None = Field(None, validation_alias="PUBLIC_URL")


try:
    settings = load(ServiceSettings)
    engine = open_database(settings.database_url.get_secret_value(), SQLModel.metadata)
except SettingsError as error:
    print(error, file=sys.stderr)
    sys.exit(STARTUP_FAILURE)  # with any other status uvicorn starts its workers again, for ever


def open_session() -> Iterator[Session]:
    """Give a request its session. The route ends the transaction, or else the request keeps its connection."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


DatabaseSession = Annotated[Session, Depends(open_session)]


# What Twilio sends


def leave_out_null(json_schema: dict[str, Any]) -> None:
    """Drop `null` from the schema. Forms, queries, headers and cookies leave the value out instead."""
    (choice,) = [choice for choice in json_schema.pop("anyOf") if choice != {"type": "null"}]
    json_schema |= choice


T = TypeVar("T")
Omissible = Annotated[T | None, Field(json_schema_extra=leave_out_null)]


class TwilioForm(BaseModel, alias_generator=to_pascal, extra="allow"):
    """The fields of every webhook. A form has their names in PascalCase."""

    account_sid: AccountSid
    api_version: str = ""
    from_: str = Field("", alias="From")
    to: str = ""

    @model_validator(mode="before")
    @classmethod
    def tidy(cls, form: dict[str, str | list[str]]) -> dict[str, str]:
        """Take the last of several values, leave out empty ones, and replace NUL, which PostgreSQL can't store."""
        last = {name: value[-1] if isinstance(value, list) else value for name, value in form.items()}
        return {name: value.replace("\0", "\N{REPLACEMENT CHARACTER}") for name, value in last.items() if value}


class Place(BaseModel):
    """Where the two phone numbers are, as far as Twilio knows."""

    from_city: str = ""
    from_state: str = ""
    from_zip: str = ""
    from_country: str = ""
    to_city: str = ""
    to_state: str = ""
    to_zip: str = ""
    to_country: str = ""


class MessageForm(TwilioForm):
    """The fields that an incoming message and a status callback share."""

    message_sid: MessageSid
    sms_sid: Omissible[SmsSid] = None
    sms_message_sid: Omissible[SmsMessageSid] = None
    sms_status: str = ""
    messaging_service_sid: Omissible[MessagingServiceSid] = None

    @model_validator(mode="after")
    def check_deprecated_names(self) -> "MessageForm":
        """Refuse a request that names several messages."""
        if {self.sms_sid, self.sms_message_sid} - {self.message_sid, None}:
            raise ValueError("SmsSid and SmsMessageSid, where they are sent, are the same as MessageSid")
        return self


class IncomingMessage(MessageForm, Place):
    """An incoming message. Further fields depend on the channel. `MediaUrl0` to `MediaUrl9` are extra fields."""

    body: str = ""
    num_media: int = 0
    num_segments: int = 1
    profile_name: str = ""
    wa_id: str = ""
    forwarded: str = ""
    frequently_forwarded: str = ""
    button_text: str = ""
    button_payload: str = ""
    button_type: str = ""
    latitude: str = ""
    longitude: str = ""
    address: str = ""
    label: str = ""
    original_replied_message_sender: str = ""
    original_replied_message_sid: Omissible[MessageSid] = None

    @property
    def media_urls(self) -> list[str]:
        """The URLs of up to ten pictures and other media."""
        extra = self.model_extra or {}
        return [extra[name] for name in map("MediaUrl{}".format, range(10)) if name in extra]


class StatusCallback(MessageForm):
    """A new status of a message that was sent."""

    message_status: str = Field(min_length=1, max_length=32)
    error_code: Omissible[int] = Field(None, ge=0, le=99999)
    raw_dlr_done_date: str = ""


class IncomingCall(TwilioForm, Place):
    """An incoming call."""

    call_sid: CallSid
    parent_call_sid: Omissible[CallSid] = None
    application_sid: Omissible[ApplicationSid] = None
    call_status: str = ""
    direction: str = ""
    forwarded_from: str = ""
    caller_name: str = ""
    call_token: str = ""
    stir_verstat: str = ""


class WebhookRoute(SignedRoute):
    """A route that answers 403 to what Twilio has not signed, before FastAPI validates the fields."""

    validator = RequestValidator(settings.auth_token.get_secret_value())
    public_url = str(settings.public_url) if settings.public_url else None


class TwimlResponse(Response):
    """TwiML: what Twilio is to do next."""

    media_type = "text/xml"


webhooks = APIRouter(route_class=WebhookRoute, tags=["for Twilio"], responses=RESPONSES)


@webhooks.post("/webhooks/message", response_class=TwimlResponse)
def receive_message(form: Annotated[IncomingMessage, Form()], session: DatabaseSession) -> Response:
    """Store the message, and answer with thanks."""
    row = Message(
        sid=form.message_sid,
        account_sid=form.account_sid,
        messaging_service_sid=form.messaging_service_sid,
        sender=form.from_,
        recipient=form.to,
        body=form.body,
        media_urls=form.media_urls,
    )
    store_once(session, row, row.sid)
    twiml: Any = MessagingResponse()
    twiml.message("Thank you, we have got your message.")
    return TwimlResponse(str(twiml))


@webhooks.get("/webhooks/message", response_class=TwimlResponse)
def receive_message_by_get(form: Annotated[IncomingMessage, Query()], session: DatabaseSession) -> Response:
    """Do the same where Twilio's console says GET."""
    return receive_message(form, session)


@webhooks.post("/webhooks/message-status", status_code=204)
def receive_status(form: Annotated[StatusCallback, Form()], session: DatabaseSession) -> None:
    """Store the status, also if the message is not known yet."""
    row = MessageStatus(
        message_sid=form.message_sid,
        status=form.message_status,
        account_sid=form.account_sid,
        error_code=form.error_code,
        received_at=datetime.now(timezone.utc),
    )
    store_once(session, row, (row.message_sid, row.status))


@webhooks.get("/webhooks/message-status", status_code=204)
def receive_status_by_get(form: Annotated[StatusCallback, Query()], session: DatabaseSession) -> None:
    """Do the same where Twilio's console says GET."""
    receive_status(form, session)


@webhooks.post("/webhooks/call", response_class=TwimlResponse)
def receive_call(form: Annotated[IncomingCall, Form()], session: DatabaseSession) -> Response:
    """Store the call, and answer with a greeting."""
    row = Call(
        sid=form.call_sid,
        account_sid=form.account_sid,
        parent_call_sid=form.parent_call_sid,
        caller=form.from_,
        called=form.to,
    )
    store_once(session, row, row.sid)
    twiml: Any = VoiceResponse()
    twiml.say("Thank you for your call.")
    return TwimlResponse(str(twiml))


@webhooks.get("/webhooks/call", response_class=TwimlResponse)
def receive_call_by_get(form: Annotated[IncomingCall, Query()], session: DatabaseSession) -> Response:
    """Do the same where Twilio's console says GET."""
    return receive_call(form, session)


# What is shown


class StatusView(BaseModel, from_attributes=True, hide_input_in_errors=True):
    """A delivery status of a message."""

    status: str
    error_code: int | None
    received_at: datetime


class MessageView(BaseModel, from_attributes=True, hide_input_in_errors=True):
    """A message, with its statuses in the order of their arrival."""

    sid: MessageSid
    account_sid: AccountSid
    messaging_service_sid: MessagingServiceSid | None
    sender: str
    recipient: str
    body: str
    media_urls: list[str]
    statuses: list[StatusView] = []


class CallView(BaseModel, from_attributes=True, hide_input_in_errors=True):
    """A call."""

    sid: CallSid
    account_sid: AccountSid
    parent_call_sid: CallSid | None
    caller: str
    called: str


class MessageSearch(BaseModel):
    """The messages to show."""

    message_sids: list[MessageSid] = Field(max_length=100)


View = TypeVar("View", bound=BaseModel)


def show(session: Session, view: type[View], query: SelectOfScalar[Any]) -> dict[tuple[str, ...], View]:
    """Return the rows that a query finds, by their primary keys.

    A row that can't be shown is logged and left out. Older versions and other programs may have written such rows.
    """
    table: type[SQLModel] = query.column_descriptions[0]["entity"]
    keys = session.connection().execute(query.with_only_columns(*inspect(table).primary_key)).tuples().all()
    rows: dict[Any, Any] = {}
    with suppress(ValueError):  # of an odd row: then each is read by itself below
        rows = {inspect(row).identity: row for row in session.exec(query)}
    views: dict[tuple[str, ...], View] = {}
    for key in keys:
        try:
            shown = view.model_validate(rows.get(key) or session.get(table, key))
            shown.model_dump_json()  # half of a surrogate pair fails here
        except ValueError as error:
            logger.warning("The %s %r is left out: %s", table.__name__, key, one_line(error))
        else:
            views[key] = shown
    return views


def show_statuses(session: Session, *message_sids: str) -> dict[tuple[str, ...], StatusView]:
    """Return the statuses of messages, in the order of their arrival."""
    query = select(MessageStatus).where(col(MessageStatus.message_sid).in_(message_sids))
    return show(session, StatusView, query.order_by(col(MessageStatus.received_at)))


def show_messages(session: Session, query: SelectOfScalar[Message]) -> list[MessageView]:
    """Return messages, with their statuses."""
    with session.begin():
        messages = show(session, MessageView, query)
        sids = [sid for sid, *_ in messages]
        for (sid, *_), status in show_statuses(session, *sids).items():
            messages[(sid,)].statuses.append(status)
    return list(messages.values())


views = APIRouter(tags=["for you"])


@views.get("/messages")
def list_messages(
    session: DatabaseSession,
    messaging_service_sid: Annotated[Omissible[MessagingServiceSid], Query()] = None,
    x_account_sid: Annotated[Omissible[AccountSid], Header()] = None,
    account_sid: Annotated[Omissible[AccountSid], Cookie()] = None,
) -> list[MessageView]:
    """Show messages, all or those of one messaging service or account. The header wins over the cookie."""
    query = select(Message).limit(100)
    if messaging_service_sid:
        query = query.where(Message.messaging_service_sid == messaging_service_sid)
    if account := x_account_sid or account_sid:
        query = query.where(Message.account_sid == account)
    return show_messages(session, query)


@views.get("/messages/{message_sid}", responses={404: {"description": "There is no such message"}})
def read_message(message_sid: MessageSid, session: DatabaseSession) -> MessageView:
    """Show a message."""
    for message in show_messages(session, select(Message).where(Message.sid == message_sid)):
        return message
    raise HTTPException(404, "There is no such message, or none that can be shown")


@views.get("/messages/{message_sid}/statuses")
def list_statuses(message_sid: MessageSid, session: DatabaseSession) -> list[StatusView]:
    """Show the statuses of a message, which may have arrived before it."""
    with session.begin():
        return list(show_statuses(session, message_sid).values())


@views.post("/searches/messages", responses={400: {"description": "The body is not in UTF-8"}})
def search_messages(search: MessageSearch, session: DatabaseSession) -> list[MessageView]:
    """Show several messages, more than a URL has room for."""
    return show_messages(session, select(Message).where(col(Message.sid).in_(search.message_sids)))


@views.get("/calls/{call_sid}", responses={404: {"description": "There is no such call"}})
def read_call(call_sid: CallSid, session: DatabaseSession) -> CallView:
    """Show a call."""
    with session.begin():
        for call in show(session, CallView, select(Call).where(Call.sid == call_sid)).values():
            return call
    raise HTTPException(404, "There is no such call, or none that can be shown")


# The whole

app = FastAPI(
    title="Twilio's webhooks",
    responses={503: {"description": "The database does not answer: try again after `Retry-After` seconds"}},
)
app.add_middleware(BodyLimit)
app.include_router(webhooks)
app.include_router(views)


@app.exception_handler(RequestValidationError)
async def refuse(_request: Request, error: RequestValidationError) -> Response:
    """Answer as FastAPI does, but without the input. It may be private, and JSON can't hold every input."""
    return JSONResponse(
        {"detail": [{key: line[key] for key in ("type", "loc", "msg")} for line in error.errors()]}, 422
    )


@app.exception_handler(405)
async def refuse_method(request: Request, error: HTTPException) -> Response:
    """Name both methods of a webhook. Starlette names only those of its first route."""
    allow = "GET, POST" if request.url.path.startswith("/webhooks/") else (error.headers or {})["Allow"]
    return JSONResponse({"detail": error.detail}, 405, {"Allow": allow})


@app.exception_handler(OperationalError)
@app.exception_handler(PoolTimeoutError)
async def try_again(_request: Request, error: OperationalError | PoolTimeoutError) -> Response:
    """Answer 503 while the database is locked, is away, or has no free connection."""
    logger.error("503: %s", one_line(getattr(error, "orig", error)))
    return Response(status_code=503, headers={"Retry-After": "5"})


@app.exception_handler(DBAPIError)
async def fail(_request: Request, error: DBAPIError) -> Response:
    """Log what failed without the database's own words, which may quote a row."""
    logger.error("500: %s in %s", type(error.orig).__name__, one_line(error.statement))
    return Response(status_code=500)


def leave_out_query(record: logging.LogRecord) -> bool:
    """Log a request without its query. If Twilio calls by GET the query has the message."""
    if isinstance(record.args, tuple):
        record.args = tuple(arg.partition("?")[0] if isinstance(arg, str) else arg for arg in record.args)
    return True


logging.getLogger("uvicorn.access").addFilter(leave_out_query)
