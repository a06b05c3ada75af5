"""`SidConstraints` and `is_sid`: their arguments, what may stand before the constraints, and the errors."""

import copy
import json
import pickle
import re
import sys
from collections.abc import Callable
from enum import Enum
from functools import partial
from itertools import product
from types import ModuleType
from typing import Annotated, Any, Final, Literal, NewType, Optional, TypeVar
from unittest.mock import MagicMock

import pytest
from annotated_types import GroupedMetadata
from hypothesis.strategies import SearchStrategy
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Json,
    Secret,
    SkipValidation,
    StringConstraints,
    Tag,
    TypeAdapter,
    ValidationError,
    WrapValidator,
    create_model,
)
from pydantic_core import CoreConfig, SchemaValidator
from typing_extensions import NotRequired, ReadOnly, Required, TypeAliasType

from pydantic_twilio_sid import AccountSid, CallSid, MessageSid, Sid, SidConstraints, SidPrefix, TrustProductSid, is_sid
from pydantic_twilio_sid.testing import cases, random_sid
from tests.helpers import HEX, error_of, python_calls

# Type checkers don't accept annotations that are made of variables.
annotated: Any = Annotated
make_alias: Any = TypeAliasType
make_new_type: Any = NewType
call_sid = TypeAdapter[str](CallSid)
AC, CA = "AC" + HEX, "CA" + HEX
Text = NewType("Text", str)
T = TypeVar("T")
V = TypeVar("V")
Alias = TypeAliasType("Alias", MessageSid)
Maybe = TypeAliasType("Maybe", Optional[T], type_params=(T,))  # noqa: UP045
make_maybe: Any = Maybe
Either = make_alias("Either", annotated[V, "more"] | make_maybe[T], type_params=(T, V))


class New(str, Enum):
    THING = "ZZ"
    SID = "ZZ" + HEX


# The arguments

TYPES_OF_A_MESSAGE: dict[str, Any] = {
    "type": MessageSid,
    "optional": Optional[MessageSid],  # noqa: UP045
    "annotated": Annotated[MessageSid | None, Field(alias="Ours"), "more"],
    "union": Annotated[str, SidConstraints("SM")] | Optional[Annotated[str, SidConstraints("MM")]],  # noqa: UP045
    "alias": Alias | None,
    "alias with a parameter": Maybe[Maybe[Alias]],
    "alias of its parameter": make_alias("Same", T, type_params=(T,))[MessageSid],
    "alias without its parameter": make_alias("Phantom", MessageSid, type_params=(T,))[int],
    "alias with two parameters": Either[Alias, MessageSid],
    "first of several constraints": Annotated[str, SidConstraints("SM", "MM"), SidConstraints("CA")],
    "NewType": make_new_type("Renamed", MessageSid),
    "of a NewType": Annotated[Text, SidConstraints("SM", "MM")],
    "Required": Required[MessageSid],
    "NotRequired": NotRequired[MessageSid | None],
    "ReadOnly": ReadOnly[MessageSid],
    "Final": Final[MessageSid],
}


@pytest.mark.parametrize("annotation", TYPES_OF_A_MESSAGE.values(), ids=TYPES_OF_A_MESSAGE)
def test_types_are_accepted_wherever_prefixes_are(annotation: Any) -> None:
    assert SidConstraints(annotation) == SidConstraints("SM", "MM")
    assert is_sid("MM" + HEX, annotation)
    assert is_sid("MM" + HEX, "AC", annotation)
    assert not is_sid(AC, annotation)
    assert is_sid(random_sid(annotation), "SM", "MM")
    assert cases(annotation) == cases("SM", "MM")


NO_SID_TYPES: list[tuple[Any, str]] = [
    (str, "str"),
    (list[CallSid], "list[typing.Annotated[str, SidConstraints('CA')]]"),
    (Optional[AccountSid | list[int]], "list[int]"),  # noqa: UP045
    (type(None) | int, "int"),  # a `UnionType`, as an alias of Python 3.12 makes with `|`
    (Annotated[str, "more"], "str"),
    (make_alias("Many", list[CallSid], type_params=()), "list["),
    (Maybe, "an object of type TypeVar"),
    (make_alias("Quoted", "AC"), "'AC'"),
    (SidConstraints("CA"), "an object of type SidConstraints"),
    (None, "an object of type NoneType"),
    (AC, "a string of 34 characters"),
    ([AC], "an object of type list"),
    *((letters, repr(letters)) for letters in ("", "A", "ac", "A1", "ÄÖ", "AC\n", " AC", "**")),
]


@pytest.mark.parametrize(("argument", "description"), NO_SID_TYPES, ids=str)
def test_other_arguments_are_refused_without_printing_a_sid(argument: Any, description: str) -> None:
    calls: list[Callable[..., object]] = [SidConstraints, partial(SidConstraints, "AC"), random_sid, cases]
    calls += [partial(is_sid, AC), partial(is_sid, None, AccountSid)]
    for call in calls:
        with pytest.raises(TypeError, match=f"^expected SID types, .*, got {re.escape(description)}"):
            call(argument)


@pytest.mark.parametrize("call", [SidConstraints, cases, partial(is_sid, AC)])
def test_an_empty_allow_list_is_refused(call: Callable[..., object]) -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'accepted'"):
        call(*[])


def test_a_wrong_option_is_a_sentence() -> None:
    constraints: Any = SidConstraints
    sid_of: Any = random_sid
    with pytest.raises(TypeError, match="^expected a string for resource, got an object of type int"):
        constraints("AC", resource=5)
    with pytest.raises(ValueError, match="^resource can't contain a brace: 'a {'"):  # it would be a placeholder
        constraints("AC", resource="a {")
    for wrong in (AC, MessageSid):
        with pytest.raises(TypeError, match="^expected a random.Random for rng, got (a string of 34|.*Annotated)"):
            sid_of(CallSid, wrong)


def test_the_order_of_a_union_does_not_depend_on_what_was_asked_before() -> None:
    """Python's two unions are equal, and have the same hash."""
    for union, prefixes in ((AccountSid | CallSid, ("AC", "CA")), (CallSid | AccountSid, ("CA", "AC"))):
        assert is_sid(AC, union)
        assert SidConstraints(union).prefixes == prefixes


@pytest.mark.parametrize(
    ("accepted", "prefixes", "resource"),
    [
        (("*", "OQ", "AC"), (), None),
        ((AccountSid, Sid, "ZZ"), (), None),
        (("AC", New.THING, "AC"), ("AC", "ZZ"), None),
        ((SidPrefix.ACCOUNT, "SK", CallSid | None), ("AC", "SK", "CA"), "Account, API Key or Call"),
        (("AC", "SK", "CA", "CF"), ("AC", "SK", "CA", "CF"), None),
        ((MessageSid, "MM"), ("SM", "MM"), "Message"),
        (("BU",), ("BU",), "Regulatory Bundle, Customer Profile or Trust Product"),
        ((TrustProductSid, "AC"), ("BU", "AC"), "Trust Product or Account"),
        ((Annotated[str, SidConstraints("ZZ", resource="New")], "AC"), ("ZZ", "AC"), "New or Account"),
        ((Sid, "OQ"), (), None),
    ],
    ids=repr,
)
def test_prefixes_and_resource(accepted: tuple[Any, ...], prefixes: tuple[str, ...], resource: str | None) -> None:
    constraints = SidConstraints(*accepted)
    assert (constraints.prefixes, constraints.resource) == (prefixes, resource)
    assert {*map(type, constraints.prefixes)} <= {str}
    assert is_sid(New.SID, *accepted) == is_sid(New.SID.value, *accepted)
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
    assert SidConstraints(Sid, "AC") == SidConstraints("*") != SidConstraints(Sid, "OQ")
    assert SidConstraints("AC") != "AC"


def test_names_that_read_like_the_defaults_combine_like_them() -> None:
    named = SidConstraints("AC", "SK", resource="Account or API Key")
    assert named == SidConstraints("AC", "SK")
    assert SidConstraints(annotated[str, named], "CA").resource == "Account, API Key or Call"
    customer = SidConstraints(TrustProductSid, "AC")
    assert SidConstraints(annotated[str, customer], "CA").resource == "Trust Product or Account or Call"


def test_pickle_copy_and_assignment() -> None:
    constraints: Any = SidConstraints("AC", "ZZ", resource="Account or something new")
    assert b"pydantic_twilio_sid._" not in pickle.dumps([constraints, SidPrefix.CALL])  # a private path
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):  # 0 and 1 know no slots
        assert pickle.loads(pickle.dumps(constraints, protocol)) == constraints  # noqa: S301
    assert copy.copy(constraints) == copy.deepcopy(constraints) == constraints
    for name in ("prefixes", "resource", "pattern", "message", "anything"):
        with pytest.raises(AttributeError):
            setattr(constraints, name, "SK")


# The check


def test_a_valid_sid_is_returned_as_the_same_object_and_calls_no_python() -> None:
    adapter = TypeAdapter(dict[str, list[CallSid | None]])
    value = {"x": [CA, None]}
    for strict in (False, True):
        result, calls = python_calls(adapter.validator.validate_python, value, strict=strict)
        assert (result, calls) == (value, [])
        assert result["x"][0] is CA  # type: ignore[index]
    assert python_calls(adapter.validator.validate_json, json.dumps(value)) == (value, [])
    assert python_calls(adapter.serializer.to_python, value) == (value, [])
    assert python_calls(adapter.serializer.to_json, value) == (json.dumps(value, separators=(",", ":")).encode(), [])
    # Python's engine would be called when the validator is made.
    assert python_calls(SchemaValidator, call_sid.core_schema, CoreConfig(regex_engine="python-re"))[1] == []
    seen = TypeAdapter(Annotated[CallSid, AfterValidator(lambda sid: sid)]).validator
    assert python_calls(seen.validate_python, CA) == (CA, ["<lambda>"])


THROUGH = WrapValidator(lambda value, handler: handler(value))
VALIDATORS = [BeforeValidator(str), AfterValidator(str), THROUGH, StringConstraints(to_lower=True), Field(default=AC)]
VALIDATED = make_alias("Validated", annotated[(AccountSid, *VALIDATORS)])
REFUSED: dict[str, tuple[list[Any], str]] = {
    "BeforeValidator": ([str, BeforeValidator(str)], "function-before;"),
    "AfterValidator and pattern": ([str, AfterValidator(str), StringConstraints(pattern="f$")], "chain;"),
    "pattern": ([str | None, Field(pattern="f$")], "pattern='f$';"),
    "alias with a pattern": ([make_alias("F", Annotated[str, Field(pattern="f$")])], "pattern='f$';"),
    "to_upper": ([str, StringConstraints(to_upper=True)], "to_upper=True;"),
    "to_lower": ([str, StringConstraints(to_lower=True)], "to_lower=True;"),
    "pattern and length": ([str, Field(pattern="f$", max_length=33)], "pattern='f$', max_length=33;"),
    "too long": ([str, Field(min_length=35, max_length=36)], "min_length=35;"),
    "another SID type": ([AccountSid], "SidConstraints('AC'); to accept either"),
    "another optional type": ([Maybe[AccountSid]], "SidConstraints('AC'); to accept either"),
    "another validated type": ([VALIDATED], "SidConstraints('AC'); to accept either"),
    "another name": ([str, SidConstraints("CA", resource="Leg")], "SidConstraints('CA', resource='Leg'); "),
    "Secret": ([Secret[str]], "pydantic.types.Secret[str];"),
    "optional list": ([list[str] | None], "list[str] | None;"),
    "Any": ([Any], "Any;"),
    "enum": ([New], f"{__name__}.New;"),
    "union": ([str | int], "str | int;"),
    "Literal": ([Literal["CAa"]], "Literal['CAa'];"),
    "Json": ([Json[CallSid]], "json;"),
    "SkipValidation": ([SkipValidation[str]], "any;"),
}


@pytest.mark.parametrize(("before", "found"), REFUSED.values(), ids=REFUSED)
def test_what_may_not_come_before(before: list[Any], found: str) -> None:
    sentence = re.escape(f"SidConstraints('CA') must come directly after str, not after {found}")
    with pytest.raises(TypeError, match=f"^{sentence}"):
        TypeAdapter[Any](annotated[(*before, SidConstraints("CA"))])


def test_constraints_of_a_field_come_first() -> None:
    """Pydantic puts what a default's `Field` says before the metadata of the type."""
    assert create_model("Model", sid=(CallSid, Field(max_length=34)))(sid=CA)
    with pytest.raises(TypeError, match="not after pattern='f\\$'; constraints and validators go after it, inside Ann"):
        create_model("Model", sid=(CallSid, Field(pattern="f$")))


# Errors


@pytest.mark.parametrize("value", [None, 0, 7.5, True, b"\xff", [CA], {"sid": CA}, object()], ids=type)
def test_what_is_not_a_string_gets_the_same_error(value: Any) -> None:
    expected = {**error_of(call_sid, "x"), "input": value}
    assert error_of(call_sid, value) == error_of(call_sid, value, strict=True) == expected
    assert not is_sid(value, CallSid)


@pytest.mark.parametrize(
    ("accepted", "sentence"),
    [
        (["SM", "MM"], "Message SID: 'SM' or 'MM' followed by 32 hexadecimal digits"),
        (["ZZ"], "SID: 'ZZ' followed by"),
        (["AC", "OQ"], "Account or OAuth App SID: 'AC' followed by 32 hexadecimal digits, or 'OQ' followed by"),
        ([Sid, "OQ"], "SID: two capital letters followed by 32 hexadecimal digits, or 'OQ' followed by 32 let"),
    ],
    ids=["two", "unknown", "both alphabets", "any of both"],
)
def test_error(accepted: list[Any], sentence: str) -> None:
    constraints = SidConstraints(*accepted)
    assert constraints.message.startswith(f"Input should be a Twilio {sentence}")
    adapter = TypeAdapter[str](Annotated[str, constraints])
    context = {"resource": constraints.resource, "prefixes": constraints.prefixes}
    expected = {"type": "twilio_sid", "loc": (), "msg": constraints.message, "input": "CA\n", "ctx": context}
    for _ in range(2):
        error = error_of(adapter, "CA\n")
        assert error == expected
        error["ctx"]["resource"] = "changed"  # which doesn't change the next error


def test_errors_of_a_union_are_labeled() -> None:
    union = TypeAdapter[Any](AccountSid | Sid | Annotated[str | None, SidConstraints("CA")] | int)
    with pytest.raises(ValidationError) as raised:
        union.validate_python("x")
    assert [error["loc"] for error in raised.value.errors()] == [("Account SID",), ("SID",), ("Call SID",), ("int",)]


@pytest.mark.parametrize("base", [str, make_alias("Text", str), Text], ids=str)
def test_a_users_own_tag_is_kept(base: Any) -> None:
    before = annotated[base, Tag("ac"), SidConstraints("AC")]
    after = annotated[base, SidConstraints("CA"), Tag("ca")]
    union = TypeAdapter[Any](annotated[before | after, Discriminator(lambda sid: sid[:2].lower())])
    assert union.validate_python(CA) is CA
    for wrong in ("AC", "CA"):
        with pytest.raises(ValidationError, match=rf"\n{wrong.lower()}\n.*type=twilio_sid"):
            union.validate_python(wrong)


def test_a_refused_sid_does_not_change_which_member_of_a_union_wins() -> None:
    inner = Annotated[CallSid | AccountSid, Field(union_mode="left_to_right")]
    assert TypeAdapter[Any](bytes | inner).validate_python(AC) is AC
    marked = Annotated[AccountSid, AfterValidator(lambda sid: ("account", sid))]
    assert TypeAdapter[Any](marked | str).validate_python(AC) == ("account", AC)


# What other tools make of the metadata


@pytest.mark.parametrize(
    ("package", "strategies"),
    [(None, None), *product([ModuleType("hypothesis"), MagicMock()], [None, ModuleType("strategies"), MagicMock()])],
)
def test_a_module_called_hypothesis(monkeypatch: pytest.MonkeyPatch, package: Any, strategies: Any) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", package)
    monkeypatch.setitem(sys.modules, "hypothesis.strategies", strategies)
    assert [part for part in SidConstraints("CA") if isinstance(part, SearchStrategy | MagicMock)] == []
    assert create_model("Model", sid=(CallSid, ...))(sid=CA)
    monkeypatch.undo()
    assert [part for part in SidConstraints("CA") if isinstance(part, SearchStrategy)]  # whatever was there before


def test_tools_that_unpack_every_group_come_to_an_end_and_keep_the_check() -> None:
    assert isinstance(SidConstraints("CA"), GroupedMetadata)
    parts = list(SidConstraints("CA"))
    assert not [part for part in parts if isinstance(part, GroupedMetadata)]
    adapter = TypeAdapter[str](annotated[(str, *parts)])
    assert error_of(adapter, AC) == error_of(call_sid, AC)
