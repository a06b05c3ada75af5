"""Receive Twilio's webhooks, verify their signature, and store messages and calls in SQLite or PostgreSQL.

    TWILIO_ACCOUNT_SID=AC… TWILIO_AUTH_TOKEN=… uvicorn --app-dir examples/webhook_service webhook_service:app

Choose POST in Twilio's console. Keep the paths that show messages private: they need no password.

If the database is away, webhooks are answered with 503. By default, Twilio doesn't send those again: it only retries if
it can't connect. Add `#rc=3&rp=5xx,ct,rt` to the URLs in Twilio's console to have it retry these and timeouts too, and
set a fallback URL for longer outages: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
"""

import logging
import sys
from datetime import datetime, timezone
from functools import cache
from typing import Annotated, Any, NoReturn
from urllib.parse import urlsplit

from fastapi import Depends, FastAPI, Form, Header, HTTPException, Request, Response
from pydantic import AfterValidator, HttpUrl, Secret, SecretStr, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import JSON, Engine, create_engine
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError, ProgrammingError, SQLAlchemyError
from sqlmodel import Field, Session, SQLModel, col, select
from starlette.routing import Match
from twilio.request_validator import RequestValidator  # https://www.twilio.com/docs/usage/security#validating-requests
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import VoiceResponse
from uvicorn.config import STARTUP_FAILURE

from pydantic_twilio_sid import AccountSid, CallSid, MessageSid, MessagingServiceSid


class IncomingMessage(SQLModel):  # https://www.twilio.com/docs/messaging/guides/webhook-request
    """An incoming message."""

    message_sid: MessageSid = Field(validation_alias="MessageSid", primary_key=True)
    account_sid: AccountSid = Field(validation_alias="AccountSid")
    messaging_service_sid: MessagingServiceSid | None = Field(None, validation_alias="MessagingServiceSid")
    sender: str = Field("", validation_alias="From")
    recipient: str = Field("", validation_alias="To")
    body: str = Field("", validation_alias="Body")


class Message(IncomingMessage, table=True):
    """An incoming message as it is stored and shown."""

    media_urls: list[str] = Field(sa_type=JSON)
    received_at: datetime = Field(default_factory=lambda: datetime.now(timezone.utc), index=True)


class StatusCallback(SQLModel):  # https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
    """A new status of a message that was sent."""

    message_sid: MessageSid = Field(validation_alias="MessageSid", primary_key=True)
    message_status: str = Field(validation_alias="MessageStatus", primary_key=True)
    account_sid: AccountSid = Field(validation_alias="AccountSid")
    error_code: int | None = Field(None, validation_alias="ErrorCode", ge=0, le=99999)


class MessageStatus(StatusCallback, table=True):
    """A status as it is stored. There is no foreign key because it may arrive before the message."""

    received_at: datetime = Field(default_factory=lambda: datetime.now(timezone.utc))


class IncomingCall(SQLModel):  # https://www.twilio.com/docs/voice/twiml#request-parameters
    """An incoming call."""

    call_sid: CallSid = Field(validation_alias="CallSid", primary_key=True)
    account_sid: AccountSid = Field(validation_alias="AccountSid")
    parent_call_sid: CallSid | None = Field(None, validation_alias="ParentCallSid")
    sender: str = Field("", validation_alias="From")
    recipient: str = Field("", validation_alias="To")


class Call(IncomingCall, table=True):
    """A call as it is stored."""


def check_public_url(url: HttpUrl) -> HttpUrl:
    """Refuse the URL of a webhook, which is a likely mistake and would make every signature invalid."""
    if url.query is not None or url.fragment is not None or "webhooks" in (url.path or "").split("/"):
        raise PydanticCustomError("public_url", "Input should end before /webhooks/…, and have no query or fragment")
    return url


class Settings(BaseSettings):
    """The settings, from environment variables or `.env`. An empty one counts as missing."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", str_strip_whitespace=True)

    twilio_account_sid: Secret[AccountSid]
    """Unused, but the SID of an API key here means that its secret is below, and Twilio signs no webhooks with that."""
    twilio_auth_token: Secret[Annotated[str, StringConstraints(min_length=1)]]
    database_url: SecretStr = SecretStr("sqlite:///twilio.db")  # or postgresql+psycopg://…
    public_url: Annotated[HttpUrl, AfterValidator(check_public_url)] | None = None  # needed if a proxy changes it


def fail(*problems: str) -> NoReturn:
    """Print a line for each problem, never with the value, and exit."""
    print(*problems, sep="\n", file=sys.stderr)
    sys.exit(STARTUP_FAILURE)  # with any other status uvicorn restarts its workers forever


INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
LOCKS = {"postgresql": "SELECT pg_advisory_xact_lock(1)", "sqlite": "BEGIN IMMEDIATE"}
try:
    settings = Settings()  # type: ignore[call-arg]  # the environment has them
    engine = create_engine(settings.database_url.get_secret_value(), hide_parameters=True, pool_pre_ping=True)
    insert, lock = INSERTS[engine.name], LOCKS[engine.name]
except ValidationError as error:
    fail(*(f"{str(problem['loc'][0]).upper()}: {problem['msg']}" for problem in error.errors()))
except (OSError, UnicodeError):
    fail(".env: Input should be a readable file in UTF-8")
except (ImportError, KeyError, SQLAlchemyError, TypeError, ValueError) as error:
    fail(f"DATABASE_URL: Input should be a URL for SQLite or PostgreSQL with a known driver ({type(error).__name__})")

validator: Any = RequestValidator(settings.twilio_auth_token.get_secret_value())
app = FastAPI(title="Twilio's webhooks", max_body_size=128 * 1024)  # FastAPI 0.164+; twice the size of 4,096 emoji
logging.getLogger("uvicorn.access").disabled = True  # it logs queries, and so the message if Twilio's console says GET
logger = logging.getLogger("uvicorn.error")


@cache
def open_database() -> Engine:
    """Create the tables, and return the engine. The cache doesn't keep failures, so the next request tries again."""
    with engine.begin() as connection:
        connection.exec_driver_sql(lock)  # other threads and workers may be here too
        SQLModel.metadata.create_all(connection)
    return engine


@app.middleware("http")
async def log_refusals(request: Request, call_next: Any) -> Any:
    """Refuse other encodings before FastAPI parses them (a multipart form can keep it busy), and log all refusals."""
    content_type = request.headers.get("Content-Type", "").partition(";")[0]
    parsed = request.method != "POST" or content_type == "application/x-www-form-urlencoded"
    response = await call_next(request) if parsed else Response(status_code=415)
    if response.status_code in {403, 415, 422}:
        routes: list[Any] = [route for route in app.routes if route.matches(request.scope)[0] is not Match.NONE]
        base = urlsplit(str(settings.public_url or request.base_url))
        prefix = f"{base.scheme}://{base.netloc.rpartition('@')[2]}{base.path.rstrip('/')}"
        details = {403: f": no valid signature for {prefix!r:.200}"}.get(response.status_code, "")
        logger.warning("%d %s%s", response.status_code, routes[0].path if routes else "other", details)
    return response


@app.exception_handler(SQLAlchemyError)
@app.exception_handler(UnicodeError)  # the database's encoding lacks a character, or its host can't be encoded
async def answer_503(_request: Request, error: Exception) -> Response:
    """Answer 503, and log the driver's reason."""
    open_database.cache_clear()  # the tables may be gone
    reason = error.orig if isinstance(error, OperationalError | ProgrammingError) else type(error).__name__
    logger.error("503: %s", reason)  # the messages of other errors may quote a row
    return Response(status_code=503)


async def verify(request: Request, x_twilio_signature: Annotated[str, Header()] = "") -> Any:
    """Return the form if Twilio has signed it. FastAPI calls this before it validates the fields."""
    url, form = str(request.url), await request.form()
    if settings.public_url:
        url = url.replace(str(request.base_url), f"{str(settings.public_url).rstrip('/')}/", 1)
    if not validator.validate(url, form, x_twilio_signature):
        raise HTTPException(403, "The request has no valid Twilio signature")
    if {form.get("SmsSid"), form.get("SmsMessageSid")} - {form.get("MessageSid"), "", None}:
        raise HTTPException(422, "SmsSid and SmsMessageSid should be the same as MessageSid")
    return form


def store_once(row: SQLModel) -> None:
    """Store a row unless it is there: Twilio may repeat a request."""
    with open_database().begin() as connection:
        connection.execute(insert(type(row)).values(row.model_dump()).on_conflict_do_nothing())


@app.post("/webhooks/message", response_class=Response)
def receive_message(message: Annotated[IncomingMessage, Form()], form: Annotated[Any, Depends(verify)]) -> Response:
    """Store the message and say thanks."""
    media_urls = [url for name, url in sorted(form.items()) if name.startswith("MediaUrl")]
    store_once(Message(**message.model_dump(), media_urls=media_urls))
    twiml: Any = MessagingResponse()
    twiml.message("Thanks, we got your message.")
    return Response(str(twiml), media_type="text/xml")


@app.post("/webhooks/message-status", status_code=204, dependencies=[Depends(verify)])
def receive_status(status: Annotated[StatusCallback, Form()]) -> None:
    """Store the status."""
    store_once(MessageStatus(**status.model_dump()))


@app.post("/webhooks/call", response_class=Response, dependencies=[Depends(verify)])
def receive_call(call: Annotated[IncomingCall, Form()]) -> Response:
    """Store the call and say thanks."""
    store_once(Call(**call.model_dump()))
    twiml: Any = VoiceResponse()
    twiml.say("Thank you for your call.")
    return Response(str(twiml), media_type="text/xml")


@app.get("/messages")
def list_messages(messaging_service_sid: MessagingServiceSid | None = None) -> list[Message]:
    """Show the newest 100 messages, of any or one messaging service."""
    query = select(Message).order_by(col(Message.received_at).desc()).limit(100)
    if messaging_service_sid:
        query = query.where(Message.messaging_service_sid == messaging_service_sid)
    with Session(open_database()) as session:
        return list(session.exec(query))


@app.get("/messages/{message_sid}")
def read_message(message_sid: MessageSid) -> Message:
    """Show a message."""
    with Session(open_database()) as session:
        if message := session.get(Message, message_sid):
            return message
    raise HTTPException(404, "There is no such message")


@app.get("/messages/{message_sid}/statuses")
def list_statuses(message_sid: MessageSid) -> list[MessageStatus]:
    """Show the statuses of a message in the order of arrival. They may be there before the message is."""
    query = select(MessageStatus).where(MessageStatus.message_sid == message_sid)
    with Session(open_database()) as session:
        return list(session.exec(query.order_by(col(MessageStatus.received_at))))
