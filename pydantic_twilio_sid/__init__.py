"""Annotated types for Twilio's SIDs, checked inside pydantic-core; the module `types` says how they are named."""

from pydantic_twilio_sid import types
from pydantic_twilio_sid.constraints import SidConstraints, is_sid
from pydantic_twilio_sid.prefix import SidPrefix
from pydantic_twilio_sid.types import *  # noqa: F403 - `types.__all__` has each name

__all__: list[str] = ["SidConstraints", "SidPrefix", "is_sid"]
__all__ += types.__all__
