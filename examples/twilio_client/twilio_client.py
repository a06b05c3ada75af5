"""Twilio's own client, with checked SIDs going in and models coming out.

    python examples/twilio_client.py [--recorded] COMMAND [SID …]

    messages                          the newest messages
    call CALL                         a call
    participants CONFERENCE           who is in a conference
    verification SERVICE VERIFICATION a verification
    tasks WORKSPACE                   a TaskRouter workspace's tasks

It asks Twilio, with the account of `settings.py`. With `--recorded` it asks a server on this machine, which has the
responses of Twilio's documentation (`recorded_twilio.py`). A SID of the wrong resource is refused before anything is
sent. The exit status is 1 if something is wrong. Twilio's own messages can name the account, so only the status and the
error's code are printed.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ValidationError, validate_call
from recorded_twilio import recorded_client
from requests import RequestException
from settings import SettingsError, load_settings
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from pydantic_twilio_sid import (
    AccountSid,
    CallSid,
    ConferenceSid,
    GroupSid,
    MessageSid,
    MessagingServiceSid,
    PhoneNumberSid,
    TaskQueueSid,
    TaskSid,
    TrunkSid,
    VerificationSid,
    VerifyServiceSid,
    WorkflowSid,
    WorkspaceSid,
)

LIMIT = 100
TIMEOUT = 30.0
"""Seconds that a request may take. Twilio's client has no limit by default."""


UNEXPECTED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What Twilio's client raises for an answer that is no JSON, or lacks an object, list or date."""


class Resource(BaseModel, from_attributes=True):
    """The fields that all these resources have."""

    account_sid: AccountSid
    date_created: datetime


class Message(Resource):
    """A message."""

    sid: MessageSid
    messaging_service_sid: MessagingServiceSid | None
    status: str


class Call(Resource):
    """A call."""

    sid: CallSid
    parent_call_sid: CallSid | None
    phone_number_sid: PhoneNumberSid | None
    group_sid: GroupSid | None
    trunk_sid: TrunkSid | None
    status: str


class Participant(Resource):
    """A participant of a conference."""

    call_sid: CallSid
    conference_sid: ConferenceSid
    call_sid_to_coach: CallSid | None
    status: str


class Verification(Resource):
    """A verification."""

    sid: VerificationSid
    service_sid: VerifyServiceSid
    status: str


class Task(Resource):
    """A TaskRouter task."""

    sid: TaskSid
    workspace_sid: WorkspaceSid
    workflow_sid: WorkflowSid | None
    task_queue_sid: TaskQueueSid | None
    assignment_status: str


@validate_call
def list_messages(client: Any) -> Iterator[Resource]:
    """Yield the newest messages, a page at a time."""
    return map(Message.model_validate, client.messages.stream(limit=LIMIT))


@validate_call
def fetch_call(client: Any, call_sid: CallSid) -> Iterator[Resource]:
    """Yield a call."""
    yield Call.model_validate(client.calls(call_sid).fetch())


@validate_call
def list_participants(client: Any, conference_sid: ConferenceSid) -> Iterator[Resource]:
    """Yield who is in a conference, a page at a time."""
    return map(Participant.model_validate, client.conferences(conference_sid).participants.stream(limit=LIMIT))


@validate_call
def fetch_verification(
    client: Any, service_sid: VerifyServiceSid, verification_sid: VerificationSid
) -> Iterator[Resource]:
    """Yield a verification."""
    service = client.verify.v2.services(service_sid)
    yield Verification.model_validate(service.verifications(verification_sid).fetch())


@validate_call
def list_tasks(client: Any, workspace_sid: WorkspaceSid) -> Iterator[Resource]:
    """Yield the tasks of a TaskRouter workspace, a page at a time."""
    return map(Task.model_validate, client.taskrouter.v1.workspaces(workspace_sid).tasks.stream(limit=LIMIT))


COMMANDS: dict[str, Callable[..., Iterator[Resource]]] = {
    "messages": list_messages,
    "call": fetch_call,
    "participants": list_participants,
    "verification": fetch_verification,
    "tasks": list_tasks,
}


def problems(error: Exception) -> Iterator[str]:
    """Yield a line for each thing that is wrong."""
    if isinstance(error, ValidationError):
        for line in error.errors(include_url=False, include_context=False, include_input=False):
            named = isinstance(line["loc"][0], str)  # a SID of the command line has a number
            yield f"{line['loc'][0]}: {line['msg']}" if named else line["msg"]
    elif isinstance(error, RequestException):
        yield f"Twilio can't be reached: {type(error).__name__}"
    elif isinstance(error, (TwilioRestException, TwilioServiceException)):
        yield http_error(error.status, error.code)
    elif isinstance(error, TwilioException) and len(error.args) > 1:  # a page; its response is not parsed yet
        try:
            code = json.loads(error.args[1].text)["code"]
        except (KeyError, TypeError, ValueError):
            code = None
        yield http_error(error.args[1].status_code, code)
    else:
        yield "Twilio's answer is not what its client expects"


def http_error(status: int, code: object) -> str:
    """Return what the status means, and where Twilio explains the code."""
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    link = f": https://www.twilio.com/docs/errors/{code}" if isinstance(code, int) and code != status else ""
    return f"Twilio answers {status} {phrase}".rstrip() + link


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what the command asks for, and return the exit status."""
    parser = argparse.ArgumentParser(description="Ask Twilio, and check what it answers.")
    parser.add_argument("--recorded", action="store_true", help="ask a server on this machine")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("sids", nargs="*", metavar="SID")
    options = parser.parse_args(arguments)
    try:
        if options.recorded:
            client = recorded_client()
        else:
            settings = load_settings()
            client = Client(
                settings.account_sid.get_secret_value(),
                settings.auth_token.get_secret_value(),
                http_client=TwilioHttpClient(timeout=TIMEOUT),
            )
        for resource in COMMANDS[options.command](client, *options.sids):
            print(repr(resource))
    except SettingsError as error:
        print(error, file=sys.stderr)
    except (TwilioException, RequestException, *UNEXPECTED) as error:
        for line in problems(error):
            print(line, file=sys.stderr)
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
