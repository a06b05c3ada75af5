"""Print the JSON Schema of a message SID, and strings that it should accept or reject, for `validate.mjs`."""

import json

from pydantic import TypeAdapter

from pydantic_twilio_sid import MessageSid
from pydantic_twilio_sid.testing import cases

schema = TypeAdapter[str](MessageSid).json_schema()
print(json.dumps({"schema": schema, "cases": [case._asdict() for case in cases("SM", "MM")]}))
