"""The parameters that `webhook_service.py` reads from Twilio's webhooks, and the tables that it stores them in.

Twilio sends more parameters, and adds new ones without notice. Its documentation of those below:
https://www.twilio.com/docs/messaging/guides/webhook-request,
https://www.twilio.com/docs/messaging/guides/track-outbound-message-status and
https://www.twilio.com/docs/voice/twiml#request-parameters
"""

from datetime import datetime, timezone

from pydantic import BaseModel, Field, model_validator
from pydantic.alias_generators import to_pascal
from sqlalchemy import JSON, String
from sqlmodel import Field as Column
from sqlmodel import SQLModel

from pydantic_twilio_sid import AccountSid, CallSid, MessageSid, MessagingServiceSid, SmsMessageSid, SmsSid


class TwilioForm(BaseModel, alias_generator=to_pascal):
    """The fields of every webhook. Twilio's names are in PascalCase."""

    account_sid: AccountSid
    sender: str = Field("", alias="From")
    recipient: str = Field("", alias="To")

    @model_validator(mode="before")
    @classmethod
    def tidy(cls, form: dict[str, str | list[str]]) -> dict[str, str]:
        """Keep the last value of a repeated field, drop empty fields, and replace NUL, which PostgreSQL can't store.

        Twilio sends `ParentCallSid=` for a call without a parent.
        """
        last = {name: value[-1] if isinstance(value, list) else value for name, value in form.items()}
        return {name: value.replace("\0", "\N{REPLACEMENT CHARACTER}") for name, value in last.items() if value}


class MessageForm(TwilioForm):
    """The fields that an incoming message and a status share."""

    message_sid: MessageSid
    sms_sid: SmsSid | None = None
    sms_message_sid: SmsMessageSid | None = None
    messaging_service_sid: MessagingServiceSid | None = None

    @model_validator(mode="after")
    def check_deprecated_names(self) -> "MessageForm":
        """Refuse a request that names several messages."""
        if {self.sms_sid, self.sms_message_sid} - {self.message_sid, None}:
            raise ValueError("SmsSid and SmsMessageSid should be the same as MessageSid")
        return self


class IncomingMessage(MessageForm, extra="allow"):
    """An incoming message. `MediaUrl0` to `MediaUrl9` are extra fields."""

    body: str = ""

    @property
    def media_urls(self) -> list[str]:
        """The URLs of up to ten pictures or other media."""
        return [url for name, url in sorted((self.model_extra or {}).items()) if name.startswith("MediaUrl")]


class StatusCallback(MessageForm):
    """A new status of a message that was sent."""

    message_status: str = Field(min_length=1, max_length=32)
    error_code: int | None = Field(None, ge=0, le=99999)


class IncomingCall(TwilioForm):
    """An incoming call."""

    call_sid: CallSid
    parent_call_sid: CallSid | None = None


SidColumn = String(34)
"""SQLModel doesn't know the length of a SID type. `max_length=34` would do, but Pydantic checks that in Python."""


class Message(SQLModel, table=True):
    """An incoming message."""

    message_sid: MessageSid = Column(primary_key=True, sa_type=SidColumn)
    account_sid: AccountSid = Column(index=True, sa_type=SidColumn)
    messaging_service_sid: MessagingServiceSid | None = Column(sa_type=SidColumn)
    sender: str
    recipient: str
    body: str
    media_urls: list[str] = Column(sa_type=JSON)


class MessageStatus(SQLModel, table=True):
    """A status of a message. There is no foreign key because it may arrive before the message."""

    message_sid: MessageSid = Column(primary_key=True, sa_type=SidColumn)
    message_status: str = Column(primary_key=True)
    account_sid: AccountSid = Column(sa_type=SidColumn)
    error_code: int | None
    received_at: datetime = Column(default_factory=lambda: datetime.now(timezone.utc))


class Call(SQLModel, table=True):
    """An incoming call."""

    call_sid: CallSid = Column(primary_key=True, sa_type=SidColumn)
    account_sid: AccountSid = Column(sa_type=SidColumn)
    parent_call_sid: CallSid | None = Column(sa_type=SidColumn)
    sender: str
    recipient: str
