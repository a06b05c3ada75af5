"""A SID type works in Pydantic wherever `str` does, and validates without calling Python."""

import dataclasses
import json
from typing import Annotated, Any, Generic, NamedTuple, NewType, Optional, TypeVar

import pytest
from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    RootModel,
    Secret,
    Strict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    create_model,
    validate_call,
)
from pydantic.dataclasses import dataclass
from typing_extensions import TypeAliasType, TypedDict

from pydantic_twilio_sid import AccountSid, CallSid, MessageSid, SidConstraints
from tests.helpers import HEX, python_calls

AC, CA, SM, MM = (prefix + HEX for prefix in ("AC", "CA", "SM", "MM"))
T = TypeVar("T")
Id = TypeVar("Id", bound=str)
Text = NewType("Text", str)
Alias = TypeAliasType("Alias", AccountSid)
Many = TypeAliasType("Many", list[AccountSid], type_params=())
Name = TypeAliasType("Name", str)
Renamed = TypeAliasType("Renamed", Name)


class Row(TypedDict):
    sid: AccountSid


class Pair(NamedTuple):
    account: AccountSid
    call: CallSid


@dataclasses.dataclass
class Plain:
    sid: AccountSid


@dataclass
class Checked:
    sid: AccountSid


class Model(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    sid: AccountSid


class Box(BaseModel, Generic[T]):
    content: T


class Page(TypedDict, Generic[Id]):
    ids: list[Annotated[Id, SidConstraints("AC")]]


class Root(RootModel[AccountSid]):
    pass


COMPOSED: dict[str, tuple[Any, list[Any], list[Any]]] = {
    "optional": (Optional[AccountSid], [AC, None], [CA, 7]),  # noqa: UP045
    "union of SIDs": (AccountSid | CallSid, [AC, CA], [SM, 7]),
    "list": (list[AccountSid], [[], [AC, AC]], [[CA], AC]),
    "set": (set[AccountSid], [{AC}], [{CA}]),
    "tuple": (tuple[AccountSid, CallSid], [(AC, CA)], [(CA, AC), (AC,)]),
    "dict": (dict[AccountSid, CallSid], [{AC: CA}], [{CA: CA}, {AC: AC}]),
    "str, Strict": (Annotated[str, Strict(), SidConstraints("AC")], [AC], [CA, AC.encode()]),
    "strict optional list": (Annotated[list[AccountSid] | None, Strict()], [[AC], None], [[CA], (AC,)]),
    "str or None": (Annotated[str | None, SidConstraints("AC")], [AC, None], [CA, 7]),
    "bound TypeVar": (Page, [{"ids": [AC]}], [{"ids": [CA]}, {"ids": [7]}]),
    "NewType": (Annotated[Text, SidConstraints("AC")], [AC], [CA, 7]),
    "alias of an alias of str": (Annotated[Renamed, SidConstraints("AC")], [AC], [CA, 7]),
    "alias of an alias of str, or None": (Annotated[Renamed | None, SidConstraints("AC")], [AC, None], [CA, 7]),
    "alias": (Alias, [AC], [CA, 7]),
    "alias of a list": (Many, [[AC]], [[CA]]),
    "TypedDict": (Row, [{"sid": AC}], [{"sid": CA}, {}]),
    "one error for two types": (Annotated[str, SidConstraints(AccountSid, MessageSid)], [AC, SM, MM], [CA]),
    "twice": (Annotated[MessageSid, SidConstraints("SM", "MM")], [SM, MM], [AC]),
}


@pytest.mark.parametrize(("annotation", "valid", "invalid"), COMPOSED.values(), ids=COMPOSED)
def test_annotations_without_python_calls(annotation: Any, valid: list[Any], invalid: list[Any]) -> None:
    adapter = TypeAdapter[Any](annotation)
    for value in valid:
        assert python_calls(adapter.validator.validate_python, value) == (value, [])
    for value in invalid:
        with pytest.raises(ValidationError):
            adapter.validate_python(value)
    jsonable = [value for value in valid if not isinstance(value, set)]
    for value in jsonable:
        assert adapter.validate_json(json.dumps(value)) == value
        assert json.loads(adapter.dump_json(value)) == json.loads(json.dumps(value))


@pytest.mark.parametrize(
    "make",
    [Model, Checked, TypeAdapter(Plain).validate_python, TypeAdapter(Row).validate_python],
    ids=["model", "pydantic dataclass", "standard dataclass", "TypedDict"],
)
def test_containers_with_fields(make: Any) -> None:
    def build(sid: object) -> object:
        return make(sid=sid) if isinstance(make, type) else make({"sid": sid})

    made = build(AC)
    assert (made["sid"] if isinstance(made, dict) else made.sid) is AC  # type: ignore[attr-defined]
    with pytest.raises(ValidationError) as raised:
        build(CA)
    assert [(error["type"], error["loc"]) for error in raised.value.errors()] == [("twilio_sid", ("sid",))]


def test_model_methods() -> None:
    assert Model.model_validate({"sid": AC}).sid is AC
    assert Model.model_validate(Plain(AC)).sid is AC
    assert Model.model_validate_json(json.dumps({"sid": AC})).sid == AC
    assert Model.model_validate_strings({"sid": AC}).sid == AC
    assert Model(sid=AC).model_dump() == {"sid": AC}
    assert Model(sid=AC).model_dump_json() == f'{{"sid":"{AC}"}}'
    assert Model.model_construct(sid=AC).model_copy() == Model(sid=AC)
    with pytest.raises(ValidationError, match="twilio_sid"):
        Model.model_validate(Plain(CA))


def test_root_model_and_named_tuple_and_generic() -> None:
    assert Root(AC).root is AC
    assert Root.model_validate_json(f'"{AC}"').model_dump() == AC
    assert TypeAdapter(Pair).validate_python((AC, CA)) == Pair(AC, CA)
    assert Box[AccountSid](content=AC).content is AC
    assert Box[list[CallSid]].model_validate({"content": [CA]}).content == [CA]
    for make in (
        lambda: Root(CA),
        lambda: TypeAdapter(Pair).validate_python((CA, AC)),
        lambda: Box[AccountSid](content=CA),
    ):
        with pytest.raises(ValidationError, match="twilio_sid"):
            make()


def test_validate_call() -> None:
    @validate_call(validate_return=True)
    def owner(call: CallSid, *, account: AccountSid = AC) -> AccountSid:
        return account if call == CA else call

    assert owner(CA) is AC
    with pytest.raises(ValidationError, match="Twilio Call SID"):
        owner(AC)
    with pytest.raises(ValidationError, match="Twilio Account SID"):
        owner(CA, account=CA)
    with pytest.raises(ValidationError, match="Twilio Account SID"):
        owner("CA" + "0" * 32)  # it returns this call SID


def test_secret_hides_the_value() -> None:
    class Credentials(BaseModel):
        model_config = ConfigDict(hide_input_in_errors=True)
        account: Secret[AccountSid]

    credentials = Credentials.model_validate({"account": AC})
    assert credentials.account.get_secret_value() is AC
    assert HEX not in repr(credentials)
    with pytest.raises(ValidationError, match="Twilio Account SID") as raised:
        Credentials.model_validate({"account": CA})
    assert HEX not in str(raised.value)


def test_field_arguments() -> None:
    class Call(BaseModel):
        call: CallSid = Field(
            alias="CallSid",
            title="Leg",
            description="The leg",
            examples=[CA],
            deprecated=True,
            json_schema_extra={"x": 1},
        )
        parent: CallSid | None = Field(default=None, validation_alias=AliasChoices("ParentCallSid", "DialCallSid"))

    call = Call.model_validate({"CallSid": CA, "DialCallSid": CA})
    assert call.parent is CA
    assert call.model_dump(by_alias=True)["CallSid"] is CA
    for mode in ("validation", "serialization"):
        schema = Call.model_json_schema(mode=mode)["properties"]["CallSid"]
        assert schema == {
            "type": "string",
            "minLength": 34,
            "maxLength": 34,
            "pattern": "^CA[0-9a-fA-F]{32}$",
            "title": "Leg",
            "description": "The leg",
            "examples": [CA],
            "deprecated": True,
            "x": 1,
        }


def test_defaults() -> None:
    class Settings(BaseModel):
        unchecked: AccountSid = "x"
        checked: AccountSid = Field(default="x", validate_default=True)

    with pytest.raises(ValidationError) as raised:
        Settings()
    assert [error["loc"] for error in raised.value.errors()] == [("checked",)]
    assert Settings(checked=AC).unchecked == "x"


def strip(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


@pytest.mark.parametrize(
    "annotation",
    [
        Annotated[str, StringConstraints(strip_whitespace=True), SidConstraints("AC")],
        Annotated[AccountSid, BeforeValidator(strip)],
    ],
    ids=["strip_whitespace", "BeforeValidator"],
)
def test_stripping_before_the_check(annotation: Any) -> None:
    adapter = TypeAdapter[Any](annotation)
    assert adapter.validate_python(f" {AC}\n") == AC
    assert adapter.validate_json(f'" {AC}"') == AC
    with pytest.raises(ValidationError, match="twilio_sid"):
        adapter.validate_python(f" {CA}\n")


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (Annotated[AccountSid, StringConstraints(strip_whitespace=True)], AC),
        (Annotated[AccountSid, StringConstraints(to_lower=True)], AC.lower()),
        (Annotated[AccountSid, StringConstraints(max_length=34, pattern="9$")], AC),
        (Annotated[AccountSid, AfterValidator(str.lower)], AC.lower()),
    ],
    ids=["strip_whitespace", "to_lower", "length and pattern", "AfterValidator"],
)
def test_constraints_after_the_type_run_after_the_check(annotation: Any, expected: str) -> None:
    adapter = TypeAdapter[Any](annotation)
    assert adapter.validate_python(AC) == expected
    with pytest.raises(ValidationError):
        adapter.validate_python(f" {AC}")
    with pytest.raises(ValidationError):
        adapter.validate_python(CA)


def test_a_serializer_after_the_type_is_kept() -> None:
    adapter = TypeAdapter[Any](Annotated[AccountSid, PlainSerializer(lambda sid: sid[:4] + "…")])
    assert adapter.dump_python(AC) == "AC01…"
    assert adapter.validate_python(AC) is AC


@pytest.mark.parametrize(
    "annotation",
    [Annotated[AccountSid, Strict()], Annotated[AccountSid | None, Field(strict=True)]],
    ids=["Strict", "optional, strict"],
)
def test_pydantic_refuses_strict_after_the_type(annotation: Any) -> None:
    with pytest.raises(RuntimeError, match="Unable to apply constraint 'strict'"):
        TypeAdapter[Any](annotation)


@pytest.mark.parametrize(
    "config",
    [
        ConfigDict(str_to_lower=True),
        ConfigDict(str_to_upper=True),
        ConfigDict(str_max_length=5),
        ConfigDict(str_min_length=50),
        ConfigDict(regex_engine="python-re"),
        ConfigDict(coerce_numbers_to_str=True),
        ConfigDict(strict=True),
        ConfigDict(str_strip_whitespace=True),
        ConfigDict(use_enum_values=True, validate_default=True, frozen=True, revalidate_instances="always"),
        ConfigDict(ser_json_bytes="hex", val_json_bytes="hex", cache_strings=False),
    ],
    ids=", ".join,
)
@pytest.mark.parametrize(
    "annotation",
    [
        AccountSid,
        AccountSid | None,
        Annotated[str, Strict(), SidConstraints("AC")],
        Annotated[str, StringConstraints(strict=False), SidConstraints("AC")],
    ],
    ids=["plain", "optional", "strict", "constrained"],
)
def test_no_config_refuses_or_changes_a_sid(config: ConfigDict, annotation: Any) -> None:
    model = create_model("Configured", __config__=config, sid=(annotation, ...))
    for made in (
        model(sid=AC),
        model.model_validate_json(f'{{"sid": "{AC}"}}'),
        model.model_validate_strings({"sid": AC}),
    ):
        assert made.model_dump() == {"sid": AC}
    for wrong in (CA, AC.lower(), f"{AC}\n\n."):
        with pytest.raises(ValidationError, match="twilio_sid"):
            model(sid=wrong)
    with pytest.raises(ValidationError, match="twilio_sid"):
        model(sid=12)
    with pytest.raises(ValidationError, match="twilio_sid"):
        model.model_validate_json('{"sid": 12}')


def test_str_strip_whitespace_works_as_for_any_str() -> None:
    model = create_model("Stripped", __config__=ConfigDict(str_strip_whitespace=True), sid=(AccountSid, ...))
    assert model(sid=f"\t{AC} \n").model_dump() == {"sid": AC}
    assert model.model_validate_json(json.dumps({"sid": f"\t{AC} \n"})).model_dump() == {"sid": AC}
