"""Parse a message from Twilio's API, and print it or what's wrong with it.

    python examples/parse_message/parse_message.py FILE

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


def main() -> None:
    """Print the message, or exit with one line per problem."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path, metavar="FILE")
    path = parser.parse_args().file
    try:
        message = Message.model_validate_json(path.read_bytes())
    except ValidationError as error:
        problems = [[path, *problem["loc"], problem["msg"]] for problem in error.errors()]
        sys.exit("\n".join(": ".join(map(str, problem)) for problem in problems))
    except OSError as error:
        sys.exit(f"{path}: {error.strerror}")
    # A body may have characters that the terminal can't show, such as an emoji.
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    print(f"{path} is a Message with")
    for field, value in message:
        print(f"    {field} = {value!r}")


if __name__ == "__main__":
    main()
