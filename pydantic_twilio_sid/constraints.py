"""The behaviour: which strings are the SID of which resources, for Pydantic and without it."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, ClassVar, Literal, TypeGuard, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from pydantic_twilio_sid.prefix import HEXADECIMAL, SidPrefix

__all__ = ["SidConstraints", "is_sid"]

_LENGTH = 34
_MAX_NAMES = 3
"""How many resources an error names by default; more are no help to its reader."""


@dataclass(frozen=True, init=False, repr=False, slots=True)
class SidConstraints:
    """Metadata for `Annotated[str, …]`: the string is a Twilio SID with one of the given prefixes.

    A SID is its prefix, two capital letters, and 32 hexadecimal digits of either case, as in the patterns of Twilio's
    OpenAPI description; after `OQ` these are any ASCII letters and digits. Without a prefix, any two capital letters
    and 32 hexadecimal digits are accepted. Whether Twilio has a resource with that SID is not checked.

    Args:
        *prefixes: The prefixes to accept: members of `SidPrefix`, or two capital letters where it has none yet.
        resource: What an error calls the resource. By default what Twilio's documentation calls it, for up to three.
        deprecated: Whether the JSON Schema says `deprecated`.

    Raises:
        TypeError: A prefix is not a string.
        ValueError: A prefix is not two capital ASCII letters.

    What is valid for a `str` and is such a SID is returned as it is. Any other string gets an error of type
    `twilio_sid`, with the `resource` and the `prefixes`, a tuple, in its `ctx`; what is not a string gets Pydantic's
    own `string_type`.

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

    prefixes: tuple[str, ...]
    """The accepted prefixes, each once, in the order given; empty where any is accepted."""
    resource: str | None
    """What an error calls the resource; `None` for only "SID"."""
    deprecated: bool
    """Whether the JSON Schema says `deprecated`."""
    min_length: ClassVar[int] = _LENGTH
    max_length: ClassVar[int] = _LENGTH
    __is_annotated_types_grouped_metadata__: ClassVar[Literal[True]] = True

    def __init__(self, *prefixes: str, resource: str | None = None, deprecated: bool = False) -> None:
        checked = tuple(dict.fromkeys(_checked(prefix) for prefix in prefixes))
        set_field = object.__setattr__  # as a frozen dataclass's generated `__init__` does
        set_field(self, "prefixes", checked)
        set_field(self, "resource", resource or _names(checked))
        set_field(self, "deprecated", deprecated)

    def __repr__(self) -> str:
        arguments = [f"'{prefix}'" for prefix in self.prefixes]
        if self.resource != _names(self.prefixes):
            arguments.append(f"resource={self.resource!r}")
        if self.deprecated:
            arguments.append("deprecated=True")
        return f"SidConstraints({', '.join(arguments)})"

    def __iter__(self) -> Iterator[object]:
        """Yield what this stands for, as `annotated_types.GroupedMetadata` asks.

        That is the metadata itself, and the name that stands for it in the `loc` of a union's errors. Where Hypothesis
        is in use a strategy comes first: Hypothesis takes the first that it finds here, and Pydantic passes it over.
        """
        from pydantic import Tag  # noqa: PLC0415 - to import `pydantic.types` takes longer than this package

        if "hypothesis" in sys.modules:
            from hypothesis import strategies  # noqa: PLC0415 - who has not imported it has no need of it

            yield strategies.from_regex(self.pattern, fullmatch=True)
        yield self
        yield Tag(f"{self.resource} SID" if self.resource else "SID")

    @property
    def pattern(self) -> str:
        """The regular expression of the JSON Schema, in Twilio's spelling.

        Where `$` also matches before a final newline, as in Python's `re`, match in full or check the length as well.

        >>> SidConstraints("SM", "MM").pattern
        '^(SM|MM)[0-9a-fA-F]{32}$'
        """
        return _pattern(self.prefixes)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Put the check behind what stands to the left of this metadata."""
        return self._with_check(handler(source))

    def _with_check(self, schema: CoreSchema) -> CoreSchema:
        # A `chain`, because `custom-error` replaces whatever error it gets, that of what is not a string too.
        # `lax-or-strict` around it, because Pydantic can apply `Strict()` to that, and not to a `chain`.
        if schema["type"] == "nullable":  # to its inside, as Pydantic does with constraints of its own
            return {**schema, "schema": self._with_check(schema["schema"])}
        check = core_schema.custom_error_schema(
            core_schema.str_schema(
                pattern=self.pattern,
                regex_engine="rust-regex",
                min_length=_LENGTH,
                max_length=_LENGTH,
                to_lower=False,
                to_upper=False,
                strict=False,
            ),
            custom_error_type="twilio_sid",
            custom_error_message=_message(self.prefixes, self.resource),
            # A tuple, because each error hands out this very object.
            custom_error_context={"resource": self.resource, "prefixes": tuple(map(str, self.prefixes))},
        )
        return core_schema.lax_or_strict_schema(
            core_schema.chain_schema([_string(schema, strict=False), check]),
            core_schema.chain_schema([_string(schema, strict=True), check]),
            serialization=cast("core_schema.SerSchema | None", schema.get("serialization")),
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Write what Twilio's OpenAPI description writes, and an example, over what stands to the left."""
        json_schema = handler(schema)
        resolved = handler.resolve_ref_schema(json_schema)
        for choice in resolved.get("anyOf", [resolved]):  # several for `Annotated[str | None, …]`
            if choice.get("type") != "null":
                self._update_json_schema(choice)
        return json_schema

    def _update_json_schema(self, json_schema: dict[str, Any]) -> None:
        if json_schema.get("pattern", self.pattern) != self.pattern:
            json_schema.setdefault("allOf", []).append({"pattern": json_schema["pattern"]})
        json_schema["type"] = "string"
        json_schema["minLength"] = max(_LENGTH, json_schema.get("minLength", _LENGTH))
        json_schema["maxLength"] = min(_LENGTH, json_schema.get("maxLength", _LENGTH))
        json_schema["pattern"] = self.pattern
        json_schema.setdefault("examples", [f"{[*self.prefixes, SidPrefix.ACCOUNT][0]}{'a' * (_LENGTH - 2)}"])
        if self.deprecated:
            json_schema.setdefault("deprecated", True)


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
    compiled = _compiled(prefixes)
    return isinstance(value, str) and compiled.fullmatch(value) is not None


@lru_cache
def _compiled(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(SidConstraints(*prefixes).pattern)


def _checked(prefix: object) -> str:
    if not isinstance(prefix, str):
        raise TypeError(f"a SID prefix is a string of two capital letters, not {prefix!r}")
    if not re.fullmatch("[A-Z]{2}", prefix):
        raise ValueError(f"a SID prefix is two capital letters A to Z, not {prefix!r}")
    try:
        return SidPrefix(prefix)
    except ValueError:
        return prefix


def _names(prefixes: tuple[str, ...]) -> str | None:
    known = [prefix for prefix in prefixes if isinstance(prefix, SidPrefix)]
    names = dict.fromkeys(prefix.resource for prefix in known)
    return " or ".join(names) if len(known) == len(prefixes) and 1 <= len(names) <= _MAX_NAMES else None


# A pattern and a message are made once, not for each field of a type.


@lru_cache(maxsize=1024)
def _pattern(prefixes: tuple[str, ...]) -> str:
    choices = [
        f"{_either(accepted or ['[A-Z]{2}'])}[{alphabet}]{{{_LENGTH - 2}}}"
        for alphabet, accepted in _by_alphabet(prefixes)
    ]
    return f"^{_either(choices)}$"


@lru_cache(maxsize=1024)
def _message(prefixes: tuple[str, ...], resource: str | None) -> str:
    choices = [
        (" or ".join(f"'{prefix}'" for prefix in accepted) or "two capital letters")
        + (" followed by 32 hexadecimal digits" if alphabet == HEXADECIMAL else " followed by 32 letters and digits")
        for alphabet, accepted in _by_alphabet(prefixes)
    ]
    name = f"Twilio {resource} SID" if resource else "Twilio SID"
    return f"Input should be a {name}: {', or '.join(choices)}"


def _by_alphabet(prefixes: tuple[str, ...]) -> Iterable[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for prefix in prefixes:
        alphabet = prefix.alphabet if isinstance(prefix, SidPrefix) else HEXADECIMAL
        groups.setdefault(alphabet, []).append(str(prefix))
    return groups.items() or [(HEXADECIMAL, [])]


def _either(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"({'|'.join(choices)})"


def _string(schema: CoreSchema, *, strict: bool) -> CoreSchema:
    """Make a `str` schema one that no config of a model, stripping excepted, lets refuse or change a SID."""
    if schema["type"] != "str":
        return schema
    string = cast(
        "CoreSchema",
        {
            "min_length": 0,
            "max_length": sys.maxsize,
            "to_lower": False,
            "to_upper": False,
            "coerce_numbers_to_str": False,
            **schema,
            "strict": strict or schema.get("strict", False),
        },
    )
    if schema.keys() != {"type"}:
        return string
    # In Python input a check of the class is faster than lengths, which need the text, and leaves it to the pattern to
    # refuse a lone surrogate. The classes are those of which Pydantic makes a `str`.
    classes = str if strict else (str, bytes, bytearray, Enum)
    return core_schema.json_or_python_schema(
        json_schema=string,
        python_schema=core_schema.custom_error_schema(
            core_schema.is_instance_schema(classes, cls_repr="str"), custom_error_type="string_type"
        ),
    )
