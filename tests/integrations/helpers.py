"""What the tests in this folder expect of a `CallSid`."""

from tests.helpers import HEX

CALL, MESSAGE = "CA" + HEX, "SM" + HEX
WRONG = [MESSAGE, CALL[:-1], CALL + "0", CALL + "\n"]
SENTENCE = "Input should be a Twilio Call SID: 'CA' followed by 32 hexadecimal digits"
PATTERN = "^CA[0-9a-fA-F]{32}$"
LENGTH = {"type": "string", "minLength": 34, "maxLength": 34}
SCHEMA = {**LENGTH, "pattern": PATTERN}
