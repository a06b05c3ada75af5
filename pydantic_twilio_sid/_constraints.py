"""The behavior: which strings are SIDs of which resources, with or without Pydantic."""

# The functions below read the slots of their class.
# pyright: reportPrivateUsage=false

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, NewType, TypeGuard, TypeVar, Union, cast, final, get_args, get_origin, overload

from annotated_types import GroupedMetadata
from pydantic import GetCoreSchemaHandler, GetPydanticSchema, Tag, TypeAdapter
from pydantic_core import CoreSchema, core_schema
from typing_extensions import Never, NotRequired, ReadOnly, Required, TypeForm

from pydantic_twilio_sid._prefix import SidPrefix
from pydantic_twilio_sid._rule import ANY, HEXADECIMAL, alphabet_of, by_alphabet, in_words, rule_of

__all__ = ["SidConstraints", "is_sid"]

S = TypeVar("S", bound=str)
_LENGTH = 34
_MAX_NAMES = 3  # errors name at most this many resources
_RESOURCES = {prefix.value: prefix.resources for prefix in SidPrefix}
_KEY = "pydantic_twilio_sid"  # the key of a core schema's constraints in its metadata


@final
class SidConstraints(GroupedMetadata):
    """Metadata for `Annotated[str, …]`: the string is a Twilio SID of an accepted kind.

    A SID is a prefix of two capital letters followed by 32 hexadecimal digits, upper or lower case, as in Twilio's
    OpenAPI description. `OQ` may be followed by any ASCII letters and digits.

    Args:
        *accepted: SID types, members of `SidPrefix`, or two capital letters for a prefix it doesn't know. A type may be
            optional, annotated further, or an alias. `Sid`, or no argument at all, means any two capital letters.
        resource: What to call the resource in errors. Defaults to the names in Twilio's documentation. If there are
            more than three names, or a prefix is unknown, errors just say "SID".

    Raises:
        TypeError: An argument is none of these.
        ValueError: `resource` contains `{`, which Pydantic would take for a placeholder.

    A valid SID comes back unchanged. Anything else, string or not, gets an error of type `twilio_sid` with the
    `resource` and the tuple of `prefixes` in its `ctx`.

    Put it directly after `str`, `str | None`, or a `NewType` or alias of these. Put other constraints and validators
    after it, inside `Annotated`; most of them raise a `TypeError` in between, when the schema is built.

    >>> from typing import Annotated
    >>> from pydantic import TypeAdapter
    >>> from pydantic_twilio_sid import AccountSid, ApiKeySid
    >>> user = TypeAdapter(Annotated[str, SidConstraints(AccountSid, ApiKeySid)])
    >>> user.validate_python("SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
    'SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
    """

    # Not a dataclass, because Sphinx would print its fields instead of its repr.
    __slots__ = ("_names", "_prefixes")

    def __init__(self, *accepted: str | TypeForm[str | None], resource: str | None = None) -> None:
        if resource and "{" in resource:
            raise ValueError(f"resource can't contain a brace: {resource!r}")
        parts = [_resolve(part) for part in accepted] or [((ANY,), ())]
        prefixes = dict.fromkeys(prefix for prefixes, _ in parts for prefix in prefixes)
        if ANY in prefixes:  # it covers all prefixes but `OQ`
            prefixes = {prefix: None for prefix in prefixes if prefix is ANY or alphabet_of(prefix) is not HEXADECIMAL}
        names = dict.fromkeys(name for _, names in parts for name in names)
        are_named = all(known for _, known in parts) and len(names) <= _MAX_NAMES
        self._prefixes = tuple(prefixes)
        self._names = (resource,) if resource else tuple(names if are_named else ())

    @classmethod
    def of(cls, annotation: TypeForm[str | None]) -> "SidConstraints":
        """Return the constraints of a SID type, even if it's optional, annotated further, or behind a type alias.

        Raises:
            TypeError: The annotation is not a SID type, or a union of several.

        >>> from pydantic_twilio_sid import MessageSid
        >>> SidConstraints.of(MessageSid | None).pattern
        '^(SM|MM)[0-9a-fA-F]{32}$'
        """
        return _find(annotation) or _refuse(annotation, "one SID type")

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The accepted prefixes without duplicates, in the order given. Empty if any prefix is accepted."""
        return () if ANY in self._prefixes else tuple(filter(None, self._prefixes))

    @property
    def resource(self) -> str | None:
        """What the resource is called in errors. `None` if they just say "SID"."""
        return in_words(self._names) if self._names else None

    @property
    def pattern(self) -> str:
        """The regular expression of the JSON Schema, spelled as Twilio spells it.

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
        return (self._prefixes, self.resource) == (other._prefixes, other.resource)

    def __hash__(self) -> int:
        return hash((self._prefixes, self.resource))

    def __repr__(self) -> str:
        _, accepted, options = self.deconstruct()
        arguments = [*map(repr, accepted), *(f"{name}={value!r}" for name, value in options.items())]
        return f"SidConstraints({', '.join(arguments)})"

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Return the import path of the class, the arguments and the keyword arguments, for Django's migrations.

        >>> SidConstraints(SidPrefix.BUNDLE, resource="Customer Profile").deconstruct()
        ('pydantic_twilio_sid.SidConstraints', ('BU',), {'resource': 'Customer Profile'})
        """
        accepted: Any = tuple(prefix or SidConstraints() for prefix in self._prefixes if self._prefixes != (ANY,))
        named = self.resource != SidConstraints(*accepted).resource
        return "pydantic_twilio_sid.SidConstraints", accepted, {"resource": self.resource} if named else {}

    def __iter__(self) -> Iterator[object]:
        """Yield the metadata that this group stands for: the check, and a strategy if Hypothesis is imported."""
        if "hypothesis" in sys.modules:
            with suppress(Exception):  # the user has a module of this name, or a mock
                yield from _strategies(self._prefixes)
        yield GetPydanticSchema(self.__get_pydantic_core_schema__)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the annotation so far, with its `str` replaced by the check.

        In a `NamedTuple` and in `validate_call`, Pydantic doesn't expand groups, and calls this on the group itself.
        """
        schema: Any = self._replace_str(handler(source), source, handler, inner=isinstance(source, NewType | TypeVar))
        labeled = cast("Any", Tag(self._label)).__get_pydantic_core_schema__({}, dict)  # nothing but the tag
        schema["metadata"] = labeled["metadata"] | schema["metadata"]  # a user's own `Tag` wins
        return cast("CoreSchema", schema)

    def _replace_str(self, schema: Any, source: object, handler: GetCoreSchemaHandler, *, inner: bool) -> CoreSchema:
        """Return a new schema with metadata of its own: aliases share theirs, and Pydantic writes into what it gets."""
        before: dict[str, Any] = {k: v for k, v in handler.resolve_ref_schema(schema).items() if k != "ref"}
        before |= {k: v for k, v in schema.items() if k == "serialization"}  # an alias may have more where it's used
        before["metadata"] = metadata = {**before.get("metadata", {})}
        for key, value in schema.get("metadata", {}).items():
            metadata[key] = {**metadata[key], **value} if type(value) is type(metadata.get(key)) is dict else value
        if before["type"] == "definition-ref":  # an alias of an alias
            return self._replace_str(before, source, handler, inner=True)
        if _made_from(before) == self:  # SQLModel applies the metadata of a type twice
            return cast("CoreSchema", before)
        if conflict := _conflict(before, source, serialized="serialization" in schema and not inner):  # not an alias's
            raise TypeError(f"{self!r} must come directly after str, not after {conflict}")
        if before["type"] == "nullable":
            before["schema"] = self._replace_str(before["schema"], source, handler, inner=True)
            return cast("CoreSchema", before)
        return core_schema.custom_error_schema(
            core_schema.str_schema(
                pattern=self.pattern,
                strict=before.get("strict"),
                strip_whitespace=before.get("strip_whitespace"),
                # The rest overrides the model's config. Only its `str_strip_whitespace` still applies.
                regex_engine="rust-regex",
                min_length=_LENGTH,
                max_length=_LENGTH,
                to_lower=False,
                to_upper=False,
            ),
            custom_error_type="twilio_sid",
            custom_error_message=self.message,
            custom_error_context={"resource": self.resource, "prefixes": self.prefixes},  # which all errors share
            metadata=metadata | {_KEY: self},
            serialization=before.get("serialization"),
        )


@overload
def is_sid(value: S | None, *accepted: str | TypeForm[str | None]) -> TypeGuard[S]:
    """Keep a `NewType`."""


@overload
def is_sid(value: object, *accepted: str | TypeForm[str | None]) -> TypeGuard[str]:
    """Narrow anything else."""


def is_sid(value: object, *accepted: str | TypeForm[str | None]) -> bool:
    """Return whether `value` is a Twilio SID of an accepted kind, or of any kind if none are given.

    It accepts the same strings as `SidConstraints(*accepted)`, and nothing but strings.

    Raises:
        TypeError: An argument after the value is not a SID type, a member of `SidPrefix` or two capital letters.

    >>> from pydantic_twilio_sid import CallSid, MessageSid
    >>> is_sid("CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", CallSid)
    True
    >>> is_sid("CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", MessageSid, SidPrefix.ACCOUNT, "ZZ")
    False
    """
    prefixes: tuple[str | None, ...] = ()
    for part in accepted:
        prefixes += (part,) if isinstance(part, str) else (_find(part) or _refuse(part))._prefixes
    fullmatch = _fullmatch(*prefixes)
    return isinstance(value, str) and fullmatch(value) is not None


@lru_cache
def _fullmatch(*prefixes: str | None) -> Callable[[str], re.Match[str] | None]:
    checked = tuple(ANY if prefix is ANY else _resolve(prefix)[0][0] for prefix in prefixes)
    return re.compile(rule_of(checked or (ANY,)).pattern).fullmatch


def _resolve(part: object) -> tuple[tuple[str | None, ...], tuple[str, ...]]:
    """Return the prefixes that an argument stands for, and the names of their resources."""
    if isinstance(part, str):
        letters = str.__str__(part) if re.fullmatch("[A-Z]{2}", part) else _refuse(part)
        return (letters,), _RESOURCES.get(letters, ())
    found = part if isinstance(part, SidConstraints) else _find(part) or _refuse(part)  # as `deconstruct` returns
    return found._prefixes, found._names


def _refuse(argument: object, expected: str = "a SID type, SidPrefix or two capital letters per argument") -> Never:
    """Raise an error that doesn't contain the argument if it's a string: it may be a SID in the wrong place."""
    if isinstance(argument, str):
        got = repr(argument) if len(argument) <= len("ACX") else f"a string of {len(argument)} characters"
    elif isinstance(argument, type) or get_origin(argument):
        got = inspect.formatannotation(argument)
    else:
        got = f"an object of type {type(argument).__name__}"
    raise TypeError(f"expected {expected}, got {got}")


def _find(annotation: Any) -> SidConstraints | None:
    """Return the constraints of a SID type, or `None` if the annotation isn't one."""
    for part in getattr(annotation, "__metadata__", ()):
        if type(part) is SidConstraints:
            return part
    origin, inner = get_origin(annotation), [part for part in get_args(annotation) if part is not NoneType]
    if origin in {Annotated, NotRequired, ReadOnly, Required} or (origin in {Union, UnionType} and len(inner) == 1):
        return _find(inner[0])
    with suppress(Exception):  # neither Python nor Pydantic takes it for a type
        found = _find(annotation.__value__) if not inner and hasattr(annotation, "__value__") else None
        return found or _made_from(TypeAdapter(annotation).core_schema)  # an alias is found faster without Pydantic
    return None


def _made_from(schema: Any) -> SidConstraints | None:
    """Return the constraints that a core schema was made from, also if it's optional or has validators."""
    while schema["type"] in {"nullable", "default", "chain", "function-before", "function-after", "function-wrap"}:
        schema = schema["steps"][0] if schema["type"] == "chain" else schema["schema"]
    return cast("SidConstraints | None", schema.get("metadata", {}).get(_KEY))


def _conflict(schema: Any, source: object, *, serialized: bool) -> str | None:
    """Return what must not stand between `str` and the constraints, and what to do about it. `None` if nothing does."""
    kind, metadata = schema["type"], schema["metadata"]
    if _KEY in metadata:
        return f"{metadata[_KEY]!r}: to accept either, use one SidConstraints for both"
    is_validated = kind == "chain" or kind.startswith("function")
    if (isinstance(source, type) and source is not str) or not (is_validated or kind in {"str", "nullable"}):
        return f"{kind if source is str else inspect.formatannotation(source)}: use it inside, as in Secret[CallSid]"
    kept = {"type", "schema", "metadata", "strict", "strip_whitespace", "serialization"}
    if schema.get("min_length", 0) <= _LENGTH <= schema.get("max_length", _LENGTH):
        kept |= {"min_length", "max_length"}
    found = ["a validator"] if is_validated else []
    found += ["a serializer"] if serialized else []
    found += ["a JSON Schema"] if any("functions" in key for key in metadata) else []
    found += [f"{key}={value!r}" for key, value in schema.items() if key not in kept]
    if not found:
        return None
    noun = found[0].partition("=")[0].removeprefix("a ")
    return f"{found[0]}: drop the {noun}, or put it after the SID type, inside Annotated"


def _strategies(prefixes: tuple[str | None, ...]) -> Iterator[object]:
    from hypothesis import strategies as st  # noqa: PLC0415 - an optional dependency

    sids: list[st.SearchStrategy[str]] = []
    for alphabet, accepted in by_alphabet(prefixes).items():
        capitals = st.from_regex("[A-Z]{2}", fullmatch=True)
        letters = capitals if ANY in accepted else st.sampled_from([*filter(None, accepted)])
        digits = st.text(alphabet.characters, min_size=_LENGTH - 2, max_size=_LENGTH - 2)
        sids.append(st.tuples(letters, digits).map("".join))
    strategy = cast("Any", st.one_of(sids))
    if isinstance(strategy, st.SearchStrategy):
        yield strategy
