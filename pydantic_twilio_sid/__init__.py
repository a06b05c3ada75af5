"""Annotated types for Twilio's SIDs, checked inside pydantic-core. The module `types` says how they are named."""

from typing import TYPE_CHECKING

from pydantic_twilio_sid import types
from pydantic_twilio_sid.constraints import SidConstraints as SidConstraints
from pydantic_twilio_sid.constraints import is_sid as is_sid
from pydantic_twilio_sid.prefix import SidPrefix as SidPrefix
from pydantic_twilio_sid.types import *  # noqa: F403 - `types.__all__` has each name

if not TYPE_CHECKING:  # mypy reads only a list of strings, and would see none of the types
    __all__ = ["SidConstraints", "SidPrefix", "is_sid"]
    __all__ += types.__all__
