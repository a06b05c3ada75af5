"""Load the settings of a program that uses Twilio, or exit without printing a secret.

    python examples/settings/settings.py

A setting is an environment variable, such as `TWILIO_ACCOUNT_SID`, or a line of the file `.env` in the working
directory. An empty one counts as missing. If any is missing or wrong, the exit status is 1.
"""

import sys
from typing import Annotated

from pydantic import Secret, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pydantic_twilio_sid import AccountSid, ApiKeySid, MessagingServiceSid


class TwilioSettings(BaseSettings):
    """What a program needs to call Twilio's API, and to check that a request came from Twilio."""

    model_config = SettingsConfigDict(
        env_prefix="TWILIO_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        str_strip_whitespace=True,  # a secret that comes from a file often ends with a line break
    )

    account_sid: Secret[AccountSid]
    """Half of a credential, so keep it out of `repr` and logs, like the auth token."""
    auth_token: Secret[Annotated[str, StringConstraints(min_length=1)]]
    api_key_sid: ApiKeySid | None = None
    messaging_service_sid: MessagingServiceSid | None = None


def load_settings() -> TwilioSettings:
    """Return the settings, or exit with one line per problem, none of which contains a value."""
    try:
        return TwilioSettings()  # type: ignore[call-arg] # the environment has the arguments
    except ValidationError as error:
        problems = [f"TWILIO_{problem['loc'][0]}".upper() + f": {problem['msg']}" for problem in error.errors()]
    except (OSError, UnicodeDecodeError) as error:
        problems = [f".env: {error}"]
    # Outside the `except` blocks: Pydantic's error contains the values, and would become the exit's context.
    sys.exit("\n".join(problems))


if __name__ == "__main__":
    print(repr(load_settings()))
