"""Twilio's own client with checked SIDs going in, and models coming out.

    python examples/twilio_client/twilio_client.py [--recorded] participants CONFERENCE
    python examples/twilio_client/twilio_client.py [--recorded] call CALL

Twilio's client takes the account from `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`. With `--recorded`, a server on this
machine answers in Twilio's place. The exit status is 1 if anything is wrong. A wrong SID is never sent.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError, validate_call
from recorded_twilio import recorded_client
from requests import RequestException
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from pydantic_twilio_sid import AccountSid, CallSid, ConferenceSid, PhoneNumberSid


class Participant(BaseModel, from_attributes=True):
    """A participant of a conference."""

    call_sid: CallSid
    conference_sid: ConferenceSid
    account_sid: AccountSid
    call_sid_to_coach: CallSid | None
    status: str


class Call(BaseModel, from_attributes=True):
    """A call."""

    sid: CallSid
    account_sid: AccountSid
    parent_call_sid: CallSid | None
    phone_number_sid: PhoneNumberSid | None
    status: str


@validate_call
def list_participants(client: Any, sid: ConferenceSid) -> list[Participant]:
    """Return who is in a conference."""
    return [Participant.model_validate(record) for record in client.conferences(sid).participants.list()]


@validate_call
def fetch_call(client: Any, sid: CallSid) -> list[Call]:
    """Return a call, alone in a list."""
    return [Call.model_validate(client.calls(sid).fetch())]


COMMANDS: dict[str, Callable[..., Sequence[BaseModel]]] = {"participants": list_participants, "call": fetch_call}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what the command asks for or what's wrong, and return the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--recorded", action="store_true")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("sid", metavar="SID")
    options = parser.parse_args(arguments)
    try:
        # By default, Twilio's client waits for an answer forever.
        client = recorded_client() if options.recorded else Client(http_client=TwilioHttpClient(timeout=30))
        for resource in COMMANDS[options.command](client, sid=options.sid):
            print(repr(resource))
    except ValidationError as error:
        for problem in error.errors():
            print(*problem["loc"], problem["msg"], sep=": ", file=sys.stderr)
    except TwilioException as error:
        # The message would reveal the account SID. An error about a list keeps Twilio's response in `args`.
        status = getattr(error, "status", None) or getattr(error.args[-1], "status_code", None)
        print(f"Twilio answers with status {status}" if status else error, file=sys.stderr)
    except RequestException as error:  # its message reveals the account SID too
        print(f"Twilio can't be reached: {type(error).__name__}", file=sys.stderr)
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
