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
    """Parse the URL. SQLAlchemy's own error quotes the password if the host is missing."""
    try:
        return make_url(value)
    except (ArgumentError, ValueError):
        raise ValueError("Input should be a database URL for SQLAlchemy") from None


class Settings(BaseSettings):
    """Each field is read from the variable with its name in capitals. An empty variable counts as missing."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    twilio_account_sid: Secret[AccountSid]
    """Unused, but the SID of an API key here means that its secret is below, and Twilio signs no webhooks with that."""
    twilio_auth_token: Secret[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]]
    # `NoDecode` because pydantic-settings would parse the variable as JSON
    database_url: Annotated[URL, NoDecode, BeforeValidator(parse_url)] = make_url("sqlite:///twilio.db?timeout=10")
    public_url: HttpUrl | None = None
    """What precedes `/webhooks/…` in Twilio's console. Set it if a proxy changes the URL: Twilio signs the original."""


def load_settings() -> Settings:
    """Read the settings, or exit with a line for each problem, which never has the value."""
    try:
        return Settings.model_validate({})  # type checkers expect arguments in `Settings()`
    except ValidationError as error:
        for problem in error.errors():
            print(f"{str(problem['loc'][0]).upper()}: {problem['msg']}", file=sys.stderr)
        sys.exit(STARTUP_FAILURE)  # with any other status uvicorn restarts its workers forever
