"""Parse messages from Twilio's API, and print each one or what's wrong with it.

    python examples/parse_message/parse_message.py FILE …

The exit status is 1 if anything is wrong.
"""

import argparse
import sys
from pathlib import Path

from pydantic import BaseModel, ValidationError

from pydantic_twilio_sid import AccountSid, MessageSid, MessagingServiceSid


class Message(BaseModel):
    """Some of the fields of https://www.twilio.com/docs/messaging/api/message-resource."""

    sid: MessageSid
    account_sid: AccountSid
    messaging_service_sid: MessagingServiceSid | None
    to: str | None
    body: str | None
    status: str


def main() -> int:
    """Print each message or what's wrong with it, and return the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    status = 0
    for path in parser.parse_args().files:
        try:
            message = Message.model_validate_json(path.read_bytes())
        except ValidationError as error:
            status = 1
            for problem in error.errors():
                print(path, *problem["loc"], problem["msg"], sep=": ", file=sys.stderr)
        except OSError as error:
            status = 1
            print(f"{path}: {error.strerror}", file=sys.stderr)
        else:
            print(f"{path} is a Message with")
            for field, value in message:
                print(f"    {field} = {value!r}")
    return status


if __name__ == "__main__":
    sys.exit(main())
