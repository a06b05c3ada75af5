"""Helpers that several test files share."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from pydantic_twilio_sid import AccountSid, CallSid, MessageSid, OauthAppSid, Sid, SidConstraints, SidPrefix, types

EXAMPLES = Path(__file__).parents[1] / "examples"
TYPES: dict[str, Any] = {name: annotation for name, annotation in vars(types).items() if name.endswith("Sid")}
HEX = "0123456789abcdefABCDEF0123456789"
"""The digits after the prefix, where any will do."""
SETS: dict[str, tuple[str, ...]] = {
    "one prefix": ("CA",),
    "two": ("SM", "MM"),
    "any": ("*",),
    "letters and digits": ("OQ",),
    "both alphabets": ("AC", "OQ"),
    "unknown": ("ZZ",),
    "known and unknown": ("QZ", "AC", "ZZ"),
    "all": tuple(SidPrefix),
}
"""A set of prefixes of each kind."""
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX: links, file modes, limits and signals")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: /proc and /dev/full")
sets_of_prefixes = pytest.mark.parametrize("prefixes", SETS.values(), ids=SETS)


def run(*command: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a program and wait for it. `python` means the interpreter that runs the tests."""
    arguments = [sys.executable if part == "python" else str(part) for part in command]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(arguments, encoding="utf-8", check=False, timeout=600, **options)


def needs(program: str) -> None:
    """Skip the test if a program isn't installed."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} isn't installed")


def error_of(adapter: TypeAdapter[Any], value: object, *, strict: bool | None = None) -> dict[str, Any]:
    with pytest.raises(ValidationError) as raised:
        adapter.validate_python(value, strict=strict)
    (error,) = raised.value.errors(include_url=False)
    return dict(error)


def python_calls(function: Callable[..., object], *arguments: object, **options: object) -> tuple[object, list[str]]:
    """Call a function of an extension module. Return its result, and the Python functions that it called."""
    calls: list[str] = []

    def profile(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            calls.append(frame.f_code.co_name)

    sys.setprofile(profile)
    try:
        result = function(*arguments, **options)
    finally:
        sys.setprofile(None)
    return result, calls


class Leg(BaseModel):
    """A model with SIDs in all the places where a tool may have to generate them."""

    sid: CallSid
    parent_call_sid: CallSid | None
    owner_sid: Annotated[str, SidConstraints(SidPrefix.ACCOUNT, SidPrefix.API_KEY)]
    new_sid: Annotated[str, SidConstraints("ZZ")] | None = None
    message_sids: list[MessageSid] = Field(max_length=5)
    apps: dict[AccountSid, OauthAppSid] = Field(max_length=5)
    sms_sid: types.SmsSid
    any_sid: Sid
