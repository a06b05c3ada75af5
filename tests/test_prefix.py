"""`SidPrefix`: a `str` that knows its resources."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from pydantic_twilio_sid import ApiKeySid, SidConstraints, SidPrefix
from tests.helpers import HEX, error_of


def test_a_prefix_is_one_member_and_one_value_in_json_schema() -> None:
    letters = [prefix.value for prefix in SidPrefix]
    assert len(SidPrefix.__members__) == len(set(letters)) == len(letters)
    assert TypeAdapter(SidPrefix).json_schema()["enum"] == letters


def test_resource_of_a_shared_prefix_names_all() -> None:
    assert SidPrefix("IS").resources == ("Conversation or Chat Service", "Sync Service", "Notify Service")
    assert SidPrefix.from_sid("XE" + HEX).resource == "Installed Add-on, Assigned Add-on or Channel Sender"
    assert SidConstraints("XE").resource == "Installed Add-on, Assigned Add-on or Channel Sender"
    assert SidConstraints("OU", "AC").resource == "Origination URL, Operating Unit or Account"
    assert SidConstraints("IS", "AC").resource is None  # too many names


def test_prefix_is_a_string_that_knows_its_resource() -> None:
    assert [SidPrefix.API_KEY, SidPrefix.API_KEY.value, str(SidPrefix.API_KEY), f"{SidPrefix.API_KEY}"] == ["SK"] * 4
    assert SidPrefix.API_KEY.resource == "API Key"
    assert SidPrefix.API_KEY.pattern == TypeAdapter(ApiKeySid).json_schema()["pattern"] == "^SK[0-9a-fA-F]{32}$"
    assert SidPrefix.OAUTH_APP.pattern == "^OQ[a-zA-Z0-9]{32}$"
    assert SidConstraints("*").pattern == "^[A-Z]{2}[0-9a-fA-F]{32}$"
    member: Any = SidPrefix.API_KEY
    with pytest.raises(AttributeError):
        member.resource = "changed"


def test_from_sid() -> None:
    for prefix in SidPrefix:
        assert SidPrefix.from_sid(prefix + HEX) is prefix
    assert SidPrefix.from_sid("OQ" + "z" * 32) is SidPrefix.OAUTH_APP


@pytest.mark.parametrize(
    "sid",
    ["", "AC", "ac" + HEX, f"AC{HEX}\n", "ZZ" + HEX[1:], "Z\u0130" + HEX, "AC" + "z" * 32, None, b"AC" + HEX.encode()],
)
def test_from_sid_refuses_what_is_malformed(sid: object) -> None:
    with pytest.raises(ValueError, match="^not a Twilio SID: .* followed by 32 hexadecimal digits$"):
        SidPrefix.from_sid(sid)


def test_refusals_of_a_prefix() -> None:
    with pytest.raises(ValueError, match="^not a Twilio SID: .* followed by 32 letters and digits$"):
        SidPrefix.from_sid("OQ" + "_" * 32)
    with pytest.raises(ValueError, match="^a well-formed SID, but its prefix 'ZZ' is unknown$") as raised:
        SidPrefix.from_sid("ZZ" + HEX)
    assert raised.value.__context__ is None


def test_a_sid_for_a_prefix_is_refused_without_printing_it() -> None:
    with pytest.raises(ValueError, match="^a string of 34 characters is not a valid SidPrefix; .*SidPrefix.from_sid$"):
        SidPrefix("AC" + HEX)
    field = TypeAdapter(SidPrefix)
    assert field.validate_python("AC") is SidPrefix.ACCOUNT
    for wrong in ("AC" + HEX, "ZZ", 5, None):
        error = error_of(field, wrong)
        assert (error["type"], error["input"]) == ("enum", wrong)
        assert error["msg"].startswith("Input should be 'AC', 'AD', ")
