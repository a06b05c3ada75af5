"""Settings for a program that uses Twilio, and a start that says what is wrong with them without printing a secret.

    python examples/settings.py

They come from three places, and the first that has a value wins: environment variables such as `TWILIO_ACCOUNT_SID`,
a file `.env` in the working directory, and a folder with a file for each variable, which `TWILIO_SECRETS_DIR` names.
The exit status is 1 if a value is missing or wrong. https://www.twilio.com/docs/iam/api-keys says what is right.
"""

import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Secret, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pydantic_twilio_sid import AccountSid, ApiKeySid, MessagingServiceSid


class TwilioSettings(BaseSettings):
    """What a program needs to call Twilio's API, and to check that a request came from Twilio."""

    model_config = SettingsConfigDict(
        env_prefix="TWILIO_", env_file=".env", secrets_dir=os.environ.get("TWILIO_SECRETS_DIR"), extra="ignore"
    )

    account_sid: Secret[AccountSid]
    """Half of a credential, says Twilio. Like the auth token, it is kept out of `repr` and logs."""
    auth_token: Secret[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=256)]]
    """Twilio's tokens have 32 characters. With an empty one anybody could sign a webhook."""
    api_key_sid: ApiKeySid | None = None
    messaging_service_sid: MessagingServiceSid | None = None


AnySettings = TypeVar("AnySettings", bound=BaseSettings)


class SettingsError(Exception):
    """The program can't start with these settings. Each has a line: its variable, and what was expected."""


def variable(settings_class: type[BaseSettings], name: str) -> str:
    """Return the variable of a field, or of an alias, which has no prefix."""
    field = settings_class.model_fields.get(name)
    if field is None or field.validation_alias:
        return name.upper()
    return (settings_class.model_config.get("env_prefix", "") + name).upper()


def find_unreadable_files(settings_class: type[BaseSettings]) -> Iterator[str]:
    """Name the files that can't be read. Pydantic's error does not name them."""
    files = [Path(".env")]
    variables = {variable(settings_class, name) for name in settings_class.model_fields}
    try:
        if folder := settings_class.model_config.get("secrets_dir"):
            files += [path for path in Path(str(folder)).expanduser().iterdir() if path.name.upper() in variables]
    except OSError as error:
        yield f"TWILIO_SECRETS_DIR: {error.strerror}"
    for path in files:
        try:
            if path.is_file():  # a pipe can be read only once
                path.read_text("utf-8")
        except OSError as error:
            yield f"{path}: {error.strerror}"
        except UnicodeDecodeError:
            yield f"{path}: It should be in UTF-8"


def describe(error: ValidationError, settings_class: type[BaseSettings]) -> Iterator[str]:
    """Say what is wrong in a line for each problem, without its value."""
    for problem in error.errors(include_input=False, include_context=False):
        location = variable(settings_class, str(problem["loc"][0])) if problem["loc"] else "settings"
        yield f"{location}: {' '.join(problem['msg'].split())}"


def load(settings_class: type[AnySettings]) -> AnySettings:
    """Read the settings of a program that has more than Twilio's.

    Raises:
        SettingsError: A value is missing or wrong, or can't be read. It has no value of a setting, nor do its context
            and traceback. Pydantic's own error would have the wrong value, or all values if one is missing.
    """
    problems = list(find_unreadable_files(settings_class))
    try:
        if not problems:
            with warnings.catch_warnings():
                warnings.simplefilter("error", UserWarning)  # of a secret that is no file
                return settings_class.model_validate({})  # type checkers want the arguments of `settings_class()`
    except ValidationError as error:
        problems = list(describe(error, settings_class))
    except (OSError, UserWarning) as error:
        problems = [" ".join(str(error).split())]
    raise SettingsError("\n".join(problems))  # out here, so that Pydantic's error is not its context


def load_settings() -> TwilioSettings:
    """Read Twilio's settings, or raise `SettingsError`."""
    return load(TwilioSettings)


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
