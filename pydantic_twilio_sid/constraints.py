"""The behaviour: which strings are the SID of which resources, for Pydantic and without it."""

import re
import string
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, TypeGuard, Union, cast, get_args, get_origin

from annotated_types import GroupedMetadata, MaxLen, MinLen
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, GetPydanticSchema, Tag
from pydantic_core import CoreSchema, core_schema
from typing_extensions import Self

from pydantic_twilio_sid.prefix import ALPHANUMERIC, HEXADECIMAL, SidPrefix, in_words, is_str

__all__ = ["SidConstraints", "is_sid"]

_LENGTH = 34
_MAX_NAMES = 3
"""An error names at most this many resources. More don't help its reader."""
_KNOWN: dict[str, str] = {prefix.value: prefix for prefix in SidPrefix}
_CHARACTERS = {HEXADECIMAL: string.hexdigits, ALPHANUMERIC: string.digits + string.ascii_letters}
_ONE_STEP = {"type", "strict", "strip_whitespace", "min_length", "max_length", "metadata", "serialization"}
"""The keys of a `str` schema that can be beside the check's own. Others mean a step before the check."""


class SidConstraints(GroupedMetadata):
    """Metadata for `Annotated[str, …]`: the string is a Twilio SID with one of the given prefixes.

    A SID is its prefix, two capital letters, and 32 hexadecimal digits of either case, as in the patterns of Twilio's
    OpenAPI description. After `OQ` these are any ASCII letters and digits. Without a prefix, any two capital letters
    and 32 hexadecimal digits are accepted. Nothing checks that Twilio has a resource with that SID.

    Args:
        *prefixes: The accepted prefixes: members of `SidPrefix`, or two capital letters where it has none yet.
        resource: What an error calls the resource. The default is what Twilio's documentation calls it, up to three.

    Raises:
        TypeError: A prefix is not a string.
        ValueError: A prefix is not two capital ASCII letters.

    A valid SID is returned as it is. Any other value, string or not, gets an error of type `twilio_sid`. Its `ctx` has
    the `resource` and the `prefixes`, a tuple.

    >>> from typing import Annotated
    >>> from pydantic import TypeAdapter
    >>> user = TypeAdapter(Annotated[str, SidConstraints(SidPrefix.ACCOUNT, SidPrefix.API_KEY)])
    >>> user.validate_python("SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
    'SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
    >>> user.validate_python("SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    pydantic_core._pydantic_core.ValidationError: 1 validation error for ...
      Input should be a Twilio Account or API Key SID: 'AC' or 'SK' followed by 32 hexadecimal digits ...
    """

    # Not a dataclass: `dataclasses.replace` can't call this `__init__`, and Sphinx would print the fields.
    __slots__ = ("_prefixes", "_resource")
    _prefixes: tuple[str, ...]
    _resource: str | None
    min_length: ClassVar[int] = _LENGTH
    max_length: ClassVar[int] = _LENGTH

    def __init__(self, *prefixes: str, resource: str | None = None) -> None:
        self._prefixes = _checked(prefixes)
        self._resource = resource or _names(self._prefixes)

    @classmethod
    def of(cls, annotation: object) -> Self:
        """Return the constraints of a SID type, the last where it has several.

        The type may be optional, annotated further, or under a type alias.

        Raises:
            TypeError: The annotation has no `SidConstraints`, or is a union of several types.

        >>> from pydantic_twilio_sid import MessageSid
        >>> SidConstraints.of(MessageSid | None).pattern
        '^(SM|MM)[0-9a-fA-F]{32}$'
        """
        value = getattr(annotation, "__value__", annotation)  # that of a type alias
        arguments = get_args(value)
        inner: Sequence[object] = ()
        if get_origin(value) is Annotated:
            inner = [metadata for metadata in arguments if isinstance(metadata, cls)][-1:] or arguments[:1]
        elif get_origin(value) in {Union, UnionType}:
            inner = [choice for choice in arguments if choice is not NoneType]
        if len(inner) != 1:
            raise TypeError(f"{annotation!r} is not a type with SidConstraints, or is a union of several")
        return inner[0] if isinstance(inner[0], cls) else cls.of(inner[0])

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The accepted prefixes, each once, in the order given. Empty where any is accepted."""
        return self._prefixes

    @property
    def resource(self) -> str | None:
        """What an error calls the resource. `None` where it says only "SID"."""
        return self._resource

    @property
    def pattern(self) -> str:
        """The regular expression of the JSON Schema, in Twilio's spelling.

        Where `$` also matches before a final newline, as in Python's `re`, match in full or check the length as well.

        >>> SidConstraints("SM", "MM").pattern
        '^(SM|MM)[0-9a-fA-F]{32}$'
        """
        return _pattern(self.prefixes)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SidConstraints):
            return NotImplemented
        return (self.prefixes, self.resource) == (other.prefixes, other.resource)

    def __hash__(self) -> int:
        return hash((self.prefixes, self.resource))

    def __repr__(self) -> str:
        _, prefixes, options = self.deconstruct()
        arguments = [*map(repr, prefixes), *(f"{name}={value!r}" for name, value in options.items())]
        return f"SidConstraints({', '.join(arguments)})"

    def __reduce__(self) -> tuple[object, ...]:
        return partial(SidConstraints, resource=self.resource), self.prefixes

    def deconstruct(self) -> tuple[str, tuple[str, ...], dict[str, str]]:
        """Return the path of the class, its arguments and its keyword arguments, for Django's migrations.

        >>> SidConstraints(SidPrefix.BUNDLE, resource="Customer Profile").deconstruct()
        ('pydantic_twilio_sid.SidConstraints', ('BU',), {'resource': 'Customer Profile'})
        """
        options = {} if self.resource is None or self.resource == _names(self.prefixes) else {"resource": self.resource}
        return "pydantic_twilio_sid.SidConstraints", tuple(map(str, self.prefixes)), options

    def __iter__(self) -> Iterator[object]:
        """Yield what this stands for, as `annotated_types.GroupedMetadata` asks. No part is a group again.

        The parts are the length, and the check for Pydantic. Where Hypothesis is in use a strategy comes first:
        Hypothesis takes it, and Pydantic passes it over.
        """
        if "hypothesis" in sys.modules:
            yield self._strategy()
        yield _MinLen(_LENGTH)
        yield _MaxLen(_LENGTH)
        yield GetPydanticSchema(self.__get_pydantic_core_schema__)

    @property
    def _label(self) -> str:
        return f"{self.resource} SID" if self.resource else "SID"

    def _strategy(self) -> object:
        from hypothesis import strategies as st  # noqa: PLC0415 - only users of Hypothesis have it

        capitals = st.text(string.ascii_uppercase, min_size=2, max_size=2)
        strategies = [
            st.tuples(
                st.sampled_from(accepted) if accepted else capitals,
                st.text(_CHARACTERS[alphabet], min_size=_LENGTH - 2, max_size=_LENGTH - 2),
            ).map("".join)
            for alphabet, accepted in _by_alphabet(self.prefixes)
        ]
        return st.one_of(strategies)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of what stands to the left, with the check behind it and the label for a union's `loc`.

        Pydantic calls this for a part of the group, and for the group itself where it does not expand one: in a
        `NamedTuple` and the parameters of `validate_call`.
        """

        def checked(source: object) -> CoreSchema:
            return self._add_check(handler(source), handler)

        return Tag(self._label).__get_pydantic_core_schema__(source, cast("GetCoreSchemaHandler", checked))

    def _add_check(self, schema: CoreSchema, handler: GetCoreSchemaHandler) -> CoreSchema:
        left: Any = {key: value for key, value in handler.resolve_ref_schema(schema).items() if key != "ref"}
        if left["type"] in {"nullable", "function-before"}:
            return cast("CoreSchema", {**left, "schema": self._add_check(left["schema"], handler)})
        lax, strict = _hardened(left, strict=False), _hardened(left, strict=True)
        options: Any = {"strict": left.get("strict"), "serialization": left.get("serialization")}
        # Pydantic can apply `Strict()` to `lax-or-strict`, but not to `custom-error` or `chain`.
        if left["type"] == "str" and left.keys() <= _ONE_STEP:
            return core_schema.lax_or_strict_schema(self._check(lax), self._check(strict), **options)
        check = self._check(_hardened(core_schema.str_schema(), strict=False))
        chains = core_schema.lax_or_strict_schema(
            core_schema.chain_schema([lax, check]), core_schema.chain_schema([strict, check]), **options
        )
        # Pydantic describes a `chain` by one of its steps. A hook at this level leaves serializers their say.
        hooks = GetPydanticSchema(lambda _source, _handler: chains, self._describe_chain)
        return handler.generate_schema(Annotated[str, hooks])

    def _check(self, schema: Any) -> CoreSchema:
        """Return a hardened `str` schema with the check. Its one error replaces each of that schema's."""
        text = {
            **schema,
            "pattern": self.pattern,
            "regex_engine": "rust-regex",
            "min_length": max(_LENGTH, schema["min_length"]),
            "max_length": min(_LENGTH, schema["max_length"]),
        }
        return core_schema.custom_error_schema(
            cast("CoreSchema", text),
            custom_error_type="twilio_sid",
            custom_error_message=f"Input should be a Twilio {self._label}: {_expected(self.prefixes)}",
            # A tuple, because each error hands out this very object.
            custom_error_context={"resource": self.resource, "prefixes": tuple(map(str, self.prefixes))},
        )

    def _describe_chain(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe both steps. `allOf` has what Twilio's keywords can't say of the first."""
        if handler.mode == "serialization" and "serialization" in schema:
            return handler(schema)
        # In a chain of its own, because the handler passes over the metadata of the schema that it is given.
        left, check = (handler(core_schema.chain_schema([step])) for step in schema["lax_schema"]["steps"])
        if left.get("type") != "string":
            return {**check, "allOf": [left]}
        check["minLength"] = max(left.get("minLength", 0), _LENGTH)
        check["maxLength"] = min(left.get("maxLength", _LENGTH), _LENGTH)
        if "pattern" in left:
            check["allOf"] = [*left.get("allOf", []), {"pattern": left["pattern"]}]
        return {**left, **check}


class _MinLen(MinLen):
    """`MinLen` for every tool but Pydantic, which looks at the exact class.

    Pydantic would apply it by a Python function to what is no plain `str`, and ahead of the check.
    """


class _MaxLen(MaxLen):
    """`MaxLen` for every tool but Pydantic, as `_MinLen` is."""


def is_sid(value: object, *prefixes: str) -> TypeGuard[str]:
    """Tell whether `value` is a `str` that is a Twilio SID with one of the prefixes, or with any if none is given.

    It accepts the strings that `SidConstraints(*prefixes)` accepts, and raises the same errors for what is no prefix.

    >>> is_sid("CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", SidPrefix.CALL)
    True
    >>> is_sid("CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "SM", "MM")
    False
    >>> is_sid(None)
    False
    """
    compiled = _compiled(_checked(prefixes))
    return is_str(value) and compiled.fullmatch(value) is not None


def _checked(prefixes: Iterable[object]) -> tuple[str, ...]:
    """Return the prefixes, each once, and each an exact `str` or a member of `SidPrefix`."""
    checked: dict[str, None] = {}
    for prefix in prefixes:
        if not is_str(prefix):
            raise TypeError(f"a SID prefix is a string of two capital letters, not {prefix!r}")
        letters = str.__str__(prefix)  # a subclass may have methods of its own
        if letters not in _KNOWN and not re.fullmatch("[A-Z]{2}", letters):
            raise ValueError(f"a SID prefix is two capital letters A to Z, not {letters!r}")
        checked[_KNOWN.get(letters, letters)] = None
    return tuple(checked)


def _names(prefixes: tuple[str, ...]) -> str | None:
    known = [prefix for prefix in prefixes if isinstance(prefix, SidPrefix)]
    names = list(dict.fromkeys(name for prefix in known for name in prefix.resources))
    return in_words(names) if len(known) == len(prefixes) and 1 <= len(names) <= _MAX_NAMES else None


# These are made once, not for each field. Their arguments are checked prefixes, so that the caches stay small.


@lru_cache
def _compiled(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_pattern(prefixes))


@lru_cache(maxsize=1024)
def _pattern(prefixes: tuple[str, ...]) -> str:
    choices = [
        f"{_either(accepted or ['[A-Z]{2}'])}[{alphabet}]{{{_LENGTH - 2}}}"
        for alphabet, accepted in _by_alphabet(prefixes)
    ]
    return f"^{_either(choices)}$"


@lru_cache(maxsize=1024)
def _expected(prefixes: tuple[str, ...]) -> str:
    choices = [
        (in_words([f"'{prefix}'" for prefix in accepted]) or "two capital letters")
        + (" followed by 32 hexadecimal digits" if alphabet == HEXADECIMAL else " followed by 32 letters and digits")
        for alphabet, accepted in _by_alphabet(prefixes)
    ]
    return ", or ".join(choices)


def _by_alphabet(prefixes: tuple[str, ...]) -> Iterable[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for prefix in prefixes:
        alphabet = prefix.alphabet if isinstance(prefix, SidPrefix) else HEXADECIMAL
        groups.setdefault(alphabet, []).append(str(prefix))
    return groups.items() or [(HEXADECIMAL, [])]


def _either(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"({'|'.join(choices)})"


def _hardened(schema: Any, *, strict: bool) -> Any:
    """Harden a `str` schema against the model's config. Only `str_strip_whitespace` still applies."""
    if schema["type"] != "str":
        return schema
    return {
        "min_length": 0,
        "max_length": sys.maxsize,
        "to_lower": False,
        "to_upper": False,
        **schema,
        "strict": strict,
    }
