"""The behavior: which strings are SIDs of which resources, with or without Pydantic."""

import inspect
import re
import string
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, TypeGuard, Union, cast, final, get_args, get_origin

from annotated_types import GroupedMetadata, MaxLen, MinLen
from pydantic import GetCoreSchemaHandler, GetPydanticSchema, Tag
from pydantic_core import CoreSchema, core_schema

from pydantic_twilio_sid.prefix import HEXADECIMAL, Alphabet, SidPrefix, alphabet_of, in_words

__all__ = ["SidConstraints", "is_sid"]

_LENGTH = 34
_ERROR = "twilio_sid"
_MAX_NAMES = 3
"""An error names at most this many resources; a longer list helps nobody."""
_MERGED = {"type", "ref", "strict", "strip_whitespace", "metadata", "serialization"}
"""The keys of a `str` schema that can be merged into the check."""


@final
class SidConstraints(GroupedMetadata):
    """Metadata for `Annotated[str, …]`: the string is a Twilio SID with one of the given prefixes.

    A SID is a prefix of two capital letters followed by 32 hexadecimal digits, upper or lower case, as in Twilio's
    OpenAPI description. `OQ` may be followed by any ASCII letters and digits. If no prefixes are given, any two capital
    letters followed by 32 hexadecimal digits are accepted. Whether the SID exists at Twilio isn't checked.

    Args:
        *prefixes: The accepted prefixes: members of `SidPrefix`, or two capital letters for a prefix it doesn't know.
        resource: What to call the resource in errors. Defaults to the name in Twilio's documentation. If there are
            more than three names, or a prefix is unknown, errors just say "SID".

    Raises:
        TypeError: A prefix is not a string.
        ValueError: A prefix is not two capital ASCII letters.

    A valid SID comes back unchanged. Anything else, string or not, gets an error of type `twilio_sid` with the
    `resource` and the tuple of `prefixes` in its `ctx`.

    Put it directly after `str`, `str | None`, or a `NewType` or type alias of these. Only `Strict`, serializers,
    `BeforeValidator`, `strip_whitespace`, and lengths that fit a SID may come in between; anything else raises a
    `TypeError` when the schema is built. Whatever comes after it runs after the check, as with any Pydantic type.

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

    # Not a dataclass, because Sphinx would print its fields instead of its repr.
    __slots__ = ("_prefixes", "_resource")
    _prefixes: tuple[str, ...]
    _resource: str | None
    min_length: ClassVar[int] = _LENGTH
    max_length: ClassVar[int] = _LENGTH

    def __init__(self, *prefixes: str, resource: str | None = None) -> None:
        self._prefixes = _checked(prefixes)
        self._resource = resource

    @classmethod
    def of(cls, annotation: object) -> "SidConstraints":
        """Return the constraints of a SID type, even if it's optional, annotated further, or behind a type alias.

        Raises:
            TypeError: The annotation has no `SidConstraints`, or is a union of several types.

        >>> from pydantic_twilio_sid import MessageSid
        >>> SidConstraints.of(MessageSid | None).pattern
        '^(SM|MM)[0-9a-fA-F]{32}$'
        """
        inner = getattr(annotation, "__value__", annotation)  # of a type alias
        if get_origin(inner) is Annotated:
            inner, *metadata = get_args(inner)
            for part in metadata:
                if isinstance(part, cls):
                    return part
            return cls.of(inner)
        choices = [choice for choice in get_args(inner) if choice is not NoneType]
        if get_origin(inner) in {Union, UnionType} and len(choices) == 1:
            return cls.of(choices[0])
        raise TypeError(f"{annotation!r} is not a type with SidConstraints, or is a union of several")

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The accepted prefixes without duplicates, in the order given. Empty if any prefix is accepted."""
        return self._prefixes

    @property
    def resource(self) -> str | None:
        """What the resource is called in errors. `None` if they just say "SID"."""
        return self._resource or _names(self._prefixes)

    @property
    def pattern(self) -> str:
        """The regular expression of the JSON Schema, spelled as Twilio spells it.

        In engines where `$` also matches before a final newline, such as Python's `re`, use a full match or check the
        length as well.

        >>> SidConstraints("SM", "MM").pattern
        '^(SM|MM)[0-9a-fA-F]{32}$'
        """
        return _rule(self._prefixes)[0]

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

    def deconstruct(self) -> tuple[str, tuple[str, ...], dict[str, str]]:
        """Return the import path of the class, the arguments and the keyword arguments, for Django's migrations.

        >>> SidConstraints(SidPrefix.BUNDLE, resource="Customer Profile").deconstruct()
        ('pydantic_twilio_sid.SidConstraints', ('BU',), {'resource': 'Customer Profile'})
        """
        options = {"resource": self._resource} if self._resource else {}
        return "pydantic_twilio_sid.SidConstraints", self._prefixes, options

    def __iter__(self) -> Iterator[object]:
        """Yield the parts of this `annotated_types.GroupedMetadata`, none of which is a group itself.

        They are the lengths, the check, and the label that identifies it in the `loc` of a union's errors. If
        Hypothesis is imported, a strategy comes first, which Pydantic ignores.
        """
        if "hypothesis" in sys.modules:
            yield self._strategy()
        yield _MinLen(_LENGTH)
        yield _MaxLen(_LENGTH)
        yield GetPydanticSchema(self.__get_pydantic_core_schema__)
        yield Tag(self._label)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the annotation so far, with its `str` replaced by the check.

        Pydantic calls this on the group itself in places where it doesn't expand groups: in a `NamedTuple`, and for
        the parameters of `validate_call`.
        """
        return self._add_check(source, handler(source), handler)

    @property
    def _label(self) -> str:
        return f"{self.resource} SID" if self.resource else "SID"

    @property
    def _message(self) -> str:
        return f"Input should be a Twilio {self._label}: {_rule(self._prefixes)[1]}"

    def _add_check(self, source: object, schema: CoreSchema, handler: GetCoreSchemaHandler) -> CoreSchema:
        before: Any = handler.resolve_ref_schema(schema)
        match before["type"]:
            case "definition-ref":  # an alias of an alias
                return self._add_check(source, before, handler)
            case "nullable" | "function-before":
                checked = {**before, "schema": self._add_check(source, before["schema"], handler)}
                checked.pop("ref", None)
                return cast("CoreSchema", checked)
            case "lax-or-strict" if before["lax_schema"].get("custom_error_type") == _ERROR:
                if before["lax_schema"]["custom_error_message"] == self._message:
                    return schema  # the same constraints twice
                conflicts = ["other SidConstraints"]
            case "str":
                fits = before.get("min_length", 0) <= _LENGTH <= before.get("max_length", _LENGTH)
                merged = _MERGED | {"min_length", "max_length"} if fits else _MERGED
                conflicts = [f"{key}={value!r}" for key, value in before.items() if key not in merged]
            case _:
                conflicts = [f"a schema of type {before['type']!r}"]
        if conflicts:
            found = f"{inspect.formatannotation(source)} with {', '.join(conflicts)}"
            raise TypeError(
                f"{self!r} must come directly after str, not after {found}: put other constraints and validators after "
                f"it, inside Annotated, and other types around it, as in Secret[Annotated[str, {self!r}]]"
            )
        # Pydantic can apply `Strict()` to `lax-or-strict`, but not to `custom-error`.
        return core_schema.lax_or_strict_schema(
            self._check(before, strict=False),
            self._check(before, strict=True),
            strict=before.get("strict"),
            metadata=dict(before.get("metadata", {})),
            serialization=before.get("serialization"),
        )

    def _check(self, before: Any, *, strict: bool) -> CoreSchema:
        text = core_schema.str_schema(
            pattern=self.pattern,
            strict=strict,
            strip_whitespace=before.get("strip_whitespace"),
            # The rest overrides the model's config. Only its `str_strip_whitespace` still applies.
            regex_engine="rust-regex",
            min_length=_LENGTH,
            max_length=_LENGTH,
            to_lower=False,
            to_upper=False,
        )
        return core_schema.custom_error_schema(
            text,
            custom_error_type=_ERROR,
            custom_error_message=self._message,
            # A tuple, because all errors share this object.
            custom_error_context={"resource": self.resource, "prefixes": self._prefixes},
        )

    def _strategy(self) -> object:
        from hypothesis import strategies as st  # noqa: PLC0415 - an optional dependency

        capitals = st.text(string.ascii_uppercase, min_size=2, max_size=2)
        return st.one_of(
            [
                st.tuples(
                    st.sampled_from(prefixes) if prefixes else capitals,
                    st.text(alphabet.characters, min_size=_LENGTH - 2, max_size=_LENGTH - 2),
                ).map("".join)
                for alphabet, prefixes in _by_alphabet(self._prefixes)
            ]
        )


class _MinLen(MinLen):
    """A `MinLen` for every tool but Pydantic, which only recognizes the exact class.

    Pydantic would apply it before the check, and even call a Python function for it after a `BeforeValidator`.
    """


class _MaxLen(MaxLen):
    """A `MaxLen` for every tool but Pydantic, like `_MinLen`."""


def is_sid(value: object, *prefixes: str) -> TypeGuard[str]:
    """Return whether `value` is a Twilio SID with one of the prefixes, or with any prefix if none are given.

    It accepts the same strings as `SidConstraints(*prefixes)`, and nothing but strings.

    Raises:
        TypeError: A prefix is not a string.
        ValueError: A prefix is not two capital ASCII letters.

    >>> is_sid("CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", SidPrefix.CALL)
    True
    >>> is_sid("CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "SM", "MM")
    False
    >>> is_sid(None)
    False
    """
    compiled = _compiled(_checked(prefixes))
    return isinstance(value, str) and compiled.fullmatch(value) is not None


def _checked(prefixes: Iterable[object]) -> tuple[str, ...]:
    """Return the prefixes without duplicates, each as a plain `str`.

    A subclass, such as a user's own enum, may format or compare itself differently, and the caches would keep it alive.
    """
    checked: dict[str, None] = {}
    for prefix in prefixes:
        if not isinstance(prefix, str):
            raise TypeError(f"a SID prefix must be a string of two capital letters, not {prefix!r}")
        letters = str.__str__(prefix)
        if not (len(letters) == 2 and letters.isascii() and letters.isalpha() and letters.isupper()):  # noqa: PLR2004
            raise ValueError(f"a SID prefix must be two capital letters from A to Z, not {letters!r}")
        checked[letters] = None
    return tuple(checked)


# Cached, because a model may have many fields but few types.


@lru_cache
def _compiled(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_rule(prefixes)[0])


@lru_cache(maxsize=1024)
def _rule(prefixes: tuple[str, ...]) -> tuple[str, str]:
    """Return the pattern, and the same in words."""
    patterns: list[str] = []
    words: list[str] = []
    for alphabet, accepted in _by_alphabet(prefixes):
        patterns.append(_either(accepted or ["[A-Z]{2}"]) + alphabet.pattern)
        words.append(f"{in_words(list(map(repr, accepted))) or 'two capital letters'} followed by {alphabet.words}")
    return f"^{_either(patterns)}$", ", or ".join(words)


@lru_cache(maxsize=1024)
def _names(prefixes: tuple[str, ...]) -> str | None:
    members = set(SidPrefix)
    known = [SidPrefix(prefix) for prefix in prefixes if prefix in members]
    names = list(dict.fromkeys(name for prefix in known for name in prefix.resources))
    return in_words(names) if len(known) == len(prefixes) and 1 <= len(names) <= _MAX_NAMES else None


def _by_alphabet(prefixes: tuple[str, ...]) -> Iterable[tuple[Alphabet, list[str]]]:
    groups: dict[Alphabet, list[str]] = {}
    for prefix in prefixes:
        groups.setdefault(alphabet_of(prefix), []).append(prefix)
    return groups.items() or [(HEXADECIMAL, [])]


def _either(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"({'|'.join(choices)})"
