"""Reads and updates `twilio_oai.txt`, which lists the SIDs in Twilio's OpenAPI description: fields and examples.

Twilio distributes the description with its command line, in the npm package `@twilio/cli-core`.
`python -m tests.twilio_oai 9.0.0` downloads that version, writes the file, and prints the diff. A folder of documents
works in place of a version. Review the diff, and run the tests: they list the prefixes and fields that the package
doesn't know yet. Without a version, the command fails if the registry has a newer one than the file, and names it.

The file has a heading for each document and, below it, one for each schema. A document that is left out has a checksum
in its heading, so that the diff shows when it changes. `(paths)` covers parameters, forms and responses that aren't
named schemas, and `(examples)` covers all examples in the document. Below its heading, each fact has one line, no
matter how often the document repeats it:

    sid SM|MM                           a field with the pattern `^(SM|MM)[0-9a-fA-F]{32}$`
    roleAssignments/sid IY[0-9a-f]{32}  a nested field whose pattern has another spelling
    trunk_sid TK                        a name in an example, and the prefix of its SID
    factor_sid YF: 2 x ''               an example that the field's own pattern rejects, and how often it occurs
"""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from functools import reduce
from hashlib import sha256
from operator import getitem
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pydantic import JsonValue

FILE = Path(__file__).with_suffix(".txt")
PACKAGE = "@twilio/cli-core"
LEFT_OUT = {
    "twilio_assistants_v1": "AI Assistants, retired in July 2026",
    "twilio_autopilot_v1": "Autopilot, deleted from twilio-oai in February 2024",
    "twilio_content_sdk": "a copy of content_v1, deleted from twilio-oai in September 2024",
    "twilio_fax_v1": "Fax, deleted from twilio-oai in June 2022",
    "twilio_flex-api_v1": "two paths without operations, deleted from twilio-oai in April 2026",
    "twilio_iam_v2": "version 2 of IAM, deleted from twilio-oai in January 2026",
    "twilio_media_v1": "Live, deleted from twilio-oai in April 2024",
    "twilio_microvisor_v1": "Microvisor, deleted from twilio-oai in July 2025",
    "twilio_voice_oneconsole": "for Twilio's Console, deleted from twilio-oai in September 2025",
}
"""Leftovers in the package, and why. twilio-python 9.13 has no module for any of them."""
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
    package: str
    fields: list[Field]
    examples: list[Field]
    mistakes: list[Mistake]


def read(file: Path = FILE) -> Facts:
    """Read the facts from `twilio_oai.txt`."""
    first, *lines = file.read_text(encoding="utf-8").splitlines()
    facts = Facts(first.split()[0], [], [], [])
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


def describe(folder: Path) -> str:
    """Return the text of `twilio_oai.txt`, without its first line, for a folder of documents."""
    lines: list[str] = []
    for file in sorted(folder.glob("*.json")):
        content = file.read_bytes()
        if file.stem in LEFT_OUT:
            lines.append(f"\n== {file.stem}: left out, SHA-256 {sha256(content).hexdigest()[:16]}\n")
            continue
        lines.append(f"\n== {file.stem}\n")
        sections: dict[str, set[str]] = {}
        for schema, fact in _facts(json.loads(content)):
            sections.setdefault(schema, set()).add(f"  {fact}\n")
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
            schema, name = (names[2], "/".join(names[3:]) or names[2]) if is_schema else ("(paths)", names[-1])
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


def _npm(*arguments: str) -> str:
    command = ["npm", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _download(version: str, folder: Path) -> tuple[str, Path]:
    """Return the package with its date in the registry, and the folder of its documents."""
    package = f"{PACKAGE}@{version}"
    archive = _npm("pack", package, "--pack-destination", str(folder), "--loglevel", "error").strip()
    shutil.unpack_archive(folder / archive, folder, filter="data")
    times = json.loads(_npm("view", PACKAGE, "time", "--json"))
    return f"{package} of {times[version][:10]}", folder / "package/src/services/twilio-api"


def _newest(known: str) -> str:
    """Return the highest final version, known or in the registry. The registry's tag `latest` may be on a lower one."""
    versions: list[str] = [known, *json.loads(_npm("view", PACKAGE, "versions", "--json"))]
    return max((it for it in versions if "-" not in it), key=lambda it: [int(number) for number in it.split(".")])


if __name__ == "__main__":
    if len(sys.argv) == 1:
        known = read().package.rpartition("@")[2]
        newest = _newest(known)
        sys.exit(f"{PACKAGE} {newest} is out: run `python -m tests.twilio_oai {newest}`" if newest != known else 0)
    before = FILE.read_text(encoding="utf-8")
    with TemporaryDirectory() as temporary:
        given = Path(sys.argv[1])
        package, documents = ("unknown", given) if given.is_dir() else _download(sys.argv[1], Path(temporary))
        after = f"{package}\n{describe(documents)}"
    FILE.write_text(after, encoding="utf-8")
    print("\n".join(unified_diff(before.splitlines(), after.splitlines(), "before", "after", lineterm="")))
