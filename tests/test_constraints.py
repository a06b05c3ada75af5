"""`SidConstraints`: its value, what it accepts and rejects, its errors, and its parts."""

import copy
import gc
import json
import pickle
import re
import weakref
from enum import Enum
from typing import Annotated, Any, Literal, NewType, Optional, TypeVar
from unittest.mock import ANY

import jsonschema
import pytest
from annotated_types import GroupedMetadata, MaxLen, MinLen
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    SecretStr,
    Strict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    create_model,
)
from pydantic_core import CoreConfig, CoreSchema, SchemaValidator, core_schema
from typing_extensions import TypeAliasType

from pydantic_twilio_sid import AccountSid, CallSid, MessageSid, OauthAppSid, Sid, SidConstraints, SidPrefix, is_sid
from pydantic_twilio_sid.testing import Case, cases, random_sid
from tests.helpers import HEX, error_of, python_calls

call_sid = TypeAdapter[str](CallSid)


class Member(Enum):
    SID = "CA" + HEX


CASES = cases("CA")
VALID = [case.value for case in CASES if case.valid]
INVALID = [case for case in CASES if not case.valid]


# The value


def test_equal_constraints_are_one_value() -> None:
    by_member = SidConstraints(SidPrefix.ACCOUNT, SidPrefix.API_KEY)
    by_letters = SidConstraints("AC", "SK")
    assert by_member == by_letters
    assert hash(by_member) == hash(by_letters)
    assert {by_member, by_letters} == {by_member}
    assert len({hash(SidConstraints(prefix)) for prefix in SidPrefix}) == len(SidPrefix)
    assert by_member == ANY  # whose own `==` decides


@pytest.mark.parametrize(
    "other",
    [
        SidConstraints("SK"),
        SidConstraints(),
        SidConstraints("AC", "SK"),
        SidConstraints("AC", resource="Subaccount"),
        "AC",
    ],
    ids=repr,
)
def test_different_constraints_differ(other: object) -> None:
    assert SidConstraints("AC") != other


@pytest.mark.parametrize(
    ("constraints", "expected"),
    [
        (SidConstraints(), "SidConstraints()"),
        (SidConstraints(SidPrefix.ACCOUNT), "SidConstraints('AC')"),
        (SidConstraints("AC", "ZZ"), "SidConstraints('AC', 'ZZ')"),
        (SidConstraints("BU", resource="Customer Profile"), "SidConstraints('BU', resource='Customer Profile')"),
    ],
    ids=["any", "one prefix", "two", "resource"],
)
def test_repr_evaluates_to_the_value(constraints: SidConstraints, expected: str) -> None:
    assert repr(constraints) == expected
    assert eval(expected) == constraints  # noqa: S307


def test_pickle_and_copy() -> None:
    constraints = SidConstraints("AC", "ZZ", resource="Account or something new")
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):  # 0 and 1 know no slots
        assert pickle.loads(pickle.dumps(constraints, protocol)) == constraints  # noqa: S301
    assert copy.copy(constraints) == constraints
    assert copy.deepcopy(constraints) == constraints


def test_is_frozen() -> None:
    constraints: Any = SidConstraints("AC")
    for name in ("prefixes", "resource", "pattern", "anything"):
        with pytest.raises(AttributeError):
            setattr(constraints, name, ("SK",))
    with pytest.raises(AttributeError):
        del constraints.prefixes


def test_attributes() -> None:
    constraints = SidConstraints("SM", "MM", "SM")
    assert constraints.prefixes == ("SM", "MM") == (SidPrefix.SMS_MESSAGE, SidPrefix.MMS_MESSAGE)
    assert constraints.resource == "Message"
    assert constraints.pattern == "^(SM|MM)[0-9a-fA-F]{32}$"
    assert (constraints.min_length, constraints.max_length) == (34, 34)


@pytest.mark.parametrize(
    ("prefixes", "resource"),
    [
        ((), None),
        (("ZZ",), None),
        (("AC", "ZZ"), None),
        (("AC", "SK"), "Account or API Key"),
        (("AC", "SK", "CA"), "Account, API Key or Call"),
        (("AC", "SK", "CA", "CF"), None),
    ],
    ids=["any", "unknown", "known and unknown", "two", "three", "four"],
)
def test_default_resource(prefixes: tuple[str, ...], resource: str | None) -> None:
    assert SidConstraints(*prefixes).resource == resource


@pytest.mark.parametrize(
    "prefix", ["", "A", "ac", "Ac", "ACX", "A1", "AC\n", " AC", "ÄÖ", "\uff21\uff23", "AC,SK", ".."], ids=ascii
)
def test_refuses_what_is_not_two_capital_letters(prefix: str) -> None:
    with pytest.raises(
        ValueError, match="^" + re.escape(f"a SID prefix must be two capital letters from A to Z, not {prefix!r}")
    ):
        SidConstraints(prefix)


@pytest.mark.parametrize("prefix", [7, None, b"AC", ["AC", "SK"], SidPrefix], ids=repr)
def test_refuses_what_is_not_a_string(prefix: Any) -> None:
    message = f"a SID prefix must be a string of two capital letters, not {prefix!r}"
    with pytest.raises(TypeError, match="^" + re.escape(message)):
        SidConstraints(prefix)


# Prefixes of a subclass of `str`


class Letters(str):
    """A string that pretends to be another one."""

    __slots__ = ()

    def __str__(self) -> str:
        return "[A-Z]{2}"

    def __format__(self, _: str) -> str:
        return "[A-Z]{2}"

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash("AC")


class New(str, Enum):
    THING = "ZZ"


@pytest.mark.parametrize(
    ("prefix", "letters"),
    [(New.THING, "ZZ"), (Letters("QZ"), "QZ"), (Letters("SK"), "SK")],
    ids=["a member of a user's enum", "an unknown prefix", "a known prefix"],
)
def test_a_prefix_is_taken_by_its_letters(prefix: str, letters: str) -> None:
    for constraints in (SidConstraints(prefix), SidConstraints(letters)):
        assert constraints.pattern == f"^{letters}[0-9a-fA-F]{{32}}$"
        assert constraints == SidConstraints(letters)
        assert f"'{letters}' followed by" in error_of(TypeAdapter[str](Annotated[str, constraints]), "x")["msg"]
        assert [type(accepted) for accepted in constraints.prefixes] == [str]
    for sid, expected in ((letters + HEX, True), ("AC" + HEX, False)):
        assert is_sid(sid, prefix) == is_sid(sid, letters) == expected
    assert random_sid(prefix).startswith(letters)
    assert {case.value for case in cases(prefix)} == {case.value for case in cases(letters)}


@pytest.mark.parametrize("prefixes", [(["AC"],), ("AC", {}), (7,), ("ac",), ("AC\n",), (None,)], ids=repr)
def test_is_sid_refuses_what_the_constraints_refuse(prefixes: Any) -> None:
    with pytest.raises((TypeError, ValueError)) as expected:
        SidConstraints(*prefixes)
    with pytest.raises(type(expected.value), match=f"^{re.escape(str(expected.value))}$"):
        is_sid("x", *prefixes)


def test_caches_hold_no_references_to_arguments() -> None:
    class Owned(str):
        __slots__ = ("__weakref__",)

    def use() -> list[weakref.ref[Owned]]:
        prefix, value = Owned("ZZ"), Owned("ZZ" + HEX)
        results = [
            is_sid(value, *[prefix] * 1_000),
            is_sid(call_sid.validate_python("CA" + value[2:]), "CA"),
            SidConstraints(prefix).pattern,
            SidPrefix.from_sid(Owned("AC" + HEX)),
            random_sid(prefix),
            cases(prefix),
        ]
        assert all(results)
        return [weakref.ref(prefix), weakref.ref(value)]

    held = use()
    gc.collect()
    assert [reference() for reference in held] == [None, None]


# The constraints of a type


Alias = TypeAliasType("Alias", MessageSid)
MaybeAlias = TypeAliasType("MaybeAlias", Optional[Alias])  # noqa: UP045
T = TypeVar("T")
Generic = TypeAliasType("Generic", Annotated[MessageSid, "of", T], type_params=(T,))


@pytest.mark.parametrize(
    "annotation",
    [
        MessageSid,
        MessageSid | None,
        Optional[MessageSid],  # noqa: UP045
        Annotated[MessageSid, Field(title="Ours"), "more"],
        Annotated[MessageSid | None, Field(title="Ours")],
        Alias,
        Alias | None,
        MaybeAlias,
        Generic[int],
        Annotated[Optional[Annotated[Alias, Strict()]], "more"],  # noqa: UP045
        Annotated[NewType("Text", str), SidConstraints("SM", "MM")],
    ],
    ids=[
        "type",
        "or None",
        "Optional",
        "annotated",
        "annotated optional",
        "alias",
        "alias or None",
        "alias of an optional alias",
        "generic alias",
        "all of these",
        "NewType",
    ],
)
def test_constraints_of_a_type(annotation: Any) -> None:
    assert SidConstraints.of(annotation) == SidConstraints("SM", "MM")


@pytest.mark.parametrize(
    "annotation",
    [str, None, 7, "MessageSid", Annotated[str, "more"], list[MessageSid], AccountSid | CallSid, str | AccountSid],
    ids=["str", "None", "number", "string", "annotated", "list", "union", "union with str"],
)
def test_what_has_no_constraints(annotation: Any) -> None:
    with pytest.raises(TypeError, match="^.+ is not a type with SidConstraints"):
        SidConstraints.of(annotation)


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
    assert is_sid(sid)


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
    config = CoreConfig(regex_engine="python-re")
    plain = core_schema.str_schema(pattern="^an engine that compiles this calls Python$")
    assert "compile" in python_calls(SchemaValidator, plain, config)[1]
    assert python_calls(SchemaValidator, call_sid.core_schema, config)[1] == []


def test_python_calls_are_seen() -> None:
    def check(sid: str) -> str:
        return sid

    adapter = TypeAdapter(list[Annotated[CallSid, AfterValidator(check)]])
    assert python_calls(adapter.validator.validate_python, VALID) == (VALID, ["check"] * len(VALID))


@pytest.mark.parametrize(
    "value",
    [b"CA" + HEX.encode(), bytearray(b"CA" + HEX.encode()), Member.SID],
    ids=["bytes", "bytearray", "enum"],
)
def test_lax_mode_takes_what_a_str_takes(value: object) -> None:
    assert TypeAdapter(str).validate_python(value) == "CA" + HEX
    assert call_sid.validate_python(value) == "CA" + HEX
    with pytest.raises(ValidationError, match="twilio_sid"):
        call_sid.validate_python(value, strict=True)


def test_a_lax_field_of_a_strict_model_takes_what_a_str_takes() -> None:
    class Leg(BaseModel, strict=True):
        sid: Annotated[CallSid, Strict(strict=False)]
        text: Annotated[str, Strict(strict=False)]

    value = b"CA" + HEX.encode()
    assert Leg.model_validate({"sid": value, "text": value}) == Leg(sid="CA" + HEX, text="CA" + HEX)


def test_strictness_with_constraints_before_the_check() -> None:
    value = b"CA" + HEX.encode()
    at_least_one = StringConstraints(min_length=1)
    lax = TypeAdapter[str](Annotated[str, at_least_one, SidConstraints("CA")])
    assert lax.validate_python(value) == "CA" + HEX
    for adapter in (
        TypeAdapter[str](Annotated[str, at_least_one, SidConstraints("CA"), Strict()]),
        TypeAdapter[str](Annotated[str, Strict(), SidConstraints("CA")]),
    ):
        assert adapter.validate_python("CA" + HEX) == "CA" + HEX
        with pytest.raises(ValidationError, match="twilio_sid"):
            adapter.validate_python(value)

    class Leg(BaseModel, strict=True):
        sid: Annotated[str, at_least_one, SidConstraints("CA"), Strict(strict=False)]
        other: Annotated[str, Strict(strict=False), SidConstraints("CA")]

    assert Leg.model_validate({"sid": value, "other": value}) == Leg(sid="CA" + HEX, other="CA" + HEX)


class Text(str):
    __slots__ = ()


@pytest.mark.parametrize(
    "annotation", [CallSid, Annotated[NewType("CallId", str), SidConstraints("CA")]], ids=["str", "NewType"]
)
def test_a_plain_str_comes_back(annotation: Any) -> None:
    adapter = TypeAdapter[Any](annotation)
    for result in (
        adapter.validate_python("CA" + HEX),
        adapter.validate_python(Text("CA" + HEX)),
        adapter.validate_python(Text("CA" + HEX), strict=True),
        adapter.validate_python(Member.SID),
        adapter.validate_python(b"CA" + HEX.encode()),
        adapter.validate_json(f'"CA{HEX}"'),
        adapter.validate_strings("CA" + HEX),
    ):
        assert type(result) is str
        assert result == "CA" + HEX


# What it can and can't come after


class WithSchema(str):
    """A subclass of `str` with a schema of its own."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ([SecretStr], "pydantic.types.SecretStr with a schema of type 'lax-or-strict'"),
        ([list[str]], "list[str] with a schema of type 'list'"),
        ([int], "int with a schema of type 'int'"),
        ([bytes], "bytes with a schema of type 'bytes'"),
        ([Any], "Any with a schema of type 'any'"),
        ([Member], "Member with a schema of type 'enum'"),
        ([WithSchema], "WithSchema with a schema of type 'function-after'"),
        ([str | int], "str | int with a schema of type 'union'"),
        ([list[str] | None], "with a schema of type 'list'"),
        ([Literal["CAa"]], "Literal['CAa'] with a schema of type 'literal'"),
        ([str, AfterValidator(str.strip)], "str with a schema of type 'function-after'"),
        ([str, StringConstraints(pattern="f$")], "str with pattern='f$'"),
        ([str, StringConstraints(to_upper=True)], "str with to_upper=True"),
        ([str, Field(max_length=33)], "str with max_length=33"),
        ([str, Field(min_length=35, pattern="f$")], "str with min_length=35, pattern='f$'"),
        ([AccountSid], "str with other SidConstraints"),
        ([str, SidConstraints("CA", "CF")], "str with other SidConstraints"),
    ],
    ids=[
        "SecretStr",
        "list",
        "int",
        "bytes",
        "Any",
        "enum",
        "subclass of str",
        "union",
        "optional list",
        "Literal",
        "AfterValidator",
        "pattern",
        "to_upper",
        "too short",
        "too long and pattern",
        "another SID type",
        "more prefixes",
    ],
)
def test_it_comes_directly_after_str(before: list[Any], found: str) -> None:
    annotated: Any = Annotated
    annotation = annotated[(*before, SidConstraints("CA"))]
    why = rf"^SidConstraints\('CA'\) must come directly after str, not after .*{re.escape(found)}: "
    sentence = rf"{why}put .*\[str, SidConstraints\('CA'\)\]\]$"
    with pytest.raises(TypeError, match=sentence):
        TypeAdapter[Any](annotation)
    with pytest.raises(TypeError, match=sentence):
        create_model("Model", sid=(annotation, ...))


def test_constraints_of_a_field_come_first() -> None:
    """Pydantic puts what a default's `Field` says before the metadata of the type."""
    assert create_model("Model", sid=(CallSid, Field(max_length=34)))(sid="CA" + HEX)
    with pytest.raises(TypeError, match="not after str with pattern='f\\$': put .* inside Annotated"):
        create_model("Model", sid=(CallSid, Field(pattern="f$")))


@pytest.mark.parametrize(
    "before",
    [
        [],
        [StringConstraints(strip_whitespace=True)],
        [Field(min_length=1)],
        [Field(min_length=34, max_length=34)],
        [Strict()],
        [BeforeValidator(lambda value: value)],
        [Field(title="Ours", description="The SID", examples=["CA" + HEX])],
        [PlainSerializer(len)],
        [SidConstraints(SidPrefix.CALL)],
    ],
    ids=["nothing", "strip", "min_length", "lengths", "Strict", "BeforeValidator", "title", "serializer", "the same"],
)
def test_what_may_come_before(before: list[Any]) -> None:
    annotated: Any = Annotated
    adapter = TypeAdapter[str](annotated[(str, *before, SidConstraints("CA"))])
    assert adapter.validate_python("CA" + HEX) == "CA" + HEX
    assert error_of(adapter, "AC" + HEX) == error_of(call_sid, "AC" + HEX)


def test_the_same_constraints_twice_are_one_check() -> None:
    twice = TypeAdapter[str](Annotated[CallSid, SidConstraints("CA")])
    assert twice.core_schema == call_sid.core_schema
    strict = TypeAdapter[str](Annotated[CallSid, Strict(), SidConstraints("CA")])
    with pytest.raises(ValidationError, match="twilio_sid"):
        strict.validate_python(b"CA" + HEX.encode())


# What is rejected


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.why)
def test_invalid_sid_is_refused_everywhere(case: Case) -> None:
    value = case.value
    for strict in (False, True):
        with pytest.raises(ValidationError) as raised:
            call_sid.validate_python(value, strict=strict)
        assert [error["type"] for error in raised.value.errors()] == ["twilio_sid"]
    with pytest.raises(ValidationError, match="twilio_sid"):
        call_sid.validate_strings(value)
    with pytest.raises(ValidationError, match="twilio_sid|json_invalid"):  # json_invalid for a lone surrogate
        call_sid.validate_json(json.dumps(value))
    assert not is_sid(value, "CA")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, call_sid.json_schema())


@pytest.mark.parametrize(
    "value",
    [None, 0, 7.5, True, b"\xff", ["CA" + HEX], {"sid": "CA" + HEX}, object()],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("strict", [False, True], ids=["lax", "strict"])
def test_what_is_not_a_string_gets_the_same_error(value: object, strict: bool) -> None:  # noqa: FBT001
    assert error_of(call_sid, value, strict=strict) == {**error_of(call_sid, "x"), "input": value}
    assert not is_sid(value, "CA")


@pytest.mark.parametrize(
    "text",
    ["null", "0", "7.5", "true", f'["CA{HEX}"]', f'{{"sid": "CA{HEX}"}}'],
    ids=["null", "integer", "float", "boolean", "array", "object"],
)
def test_json_that_is_not_a_string_gets_the_same_error(text: str) -> None:
    with pytest.raises(ValidationError) as raised:
        call_sid.validate_json(text)
    assert raised.value.errors(include_url=False) == [{**error_of(call_sid, "x"), "input": json.loads(text)}]


def test_oauth_app_sid_has_letters_and_digits() -> None:
    oauth_app_sid = TypeAdapter[str](OauthAppSid)
    assert oauth_app_sid.validate_python("OQ" + "zZ09" * 8) == "OQ" + "zZ09" * 8
    assert "OQ' followed by 32 letters and digits" in error_of(oauth_app_sid, "OQ" + "_" * 32)["msg"]
    assert oauth_app_sid.json_schema()["pattern"] == "^OQ[a-zA-Z0-9]{32}$"

    mixed = SidConstraints("AC", SidPrefix.OAUTH_APP, "SK")
    assert mixed.pattern == "^((AC|SK)[0-9a-fA-F]{32}|OQ[a-zA-Z0-9]{32})$"
    assert error_of(TypeAdapter[str](Annotated[str, mixed]), "x")["msg"] == (
        "Input should be a Twilio Account, OAuth App or API Key SID: "
        "'AC' or 'SK' followed by 32 hexadecimal digits, or 'OQ' followed by 32 letters and digits"
    )
    assert is_sid("OQ" + "z" * 32, "AC", "OQ")
    assert not is_sid("AC" + "z" * 32, "AC", "OQ")
    assert not is_sid("OQ" + "z" * 32)


def test_unknown_prefix() -> None:
    adapter = TypeAdapter[str](Annotated[str, SidConstraints("ZZ")])
    assert adapter.validate_python("ZZ" + HEX) == "ZZ" + HEX
    assert error_of(adapter, "AC" + HEX)["msg"] == (
        "Input should be a Twilio SID: 'ZZ' followed by 32 hexadecimal digits"
    )


def test_any_sid() -> None:
    sid = TypeAdapter[str](Sid)
    assert sid.validate_python("ZZ" + HEX) == "ZZ" + HEX
    assert error_of(sid, "zz" + HEX) == {
        "type": "twilio_sid",
        "loc": (),
        "msg": "Input should be a Twilio SID: two capital letters followed by 32 hexadecimal digits",
        "input": "zz" + HEX,
        "ctx": {"resource": None, "prefixes": ()},
    }


# Errors


def test_error() -> None:
    assert error_of(TypeAdapter[str](MessageSid), "CA" + HEX) == {
        "type": "twilio_sid",
        "loc": (),
        "msg": "Input should be a Twilio Message SID: 'SM' or 'MM' followed by 32 hexadecimal digits",
        "input": "CA" + HEX,
        "ctx": {"resource": "Message", "prefixes": ("SM", "MM")},
    }


def test_error_is_json_and_its_message_never_has_the_value() -> None:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter[str](MessageSid).validate_python("hunter2")
    (error,) = json.loads(raised.value.json(include_input=False))
    assert error["ctx"] == {"resource": "Message", "prefixes": ["SM", "MM"]}
    assert [type(prefix) for prefix in raised.value.errors()[0].get("ctx", {})["prefixes"]] == [str, str]
    assert "hunter2" not in raised.value.json(include_input=False)


def test_errors_of_a_union_are_named_after_the_resource() -> None:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(dict[str, AccountSid | Sid | int]).validate_python({"owner": "x"})
    assert [error["loc"] for error in raised.value.errors()] == [
        ("owner", "Account SID"),
        ("owner", "SID"),
        ("owner", "int"),
    ]


# The parts, which other tools read


def test_no_part_is_a_group() -> None:
    parts = list(SidConstraints("CA"))
    assert not [part for part in parts if isinstance(part, GroupedMetadata)]
    assert isinstance(SidConstraints("CA"), GroupedMetadata)
    assert [part.min_length for part in parts if isinstance(part, MinLen)] == [34]
    assert [part.max_length for part in parts if isinstance(part, MaxLen)] == [34]


def test_the_parts_check_without_the_group() -> None:
    unpacked: Any = Annotated
    adapter = TypeAdapter[str](unpacked[(str, *SidConstraints("CA"))])
    assert adapter.validate_python("CA" + HEX) == "CA" + HEX
    assert error_of(adapter, "AC" + HEX) == error_of(call_sid, "AC" + HEX)
