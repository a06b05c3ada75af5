"""A SID type works wherever `str` does, exactly as Pydantic's own `StringConstraints` do, JSON Schema included."""

import dataclasses
from collections.abc import Callable
from itertools import product
from typing import Annotated, Any, NamedTuple, NewType, TypeVar

import pytest
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    Json,
    PlainSerializer,
    RootModel,
    Secret,
    StringConstraints,
    Tag,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    WrapSerializer,
    WrapValidator,
    create_model,
)
from pydantic.dataclasses import dataclass
from pydantic_core import CoreSchema, to_json
from typing_extensions import TypeAliasType, TypedDict

from pydantic_twilio_sid import AccountSid, MessageSid, OauthAppSid, Sid, SidConstraints
from tests.helpers import HEX, python_calls

# mypy: disable-error-code="valid-type, misc"
# Type checkers don't accept annotations that are made of variables.
annotated: Any = Annotated
make_alias: Any = TypeAliasType
make_model: Any = create_model
make_named_tuple: Any = NamedTuple
make_typed_dict: Any = TypedDict
AC, CA = "AC" + HEX, "CA" + HEX
MODES: Any = ("validation", "serialization")
PATTERN = StringConstraints(pattern="^AC[0-9a-fA-F]{32}$", min_length=34, max_length=34)
Name = TypeAliasType("Name", str)
OF_PYDANTIC = Annotated[str, PATTERN, Tag("Account SID")]
"""Pydantic's own type for the strings of `AccountSid`."""
TITLED = Field(title="Ours", description="The SID", examples=[AC])
VALIDATED = (AfterValidator(str.title), Field(max_length=34))


class Masked(BaseModel):
    first: str


class Mark(str):
    """A key in the JSON Schema."""

    __slots__ = ()

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), self: True}


ADD_X = Field(json_schema_extra=lambda schema: schema.update(x=1))
MASK = PlainSerializer(lambda sid: Masked(first=sid[:4]), return_type=Masked)
WRAP = WrapSerializer(lambda sid, handler: Masked(first=handler(sid)), return_type=Masked)
Described = TypeAliasType("Described", Annotated[str | None, Field(title="Text", description="Free"), Mark("a")])
OUTER = Annotated[Described, Field(title="Ours"), Mark("b")]
RENAMED = Annotated[OF_PYDANTIC | None, Field(title="Ours", description="Free"), Mark("a"), Mark("b")]
Serialized = TypeAliasType("Serialized", Annotated[Name, MASK])
THROUGH = WrapValidator(lambda value, handler: handler(value), json_schema_input_type=int)


def same(value: object) -> object:
    return value


def field(value: object) -> object:
    return {"a": value}


def model(sid: Any, **config: Any) -> Any:
    return make_model("Model", __config__=config, a=(sid, ...), b=(sid | None, None), c=(list[sid], []))


def model_with_fields(sid: Any) -> Any:
    of_b: Any = Field(AC, validate_default=True, alias="B", deprecated=True, json_schema_extra={"x": 1})
    return make_model("Model", a=(Annotated[sid, TITLED], Field(title="Theirs")), b=(sid, of_b))


def model_with_aliases(sid: Any) -> Any:
    alias = make_alias("alias", sid)
    return make_model("Model", a=(alias, ...), b=(alias | None, None), c=(dict[alias, alias], {}), d=(sid, AC))


def function(sid: Any) -> Any:
    def call(a: object) -> object:
        return a

    call.__annotations__ = {"a": sid}
    return call


def after(*parts: Any, like: Any = None) -> Callable[[Any], Any]:
    """Put the constraints after these parts. Where Pydantic's would make another schema, name the one that's wanted."""
    return lambda sid: like if like and sid is OF_PYDANTIC else annotated[(*parts, *sid.__metadata__)]


SHAPES: dict[str, tuple[Callable[[Any], Any], Callable[[Any], object]]] = {
    "the type": (lambda sid: sid, same),
    "optional": (lambda sid: sid | None, same),
    "union": (lambda sid: sid | int | Annotated[str, Field(max_length=3)], same),
    "list": (lambda sid: list[sid], lambda value: [value, AC]),
    "set": (lambda sid: set[sid], lambda value: {value}),
    "tuple": (lambda sid: tuple[sid, int], lambda value: (value, 1)),
    "keys": (lambda sid: dict[sid, int], lambda value: {value: 1}),
    "nested": (lambda sid: dict[str, list[sid | None]], lambda value: {"x": [None, value]}),
    "Secret": (lambda sid: Secret[sid], same),
    "Json": (lambda sid: Json[list[sid]], lambda value: to_json([value]).decode()),
    "titled": (lambda sid: Annotated[sid | None, TITLED], same),
    "strict list": (lambda sid: Annotated[list[sid] | None, Field(max_length=3, strict=True)], lambda value: [value]),
    "serializer": (lambda sid: Annotated[sid, PlainSerializer(len, return_type=int)], same),
    "serializer for JSON": (lambda sid: Annotated[sid, PlainSerializer(len, return_type=int, when_used="json")], same),
    "wrap serializer": (lambda sid: Annotated[sid, WRAP], same),
    "BeforeValidator": (lambda sid: Annotated[sid, BeforeValidator(same, json_schema_input_type=int)], same),
    "WrapValidator": (lambda sid: Annotated[sid, THROUGH], same),
    "AfterValidator": (lambda sid: Annotated[sid, AfterValidator(str.lower)], same),
    "WithJsonSchema": (lambda sid: Annotated[sid, WithJsonSchema({"type": "integer"}, mode="serialization")], same),
    "alias": (lambda sid: make_alias("alias", sid), same),
    "model": (model, field),
    "model with fields": (model_with_fields, field),
    "model with aliases": (model_with_aliases, field),
    "definition": (lambda sid: make_model("M", a=(Annotated[sid, MASK], ...), b=(Masked | None, None)), field),
    "strict model": (lambda sid: model(sid, strict=True), field),
    "model with encoders": (lambda sid: model(sid, json_encoders={str: len}), field),
    "optional, with encoders": (lambda sid: model(after(str | None)(sid), json_encoders={str: len}), field),
    "root model": (lambda sid: make_model("Root", __base__=RootModel[sid]), same),
    "function": (function, field),
    "TypedDict": (lambda sid: make_typed_dict("Row", {"a": sid}), field),
    "NamedTuple": (lambda sid: make_named_tuple("Pair", [("a", sid), ("b", sid)]), lambda value: (value, AC)),
    "dataclass": (lambda sid: dataclasses.make_dataclass("Row", [("a", sid)]), field),
    "Pydantic's dataclass": (lambda sid: dataclass(dataclasses.make_dataclass("Row", [("a", sid)])), field),
    "after None": (after(str | None), same),
    "after a description": (after(str, TITLED), same),
    "after Strict": (after(str, Field(strict=True)), same),
    "after lengths": (after(str, Field(min_length=34, max_length=34)), same),
    "after strip_whitespace": (after(str, StringConstraints(strip_whitespace=True)), lambda value: f" {value}"),
    "after numbers": (after(str, Field(coerce_numbers_to_str=True)), same),
    "after a serializer": (after(str, MASK), same),
    "after an optional serializer": (after(str | None, WRAP), same),
    "after a NewType": (after(NewType("Text", str)), same),
    "after a TypeVar": (after(TypeVar("Text", bound=str)), same),
    "after two aliases": (after(make_alias("Text", Name), like=OF_PYDANTIC), same),
    "after optional aliases": (after(make_alias("Text", Name | None) | None, like=OF_PYDANTIC | None), same),
    "after a serialized alias": (after(Serialized, like=Annotated[OF_PYDANTIC, MASK]), same),
    "after described aliases": (after(make_alias("Outer", OUTER), like=RENAMED), same),
    "after the same": (lambda sid: annotated[(sid, *sid.__metadata__)], same),
    "after the same, validated": (after(AccountSid, *VALIDATED, like=annotated[(OF_PYDANTIC, *VALIDATED)]), same),
    "after the same, serialized": (lambda sid: annotated[(sid, MASK, *sid.__metadata__)], same),
    "after the same, optional": (after(make_alias("Maybe", AccountSid | None), like=OF_PYDANTIC | None), same),
}  # fmt: skip


def outcome(adapter: TypeAdapter[Any], value: object) -> object:
    """Return the result, what it is dumped as, and the Python functions that were called, or the places of errors."""
    try:
        result, calls = python_calls(adapter.validator.validate_python, value)
        from_json = adapter.validate_json(to_json(value))
    except ValidationError as error:
        return [each["loc"] for each in error.errors()]
    return calls, adapter.dump_python(result), adapter.dump_python(from_json), adapter.dump_json(result)


@pytest.mark.filterwarnings("ignore:`json_encoders` is deprecated")
@pytest.mark.parametrize(("build", "wrap"), SHAPES.values(), ids=SHAPES)
def test_same_as_with_string_constraints(build: Callable[[Any], Any], wrap: Callable[[object], object]) -> None:
    ours, theirs = (TypeAdapter[Any](build(annotation)) for annotation in (AccountSid, OF_PYDANTIC))
    for mode in MODES:
        assert ours.json_schema(mode=mode) == theirs.json_schema(mode=mode)
    for value in map(wrap, (AC, CA, AC + "\n", AC.encode(), 7)):
        assert outcome(ours, value) == outcome(theirs, value)
    with pytest.raises(ValidationError, match="type=twilio_sid"):
        ours.validate_json(to_json(wrap(CA)))


@pytest.mark.parametrize(
    ("accepted", "pattern"),
    [
        ((AccountSid | None, MessageSid), "^(AC|SM|MM)[0-9a-fA-F]{32}$"),
        ((Sid, OauthAppSid, AccountSid), "^([A-Z]{2}[0-9a-fA-F]{32}|OQ[a-zA-Z0-9]{32})$"),
    ],
)
def test_several_types(accepted: tuple[object, ...], pattern: str) -> None:
    adapter = TypeAdapter(Annotated[str, SidConstraints(*accepted)])
    assert adapter.validate_python(AC) is AC
    assert adapter.json_schema() == {"type": "string", "minLength": 34, "maxLength": 34, "pattern": pattern}


def test_constraints_after_the_type_run_after_the_check() -> None:
    lowered = TypeAdapter[str](Annotated[AccountSid, StringConstraints(to_lower=True, strip_whitespace=True)])
    assert lowered.validate_python(AC) == AC.lower()
    for wrong in (AC.lower(), f" {AC}"):
        with pytest.raises(ValidationError, match="type=twilio_sid"):
            lowered.validate_python(wrong)


@pytest.mark.parametrize("annotation", [AccountSid, AccountSid | None, after(str, Field(strict=True))(AccountSid)])
def test_no_config_refuses_or_changes_a_sid(annotation: Any) -> None:
    small = ConfigDict(str_to_lower=True, str_max_length=5, regex_engine="python-re", coerce_numbers_to_str=True)
    for config in (small, ConfigDict(str_to_upper=True, str_min_length=50, strict=True)):
        adapter = TypeAdapter[Any](annotation, config=config)
        assert adapter.validate_python(AC) == adapter.validate_json(to_json(AC)) == adapter.validate_strings(AC) == AC
        for wrong in (CA, AC.lower(), f"{AC}\n", 12):
            with pytest.raises(ValidationError, match="type=twilio_sid"):
                adapter.validate_python(wrong)


@pytest.mark.parametrize("alias", [Name, Described, make_alias("Owner", AccountSid)], ids=str)
def test_the_uses_of_an_alias_leave_each_other_alone(alias: Any) -> None:
    """Pydantic writes descriptions into the metadata of a schema, and aliases share theirs."""
    prefixes = ["AC"] if str(alias) == "Owner" else ["AC", "CA"]
    extras = [Mark("b"), Field(description="Ours"), Field(json_schema_extra={"y": 2}), ADD_X]
    uses: dict[str, Any] = {"alias": (list[alias], ...)}
    for prefix, (number, extra) in product(prefixes, enumerate(extras)):
        uses[f"{prefix}{number}"] = (list[annotated[alias, SidConstraints(prefix), extra]], ...)
    for names in (list(uses), list(reversed(uses))):
        schema = make_model("Model", **{name: uses[name] for name in names}).model_json_schema()
        for name in names:
            alone = make_model("Model", **{name: uses[name]}).model_json_schema()
            assert schema["properties"][name] == alone["properties"][name]
            assert schema["$defs"] == alone.get("$defs", schema["$defs"])
