"""Reads and updates `twilio_oai.txt`, which lists the SIDs in Twilio's OpenAPI description: fields and examples.

`python -m tests.twilio_oai path/to/twilio-oai` reads a git checkout of twilio-oai, writes the file, and prints the
diff. Review it, and run the tests: they list the prefixes and fields that the package doesn't know yet.

The file has a heading for each document and, below it, one for each schema. `(paths)` covers parameters, forms and
responses that aren't named schemas, and `(examples)` covers all examples in the document. Below its heading, each fact
has one line, no matter how often the document repeats it:

    sid SM|MM                           a field with the pattern `^(SM|MM)[0-9a-fA-F]{32}$`
    roleAssignments/sid IY[0-9a-f]{32}  a nested field whose pattern has another spelling
    trunk_sid TK                        a name in an example, and the prefix of its SID
    factor_sid YF: 2 x ''               an example that the field's own pattern rejects, and how often it occurs
"""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import JsonValue

FILE = Path(__file__).with_suffix(".txt")
KEYWORDS = {"properties", "items", "schema"}
"""The parts of a path to a schema that aren't names."""


class Field(NamedTuple):
    """A field and its pattern, or a name in an example and the prefix of its SID."""

    document: str
    schema: str
    name: str
    pattern: str


class Mistake(NamedTuple):
    """An example that the field's own pattern rejects."""

    document: str
    name: str
    pattern: str
    value: str
    times: int


class Facts(NamedTuple):
    commit: str
    fields: list[Field]
    examples: list[Field]
    mistakes: list[Mistake]


def read(file: Path = FILE) -> Facts:
    """Read the facts from `twilio_oai.txt`."""
    first, *lines = file.read_text(encoding="utf-8").splitlines()
    facts = Facts(first.split()[1], [], [], [])
    document = schema = ""
    for line in filter(None, lines):
        if not line.startswith("  "):
            document, schema = (line[3:], "") if line.startswith("== ") else (document, line)
            continue
        name, pattern = line.split(maxsplit=1)
        if mistake := re.fullmatch(r"(.+): (\d+) x '(.*)'", pattern):
            facts.mistakes.append(Mistake(document, name, _full(mistake[1]), mistake[3], int(mistake[2])))
        elif schema == "(examples)":
            facts.examples.append(Field(document, schema, name, pattern))
        else:
            facts.fields.append(Field(document, schema, name, _full(pattern)))
    return facts


def describe(checkout: Path) -> str:
    """Return the text of `twilio_oai.txt` for a checkout."""
    git = ["git", "-C", str(checkout), "log", "-1", "--abbrev=7", "--format=commit %h of %cs"]
    lines = [subprocess.run(git, check=True, capture_output=True, text=True).stdout]
    for file in sorted(checkout.glob("spec/json/*.json")):
        sections: dict[str, set[str]] = {}
        for schema, fact in _facts(json.loads(file.read_text(encoding="utf-8"))):
            sections.setdefault(schema, set()).add(f"  {fact}\n")
        if sections:
            lines.append(f"\n== {file.stem}\n")
        for schema, facts in sorted(sections.items()):
            lines += [f"{schema}\n", *sorted(facts)]
    return "".join(lines)


def _facts(document: Any) -> Iterator[tuple[str, str]]:
    """Yield the facts in a document, each with its heading."""
    mistakes: Counter[tuple[str, str]] = Counter()
    for place, node in _nodes(document):
        names = [part for part in place if part not in KEYWORDS]
        pattern = node.get("pattern")
        if isinstance(pattern, str) and "{32}" in pattern:
            is_schema = place[:2] == ("components", "schemas")
            schema, name = (names[2], "/".join(names[3:])) if is_schema else ("(paths)", names[-1])
            yield schema, f"{name} {_short(pattern)}"
        for example in _examples(node):
            for name, value, pattern in _strings(document, node.get("schema", node), "".join(names[-1:]), example):
                if pattern and not re.search(pattern, value):
                    mistakes[f"{name} {_short(pattern)}", value] += 1
                elif re.fullmatch("[A-Z]{2}[0-9a-fA-F]{32}", value):
                    yield "(examples)", f"{name} {value[:2]}"
    for (field, value), times in mistakes.items():
        yield "(examples)", f"{field}: {times} x '{value}'"


def _nodes(value: JsonValue, *place: str) -> Iterator[tuple[tuple[str, ...], dict[str, JsonValue]]]:
    """Yield the objects in a JSON document, each with the path that leads to it."""
    if isinstance(value, dict):
        yield place, value
        for key, inner in value.items():
            yield from _nodes(inner, *place, key)
    elif isinstance(value, list):
        for inner in value:
            name = inner.get("name") if isinstance(inner, dict) else None  # a parameter's
            yield from _nodes(inner, *place, *([name] if isinstance(name, str) else []))


def _examples(node: dict[str, JsonValue]) -> Iterator[JsonValue]:
    yield node.get("example")
    named = node.get("examples")
    if isinstance(named, dict):
        yield from (example.get("value") for example in named.values() if isinstance(example, dict))


def _strings(document: Any, schema: Any, name: str, value: JsonValue) -> Iterator[tuple[str, str, str | None]]:
    """Yield the strings in an example, each with its name and its pattern."""
    if "$ref" in schema:
        names = schema["$ref"].split("/")[1:]
        schema = reduce(getitem, names, document)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(document, schema.get("properties", {}).get(key, {}), key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(document, schema.get("items", {}), name, inner)
    elif isinstance(value, str):
        yield name, value, schema.get("pattern")


def _short(pattern: str) -> str:
    """Shorten a pattern to its prefixes if the rest is as usual."""
    usual = re.fullmatch(r"\^\(?([A-Z|]+)\)?\[0-9a-fA-F\]\{32\}\$", pattern)
    return usual[1] if usual else pattern


def _full(pattern: str) -> str:
    prefixes = f"({pattern})" if "|" in pattern else pattern
    return f"^{prefixes}[0-9a-fA-F]{{32}}$" if re.fullmatch("[A-Z|]+", pattern) else pattern


if __name__ == "__main__":
    before, after = FILE.read_text(encoding="utf-8"), describe(Path(sys.argv[1]))
    FILE.write_text(after, encoding="utf-8")
    print("\n".join(unified_diff(before.splitlines(), after.splitlines(), "before", "after", lineterm="")))
