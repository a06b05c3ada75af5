"""The types once more, each as a `NewType`, so that type checkers tell them apart.

Use them instead of the types of the package if a type checker should find an account SID where a call SID belongs. They
accept the same strings and have the same JSON Schemas. At run time, a SID is a plain `str`.

>>> from pydantic import TypeAdapter
>>> from pydantic_twilio_sid.newtypes import CallSid
>>> def hang_up(sid: CallSid) -> None: ...
>>> sid = TypeAdapter(CallSid).validate_python("CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
>>> hang_up(sid)

Calling a type is a cast that checks nothing:

>>> CallSid("garbage")
'garbage'

Type checkers read `newtypes.pyi`, because pyright accepts no alias in `NewType`. There, each type is a class derived
from `Sid`, and `Sid` and `OauthAppSid` are strings.
"""

from typing import Any, NewType

from pydantic_twilio_sid import types

_SYNONYMS = {
    "BrandSid": "BrandRegistrationSid",
    "CallerIdSid": "OutgoingCallerIdSid",
    "ChatServiceSid": "ConversationServiceSid",
    "DeliveryReceiptSid": "ConversationMessageReceiptSid",
    "IncomingPhoneNumberSid": "PhoneNumberSid",
}
_DEPRECATED = {"SmsMessageSid", "SmsSid"}
_make_new_type: Any = NewType

__all__ = [name for name in vars(types) if name.endswith("Sid") and name not in _DEPRECATED]  # pyright: ignore[reportUnsupportedDunderAll]

for _name in __all__:
    globals()[_name] = _make_new_type(_name, getattr(types, _name))
globals().update({_name: globals()[_synonym] for _name, _synonym in _SYNONYMS.items()})
