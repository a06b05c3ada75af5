"""The types in lazily evaluated annotations: `from __future__ import annotations`, PEP 695, Python 3.14."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from pydantic_twilio_sid import AccountSid, CallSid, SidConstraints
from tests.helpers import HEX

AC, CA = "AC" + HEX, "CA" + HEX

NAMED_BEFORE_DEFINED = """
import dataclasses
from typing import Annotated, NamedTuple
from pydantic import BaseModel, ConfigDict, validate_call
from pydantic.dataclasses import dataclass
from typing_extensions import TypedDict

class Model(BaseModel):
    sid: Owner
    parent: Model | None = None

@dataclass
class Checked:
    sid: Owner

@dataclasses.dataclass
class Plain:
    sid: Owner

class Row(TypedDict):
    sid: Owner

class Pair(NamedTuple):
    sid: Owner
    own: Annotated[str, SidConstraints("AC")]

@validate_call(config=ConfigDict(defer_build=True), validate_return=True)
def function(sid: Owner) -> Owner:
    return sid

from pydantic_twilio_sid import AccountSid, SidConstraints
Owner = AccountSid
"""
NAMED_AS_ITS_TYPE = """
from typing import Optional
from pydantic import BaseModel
from pydantic_twilio_sid import CallSid
import pydantic_twilio_sid as sids

class Payload(BaseModel):
    CallSid: """


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


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the `type` statement needs Python 3.12")
def test_type_statement() -> None:
    namespace: dict[str, object] = {"AccountSid": AccountSid}
    exec("type Owner = AccountSid\ntype Owners[T] = dict[T, Owner]", namespace)  # noqa: S102
    owners = TypeAdapter[object](namespace["Owners"][str])  # type: ignore[index]
    assert owners.validate_python({"x": "AC" + HEX}) == {"x": "AC" + HEX}
    with pytest.raises(ValidationError, match="Twilio Account SID"):
        owners.validate_python({"x": "CA" + HEX})
    owner: Any = namespace["Owner"]
    assert SidConstraints.of(owner | None) == SidConstraints("AC")


def module_of(source: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    module = ModuleType("module_of_a_test")
    monkeypatch.setitem(sys.modules, module.__name__, module)  # Pydantic looks up the names here
    exec(compile(source, "", "exec", dont_inherit=True), vars(module))  # noqa: S102
    return module


@pytest.fixture(
    params=[
        "from __future__ import annotations",
        pytest.param("", marks=pytest.mark.skipif(sys.version_info < (3, 14), reason="a NameError before Python 3.14")),
    ],
    ids=["as strings", "lazily"],
)
def module(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    return module_of(request.param + NAMED_BEFORE_DEFINED, monkeypatch)


@pytest.mark.parametrize(
    ("name", "valid", "invalid", "location"),
    [
        ("Model", {"sid": AC, "parent": {"sid": AC}}, {"sid": AC, "parent": {"sid": CA}}, ("parent", "sid")),
        ("Checked", {"sid": AC}, {"sid": CA}, ("sid",)),
        ("Plain", {"sid": AC}, {"sid": CA}, ("sid",)),
        ("Row", {"sid": AC}, {"sid": CA}, ("sid",)),
        ("Pair", [AC, AC], [AC, CA], (1,)),
    ],
    ids=["model", "pydantic dataclass", "standard dataclass", "TypedDict", "NamedTuple"],
)
def test_names_defined_later(
    module: Any, name: str, valid: object, invalid: object, location: tuple[str | int, ...]
) -> None:
    adapter = TypeAdapter[object](getattr(module, name))
    assert adapter.dump_python(adapter.validate_python(valid), mode="json", exclude_unset=True) == valid
    with pytest.raises(ValidationError, match="Twilio Account SID") as raised:
        adapter.validate_python(invalid)
    assert [error["loc"] for error in raised.value.errors()] == [location]


def test_function_with_types_defined_later(module: Any) -> None:
    assert module.function(AC) is AC
    with pytest.raises(ValidationError, match="Twilio Account SID"):
        module.function(CA)


class TestFieldNamedAsItsType:
    """The field's default hides the type from the annotation."""

    @pytest.fixture(params=["from __future__ import annotations", ""], ids=["as strings", "as this Python does"])
    def payload(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
        return lambda field: module_of(request.param + NAMED_AS_ITS_TYPE + field, monkeypatch).Payload

    @pytest.mark.parametrize(
        "annotation", ["sids.CallSid | None", "Optional[sids.CallSid]"], ids=["or None", "Optional"]
    )
    def test_type_of_the_module(self, payload: Callable[[str], Any], annotation: str) -> None:
        model = payload(f"{annotation} = None")
        assert model(CallSid=CA).CallSid == CA
        with pytest.raises(ValidationError, match="Twilio Call SID"):
            model(CallSid=AC)

    def test_hidden_type(self, payload: Callable[[str], Any]) -> None:
        with pytest.raises(TypeError):
            payload("CallSid | None = None")
        with pytest.raises(ValidationError, match="Input should be None"):
            payload("Optional[CallSid] = None")(CallSid=CA)
