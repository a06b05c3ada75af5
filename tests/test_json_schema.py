"""Whatever you build from a SID type, its JSON Schema is the same as with equivalent `StringConstraints`."""

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, Optional

import jsonschema
import pytest
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Json,
    PlainSerializer,
    RootModel,
    Secret,
    SerializerFunctionWrapHandler,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapSerializer,
    WrapValidator,
    create_model,
    field_serializer,
)
from pydantic.json_schema import JsonSchemaMode
from typing_extensions import TypeAliasType, TypedDict

from pydantic_twilio_sid import AccountSid, MessageSid, OauthAppSid, Sid, SidConstraints, SmsMessageSid, SmsSid
from tests.helpers import HEX

# mypy: disable-error-code="valid-type, misc"
# Type checkers don't accept annotations that are made of variables.
annotated: Any = Annotated
make_alias: Any = TypeAliasType
make_model: Any = create_model
MODES: tuple[JsonSchemaMode, ...] = ("validation", "serialization")
TITLED = Field(title="Ours", description="The SID", examples=["AC" + HEX])


class Masked(BaseModel):
    first: str


def mask(sid: str) -> Masked:
    return Masked(first=sid[:4])


def mask_wrapped(sid: str, handler: SerializerFunctionWrapHandler) -> Masked:
    return Masked(first=handler(sid))


def through(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    return handler(value)


def equivalent(sid: Any) -> Any:
    """Return Pydantic's own type for the same strings."""
    pattern = SidConstraints(sid).pattern
    return Annotated[str, StringConstraints(pattern=pattern, min_length=34, max_length=34)]


def model(sid: Any) -> Any:
    return make_model("Model", a=(sid, ...), b=(sid | None, None), c=(list[sid], []))


def model_with_fields(sid: Any) -> Any:
    described: Any = Field("AC" + HEX, title="Ours", description="The SID", examples=["AC" + HEX], alias="theSid")
    return make_model("Model", a=(sid, described), b=(Annotated[sid, TITLED], ...))


def model_with_a_field_serializer(sid: Any) -> Any:
    class Model(BaseModel):
        sid: Any
        other: Any

        @field_serializer("sid")
        def count(self, value: str) -> int:
            return len(value)

        @field_serializer("other")
        def mask(self, value: str) -> Masked:
            return mask(value)

    return make_model("Model", __base__=Model, sid=(sid, ...), other=(sid, ...))


def model_that_shares_a_definition(sid: Any) -> Any:
    masked = Annotated[sid, PlainSerializer(mask)]
    return make_model("Model", a=(masked, ...), b=(Masked, ...))


def model_with_aliases(sid: Any) -> Any:
    alias = make_alias("alias", sid)
    return make_model("Model", a=(alias, ...), b=(alias | None, None), c=(dict[alias, alias], {}), d=(sid, ...))


def strict_model(sid: Any) -> Any:
    return make_model("Model", __config__=ConfigDict(strict=True), a=(sid, ...), b=(sid, Field(strict=True)))


def root_model(sid: Any) -> Any:
    root: Any = RootModel
    return make_model("Root", __base__=root[sid])


def typed_dict(sid: Any) -> Any:
    return TypedDict("Row", {"sid": sid, "other": Optional[sid]})  # type: ignore[operator] # noqa: UP045


def named_tuple(sid: Any) -> Any:
    return NamedTuple("Pair", [("sid", sid), ("other", sid)])


BUILT: dict[str, Callable[[Any], Any]] = {
    "the type": lambda sid: sid,
    "optional": lambda sid: sid | None,
    "union": lambda sid: sid | int | Annotated[str, Field(max_length=3)],
    "list": lambda sid: list[sid],
    "set": lambda sid: set[sid],
    "tuple of any length": lambda sid: tuple[sid, ...],
    "tuple": lambda sid: tuple[sid, int],
    "dict": lambda sid: dict[sid, sid],
    "nested": lambda sid: dict[str, list[sid | None]],
    "Secret": lambda sid: Secret[sid],
    "Json": lambda sid: Json[sid],
    "Json list": lambda sid: Json[list[sid]],
    "titled": lambda sid: Annotated[sid, TITLED],
    "titled optional": lambda sid: Annotated[sid | None, TITLED],
    "strict list": lambda sid: Annotated[list[sid] | None, Field(max_length=3, strict=True)],
    "serializer": lambda sid: Annotated[sid, PlainSerializer(len, return_type=int)],
    "serializer for JSON": lambda sid: Annotated[sid, PlainSerializer(len, return_type=int, when_used="json")],
    "serializer to a model": lambda sid: Annotated[sid, PlainSerializer(mask)],
    "wrap serializer": lambda sid: Annotated[sid, WrapSerializer(mask_wrapped)],
    "BeforeValidator": lambda sid: Annotated[sid, BeforeValidator(str)],
    "input type": lambda sid: Annotated[sid, BeforeValidator(str, json_schema_input_type=int)],
    "WrapValidator": lambda sid: Annotated[sid, WrapValidator(through, json_schema_input_type=int | sid)],
    "AfterValidator": lambda sid: Annotated[sid, AfterValidator(str)],
    "WithJsonSchema": lambda sid: Annotated[sid, WithJsonSchema({"type": "string", "format": "sid"})],
    "WithJsonSchema for serialization": lambda sid: Annotated[
        sid, WithJsonSchema({"type": "integer"}, mode="serialization")
    ],
    "alias": lambda sid: make_alias("alias", sid),
    "model": model,
    "model with fields": model_with_fields,
    "model with a field serializer": model_with_a_field_serializer,
    "model that shares a definition": model_that_shares_a_definition,
    "model with aliases": model_with_aliases,
    "strict model": strict_model,
    "root model": root_model,
    "TypedDict": typed_dict,
    "NamedTuple": named_tuple,
}


@pytest.mark.parametrize("sid", [AccountSid, MessageSid, OauthAppSid, Sid], ids=["one prefix", "two", "letters", "any"])
@pytest.mark.parametrize("build", BUILT.values(), ids=BUILT)
@pytest.mark.parametrize("mode", MODES)
def test_same_schema_as_with_string_constraints(sid: Any, build: Callable[[Any], Any], mode: JsonSchemaMode) -> None:
    ours, theirs = (TypeAdapter[Any](build(annotation)).json_schema(mode=mode) for annotation in (sid, equivalent(sid)))
    assert ours == theirs


@pytest.mark.parametrize("annotation", [SmsSid, SmsMessageSid], ids=["SmsSid", "SmsMessageSid"])
@pytest.mark.parametrize("mode", MODES)
def test_deprecated_names_only_differ_in_being_deprecated(annotation: Any, mode: JsonSchemaMode) -> None:
    def schema(built: Any) -> Any:
        return TypeAdapter[Any](built).json_schema(mode=mode)

    expected = {**schema(MessageSid), "deprecated": True}
    assert schema(annotation) == expected
    assert schema(annotation | None)["anyOf"][0] == expected
    assert schema(list[annotation])["items"] == expected
    assert schema(make_model("Model", sid=(annotation, ...)))["properties"]["sid"] == {**expected, "title": "Sid"}
    serialized = schema(Annotated[annotation, PlainSerializer(len, return_type=int)])
    assert serialized == ({"type": "integer", "deprecated": True} if mode == "serialization" else expected)


# What comes before the check


Text = TypeAliasType("Text", str)
MaybeText = TypeAliasType("MaybeText", Optional[str])  # noqa: UP045


@pytest.mark.parametrize("mode", MODES)
def test_two_sids_and_a_text_on_one_alias(mode: JsonSchemaMode) -> None:
    class Model(BaseModel):
        a: Annotated[Text, SidConstraints("AC")]
        b: Annotated[Text, SidConstraints("CA")]
        c: Text
        d: Annotated[MaybeText, SidConstraints("AC")]
        e: Annotated[MaybeText, SidConstraints("CA")]
        f: MaybeText

    value = {"a": "AC" + HEX, "b": "CA" + HEX, "c": "x", "d": "AC" + HEX, "e": None, "f": "x"}
    schema = Model.model_json_schema(mode=mode)
    jsonschema.validate(value, schema)
    assert Model.model_validate(value).model_dump() == value
    for field, wrong in (("a", "CA" + HEX), ("b", "AC" + HEX), ("c", None), ("d", "CA" + HEX), ("e", "AC" + HEX)):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**value, field: wrong}, schema)
        with pytest.raises(ValidationError):
            Model.model_validate({**value, field: wrong})


@pytest.mark.parametrize("mode", MODES)
def test_of_an_optional_string(mode: JsonSchemaMode) -> None:
    optional = TypeAdapter(Annotated[str | None, SidConstraints("AC")])
    assert optional.json_schema(mode=mode) == TypeAdapter(Optional[AccountSid]).json_schema(mode=mode)  # noqa: UP045


@pytest.mark.parametrize("mode", MODES)
def test_a_description_before_the_check_is_kept(mode: JsonSchemaMode) -> None:
    adapter = TypeAdapter(Annotated[str, TITLED, SidConstraints("AC")])
    assert adapter.json_schema(mode=mode) == TypeAdapter(Annotated[AccountSid, TITLED]).json_schema(mode=mode)
