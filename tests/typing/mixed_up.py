"""What all type checkers refuse if the types are from `newtypes`. `test_typing.py` runs them without the `ignore`s."""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from pydantic_twilio_sid.newtypes import CallSid, MessageSid, Sid


def hang_up(sid: CallSid) -> None:
    """Take a call SID."""


def log(sid: Sid) -> None:
    """Take any SID."""


def mix_up(message: MessageSid, text: str) -> None:
    """Pass what isn't a call SID, and what isn't a SID."""
    hang_up(message)  # type: ignore[arg-type] # error: a message
    hang_up(text)  # type: ignore[arg-type] # error: any text
    hang_up("CA")  # type: ignore[arg-type] # error: a literal
    log(text)  # type: ignore[arg-type] # error: any text
