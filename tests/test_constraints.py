"""`SidConstraints` and `is_sid`: their arguments, what they accept and reject, the errors, and the core schema."""

import copy
import json
import pickle
import re
import sys
from collections.abc import Callable
from enum import Enum
from functools import partial
from types import ModuleType
from typing import Annotated, Any, Final, Literal, NewType, Optional, TypeVar
from unittest.mock import MagicMock

import jsonschema
import pydantic
import pytest
from annotated_types import GroupedMetadata
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    Json,
    PlainSerializer,
    Secret,
    SkipValidation,
    Strict,
    StringConstraints,
    Tag,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    WrapSerializer,
    create_model,
)
from pydantic_core import CoreConfig, CoreSchema, SchemaValidator, core_schema
from typing_extensions import NotRequired, ReadOnly, Required, TypeAliasType

from pydantic_twilio_sid import (
    AccountSid,
    ApiKeySid,
    CallSid,
    CustomerProfileSid,
    MessageSid,
    OauthAppSid,
    Sid,
    SidConstraints,
    SidPrefix,
    SmsSid,
    is_sid,
)
from pydantic_twilio_sid.testing import Case, cases, random_sid
from tests.helpers import HEX, error_of, python_calls

# Type checkers don't accept annotations that are made of variables.
annotated: Any = Annotated
make_alias: Any = TypeAliasType
make_new_type: Any = NewType
call_sid = TypeAdapter[str](CallSid)
AC, CA = "AC" + HEX, "CA" + HEX
CASES = cases(CallSid)
VALID = [case.value for case in CASES if case.valid]
INVALID = [case for case in CASES if not case.valid]
Plain = NewType("Plain", str)
T = TypeVar("T")
V = TypeVar("V")
Alias = TypeAliasType("Alias", MessageSid)
AliasOfAlias = TypeAliasType("AliasOfAlias", Optional[Alias])  # noqa: UP045
Maybe = TypeAliasType("Maybe", Optional[T], type_params=(T,))  # noqa: UP045
make_maybe: Any = Maybe
Stripped = TypeAliasType("Stripped", Annotated[MessageSid, StringConstraints(strip_whitespace=True)])
Text = TypeAliasType("Text", Annotated[Optional[str], Field(description="Free text")])  # noqa: UP045
Documented = TypeAliasType("Documented", Annotated[str, WithJsonSchema({"type": "string"})])


class Member(str, Enum):
    SID = "CA" + HEX


class New(str, Enum):
    THING = "ZZ"


# The arguments


def alias_with(metadata: object) -> Any:
    return make_alias("WithMetadata", annotated[T, metadata], type_params=(T,))


TYPES_OF_A_MESSAGE: dict[str, Any] = {
    "type": MessageSid,
    "optional": Optional[MessageSid],  # noqa: UP045
    "annotated": Annotated[MessageSid | None, Field(alias="Ours"), "more"],
    "deprecated": SmsSid,
    "union": Annotated[str, SidConstraints("SM")] | Optional[Annotated[str, SidConstraints("MM")]],  # noqa: UP045
    "alias": Alias | None,
    "alias with a parameter": Maybe[Maybe[Alias]],
    "alias of its parameter": make_alias("Same", T, type_params=(T,))[MessageSid],
    "alias without its parameter": make_alias("Phantom", MessageSid, type_params=(T,))[int],
    "alias with two parameters": make_alias("Either", annotated[V, "more"] | make_maybe[T], type_params=(T, V))[
        Alias, MessageSid
    ],
    "first of several constraints": Annotated[str, SidConstraints("SM", "MM"), SidConstraints("CA")],
    "NewType": make_new_type("Renamed", MessageSid),
    "of a NewType": Annotated[Plain, SidConstraints("SM", "MM")],
    "Required": Required[MessageSid],
    "NotRequired": NotRequired[MessageSid | None],
    "ReadOnly": ReadOnly[MessageSid],
    "Final": Final[MessageSid],
}
NO_SID_TYPES: dict[str, tuple[Any, Any]] = {
    "str": (str, "str"),
    "list": (list[CallSid], "list[typing.Annotated[str, SidConstraints('CA')]]"),
    "in a union": (Optional[AccountSid | list[int]], "list[int]"),  # noqa: UP045
    "Secret": (Secret[CallSid], "pydantic.types.Secret["),
    "annotated": (Annotated[str, "more"], "str"),
    "alias of a list": (make_alias("Many", list[CallSid], type_params=()), "list["),
    "alias without an argument": (Maybe, "an object of type TypeVar"),
    "alias with a quoted value": (make_alias("Quoted", "AC"), "'AC'"),
    "constraints": (SidConstraints("CA"), "an object of type SidConstraints"),
    "None": (None, "an object of type NoneType"),
    "a SID": (AC, "a string of 34 characters"),
    "SIDs": ([AC], "an object of type list"),
} | {f"letters {letters!a}": (letters, repr(letters)) for letters in ["", "A", "ac", "A1", "ÄÖ", "AC\n", " AC", "**"]}
CALLS: list[Callable[..., object]] = [
    SidConstraints,
    partial(SidConstraints, "AC"),
    partial(is_sid, AC),
    partial(is_sid, None, AccountSid),
    random_sid,
    cases,
]


@pytest.mark.parametrize("annotation", TYPES_OF_A_MESSAGE.values(), ids=TYPES_OF_A_MESSAGE)
def test_types_are_accepted_wherever_prefixes_are(annotation: Any) -> None:
    assert SidConstraints(annotation) == SidConstraints("SM", "MM")
    assert is_sid("MM" + HEX, annotation)
    assert is_sid("MM" + HEX, "AC", annotation)
    assert not is_sid(AC, annotation)
    assert is_sid(random_sid(annotation), "SM", "MM")
    assert cases(annotation) == cases("SM", "MM")


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(("argument", "description"), NO_SID_TYPES.values(), ids=NO_SID_TYPES)
def test_other_arguments_are_refused_without_printing_a_sid(
    call: Callable[..., object], argument: Any, description: str
) -> None:
    with pytest.raises(TypeError, match=f"^expected SID types, .*, got {re.escape(description)}") as raised:
        call(argument)
    assert HEX not in str(raised.value)
    assert raised.value.__context__ is None or raised.value.__suppress_context__


@pytest.mark.parametrize("call", [SidConstraints, cases, partial(is_sid, AC)])
def test_an_empty_allow_list_is_refused(call: Callable[..., object]) -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'accepted'"):
        call(*[])


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: SidConstraints("AC", resource=5), "expected a string for resource, got an object of type int"),  # type: ignore[arg-type]
        (lambda: random_sid(CallSid, 42), "expected a random.Random for rng, got an object of type int"),  # type: ignore[call-overload]
        (lambda: random_sid(CallSid, AC), "expected a random.Random for rng, got a string of 34 characters"),  # type: ignore[call-overload]
    ],
)
def test_a_wrong_option_is_a_sentence(call: Callable[[], object], sentence: str) -> None:
    with pytest.raises(TypeError, match=f"^{sentence}$"):
        call()


def test_the_order_of_a_union_does_not_depend_on_what_was_asked_before() -> None:
    """Python's two unions are equal, and have the same hash."""
    for union, prefixes in ((AccountSid | CallSid, ("AC", "CA")), (CallSid | AccountSid, ("CA", "AC"))):
        assert is_sid(AC, union)
        assert SidConstraints(union).prefixes == prefixes


@pytest.mark.parametrize(
    ("accepted", "prefixes", "resource"),
    [
        (("*",), (), None),
        (("*", "OQ", "AC"), (), None),
        (("ZZ",), ("ZZ",), None),
        (("AC", "ZZ", "AC"), ("AC", "ZZ"), None),
        ((New.THING,), ("ZZ",), None),
        ((AccountSid, ApiKeySid), ("AC", "SK"), "Account or API Key"),
        ((SidPrefix.ACCOUNT, ApiKeySid | CallSid | None), ("AC", "SK", "CA"), "Account, API Key or Call"),
        (("AC", "SK", "CA", "CF"), ("AC", "SK", "CA", "CF"), None),
        ((MessageSid, SmsSid), ("SM", "MM"), "Message"),
        (("BU",), ("BU",), "Regulatory Bundle, Customer Profile or Trust Product"),
        ((CustomerProfileSid,), ("BU",), "Customer Profile"),
        ((CustomerProfileSid, "AC"), ("BU", "AC"), "Customer Profile or Account"),
        ((Annotated[str, SidConstraints(AccountSid, "SK")], CallSid), ("AC", "SK", "CA"), "Account, API Key or Call"),
        ((Annotated[str, SidConstraints("ZZ", resource="New")], "AC"), ("ZZ", "AC"), "New or Account"),
        ((Sid,), (), None),
        ((AccountSid, Sid, "ZZ"), (), None),
        ((Sid, OauthAppSid), (), None),
    ],
    ids=repr,
)
def test_prefixes_and_resource(accepted: tuple[Any, ...], prefixes: tuple[str, ...], resource: str | None) -> None:
    constraints = SidConstraints(*accepted)
    assert (constraints.prefixes, constraints.resource) == (prefixes, resource)
    assert [type(prefix) for prefix in constraints.prefixes] == [str] * len(prefixes)
    assert f"Input should be a Twilio {f'{resource} ' if resource else ''}SID: " in constraints.message
    for sid in (AC, "ZZ" + HEX, "MM" + HEX, "OQ" + "z" * 32, "AC" + "z" * 32, "x"):
        expected = any(is_sid(sid, one) for one in accepted)
        assert is_sid(sid, *accepted) == expected
        assert (re.fullmatch(constraints.pattern, sid) is not None) == expected
    # Its `repr` evaluates to the value, which combines like it.
    same = eval(repr(constraints), {"SidConstraints": SidConstraints})  # noqa: S307
    assert same == constraints
    assert SidConstraints(annotated[str, same], "MG") == SidConstraints(annotated[str, constraints], "MG")


def test_equal_constraints_are_one_value() -> None:
    different = [SidConstraints(prefix) for prefix in SidPrefix]
    different += [SidConstraints("*"), SidConstraints("AC", "SK"), SidConstraints("AC", resource="Subaccount")]
    assert len(set(different)) == len({hash(constraints) for constraints in different}) == len(different)
    assert SidConstraints(AccountSid) == SidConstraints("AC", resource="Account") == SidConstraints(SidPrefix.ACCOUNT)
    assert hash(SidConstraints(AccountSid)) == hash(SidConstraints("AC"))
    assert SidConstraints(Sid, "AC") == SidConstraints("*") != SidConstraints(Sid, OauthAppSid)
    assert SidConstraints("AC") != "AC"


def test_names_that_read_like_the_defaults_combine_like_them() -> None:
    named = SidConstraints("AC", "SK", resource="Account or API Key")
    assert named == SidConstraints("AC", "SK")
    assert SidConstraints(annotated[str, named], "CA").resource == "Account, API Key or Call"
    customer = SidConstraints(CustomerProfileSid, "AC")
    assert repr(customer) == "SidConstraints('BU', 'AC', resource='Customer Profile or Account')"
    assert SidConstraints(annotated[str, customer], "CA").resource == "Customer Profile or Account or Call"


def test_pickle_and_copy() -> None:
    constraints = SidConstraints("AC", "ZZ", resource="Account or something new")
    assert b"pydantic_twilio_sid._" not in pickle.dumps([constraints, SidPrefix.CALL])  # a private path
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):  # 0 and 1 know no slots
        assert pickle.loads(pickle.dumps(constraints, protocol)) == constraints  # noqa: S301
    assert copy.copy(constraints) == copy.deepcopy(constraints) == constraints


def test_is_frozen() -> None:
    constraints: Any = SidConstraints("AC")
    for name in ("prefixes", "resource", "pattern", "message", "anything"):
        with pytest.raises(AttributeError):
            setattr(constraints, name, "SK")


@pytest.mark.parametrize("resource", ["{prefixes}", "{resource}", "a {"])
def test_a_resource_has_no_placeholders(resource: str) -> None:
    with pytest.raises(ValueError, match=f"^resource can't contain a brace: {re.escape(repr(resource))}$"):
        SidConstraints("AC", resource=resource)


# What is accepted


@pytest.mark.parametrize("sid", VALID, ids=lambda sid: sid[:6])
def test_valid_sid_is_returned_as_the_same_object(sid: str) -> None:
    assert call_sid.validate_python(sid) is sid
    assert call_sid.validate_python(sid, strict=True) is sid
    assert call_sid.validate_json(f'"{sid}"') == sid
    assert call_sid.validate_strings(sid) == sid
    assert call_sid.dump_python(sid) is sid
    assert call_sid.dump_json(sid) == f'"{sid}"'.encode()
    assert is_sid(sid, SidPrefix.CALL)
    assert is_sid(sid, Sid)


def test_valid_sid_calls_no_python() -> None:
    adapter = TypeAdapter(dict[str, list[CallSid | None]])
    value = {"x": [*VALID, None]}
    text = json.dumps(value)
    assert python_calls(adapter.validator.validate_python, value) == (value, [])
    assert python_calls(adapter.validator.validate_python, value, strict=True) == (value, [])
    assert python_calls(adapter.validator.validate_json, text) == (value, [])
    assert python_calls(adapter.serializer.to_python, value) == (value, [])
    assert python_calls(adapter.serializer.to_json, value)[1] == []


def test_no_config_switches_to_pythons_regex_engine() -> None:
    calls = python_calls(SchemaValidator, call_sid.core_schema, CoreConfig(regex_engine="python-re"))[1]
    assert calls == []


def test_python_calls_are_seen() -> None:
    def check(sid: str) -> str:
        return sid

    adapter = TypeAdapter(list[Annotated[CallSid, AfterValidator(check)]])
    assert python_calls(adapter.validator.validate_python, VALID) == (VALID, ["check"] * len(VALID))


@pytest.mark.parametrize("value", [CA.encode(), bytearray(CA.encode()), Member.SID], ids=["bytes", "bytearray", "enum"])
def test_lax_mode_takes_what_a_str_takes(value: object) -> None:
    assert TypeAdapter(str).validate_python(value) == CA
    sid = call_sid.validate_python(value)
    assert (sid, type(sid)) == (CA, str)


def test_strictness() -> None:
    """A strict model, a strict call, `Strict` before the check and a field that is strict refuse bytes."""

    class Leg(BaseModel, strict=True):
        sid: CallSid

    field = create_model("Leg", sid=(CallSid, Field(strict=True)))
    before = TypeAdapter[Any](Annotated[str | None, Strict(), SidConstraints("CA")])
    lax = TypeAdapter[Any](Annotated[str, Strict(strict=False), SidConstraints("CA")], config={"strict": True})
    value = CA.encode()
    assert lax.validate_python(value) == CA
    for adapter, wrap in ((TypeAdapter[Any](Leg), True), (TypeAdapter[Any](field), True), (before, False)):
        assert adapter.validate_python({"sid": CA} if wrap else CA)
        with pytest.raises(ValidationError, match="twilio_sid"):
            adapter.validate_python({"sid": value} if wrap else value)
    assert error_of(call_sid, value, strict=True)["type"] == "twilio_sid"


# What may come before the check, and what may not


MAY_COME_BEFORE: dict[str, list[Any]] = {
    "strip_whitespace": [str, StringConstraints(strip_whitespace=True)],
    "lengths": [str, Field(min_length=34, max_length=34)],
    "Strict": [str, Strict()],
    "numbers": [str, Field(coerce_numbers_to_str=True)],
    "description": [str, Field(title="Ours", description="The SID", examples=[CA])],
    "serializer": [str, PlainSerializer(len)],
    "optional serializer": [str | None, WrapSerializer(lambda sid, handler: len(handler(sid)))],
    "JSON Schema of an alias": [Documented],
    "the same": [CallSid],
    "the same, validated": [CallSid, AfterValidator(str), Field(max_length=34)],
    "the same, serialized": [CallSid, PlainSerializer(len)],
    "the same, optional": [Maybe[CallSid]],
    "NewType": [Plain],
    "TypeVar": [TypeVar("TypeVar", bound=str)],
    "aliases": [make_alias("Renamed", make_alias("Name", str))],
    "optional aliases": [Optional[make_alias("Renamed", Optional[make_alias("Name", str)])]],  # noqa: UP045
}


@pytest.mark.parametrize("before", MAY_COME_BEFORE.values(), ids=MAY_COME_BEFORE)
def test_what_may_come_before(before: list[Any]) -> None:
    adapter = TypeAdapter[str](annotated[(*before, SidConstraints("CA"))])
    assert python_calls(adapter.validator.validate_python, CA)[0] == CA
    assert adapter.dump_python(CA) == TypeAdapter[Any](annotated[(*before, "more")]).dump_python(CA)
    for value in (AC, CA[:-1], 5):
        assert error_of(adapter, value) == error_of(call_sid, value)


@pytest.mark.parametrize("serializer", [PlainSerializer(len), WrapSerializer(lambda sid, handler: handler(sid) + "…")])
def test_the_same_constraints_twice_are_one_check(serializer: Any) -> None:
    assert TypeAdapter[str](Annotated[CallSid, SidConstraints("CA")]).core_schema == call_sid.core_schema
    once = TypeAdapter[Any](Annotated[CallSid, serializer])
    twice = TypeAdapter[Any](Annotated[CallSid, serializer, SidConstraints("CA")])
    assert twice.dump_python(CA) == once.dump_python(CA) != CA


class WithSchema(str):
    """A subclass of `str` with a schema of its own."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())


REFUSED: dict[str, tuple[list[Any], str]] = {
    "BeforeValidator": ([str, BeforeValidator(str)], "function-before"),
    "AfterValidator and pattern": ([str, AfterValidator(str), StringConstraints(pattern="f$")], "chain"),
    "pattern": ([str, Field(pattern="f$")], "pattern='f$'"),
    "optional, pattern": ([str | None, Field(pattern="f$")], "pattern='f$'"),
    "alias with a pattern": ([make_alias("F", Annotated[str, Field(pattern="f$")])], "pattern='f$'"),
    "to_upper": ([str, StringConstraints(to_upper=True)], "to_upper=True"),
    "to_lower": ([str, StringConstraints(to_lower=True)], "to_lower=True"),
    "too short": ([str, Field(max_length=33)], "max_length=33"),
    "too long": ([str, Field(min_length=35, max_length=36)], "min_length=35;"),
    "another SID type": ([AccountSid], "SidConstraints('AC'); to accept either, use one SidConstraints for both"),
    "another optional type": ([Maybe[AccountSid]], "SidConstraints('AC'); "),
    "another validated type": ([AccountSid, AfterValidator(str)], "SidConstraints('AC'); "),
    "another name": ([str, SidConstraints("CA", resource="Leg")], "SidConstraints('CA', resource='Leg'); "),
    "Secret": ([Secret[str]], "pydantic.types.Secret[str]"),
    "optional list": ([list[str] | None], "list[str] | None"),
    "int": ([int], "int"),
    "Any": ([Any], "Any"),
    "enum": ([Member], f"{__name__}.Member"),
    "union": ([str | int], "str | int"),
    "Literal": ([Literal["CAa"]], "Literal['CAa']"),
    "Json": ([Json[CallSid]], "json"),
    "SkipValidation": ([SkipValidation[str]], "any"),
}


@pytest.mark.parametrize(("before", "found"), REFUSED.values(), ids=REFUSED)
def test_what_may_not_come_before(before: list[Any], found: str) -> None:
    annotation = annotated[(*before, SidConstraints("CA"))]
    sentence = f"SidConstraints('CA') must come directly after str, not after {found}"
    with pytest.raises(TypeError, match=f"^{re.escape(sentence)}"):
        TypeAdapter[Any](annotation)
    with pytest.raises(TypeError, match="must come directly after str"):
        create_model("Model", sid=(annotation, ...))


def test_constraints_of_a_field_come_first() -> None:
    """Pydantic puts what a default's `Field` says before the metadata of the type."""
    assert create_model("Model", sid=(CallSid, Field(max_length=34)))(sid=CA)
    with pytest.raises(TypeError, match="not after pattern='f\\$'; .* go after it, inside Annotated$"):
        create_model("Model", sid=(CallSid, Field(pattern="f$")))


def test_a_type_alias_keeps_its_description() -> None:
    class Model(BaseModel):
        owner: Annotated[Text, SidConstraints("AC"), Field(description="Owner")]
        call: Annotated[Text, SidConstraints("CA")]
        text: Text
        sid: Annotated[Alias, SidConstraints(MessageSid), Field(description="Renamed")]
        other: Alias

    assert Model.model_validate({"owner": AC, "call": None, "text": "x", "sid": "SM" + HEX, "other": "MM" + HEX})
    schema = Model.model_json_schema()
    described = {name: field.get("description") for name, field in schema["properties"].items()}
    assert described == {"owner": "Owner", "call": "Free text", "text": None, "sid": "Renamed", "other": None}
    assert [schema["$defs"][name].get("description") for name in ("Text", "Alias")] == ["Free text", None]
    renamed = Annotated[Text, Field(title="Ours", examples=[AC]), SidConstraints("AC")]
    schema = TypeAdapter[Any](renamed).json_schema()
    assert (schema["title"], schema["examples"], schema["description"]) == ("Ours", [AC], "Free text")


def test_an_alias_may_be_of_several_types_and_keeps_its_serializer() -> None:
    name = make_alias("Name", Annotated[str, Field(title="Name")])
    masked = make_alias("Masked", annotated[name, PlainSerializer(len)])
    members: Any = {letters: (annotated[masked, SidConstraints(letters)], ...) for letters in ("AC", "CA")}
    model = create_model("Model", **members, name=(masked, ...))
    assert model.model_validate({"AC": AC, "CA": CA, "name": "x"}).model_dump() == {"AC": 34, "CA": 34, "name": 1}


@pytest.mark.filterwarnings("ignore:`json_encoders` is deprecated")
def test_json_encoders_of_a_model_are_kept() -> None:
    class Model(BaseModel, json_encoders={str: lambda text: text[:3]}):
        sid: CallSid
        optional: Annotated[str | None, SidConstraints("CA")]
        new: Annotated[Plain, SidConstraints("CA")]

    expected = {"sid": "CA0", "optional": "CA0", "new": "CA0"}
    assert Model(sid=CA, optional=CA, new=Plain(CA)).model_dump(mode="json") == expected


# What is rejected


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.why)
def test_invalid_sid_is_refused_everywhere(case: Case) -> None:
    value = case.value
    for strict in (False, True):
        assert error_of(call_sid, value, strict=strict)["type"] == "twilio_sid"
    with pytest.raises(ValidationError, match="twilio_sid"):
        call_sid.validate_strings(value)
    with pytest.raises(ValidationError, match="twilio_sid|json_invalid"):  # json_invalid for a lone surrogate
        call_sid.validate_json(json.dumps(value))
    assert not is_sid(value, CallSid)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, call_sid.json_schema())


@pytest.mark.parametrize(
    "value", [None, 0, 7.5, True, b"\xff", [CA], {"sid": CA}, object()], ids=lambda value: type(value).__name__
)
@pytest.mark.parametrize("strict", [False, True], ids=["lax", "strict"])
def test_what_is_not_a_string_gets_the_same_error(value: Any, strict: bool) -> None:  # noqa: FBT001
    assert error_of(call_sid, value, strict=strict) == {**error_of(call_sid, "x"), "input": value}
    assert not is_sid(value, CallSid)
    if not isinstance(value, bytes) and type(value) is not object:  # which JSON can't hold
        with pytest.raises(ValidationError) as raised:
            call_sid.validate_json(json.dumps(value), strict=strict)
        assert raised.value.errors(include_url=False) == [{**error_of(call_sid, "x"), "input": value}]


# Errors

LETTERS = "'OQ' followed by 32 letters and digits"


@pytest.mark.parametrize(
    ("accepted", "sentence"),
    [
        (["SM", "MM"], "Message SID: 'SM' or 'MM' followed by 32 hexadecimal digits"),
        (["ZZ"], "SID: 'ZZ' followed by 32 hexadecimal digits"),
        ([Sid], "SID: two capital letters followed by 32 hexadecimal digits"),
        ([OauthAppSid], "OAuth App SID: " + LETTERS),
        (["AC", OauthAppSid], "Account or OAuth App SID: 'AC' followed by 32 hexadecimal digits, or " + LETTERS),
        ([Sid, OauthAppSid], "SID: two capital letters followed by 32 hexadecimal digits, or " + LETTERS),
    ],
    ids=["two", "unknown", "any", "letters and digits", "both alphabets", "any of both"],
)
def test_error(accepted: list[Any], sentence: str) -> None:
    constraints = SidConstraints(*accepted)
    adapter = TypeAdapter[str](Annotated[str, constraints])
    assert error_of(adapter, "CA\n") == {
        "type": "twilio_sid",
        "loc": (),
        "msg": f"Input should be a Twilio {sentence}",
        "input": "CA\n",
        "ctx": {"resource": constraints.resource, "prefixes": constraints.prefixes},
    }
    assert constraints.message == f"Input should be a Twilio {sentence}"
    error_of(adapter, "x")["ctx"]["resource"] = "changed"  # which doesn't change the next error
    assert error_of(adapter, "x")["ctx"]["resource"] == constraints.resource


def test_error_is_short_json_without_the_value() -> None:
    with pytest.raises(ValidationError) as raised:
        call_sid.validate_python("hunter2")
    (error,) = json.loads(raised.value.json(include_input=False))
    assert error["ctx"] == {"resource": "Call", "prefixes": ["CA"]}
    assert "hunter2" not in raised.value.json(include_input=False)


def test_errors_of_a_union_are_labeled() -> None:
    union = TypeAdapter[Any](AccountSid | Sid | Annotated[str | None, SidConstraints("CA")] | int)
    with pytest.raises(ValidationError) as raised:
        union.validate_python("x")
    assert [error["loc"] for error in raised.value.errors()] == [("Account SID",), ("SID",), ("Call SID",), ("int",)]


@pytest.mark.parametrize("order", ["before", "after"])
@pytest.mark.parametrize("base", [str, make_alias("Text", str), Plain], ids=str)
def test_a_users_own_tag_is_kept(order: str, base: Any) -> None:
    def tagged(letters: str) -> Any:
        parts = [Tag(letters.lower()), SidConstraints(letters)]
        return annotated[(base, *(parts if order == "before" else reversed(parts)))]

    union = TypeAdapter[Any](annotated[tagged("AC") | tagged("CA"), Discriminator(lambda sid: sid[:2].lower())])
    assert union.validate_python(CA) is CA
    with pytest.raises(ValidationError, match="twilio_sid") as raised:
        union.validate_python("CA")
    assert [error["loc"] for error in raised.value.errors()] == [("ca",)]


def test_a_refused_sid_does_not_change_which_member_of_a_union_wins() -> None:
    inner = Annotated[CallSid | AccountSid, Field(union_mode="left_to_right")]
    assert TypeAdapter[Any](bytes | inner).validate_python(AC) is AC
    marked = Annotated[AccountSid, AfterValidator(lambda sid: ("account", sid))]
    assert TypeAdapter[Any](marked | str).validate_python(AC) == ("account", AC)


def test_a_pickled_error() -> None:
    with pytest.raises(ValidationError) as raised:
        call_sid.validate_python("x")
    pickled = pickle.dumps(raised.value)
    if tuple(map(int, pydantic.VERSION.split("."))) < (2, 14, 2):
        with pytest.raises(KeyError, match="Invalid error type"):
            pickle.loads(pickled)  # noqa: S301
    else:
        assert pickle.loads(pickled).errors() == raised.value.errors()  # noqa: S301


# The metadata, which other tools read


class OwnModule(ModuleType):
    strategies = ("guess", "prove")


@pytest.mark.parametrize(
    "module",
    [None, ModuleType("hypothesis"), OwnModule("hypothesis"), MagicMock()],
    ids=["blocked", "the user's own", "with strategies of another kind", "a mock"],
)
def test_a_module_called_hypothesis(monkeypatch: pytest.MonkeyPatch, module: ModuleType | None) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", module)
    monkeypatch.delitem(sys.modules, "hypothesis.strategies", raising=False)
    assert len(list(SidConstraints("CA"))) == 1
    assert create_model("Model", sid=(CallSid, ...))(sid=CA)


def test_no_part_is_a_group() -> None:
    """Some tools unpack groups until none is left."""
    assert isinstance(SidConstraints("CA"), GroupedMetadata)
    parts = list(SidConstraints("CA"))
    assert not [part for part in parts if isinstance(part, GroupedMetadata)]
    adapter = TypeAdapter[str](annotated[(str, *parts)])
    assert error_of(adapter, AC) == error_of(call_sid, AC)
