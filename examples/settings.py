"""Settings for a program that uses Twilio, and a start that says what is wrong with them without printing a secret.

    python examples/settings.py

They come from environment variables such as `TWILIO_ACCOUNT_SID`, from a file `.env` in the working directory, or from
a folder of secrets, named by `TWILIO_SECRETS_DIR`, with a file for each variable; the first of these that has a value
decides. The exit status is 1 if a value is missing or is not what Twilio's documentation says:
https://www.twilio.com/docs/iam/api-keys
"""

import os
import sys

from pydantic import Secret, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pydantic_twilio_sid import AccountSid, ApiKeySid, MessagingServiceSid


class TwilioSettings(BaseSettings):
    """What a program needs to call Twilio's API, and to check that a request came from Twilio."""

    model_config = SettingsConfigDict(
        env_prefix="TWILIO_", env_file=".env", secrets_dir=os.environ.get("TWILIO_SECRETS_DIR"), extra="ignore"
    )

    account_sid: Secret[AccountSid]
    """Half of a credential, as Twilio says: it is kept out of `repr` and logs like the auth token."""
    auth_token: SecretStr
    api_key_sid: ApiKeySid | None = None
    messaging_service_sid: MessagingServiceSid | None = None


class SettingsError(Exception):
    """Settings that the program can't start with: for each its variable, and what was expected."""


def load_settings() -> TwilioSettings:
    """Read the settings.

    Raises:
        SettingsError: One is missing or wrong. No value of any setting is in it, nor in its context and traceback;
            Pydantic's own error has the value of what is wrong, and, if one is missing, of all others.
    """
    try:
        return TwilioSettings.model_validate({})  # `TwilioSettings()`, of which type checkers want its arguments
    except ValidationError as error:
        prefix = TwilioSettings.model_config.get("env_prefix", "")
        problems = [
            f"{prefix}{line['loc'][0]}".upper() + f": {line['msg']}"
            for line in error.errors(include_input=False, include_context=False)
        ]
    raise SettingsError("\n".join(problems))  # out here, so that the error above is not its context


def main() -> int:
    """Print the settings, with the secrets hidden, or what is wrong with them, and return the exit status."""
    try:
        print(repr(load_settings()))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
