"""`python -m pydantic_twilio_sid.codegen IN OUT` adds our types to Twilio's OpenAPI documents, in a file or a folder.

Instead of a pattern and lengths, the schema of a SID has an `x-python-type`, which datamodel-code-generator imports. A
field that no type fits keeps its pattern and is listed, as are those that are stricter now or only named like a SID.

If several types have the prefix, those whose names end like the field's come first: `service_sid` is a `…ServiceSid`.
Among those, the type that shares the most words with the field, its schema or path, and the server wins. In a tie, it's
the one whose resource `SidPrefix` lists first, and then the one with the shorter name.
"""

import argparse
import contextlib
import importlib.metadata
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from pydantic_twilio_sid import SidConstraints, SidPrefix, types

_SID = re.compile(  # every way in which Twilio spells the pattern of a SID; the digits vary even for a single prefix
    r"\^?([A-Z]{2}|\([A-Z]{2}(?:\|[A-Z]{2})*\)|\[(?:a-zA-Z|A-Z)\]\{2\}(?!\[a-zA-Z0-9))"
    r"\[(?:0-9a-fA-F|0-9A-Fa-f|0-9a-f|a-zA-Z0-9)\]\{32\}\$?"
)
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
_MAPS = {  # keywords with names below them, which aren't keywords, even if a property is called `pattern` or `example`
    *("$defs", "callbacks", "definitions", "dependentSchemas", "headers", "parameters", "pathItems", "paths"),
    *("patternProperties", "properties", "requestBodies", "responses", "schemas", "webhooks"),
}
_PARAMETERS = "Named like a SID, but no pattern, in parameters (most also accept a unique name)"
_CONTROLS = {code: ascii(chr(code))[1:-1] for code in (*range(32), *range(127, 160))}  # for `str.translate`

_TYPES = {
    name: SidConstraints(annotation)
    for name, annotation in vars(types).items()
    if name.endswith("Sid") and len(annotation.__metadata__) == 1  # deprecated types have more, and are for webhooks
}
_PREFIXES = {name: {*constraints.prefixes} for name, constraints in _TYPES.items()}
_RESOURCES = [None, *(resource for prefix in SidPrefix for resource in prefix.resources)]


@cache
def _words(*names: str) -> set[str]:
    """Return the words in names, in lower case and in the singular."""
    words = re.findall("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", " ".join(names))
    text = " ".join(word.lower().removesuffix("s") for word in words)
    for synonym, meaning in _SYNONYMS.items():
        text = re.sub(rf"\b{synonym}\b", meaning, text)
    return set(text.split())


def _type_for(prefixes: set[str], *names: str) -> str | None:
    """Return the type for a field with these prefixes. Its own name is the last one."""
    field = re.sub("sid$", "", names[-1], flags=re.IGNORECASE)
    ending = "".join(word[:1].upper() + word[1:] for word in [*field.split("_"), "Sid"])
    words = _words(*names)

    def rank(name: str) -> tuple[bool, int, int, int]:
        return name.endswith(ending), len(words & _words(name)), -_RESOURCES.index(_TYPES[name].resource), -len(name)

    candidates = [name for name in _TYPES if _PREFIXES[name] == prefixes]
    if words >= {"short", "code", "application"}:  # the only application without a type
        candidates = [name for name in candidates if "Application" not in name]
    return max(candidates, key=rank, default=None)


def _schemas(node: JsonValue, *names: str, in_parameter: bool = False) -> Iterator[tuple[Any, tuple[str, ...], bool]]:
    """Yield each object that may be a schema, the names that lead to it, and whether it's in a parameter."""
    if isinstance(node, list):
        for item in node:
            yield from _schemas(item, *names, in_parameter=in_parameter)
    elif isinstance(node, dict):
        if "name" in node:  # it's a parameter
            names, in_parameter = (*names, str(node["name"])), True
        if not node.keys() & {"enum", "x-python-type"}:  # which are stricter
            yield node, names, in_parameter
        for keyword, value in node.items():
            if keyword in _MAPS and isinstance(value, dict):
                for name, item in value.items():
                    yield from _schemas(item, *names, name, in_parameter=in_parameter)
            elif keyword not in _SKIPPED and not keyword.startswith("x-"):
                yield from _schemas(value, *names, in_parameter=in_parameter)


def _add_types(document: JsonValue, module: str) -> Iterator[tuple[str, str]]:
    """Add the types of a module. Yield what the user should know of a field, and the field's name."""
    if not isinstance(document, dict):
        raise TypeError("not a JSON object")
    for schema, names, in_parameter in _schemas(document, str(document.get("servers"))):
        pattern, is_string = str(schema.get("pattern", "")), schema.get("type") == "string"
        name = None if pattern else str(schema.get("x-jvm-type")).removeprefix("com.twilio.sids.")
        if match := _SID.fullmatch(pattern):
            name = _type_for({*re.findall("[A-Z]{2}", match[1])}, *names)
        if is_string and name in _TYPES:  # with any other type, the generator ignores ours
            schema["x-python-type"] = f"{module}.{name}"
            for keyword in ("pattern", "minLength", "maxLength"):
                schema.pop(keyword, None)
            if "a-z" in pattern and "a-z" not in _TYPES[name].pattern:
                yield "Type is stricter than the pattern", names[-1]
        elif _PART.search(pattern):
            yield "No type fits, so the pattern is kept", names[-1]
        elif is_string and not pattern and re.search("sids?$", names[-1], re.IGNORECASE):
            yield _PARAMETERS if in_parameter else "Named like a SID, but no pattern", names[-1]


def _write(path: str, content: bytes) -> None:
    """Write all of the content or, if the path is a file's, nothing."""
    target = Path(path)
    if path == "-" or (target.exists() and not target.is_file()):  # a pipe or a device can't be replaced
        with open(1 if path == "-" else path, "wb", closefd=path != "-") as file:
            file.write(content)
    else:
        target = target.resolve()  # a link stays a link
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            part = Path(folder, target.name)
            part.write_bytes(content)
            part.chmod((target if target.exists() else part).stat().st_mode)
            part.replace(target)


def _main() -> str | None:
    parser = argparse.ArgumentParser("python -m pydantic_twilio_sid.codegen")
    parser.add_argument("input", metavar="IN", help="a document in JSON, a folder of them, or - for standard input")
    parser.add_argument("output", metavar="OUT", help="the same with types, or - for standard output")
    parser.add_argument("--newtypes", action="store_true", help="use the types of pydantic_twilio_sid.newtypes")
    options = parser.parse_args()
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):  # the generator may run elsewhere
        version = importlib.metadata.version("datamodel-code-generator")
        if [*map(int, re.findall("[0-9]+", version)[:2])] < [0, 87]:
            return f"datamodel-code-generator {version} is too old for these types; upgrade it to 0.87 or newer"
    jobs = {options.input: options.output}
    if (folder := Path(options.input)).is_dir() and options.input and options.output not in {"", "-"}:
        jobs = {str(file): str(Path(options.output, file.name)) for file in sorted(folder.glob("*.json"))}
    failure = None if jobs else f"{options.input}: no *.json in this folder"
    notes: dict[str, dict[str, list[str]]] = {}
    for source, target in jobs.items():
        path = source  # the file that an error is about
        try:
            with open(0 if path == "-" else path, "rb", closefd=path != "-") as file:
                document: JsonValue = json.load(file)
            found = [*_add_types(document, "pydantic_twilio_sid" + ".newtypes" * options.newtypes)]
            content = json.dumps(document, indent=2, allow_nan=False).encode()  # Twilio's own layout
            path = target
            _write(path, content)
        except (OSError, RuntimeError, TypeError, ValueError) as error:  # RuntimeError: too deep, or a link to itself
            failure = f"{path}: {error}"
            break
        for what, name in found:
            notes.setdefault(what, {}).setdefault(name, []).append(Path(source).name)
    for what, fields in sorted(notes.items()):
        sys.stderr.write(f"{what}: {sum(map(len, fields.values()))}\n")
        for name, files in sorted(fields.items()) if what != _PARAMETERS else []:
            line = f"  {name}: {len(files)} ({', '.join(dict.fromkeys(files))})"
            sys.stderr.write(line.translate(_CONTROLS) + "\n")
    return failure and failure.translate(_CONTROLS)


if __name__ == "__main__":
    sys.exit(_main())
