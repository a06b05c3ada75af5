"""The settings of `webhook_service.py`, from environment variables or a `.env` file."""

import sys
from typing import Annotated, Any

from pydantic import BeforeValidator, HttpUrl, Secret, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError
from uvicorn.config import STARTUP_FAILURE

from pydantic_twilio_sid import AccountSid


def parse_url(value: Any) -> URL:
    """Replace SQLAlchemy's errors, which can quote the password if the host is missing."""
    try:
        return make_url(value)
    except (ArgumentError, ValueError):
        raise ValueError("Input should be a database URL for SQLAlchemy") from None


class Settings(BaseSettings):
    """Each field is read from the variable with its name in capitals. An empty variable counts as missing."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    twilio_account_sid: Secret[AccountSid]
    """The service needs only the token. This catches the SID of an API key, whose secret signs no webhooks."""
    twilio_auth_token: Secret[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]]
    # without `NoDecode` the variable would have to be JSON
    database_url: Annotated[URL, NoDecode, BeforeValidator(parse_url)] = make_url("sqlite:///twilio.db?timeout=10")
    public_url: HttpUrl | None = None
    """What Twilio's console has before `/webhooks/…`. Set it where a proxy changes the URL, which Twilio has signed."""


def load_settings() -> Settings:
    """Read the settings, or stop the program with a line for each wrong one, without its value."""
    try:
        return Settings.model_validate({})  # type checkers want the arguments of `Settings()`
    except ValidationError as error:
        for problem in error.errors():
            print(f"{str(problem['loc'][0]).upper()}: {problem['msg']}", file=sys.stderr)
        sys.exit(STARTUP_FAILURE)  # with any other status uvicorn restarts its workers forever
