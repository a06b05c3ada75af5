"""A web service for Twilio's webhooks: it checks who calls, stores messages and calls, and shows them.

    TWILIO_ACCOUNT_SID=AC… TWILIO_AUTH_TOKEN=… uvicorn --app-dir examples webhook_service:app

Beside Twilio's settings (`settings.py`) it reads `DATABASE_URL`, by default a SQLite file in the working directory, and
`PUBLIC_URL`, such as `https://example.com/twilio`: what stands before the paths below in Twilio's console, if that is
not the URL that arrives here. Twilio signs the URL that it calls. A proxy that keeps the `Host` header and sends
`X-Forwarded-Proto` needs no `PUBLIC_URL`; uvicorn believes such a header from `127.0.0.1`, or `--forwarded-allow-ips`.

The paths that show messages and calls do not ask who you are: keep them from the public.

The webhooks' fields are those of https://www.twilio.com/docs/messaging/guides/webhook-request,
https://www.twilio.com/docs/messaging/guides/track-outbound-message-status and
https://www.twilio.com/docs/voice/twiml#request-parameters. Twilio adds fields without notice: whatever is not here is
accepted, and is part of what is signed.
"""

from collections.abc import Callable, Coroutine, Iterator
from datetime import datetime, timezone
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Cookie, Depends, FastAPI, Form, Header, HTTPException, Query, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field, model_validator
from pydantic.alias_generators import to_pascal
from pydantic_settings import BaseSettings
from settings import load_settings
from sqlalchemy import JSON, String, TypeDecorator
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field as Column
from sqlmodel import Session, SQLModel, col, create_engine, select
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import VoiceResponse

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


class ServiceSettings(BaseSettings):
    """Where the service is, and where it stores what it gets."""

    database_url: str = "sqlite:///twilio.db"
    public_url: str | None = None


settings = ServiceSettings()
twilio_settings = load_settings()  # ends the program here, in words that say which variable is wrong


# What is stored


class SidColumn(TypeDecorator[str]):
    """VARCHAR(34). SQLModel does not see the length of a SID type, and sees none at all in `… | None`."""

    impl = String(SidConstraints.max_length)
    cache_ok = True


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
    """A status that a message has had. Not a column of the message, of which Twilio may tell later than of a status."""

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


engine = create_engine(settings.database_url)
SQLModel.metadata.create_all(engine)


def open_session() -> Iterator[Session]:
    """Give a request its session."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


DatabaseSession = Annotated[Session, Depends(open_session)]


def store_once(session: Session, row: SQLModel, key: object) -> None:
    """Store a row, unless it is there: Twilio sends a request again if it got no answer to the first."""
    session.add(row)
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        if session.get(type(row), key) is None:
            raise


# What Twilio sends


def leave_out_null(json_schema: dict[str, Any]) -> None:
    """Say nothing of `null`, which a form, a query, a header and a cookie can't have: what is `None` is left out."""
    (choice,) = [choice for choice in json_schema.pop("anyOf") if choice != {"type": "null"}]
    json_schema |= choice


T = TypeVar("T")
Omissible = Annotated[T | None, Field(json_schema_extra=leave_out_null)]


class TwilioForm(BaseModel, alias_generator=to_pascal, extra="allow"):
    """What every webhook has. The name of a field in a form is that of the attribute in PascalCase."""

    account_sid: AccountSid
    api_version: str = ""
    from_: str = Field("", alias="From")
    to: str = ""


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
    """What the webhook for an incoming message and the status callback have in common."""

    message_sid: MessageSid
    sms_sid: Omissible[SmsSid] = None
    sms_message_sid: Omissible[SmsMessageSid] = None
    sms_status: str = ""
    messaging_service_sid: Omissible[MessagingServiceSid] = None

    @model_validator(mode="after")
    def check_deprecated_names(self) -> "MessageForm":
        """Refuse a request whose names for one message are of several."""
        if {self.sms_sid, self.sms_message_sid} - {self.message_sid, None}:
            raise ValueError("SmsSid and SmsMessageSid, where they are sent, are the same as MessageSid")
        return self


class IncomingMessage(MessageForm, Place):
    """An incoming message; further fields depend on the channel. `MediaUrl0` and on are among the extra ones."""

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
        """Where the pictures and other media of the message are: up to ten, says Twilio."""
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


class SignedRoute(APIRoute):
    """A route that answers 403 to what Twilio has not signed, before FastAPI validates the fields."""

    validator: Any = RequestValidator(twilio_settings.auth_token.get_secret_value())

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Put the check before FastAPI's handler, which finds the form already read."""
        handler = super().get_route_handler()

        async def handle_signed(request: Request) -> Response:
            url = str(request.url)
            if settings.public_url:
                url = settings.public_url.rstrip("/") + url[len(str(request.base_url)) - 1 :]
            try:
                valid: bool = self.validator.validate(
                    url, await request.form(), request.headers.get("X-Twilio-Signature", "")
                )
            except (TypeError, ValueError):  # an uploaded file, or a port in the Host header that is not a number
                valid = False
            if not valid:
                raise HTTPException(403, "The request has no valid signature of Twilio's")
            return await handler(request)

        return handle_signed


class TwimlResponse(Response):
    """What Twilio is to do next."""

    media_type = "text/xml"


webhooks = APIRouter(
    route_class=SignedRoute, tags=["for Twilio"], responses={403: {"description": "Twilio has not signed the request"}}
)


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


@webhooks.post("/webhooks/message-status", status_code=204)
def receive_status(form: Annotated[StatusCallback, Form()], session: DatabaseSession) -> None:
    """Store the status, whether or not the message is known, and whatever has been stored before."""
    row = MessageStatus(
        message_sid=form.message_sid,
        status=form.message_status,
        account_sid=form.account_sid,
        error_code=form.error_code,
        received_at=datetime.now(timezone.utc),
    )
    store_once(session, row, (row.message_sid, row.status))


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


# What is shown


class StatusView(BaseModel, from_attributes=True):
    """A status that a message has had."""

    status: str
    error_code: int | None
    received_at: datetime


class MessageView(BaseModel, from_attributes=True):
    """A message, with the statuses that have arrived, by the time at which they did."""

    sid: MessageSid
    account_sid: AccountSid
    messaging_service_sid: MessagingServiceSid | None
    sender: str
    recipient: str
    body: str
    media_urls: list[str]
    statuses: list[StatusView] = []


class CallView(BaseModel, from_attributes=True):
    """A call."""

    sid: CallSid
    account_sid: AccountSid
    parent_call_sid: CallSid | None
    caller: str
    called: str


class MessageSearch(BaseModel):
    """The messages to show."""

    message_sids: list[MessageSid] = Field(max_length=100)


def find_statuses(session: Session, message_sid: MessageSid) -> list[StatusView]:
    """Return the statuses of a message, by the time at which they arrived."""
    query = (
        select(MessageStatus).where(MessageStatus.message_sid == message_sid).order_by(col(MessageStatus.received_at))
    )
    return [StatusView.model_validate(row) for row in session.exec(query)]


def show_message(session: Session, row: Message) -> MessageView:
    """Join a message and its statuses."""
    return MessageView.model_validate(row).model_copy(update={"statuses": find_statuses(session, row.sid)})


views = APIRouter(tags=["for you"])


@views.get("/messages")
def list_messages(
    session: DatabaseSession,
    messaging_service_sid: Annotated[Omissible[MessagingServiceSid], Query()] = None,
    x_account_sid: Annotated[Omissible[AccountSid], Header()] = None,
    account_sid: Annotated[Omissible[AccountSid], Cookie()] = None,
) -> list[MessageView]:
    """Show messages, of one messaging service or of all, and of one account (the header's first) or of all."""
    query = select(Message).limit(100)
    if messaging_service_sid:
        query = query.where(Message.messaging_service_sid == messaging_service_sid)
    if account := x_account_sid or account_sid:
        query = query.where(Message.account_sid == account)
    return [show_message(session, row) for row in session.exec(query)]


@views.get("/messages/{message_sid}", responses={404: {"description": "There is no such message"}})
def read_message(message_sid: MessageSid, session: DatabaseSession) -> MessageView:
    """Show a message."""
    row = session.get(Message, message_sid)
    if row is None:
        raise HTTPException(404, "There is no such message")
    return show_message(session, row)


@views.get("/messages/{message_sid}/statuses")
def list_statuses(message_sid: MessageSid, session: DatabaseSession) -> list[StatusView]:
    """Show the statuses of a message, which may have arrived before it."""
    return find_statuses(session, message_sid)


@views.post("/searches/messages", responses={400: {"description": "The body is not in UTF-8"}})
def search_messages(search: MessageSearch, session: DatabaseSession) -> list[MessageView]:
    """Show several messages, more than a URL has room for."""
    query = select(Message).where(col(Message.sid).in_(search.message_sids))
    return [show_message(session, row) for row in session.exec(query)]


@views.get("/calls/{call_sid}", responses={404: {"description": "There is no such call"}})
def read_call(call_sid: CallSid, session: DatabaseSession) -> CallView:
    """Show a call."""
    row = session.get(Call, call_sid)
    if row is None:
        raise HTTPException(404, "There is no such call")
    return CallView.model_validate(row)


app = FastAPI(title="Twilio's webhooks")
app.include_router(webhooks)
app.include_router(views)
