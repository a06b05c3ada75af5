"""Whatever is built on a SID type has the JSON Schema that it has with the same `StringConstraints`."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, NamedTuple, Optional

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
    Strict,
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
# Annotations made of variables are no types for a type checker.
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
    """Return the type that Pydantic has for the same strings."""
    pattern = SidConstraints.of(sid).pattern
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
    return make_model("Model", __config__=ConfigDict(strict=True), a=(sid, ...), b=(Annotated[sid, Strict()], ...))


def root_model(sid: Any) -> Any:
    root: Any = RootModel
    return make_model("Root", __base__=root[sid])


def typed_dict(sid: Any) -> Any:
    return TypedDict("Row", {"sid": sid, "other": Optional[sid]})  # type: ignore[operator] # noqa: UP045


def named_tuple(sid: Any) -> Any:
    return NamedTuple("Pair", [("sid", sid), ("other", sid)])


BUILT: list[Callable[[Any], Any]] = [
    lambda sid: sid,
    lambda sid: sid | None,
    lambda sid: sid | int | Annotated[str, Field(max_length=3)],
    lambda sid: list[sid],
    lambda sid: set[sid],
    lambda sid: tuple[sid, ...],
    lambda sid: tuple[sid, int],
    lambda sid: dict[sid, sid],
    lambda sid: dict[str, list[sid | None]],
    lambda sid: Secret[sid],
    lambda sid: Json[sid],
    lambda sid: Json[list[sid]],
    lambda sid: Annotated[sid, TITLED],
    lambda sid: Annotated[sid | None, TITLED],
    lambda sid: Annotated[sid, Strict()],
    lambda sid: Annotated[list[sid] | None, Field(max_length=3, strict=True)],
    lambda sid: Annotated[sid, PlainSerializer(len, return_type=int)],
    lambda sid: Annotated[sid, PlainSerializer(len, return_type=int, when_used="json")],
    lambda sid: Annotated[sid, PlainSerializer(mask)],
    lambda sid: Annotated[sid, WrapSerializer(mask_wrapped)],
    lambda sid: Annotated[sid, BeforeValidator(str)],
    lambda sid: Annotated[sid, BeforeValidator(str, json_schema_input_type=int)],
    lambda sid: Annotated[sid, WrapValidator(through, json_schema_input_type=int | sid)],
    lambda sid: Annotated[sid, AfterValidator(str)],
    lambda sid: Annotated[sid, WithJsonSchema({"type": "string", "format": "sid"})],
    lambda sid: Annotated[sid, WithJsonSchema({"type": "integer"}, mode="serialization")],
    lambda sid: make_alias("alias", sid),
    model,
    model_with_fields,
    model_with_a_field_serializer,
    model_that_shares_a_definition,
    model_with_aliases,
    strict_model,
    root_model,
    typed_dict,
    named_tuple,
]


@pytest.mark.parametrize("sid", [AccountSid, MessageSid, OauthAppSid, Sid], ids=SidConstraints.of)
@pytest.mark.parametrize("build", BUILT)
@pytest.mark.parametrize("mode", MODES)
def test_is_that_of_the_same_string_constraints(sid: Any, build: Callable[[Any], Any], mode: JsonSchemaMode) -> None:
    ours, theirs = (TypeAdapter[Any](build(annotation)).json_schema(mode=mode) for annotation in (sid, equivalent(sid)))
    assert ours == theirs


@pytest.mark.parametrize("annotation", [SmsSid, SmsMessageSid], ids=["SmsSid", "SmsMessageSid"])
@pytest.mark.parametrize("mode", MODES)
def test_deprecated_names_say_so_and_no_more(annotation: Any, mode: JsonSchemaMode) -> None:
    def schema(built: Any) -> Any:
        return TypeAdapter[Any](built).json_schema(mode=mode)

    expected = {**schema(MessageSid), "deprecated": True}
    assert schema(annotation) == expected
    assert schema(annotation | None)["anyOf"][0] == expected
    assert schema(list[annotation])["items"] == expected
    assert schema(make_model("Model", sid=(annotation, ...)))["properties"]["sid"] == {**expected, "title": "Sid"}
    serialized = schema(Annotated[annotation, PlainSerializer(len, return_type=int)])
    assert serialized == ({"type": "integer", "deprecated": True} if mode == "serialization" else expected)


# What stands to the left


Text = TypeAliasType("Text", str)
MaybeText = TypeAliasType("MaybeText", Optional[str])  # noqa: UP045


@pytest.mark.parametrize("mode", MODES)
def test_two_sids_and_a_text_on_one_alias(mode: JsonSchemaMode) -> None:
    class Model(BaseModel):
        a: Annotated[Text, SidConstraints("AC")]
        b: Annotated[Text, SidConstraints("CA")]
        c: Text
        d: Annotated[MaybeText, SidConstraints("AC")] = None

    value = {"a": "AC" + HEX, "b": "CA" + HEX, "c": "x", "d": None}
    schema = Model.model_json_schema(mode=mode)
    jsonschema.validate(value, schema)
    assert Model.model_validate(value).model_dump() == value
    for wrong in ({**value, "a": "CA" + HEX}, {**value, "b": "AC" + HEX}, {**value, "d": "x"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)
        with pytest.raises(ValidationError):
            Model.model_validate(wrong)


def test_an_alias_is_no_step_of_its_own() -> None:
    with pytest.raises(ValidationError) as of_alias:
        TypeAdapter[str](Annotated[Text, SidConstraints("AC")]).validate_python("x")
    with pytest.raises(ValidationError) as of_str:
        TypeAdapter[str](AccountSid).validate_python("x")
    assert of_alias.value.title == of_str.value.title


def test_an_input_type_to_the_left_is_kept() -> None:
    adapter = TypeAdapter(Annotated[str, BeforeValidator(str, json_schema_input_type=int), SidConstraints("AC")])
    assert adapter.json_schema() == {"type": "integer"}
    assert adapter.json_schema(mode="serialization") == TypeAdapter(AccountSid).json_schema()


@pytest.mark.parametrize("mode", MODES)
def test_a_pattern_to_the_left_is_kept(mode: JsonSchemaMode) -> None:
    adapter = TypeAdapter(
        Annotated[str, StringConstraints(pattern="f$", max_length=99), Field(title="Ours"), SidConstraints("AC")]
    )
    schema = adapter.json_schema(mode=mode)
    assert schema == {**TypeAdapter(AccountSid).json_schema(), "title": "Ours", "allOf": [{"pattern": "f$"}]}
    for sid in ("AC" + "0" * 32, "CA" + "f" * 32):
        with pytest.raises(ValidationError):
            adapter.validate_python(sid)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(sid, schema)
    jsonschema.validate(adapter.validate_python("AC" + "f" * 32), schema)


def test_several_patterns_are_all_kept() -> None:
    adapter = TypeAdapter(Annotated[str, Field(pattern="f$"), SidConstraints("SM", "MM"), SidConstraints("MM")])
    patterns = ["^MM[0-9a-fA-F]{32}$", "f$", "^(SM|MM)[0-9a-fA-F]{32}$"]
    schema = adapter.json_schema()
    assert [schema["pattern"], *(choice["pattern"] for choice in schema["allOf"])] == patterns


def test_narrower_lengths_to_the_left_are_kept() -> None:
    def lengths(*left: object) -> tuple[int, int]:
        schema = TypeAdapter[str](annotated[(str, *left, SidConstraints("CA"))]).json_schema()
        return schema["minLength"], schema["maxLength"]

    assert lengths(Field(min_length=10, max_length=100)) == (34, 34)
    for first in ([], [Field(pattern="f$")]):
        assert lengths(*first, Field(min_length=40)) == (40, 34)
        assert lengths(*first, Field(max_length=20)) == (34, 20)


@pytest.mark.parametrize("mode", MODES)
def test_of_an_optional_string(mode: JsonSchemaMode) -> None:
    optional = TypeAdapter(Annotated[str | None, SidConstraints("AC")])
    assert optional.json_schema(mode=mode) == TypeAdapter(Optional[AccountSid]).json_schema(mode=mode)  # noqa: UP045


def test_of_a_literal() -> None:
    adapter = TypeAdapter(Annotated[Literal["ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"], SidConstraints("AC")])
    assert adapter.json_schema() == {**TypeAdapter(AccountSid).json_schema(), "const": "AC" + "a" * 32}


def test_of_a_union_to_the_left() -> None:
    adapter = TypeAdapter(Annotated[str | int, SidConstraints("AC")])
    schema = adapter.json_schema()
    assert schema == {
        **TypeAdapter(AccountSid).json_schema(),
        "allOf": [{"anyOf": [{"type": "string"}, {"type": "integer"}]}],
    }
    jsonschema.validate(adapter.validate_python("AC" + HEX), schema)


def test_serializers_to_the_left_have_their_say() -> None:
    count = PlainSerializer(len, return_type=int)
    for left in ((str, count), (str, Field(pattern="f$"), count)):
        adapter = TypeAdapter[Any](annotated[(*left, SidConstraints("AC"))])
        assert adapter.json_schema(mode="serialization") == {"type": "integer"}
        assert adapter.json_schema()["pattern"] == "^AC[0-9a-fA-F]{32}$"
        assert adapter.dump_python("AC" + HEX) == 34
