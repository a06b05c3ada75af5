"""The behavior: which strings are SIDs of which resources, with or without Pydantic."""

# pyright: reportPrivateUsage=false

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, NewType, TypeGuard, TypeVar, Union, final, get_args, get_origin, overload

from annotated_types import GroupedMetadata
from pydantic import GetCoreSchemaHandler, GetPydanticSchema, Tag
from pydantic_core import CoreSchema, core_schema
from typing_extensions import Never, NotRequired, ReadOnly, Required, TypeForm

from pydantic_twilio_sid._prefix import SidPrefix
from pydantic_twilio_sid._rule import ANY, LENGTH, in_words, rule_of, safe_repr, strategies_of, without_covered

__all__ = ["SidConstraints", "is_sid"]

_MAX_NAMES = 3  # errors name at most this many resources
_UNIONS = {Union, UnionType}
_AROUND_ONE_TYPE = {Annotated, Final, NotRequired, ReadOnly, Required}
_RESOURCES = {prefix.value: prefix.resources for prefix in SidPrefix}
_METADATA_KEY = "pydantic_twilio_sid"  # holds the constraints in the metadata of their core schema


class NewSid(str):
    """What type checkers take the types of `newtypes` for. Nothing is ever an instance of it."""

    __slots__ = ()


S = TypeVar("S", bound=str)
N = TypeVar("N", bound=NewSid)


@final
class SidConstraints(GroupedMetadata):
    """Metadata for `Annotated[str, …]`: the string is a Twilio SID of an accepted kind.

    A SID is a prefix of two capital letters followed by 32 hexadecimal digits, upper or lower case, as in Twilio's
    OpenAPI description. `OQ` may be followed by any ASCII letters and digits. A valid SID comes back unchanged.
    Anything else, string or not, gets an error of type `twilio_sid`, whose `ctx` has the `resource` and the `prefixes`.

    Args:
        accepted, *more: SID types or unions of them, members of `SidPrefix`, two capital letters, or `"*"` for any
            two. A type may be optional, annotated further, an alias or a `NewType`.
        resource: What to call the resource in errors. Defaults to the names in Twilio's documentation. If there are
            more than three names, or a prefix is unknown, errors just say "SID".

    Raises:
        TypeError: An argument is none of these.
        ValueError: `resource` contains `{`, which Pydantic would take for a placeholder.

    Put it directly after `str`, `str | None`, or a `NewType` or alias of these. Constraints and validators go after it,
    inside `Annotated`: most of them raise a `TypeError` if they stand between `str` and this one.

    >>> from typing import Annotated
    >>> from pydantic import TypeAdapter
    >>> from pydantic_twilio_sid import AccountSid, ApiKeySid
    >>> user = TypeAdapter(Annotated[str, SidConstraints(AccountSid | ApiKeySid)])
    >>> user.validate_python("SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
    'SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
    """

    __module__ = "pydantic_twilio_sid"  # which pickles keep
    __slots__ = ("_names", "_prefixes")  # not a dataclass: Sphinx would print its fields instead of its repr

    def __init__(self, accepted: object, /, *more: object, resource: str | None = None) -> None:
        if not isinstance(resource, str | None):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"expected a string for resource, got {safe_repr(resource)}")
        if "{" in (resource or ""):
            raise ValueError(f"resource can't contain a brace: {resource!r}")
        prefixes: list[str] = []
        names: list[tuple[str, ...]] = []  # of each kind
        for argument in (accepted, *more):
            if isinstance(argument, str):
                prefixes.append(_letters(argument))
                names.append(_RESOURCES.get(prefixes[-1], ()))
            else:
                for constraints in _constraints_in(argument):
                    prefixes += constraints._prefixes
                    names.append(constraints._names)
        self._prefixes: tuple[str, ...] = without_covered(prefixes)
        defaults = _joined([_RESOURCES.get(prefix, ()) for prefix in self._prefixes])
        name = resource or in_words(_joined(names))
        # What prints alike has to combine alike: the names are either the defaults or a single one.
        self._names: tuple[str, ...] = (name,) if name and name != in_words(defaults) else defaults

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The accepted prefixes without duplicates, in the order given. Empty if any prefix is accepted."""
        return () if ANY in self._prefixes else self._prefixes

    @property
    def resource(self) -> str | None:
        """What the resource is called in errors. `None` if they just say "SID"."""
        return in_words(self._names) or None

    @property
    def pattern(self) -> str:
        """The regular expression of the JSON Schema, spelled as in most of Twilio's fields.

        Where `$` also matches before a final newline, as in Python's `re`, use a full match or check the length too.

        >>> SidConstraints("SM", "MM").pattern
        '^(SM|MM)[0-9a-fA-F]{32}$'
        """
        return rule_of(self._prefixes).pattern

    @property
    def message(self) -> str:
        """The sentence of the error, for checks without Pydantic.

        >>> SidConstraints("SM", "MM").message
        "Input should be a Twilio Message SID: 'SM' or 'MM' followed by 32 hexadecimal digits"
        """
        return f"Input should be a Twilio {self._label}: {rule_of(self._prefixes).words}"

    @property
    def _label(self) -> str:
        return f"{self.resource} SID" if self._names else "SID"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SidConstraints):
            return NotImplemented
        return (self._prefixes, self._names) == (other._prefixes, other._names)

    def __hash__(self) -> int:
        return hash((self._prefixes, self._names))

    def __repr__(self) -> str:
        _, accepted, options = self.deconstruct()
        arguments = [*map(repr, accepted), *(f"{name}={value!r}" for name, value in options.items())]
        return f"SidConstraints({', '.join(arguments)})"

    def deconstruct(self) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        """Return the import path of the class, the arguments and the keyword arguments, for Django's migrations.

        >>> SidConstraints(SidPrefix.BUNDLE, resource="Customer Profile").deconstruct()
        ('pydantic_twilio_sid.SidConstraints', ('BU',), {'resource': 'Customer Profile'})
        """
        is_default = self == SidConstraints(*self._prefixes)
        return "pydantic_twilio_sid.SidConstraints", self._prefixes, {} if is_default else {"resource": self.resource}

    def __iter__(self) -> Iterator[object]:
        """Return the metadata that this group stands for: the check, and a strategy if Hypothesis is imported."""
        return iter([*strategies_of(self._prefixes), GetPydanticSchema(self.__get_pydantic_core_schema__)])

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the annotation so far, with the check in place of its `str`.

        In a `NamedTuple` and in `validate_call`, Pydantic doesn't expand groups, and calls this on the group itself.
        """
        schema = handler(source)
        if _constraints_of(schema, handler) == self:  # SQLModel applies the metadata of a type twice
            return schema
        outer = inner = _own(schema, handler)
        while inner["type"] == "nullable":
            inner["schema"] = inner = _own(inner["schema"], handler)
        if unwanted := _unwanted(inner, source, handler):
            raise TypeError(f"{self!r} must come directly after str, not after {unwanted}")
        string: Any = {key: inner.pop(key) for key in [*inner] if key not in {"metadata", "serialization"}}
        string |= {"pattern": self.pattern, "min_length": LENGTH, "max_length": LENGTH}
        string |= {"regex_engine": "rust-regex", "to_lower": False, "to_upper": False}  # whatever the config says
        inner |= core_schema.custom_error_schema(
            string,
            custom_error_type="twilio_sid",
            custom_error_message=self.message,
            custom_error_context={"resource": self.resource, "prefixes": self.prefixes},  # which all errors share
            metadata=inner["metadata"] | {_METADATA_KEY: self},
        )
        tag: Any = Tag(self._label)
        label = tag.__get_pydantic_core_schema__({}, dict)["metadata"]  # just what a tag adds to a schema
        checked: CoreSchema = outer | {"metadata": label | outer["metadata"]}  # a user's own tag wins
        return checked


@overload
def is_sid(value: Never, accepted: str, /) -> TypeGuard[str]: ...
@overload
def is_sid(value: S | None, accepted: str, /) -> TypeGuard[S]: ...
@overload
def is_sid(value: object, accepted: str, /) -> TypeGuard[str]: ...
@overload
def is_sid(value: object, accepted: TypeForm[N], /) -> TypeGuard[N]: ...
@overload
def is_sid(value: Never, accepted: object, /, *more: object) -> TypeGuard[str]: ...
@overload
def is_sid(value: S | None, accepted: object, /, *more: object) -> TypeGuard[S]: ...
@overload
def is_sid(value: object, accepted: object, /, *more: object) -> TypeGuard[str]: ...


def is_sid(value: object, accepted: object, /, *more: object) -> bool:
    """Return whether `value` is a string that `SidConstraints(accepted, *more)` accepts.

    Raises:
        TypeError: An argument after the value is not one that `SidConstraints` takes.

    >>> from pydantic_twilio_sid import CallSid, MessageSid
    >>> is_sid("CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", CallSid | MessageSid, SidPrefix.ACCOUNT, "ZZ")
    True
    """
    prefixes = (accepted,) if isinstance(accepted, str) else _prefixes_in(accepted)
    for argument in more:
        prefixes += (argument,) if isinstance(argument, str) else _prefixes_in(argument)
    fullmatch = _fullmatch(*prefixes)
    return isinstance(value, str) and fullmatch(value) is not None


@lru_cache(1024)  # there are some 200 types, and as many prefixes
def _fullmatch(*prefixes: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile(rule_of(tuple(map(_letters, prefixes))).pattern).fullmatch


def _letters(argument: str) -> str:
    return str.__str__(argument) if re.fullmatch(r"[A-Z]{2}|\*", argument) else _refuse(argument)


def _refuse(argument: object) -> Never:
    raise TypeError(f"expected SID types, SidPrefix or two capital letters, got {safe_repr(argument)}")


def _joined(names_of_kinds: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the names of all kinds, or nothing if there are too many or a kind has none."""
    names = tuple(dict.fromkeys(name for names in names_of_kinds for name in names))
    return names if all(names_of_kinds) and len(names) <= _MAX_NAMES else ()


def _prefixes_in(annotation: object) -> tuple[str, ...]:
    for part in getattr(annotation, "__metadata__", ()):  # nearly always finds it, and is fast
        if type(part) is SidConstraints:
            return part._prefixes
    return tuple([prefix for constraints in _constraints_in(annotation) for prefix in constraints._prefixes])


def _constraints_in(annotation: Any, parameters: Any = ()) -> list[SidConstraints]:
    """Return the constraints of a SID type, or those of each member of a union of SID types and `None`.

    `parameters` maps each type parameter of an alias to its argument, and to the parameters of the alias around it.
    """
    origin = get_origin(annotation)
    alias = origin or annotation
    if origin in _UNIONS:
        members = [member for member in annotation.__args__ if member is not NoneType]
        return [each for member in members for each in _constraints_in(member, parameters)]
    if origin in _AROUND_ONE_TYPE:
        for part in getattr(annotation, "__metadata__", ()):
            if type(part) is SidConstraints:
                return [part]
        return _constraints_in(annotation.__args__[0], parameters)
    if isinstance(annotation, NewType):
        return _constraints_in(annotation.__supertype__)
    if isinstance(annotation, TypeVar) and annotation in parameters:
        return _constraints_in(*parameters[annotation])
    if not hasattr(alias, "__value__"):
        _refuse(annotation)
    arguments = zip(alias.__type_params__, get_args(annotation), strict=False)  # parameters may have defaults
    return _constraints_in(alias.__value__, {name: (argument, parameters) for name, argument in arguments})


def _constraints_of(schema: Any, handler: GetCoreSchemaHandler) -> SidConstraints | None:
    """Return the constraints that a core schema was made from, also if it's optional or has validators."""
    if schema["type"] == "definition-ref":
        return _constraints_of(handler.resolve_ref_schema(schema), handler)
    if schema["type"] in {"nullable", "default", "chain", "function-before", "function-after", "function-wrap"}:
        return _constraints_of(schema["steps"][0] if "steps" in schema else schema["schema"], handler)
    constraints: SidConstraints | None = schema.get("metadata", {}).get(_METADATA_KEY)
    return constraints


def _own(schema: Any, handler: GetCoreSchemaHandler) -> Any:
    """Resolve references, and copy the metadata: Pydantic mutates it, and all uses of an alias share it."""
    own: dict[str, Any] = {key: value for key, value in schema.items() if key not in {"metadata", "ref"}}
    metadata: dict[str, Any] = {}
    if schema["type"] == "definition-ref":
        own = _own(handler.resolve_ref_schema(schema), handler) | {k: v for k, v in own.items() if k == "serialization"}
        metadata = own["metadata"]
    for key, value in schema.get("metadata", {}).items():
        old = metadata.get(key)
        if isinstance(value, dict):
            metadata[key] = {**old, **value} if isinstance(old, dict) else {**value}
        else:
            metadata[key] = [*(old or ()), *value] if isinstance(value, list) else value
    return own | {"metadata": metadata}


def _unwanted(schema: Any, source: object, handler: GetCoreSchemaHandler) -> str | None:
    """Return what may not stand between `str` and the constraints, and what to do about it. `None` if nothing does."""
    if constraints := _constraints_of(schema, handler):
        return f"{constraints!r}; to accept either, use one SidConstraints for both"
    found = schema["type"] if source is str else safe_repr(source)
    if schema["type"] == "str":
        keys = [key for key in ("pattern", "to_lower", "to_upper") if schema.get(key)]
        keys += ["min_length"] if schema.get("min_length", 0) > LENGTH else []
        keys += ["max_length"] if schema.get("max_length", LENGTH) < LENGTH else []
        found = ", ".join(f"{key}={schema[key]!r}" for key in keys)
    return found and f"{found}; constraints and validators go after it, inside Annotated"
