"""Fetch a call with Twilio's own client: a checked SID goes in, and a model comes out.

    python examples/twilio_client/twilio_client.py [--recorded] CALL_SID

The account is taken from `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`, in the environment or `.env`. With `--recorded`,
nothing is sent: an example from Twilio's OpenAPI description is the answer. The exit status is 1 if anything is wrong.
"""

import argparse
import sys
from json import JSONDecodeError
from typing import Annotated, Any

from pydantic import BaseModel, Field, Secret, StringConstraints, ValidationError, validate_call
from pydantic_settings import BaseSettings
from recorded_twilio import RecordedHttpClient
from twilio.base.exceptions import TwilioRestException, TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from pydantic_twilio_sid import AccountSid, CallSid, PhoneNumberSid


class Credentials(BaseSettings, env_file=".env", env_ignore_empty=True, extra="ignore", str_strip_whitespace=True):
    """What Twilio's client would read itself, but without checking it."""

    account_sid: Secret[AccountSid] = Field(validation_alias="TWILIO_ACCOUNT_SID")
    auth_token: Secret[Annotated[str, StringConstraints(min_length=1)]] = Field(validation_alias="TWILIO_AUTH_TOKEN")


class Call(BaseModel, from_attributes=True):
    """Some of the fields of https://www.twilio.com/docs/voice/api/call-resource."""

    sid: CallSid
    account_sid: AccountSid
    parent_call_sid: CallSid | None
    phone_number_sid: PhoneNumberSid | None
    status: str


@validate_call
def fetch_call(client: Any, call_sid: CallSid) -> Call:
    """Return a call. A wrong SID is a `ValidationError`, and isn't sent."""
    return Call.model_validate(client.calls(call_sid).fetch())


def create_client() -> Any:
    """Return a client that sends requests, or exit if `.env` can't be read."""
    try:
        credentials = Credentials()  # type: ignore[call-arg]  # the environment has them
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f".env: {error}")
    account = [credentials.account_sid.get_secret_value(), credentials.auth_token.get_secret_value()]
    return Client(*account, http_client=TwilioHttpClient(timeout=30))  # by default, it waits for an answer forever


def main() -> None:
    """Print the call, or exit with what's wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--recorded", action="store_true")
    parser.add_argument("call_sid", metavar="CALL_SID")
    options = parser.parse_args()
    try:
        if options.recorded:
            client = Client("AC" + "a" * 32, "token", http_client=RecordedHttpClient())
        else:
            client = create_client()
        call = fetch_call(client, call_sid=options.call_sid)
    except ValidationError as error:
        sys.exit("\n".join(": ".join(map(str, [*problem["loc"], problem["msg"]])) for problem in error.errors()))
    # The messages of these reveal the account SID.
    except (TwilioRestException, TwilioServiceException) as error:
        sys.exit(f"Twilio answers with status {error.status}")
    except OSError as error:  # includes the errors of requests
        sys.exit(f"Twilio can't be reached: {type(error).__name__}")
    except (AttributeError, JSONDecodeError, TypeError):  # what Twilio's client raises
        sys.exit("Twilio's answer isn't a JSON object")
    print(repr(call))


if __name__ == "__main__":
    main()
