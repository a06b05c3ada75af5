"""A web service for Twilio's webhooks. It verifies their signature, stores messages and calls, and shows them.

    TWILIO_ACCOUNT_SID=AC… TWILIO_AUTH_TOKEN=… uvicorn --app-dir examples/webhook_service webhook_service:app

By default `DATABASE_URL` is a SQLite file in the working directory. PostgreSQL is `postgresql+psycopg://…`. Set
`PUBLIC_URL` if a proxy changes the URL, unless it keeps the `Host` header and sends `X-Forwarded-Proto`, which uvicorn
trusts from `127.0.0.1` and from `--forwarded-allow-ips`.

Keep the paths that show messages and calls private: they need no password. Choose POST in Twilio's console, because
with GET messages are part of the URL, and proxies log URLs.
"""

import logging
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Body, Cookie, FastAPI, Form, Header, HTTPException, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from sqlalchemy import create_engine, event, inspect
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import object_mapper, sessionmaker
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar
from starlette.requests import ClientDisconnect
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import VoiceResponse
from webhook_forms import Call, IncomingCall, IncomingMessage, Message, MessageStatus, StatusCallback
from webhook_settings import load_settings

from pydantic_twilio_sid import AccountSid, CallSid, MessageSid, MessagingServiceSid

settings = load_settings()
# No session comes from `Depends`: it would keep its connection until FastAPI finds a thread for the response, and all
# threads may be waiting for a connection.
sessions = sessionmaker(class_=Session)
logger = logging.getLogger("uvicorn.error")


@asynccontextmanager
async def open_database(_app: FastAPI) -> AsyncGenerator[None]:
    """Connect, create missing tables while other workers wait, and fail if an older table lacks a column."""
    engine = create_engine(settings.database_url, hide_parameters=True, pool_pre_ping=True, pool_timeout=10)

    @event.listens_for(engine, "connect")
    def replace_broken_text(connection: Any, _record: object) -> None:
        # for SQLite, whose error would quote the text; PostgreSQL stores no such text, and psycopg ignores this
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")

    lock = "BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else "SELECT pg_advisory_xact_lock(1)"
    with engine.begin() as connection:
        connection.exec_driver_sql(lock)
        SQLModel.metadata.create_all(connection)
        for table in SQLModel.metadata.sorted_tables:
            connection.execute(table.select().limit(0))
    sessions.configure(bind=engine)
    yield
    engine.dispose()


def store_once(row: SQLModel) -> None:
    """Store a row unless it is there. Twilio repeats a request that got no answer."""
    try:
        with sessions.begin() as session:
            session.add(row)
    except IntegrityError:
        with sessions() as session:
            if session.get(type(row), object_mapper(row).primary_key_from_instance(row)) is None:
                raise


Row = TypeVar("Row", bound=SQLModel)


def show(query: SelectOfScalar[Row]) -> list[Row]:
    """Return the rows that a query finds. Log and leave out those that another program wrote and we can't read."""
    table: type[Row] = query.column_descriptions[0]["entity"]
    unreadable = (ValueError, TypeError, RecursionError, DataError)
    shown: list[Row] = []
    with sessions() as session:
        keys = session.connection().execute(query.with_only_columns(*inspect(table).primary_key)).tuples().all()
        with suppress(*unreadable):  # a single such row fails the whole query
            _cached = session.exec(query).all()  # saves `get` below a query for each row
        for key in keys:
            try:
                row = table.model_validate(session.get(table, key))
                row.model_dump_json()  # fails if there is half a surrogate pair
                shown.append(row)
            except unreadable as error:
                logger.warning("%s %r is left out: %s", table.__name__, key, type(error).__name__)
    return shown


app = FastAPI(
    title="Twilio's webhooks",
    lifespan=open_database,
    # twice the largest request known: a WhatsApp message of 4,096 emoji, 12 bytes each, with ten media
    max_body_size=128 * 1024,
    responses={503: {"description": "The database is locked, unreachable or rejects the data"}},
)


# What Twilio calls


class SignedRoute(APIRoute):
    """A route that answers 403 before FastAPI validates the fields, unless Twilio has signed the request.

    https://www.twilio.com/docs/usage/security#validating-requests
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Check the signature before FastAPI's handler runs, which then finds the form already parsed."""
        handler = super().get_route_handler()
        validator: Any = RequestValidator(settings.twilio_auth_token.get_secret_value())

        async def handle_signed(request: Request) -> Response:
            content_type = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            if request.method == "POST" and content_type != "application/x-www-form-urlencoded":
                raise HTTPException(415, "The body should be of the type application/x-www-form-urlencoded")
            try:
                form = await request.form()
            except ClientDisconnect:
                raise HTTPException(400, "The client has hung up") from None
            url = str(request.url)
            if settings.public_url:
                url = url.replace(str(request.base_url), f"{str(settings.public_url).rstrip('/')}/", 1)
            if not validator.validate(url, form, request.headers.get("X-Twilio-Signature", "")):
                raise HTTPException(403, "The request has no valid Twilio signature")
            return await handler(request)

        return handle_signed


class TwimlResponse(Response):
    """TwiML, which tells Twilio what to do next."""

    media_type = "text/xml"


webhooks = APIRouter(
    prefix="/webhooks", route_class=SignedRoute, tags=["for Twilio"], responses={400: {}, 403: {}, 413: {}, 415: {}}
)


@webhooks.post("/message", response_class=TwimlResponse)
def receive_message(form: Annotated[IncomingMessage, Form()]) -> Response:
    """Store the message and say thanks."""
    store_once(Message.model_validate(form))
    twiml: Any = MessagingResponse()
    twiml.message("Thank you, we have got your message.")
    return TwimlResponse(str(twiml))


@webhooks.get("/message", response_class=TwimlResponse)
def receive_message_by_get(form: Annotated[IncomingMessage, Query()]) -> Response:
    """Do the same where Twilio's console says GET."""
    return receive_message(form)


@webhooks.post("/message-status", status_code=204)
def receive_status(form: Annotated[StatusCallback, Form()]) -> None:
    """Store the status."""
    store_once(MessageStatus.model_validate(form))


@webhooks.get("/message-status", status_code=204)
def receive_status_by_get(form: Annotated[StatusCallback, Query()]) -> None:
    """Do the same where Twilio's console says GET."""
    receive_status(form)


@webhooks.post("/call", response_class=TwimlResponse)
def receive_call(form: Annotated[IncomingCall, Form()]) -> Response:
    """Store the call and say thanks."""
    store_once(Call.model_validate(form))
    twiml: Any = VoiceResponse()
    twiml.say("Thank you for your call.")
    return TwimlResponse(str(twiml))


@webhooks.get("/call", response_class=TwimlResponse)
def receive_call_by_get(form: Annotated[IncomingCall, Query()]) -> Response:
    """Do the same where Twilio's console says GET."""
    return receive_call(form)


app.include_router(webhooks)


# What you call


@app.get("/messages")
def list_messages(
    messaging_service_sid: Annotated[MessagingServiceSid | None, Query()] = None,
    x_account_sid: Annotated[AccountSid | None, Header()] = None,
    account_sid: Annotated[AccountSid | None, Cookie()] = None,
) -> list[Message]:
    """Show up to 100 messages, of any or one messaging service or account. The header overrides the cookie."""
    query = select(Message).limit(100)
    if messaging_service_sid:
        query = query.where(Message.messaging_service_sid == messaging_service_sid)
    if account := x_account_sid or account_sid:
        query = query.where(Message.account_sid == account)
    return show(query)


@app.post("/searches/messages", responses={400: {}, 413: {}})
def search_messages(message_sids: Annotated[list[MessageSid], Body(embed=True, max_length=100)]) -> list[Message]:
    """Show several messages. Their SIDs may be too many for a URL."""
    return show(select(Message).where(col(Message.message_sid).in_(message_sids)))


@app.get("/messages/{message_sid}", responses={404: {}})
def read_message(message_sid: MessageSid) -> Message:
    """Show a message."""
    for message in show(select(Message).where(Message.message_sid == message_sid)):
        return message
    raise HTTPException(404, "There is no such message, or it is unreadable")


@app.get("/messages/{message_sid}/statuses")
def list_statuses(message_sid: MessageSid) -> list[MessageStatus]:
    """Show the statuses of a message in the order of arrival. They may be there before the message is."""
    query = select(MessageStatus).where(MessageStatus.message_sid == message_sid)
    return show(query.order_by(col(MessageStatus.received_at)))


@app.get("/calls/{call_sid}", responses={404: {}})
def read_call(call_sid: CallSid) -> Call:
    """Show a call."""
    for call in show(select(Call).where(Call.call_sid == call_sid)):
        return call
    raise HTTPException(404, "There is no such call, or it is unreadable")


# When something goes wrong


@app.exception_handler(RequestValidationError)
async def refuse(_request: Request, error: RequestValidationError) -> Response:
    """Answer like FastAPI, but without the input, which may be private or impossible to write as JSON."""
    detail = [{key: line[key] for key in ("type", "loc", "msg")} for line in error.errors()]
    return JSONResponse({"detail": detail}, 422)


@app.exception_handler(405)
async def refuse_method(request: Request, error: HTTPException) -> Response:
    """Put both methods of a webhook into `Allow`. FastAPI only puts in those of the path's first route."""
    allow = {"Allow": "GET, POST"} if request.url.path.startswith("/webhooks/") else error.headers
    return JSONResponse({"detail": error.detail}, 405, allow)


@app.exception_handler(SQLAlchemyError)
async def try_again(_request: Request, error: SQLAlchemyError) -> Response:
    """Answer 503, and log the database's message only if it can't quote a row."""
    reason = error.orig if isinstance(error, OperationalError) else type(error.__cause__ or error).__name__
    logger.error("503: %s", reason)
    return Response(status_code=503, headers={"Retry-After": "5"})


def leave_out_query(record: logging.LogRecord) -> bool:
    """Log requests without their query, which has the message if Twilio uses GET."""
    if isinstance(record.args, tuple):
        record.args = tuple(arg.partition("?")[0] if isinstance(arg, str) else arg for arg in record.args)
    return True


logging.getLogger("uvicorn.access").addFilter(leave_out_query)
