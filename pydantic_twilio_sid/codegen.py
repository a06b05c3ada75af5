"""`python -m pydantic_twilio_sid.codegen IN OUT` adds our types to one of Twilio's OpenAPI documents.

The schema of a SID gets an `x-python-type`, such as `pydantic_twilio_sid.CallSid`, in place of its pattern and lengths.
datamodel-code-generator imports that type into the models it writes. A pattern that no named type stands for is kept.

If several types have the prefix, those whose names end like the field's come first: `service_sid` is one of the types
called `…ServiceSid`. Then the type wins that has the most words in common with the field, its schema or path, and the
server. In a tie, it's the one whose resource `SidPrefix` lists first, and then the one with the shorter name.
"""

import argparse
import contextlib
import importlib.metadata
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pydantic import JsonValue

from pydantic_twilio_sid import SidConstraints, SidPrefix, types

_SID = re.compile(
    r"\^?([A-Z]{2}|\([A-Z]{2}(?:\|[A-Z]{2})*\)|\[(?:a-zA-Z|A-Z)\]\{2\}(?!\[a-zA-Z0-9))"
    r"\[(?:0-9a-fA-F|0-9A-Fa-f|0-9a-f|a-zA-Z0-9)\]\{32\}\$?"
)
"""Every way in which Twilio spells the pattern of a SID. The digits vary even for a single prefix."""
_PART = re.compile(r"(?:[A-Z]{2}\)?|\{2\})\[[^]]+\]\{32\}")  # a SID in a pattern that may match other strings too
_SYNONYMS = {  # applied to the names in a document, and to those of our types
    "ip messaging": "chat",  # Programmable Chat's former name
    "channel": "chat channel",  # Flex has those of Programmable Chat
    "conversation media": "chat conversation media",  # Programmable Chat has the same
    "frontline": "conversation",
    "emergency caller": "phone number",  # not a caller ID
    "encryption": "public key",
}
_SKIPPED = {"const", "default", "enum", "example", "examples", "propertyNames"}  # data, and keys without a type
_MAPS = {"headers", "parameters", "paths", "properties", "requestBodies", "responses", "schemas"}
"""Keywords with names below them, which aren't keywords, even if a property is called `pattern` or `example`."""

_TYPES = {
    name: SidConstraints(annotation)
    for name, annotation in vars(types).items()
    if name.endswith("Sid") and len(annotation.__metadata__) == 1  # deprecated types have more, and are for webhooks
}
_RESOURCES = [None, *(resource for prefix in SidPrefix for resource in prefix.resources)]


def _words(*names: str) -> set[str]:
    """Return the words in names, in lower case and in the singular."""
    words = re.findall("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", " ".join(names))
    text = " ".join(word.lower().removesuffix("s") for word in words)
    for synonym, meaning in _SYNONYMS.items():
        text = re.sub(rf"\b{synonym}\b", meaning, text)
    return set(text.split())


def _type_for(prefixes: list[str], *names: str) -> str | None:
    """Return the type for a field with these prefixes. Its own name is the last one."""
    field = re.sub("sid$", "", names[-1], flags=re.IGNORECASE)
    ending = "".join(word[:1].upper() + word[1:] for word in [*field.split("_"), "Sid"])
    words = _words(*names)

    def rank(name: str) -> tuple[bool, int, int, int]:
        shared = len(words & _words(name))
        return name.endswith(ending), shared, -_RESOURCES.index(_TYPES[name].resource), -len(name)

    candidates = [name for name in _TYPES if sorted(_TYPES[name].prefixes) == sorted(prefixes)]
    if words >= {"short", "code", "application"}:  # the only application without a type
        candidates = [name for name in candidates if "Application" not in name]
    return max(candidates, key=rank, default=None)


def _schemas(node: JsonValue, *names: str, are_names: bool = False) -> Iterator[tuple[dict[str, JsonValue], list[str]]]:
    """Yield each schema that has a pattern and nothing stricter, and the names that lead to it."""
    if isinstance(node, list):
        for item in node:
            yield from _schemas(item, *names)
    elif isinstance(node, dict) and are_names:
        for name, value in node.items():
            yield from _schemas(value, *names, name)
    elif isinstance(node, dict):
        path = [*names, str(node["name"])] if "name" in node else [*names]  # a parameter has a name
        if isinstance(node.get("pattern"), str) and not node.keys() & {"enum", "x-python-type"}:
            yield node, path
        for keyword, value in node.items():
            if keyword not in _SKIPPED and not keyword.startswith("x-"):
                yield from _schemas(value, *path, are_names=keyword in _MAPS)


def _add_types(document: dict[str, JsonValue]) -> list[str]:
    """Add the types to a document. Return the names of the fields that keep the pattern of a SID."""
    kept: dict[str, None] = {}  # a list without duplicates, because all methods of a path have the same fields
    for schema, names in _schemas(document):
        pattern = str(schema["pattern"])
        match = _SID.fullmatch(pattern)
        name = match and _type_for(re.findall("[A-Z]{2}", match[1]), str(document.get("servers")), *names)
        if name and schema.get("type") == "string":  # with any other type, the generator ignores ours
            schema["x-python-type"] = f"pydantic_twilio_sid.{name}"
            for keyword in ("pattern", "minLength", "maxLength"):
                schema.pop(keyword, None)
        elif _PART.search(pattern):
            kept["/".join(names)] = None
    return list(kept)


def _write(path: str, content: bytes) -> None:
    """Write all of the content or, if the path is a file's, nothing."""
    target = Path(path)
    if path == "-" or (target.exists() and not target.is_file()):  # a pipe or a device can't be replaced
        with open(1 if path == "-" else path, "wb", closefd=path != "-") as file:
            file.write(content)
    else:
        target = target.resolve()  # a link stays a link
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            part = Path(folder, target.name)
            part.write_bytes(content)
            part.chmod((target if target.exists() else part).stat().st_mode)
            part.replace(target)


def _main() -> None:
    parser = argparse.ArgumentParser("python -m pydantic_twilio_sid.codegen")
    parser.add_argument("input", metavar="IN", help="an OpenAPI document of Twilio's in JSON, or - for standard input")
    parser.add_argument("output", metavar="OUT", help="the same with types, or - for standard output")
    options = parser.parse_args()
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):  # the generator may run elsewhere
        version = importlib.metadata.version("datamodel-code-generator")
        if [*map(int, re.findall("[0-9]+", version)[:2])] < [0, 55]:
            sys.exit(f"datamodel-code-generator {version} is too old for these types; upgrade it to 0.55 or newer")
    path = options.input  # the file that an error is about
    try:
        with open(0 if path == "-" else path, "rb", closefd=path != "-") as file:
            document: JsonValue = json.load(file)
        if not isinstance(document, dict):
            sys.exit(f"{path}: not a JSON object")
        kept = _add_types(document)
        content = json.dumps(document, indent=2, allow_nan=False).encode()  # Twilio's own layout keeps a diff short
        path = options.output
        _write(path, content)
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: too deep, or a link to itself
        sys.exit(f"{path}: {error}")
    if kept:
        sys.stderr.write(f"{options.input}: SIDs still checked by a pattern: {len(kept)} ({', '.join(kept)})\n")


if __name__ == "__main__":
    _main()
