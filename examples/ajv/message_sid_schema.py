"""Print the JSON Schema of a message SID, and strings with Pydantic's verdict on each, for `ajv/validate.mjs`."""

import json

from pydantic import TypeAdapter, ValidationError

from pydantic_twilio_sid import MessageSid
from pydantic_twilio_sid.testing import cases

adapter = TypeAdapter[str](MessageSid)


def is_valid(value: str) -> bool:
    """Tell whether Pydantic accepts the string."""
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


if __name__ == "__main__":
    tried = [{"value": case.value, "why": case.why, "valid": is_valid(case.value)} for case in cases("SM", "MM")]
    print(json.dumps({"schema": adapter.json_schema(), "cases": tried}))
