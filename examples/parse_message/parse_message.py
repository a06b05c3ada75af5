"""Parse the body of a Twilio response about a message, and say what is wrong with it.

    python examples/parse_message.py [FILE …]

A file may be `-` for standard input. The default is the sample beside this program. Each message is printed as a
model. The exit status is 1 if one of them was refused.

The fields are those of https://www.twilio.com/docs/messaging/api/message-resource.
"""

import sys
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from pydantic_twilio_sid import AccountSid, MessageSid, MessagingServiceSid

SAMPLE = Path(__file__).with_name("fetched_message.json")


def parse_rfc2822(value: object) -> object:
    """Parse an e-mail's date, such as `Fri, 24 May 2019 17:18:27 +0000`. Pydantic itself parses ISO 8601."""
    try:
        return parsedate_to_datetime(value) if isinstance(value, str) else value
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:  # an absurd date raises any of them
        raise PydanticCustomError("rfc2822_datetime", "Input should be a date as in e-mail") from error


Rfc2822Datetime = Annotated[datetime, BeforeValidator(parse_rfc2822)]


class Message(BaseModel):
    """A message, as Twilio's API of 2010 returns it."""

    sid: MessageSid
    account_sid: AccountSid
    messaging_service_sid: MessagingServiceSid | None
    direction: str
    from_: Annotated[str | None, Field(alias="from")]
    to: str | None
    body: str | None
    status: str
    date_created: Rfc2822Datetime
    date_sent: Rfc2822Datetime | None
    date_updated: Rfc2822Datetime
    num_media: int
    num_segments: int
    price: Decimal | None
    price_unit: str | None
    error_code: int | None
    error_message: str | None
    api_version: str
    uri: str
    subresource_uris: dict[str, str]


def main(names: Sequence[str]) -> int:
    """Print each message, or what is wrong with it, and return the exit status."""
    status = 0
    for name in names or [str(SAMPLE)]:
        try:
            text = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            message = Message.model_validate_json(text)
        except OSError as error:
            print(f"{name}: {error.strerror}", file=sys.stderr)
        except ValidationError as error:
            for line in error.errors():
                print(name, *line["loc"], line["msg"], sep=": ", file=sys.stderr)
        else:
            print(f"{name} is a Message with")
            for field, value in message:
                print(f"    {field} = {value!r}")
            continue
        status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
