"""The types are resolved from strings, as `from __future__ import annotations` and PEP 695 leave them."""

from __future__ import annotations

import sys

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from pydantic_twilio_sid import AccountSid, CallSid
from tests.helpers import HEX


class Call(BaseModel):
    sid: CallSid
    parent: Call | None = None
    account_sid: AccountSid


def test_annotations_as_strings() -> None:
    call = {"sid": "CA" + HEX, "account_sid": "AC" + HEX}
    assert Call.model_validate({**call, "parent": call}).parent == Call.model_validate(call)
    with pytest.raises(ValidationError) as raised:
        Call.model_validate({**call, "parent": {**call, "sid": "AC" + HEX}})
    assert [error["loc"] for error in raised.value.errors()] == [("parent", "sid")]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="PEP 695's `type` statement is syntax of Python 3.12")
def test_type_statement() -> None:
    namespace: dict[str, object] = {"AccountSid": AccountSid}
    exec("type Owner = AccountSid\ntype Owners[T] = dict[T, Owner]", namespace)  # noqa: S102
    owners = TypeAdapter[object](namespace["Owners"][str])  # type: ignore[index]
    assert owners.validate_python({"x": "AC" + HEX}) == {"x": "AC" + HEX}
    with pytest.raises(ValidationError, match="Twilio Account SID"):
        owners.validate_python({"x": "CA" + HEX})
