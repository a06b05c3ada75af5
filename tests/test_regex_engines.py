"""A type's pattern matches the same strings in every engine, and its JSON Schema accepts them in every validator.

In some engines, `$` also matches before a final newline. Those need a full match.
"""

import json
import re
from collections.abc import Callable
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import duckdb
import jsonschema
import jsonschema_rs
import pcre2
import polars as pl
import psycopg
import pytest
import re2
from psycopg import sql
from pydantic import TypeAdapter

from pydantic_twilio_sid import SidConstraints
from pydantic_twilio_sid.testing import cases
from tests.helpers import SETS, needs, run, sets_of_prefixes

Verdicts = list[bool]
untyped_re2: Any = re2
untyped_pcre2: Any = pcre2


def has_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


# Each function returns which of the strings the pattern accepts.


def python_fullmatch(pattern: str, values: list[str]) -> Verdicts:
    return [re.fullmatch(pattern, value) is not None for value in values]


def python_search(pattern: str, values: list[str]) -> Verdicts:
    return [re.search(pattern, value) is not None for value in values]


def re2_search(pattern: str, values: list[str]) -> Verdicts:
    compiled = untyped_re2.compile(pattern)
    return [not has_surrogate(value) and compiled.search(value) is not None for value in values]


def pcre2_fullmatch(pattern: str, values: list[str]) -> Verdicts:
    compiled = untyped_pcre2.compile(pattern)
    return [not has_surrogate(value) and compiled.fullmatch(value) is not None for value in values]


def pcre2_search(pattern: str, values: list[str]) -> Verdicts:
    compiled = untyped_pcre2.compile(pattern)
    return [not has_surrogate(value) and compiled.search(value) is not None for value in values]


@cache
def java() -> dict[tuple[str, str], tuple[bool, bool]]:
    """Run Java once for all patterns. Return whether all of each string matches, and whether a part of it does."""
    needs("java")
    pairs = [(SidConstraints(*prefixes).pattern, case.value) for prefixes in SETS.values() for case in cases(*prefixes)]
    lines = [" ".join(text.encode("utf-16-be", "surrogatepass").hex() for text in pair) + "\n" for pair in pairs]
    result = run("java", str(Path(__file__).with_name("Match.java")), input="".join(lines))
    assert result.returncode == 0, result.stderr
    verdicts = [(line[0] == "1", line[1] == "1") for line in result.stdout.split()]
    return dict(zip(pairs, verdicts, strict=True))


def java_matches(pattern: str, values: list[str]) -> Verdicts:
    return [java()[pattern, value][0] for value in values]


def java_find(pattern: str, values: list[str]) -> Verdicts:
    return [java()[pattern, value][1] for value in values]


def javascript(pattern: str, values: list[str]) -> Verdicts:
    needs("node")
    program = (
        "const {pattern, values} = JSON.parse(require('fs').readFileSync(0));"
        "const regex = new RegExp(pattern, 'u'); console.log(JSON.stringify(values.map(value => regex.test(value))))"
    )
    result = run("node", "-e", program, input=json.dumps({"pattern": pattern, "values": values}))
    return list(json.loads(result.stdout))


def duckdb_matches(pattern: str, values: list[str]) -> Verdicts:
    held = [value for value in values if not has_surrogate(value)]
    query = "SELECT value, regexp_matches(value, $pattern) FROM (SELECT unnest($values) AS value)"
    found = dict(duckdb.execute(query, {"pattern": pattern, "values": held}).fetchall())
    return [found.get(value, False) for value in values]


def polars_contains(pattern: str, values: list[str]) -> Verdicts:
    held = pl.Series([None if has_surrogate(value) else value for value in values], dtype=pl.String)
    return [bool(found) for found in held.str.contains(pattern)]


@sets_of_prefixes
@pytest.mark.parametrize(
    ("engine", "accepted_too"),
    [
        (python_fullmatch, set[str]()),
        (python_search, {"a trailing newline"}),
        (re2_search, set[str]()),
        (pcre2_fullmatch, set[str]()),
        (pcre2_search, {"a trailing newline"}),
        (java_matches, set[str]()),
        (java_find, {"a trailing newline", "a trailing carriage return", "a trailing line separator"}),
        (javascript, set[str]()),
        (duckdb_matches, set[str]()),
        (polars_contains, set[str]()),
    ],
    ids=["re-full", "re", "RE2", "PCRE2-full", "PCRE2", "Java-full", "Java", "JavaScript", "DuckDB", "Polars"],
)
def test_pattern(
    engine: Callable[[str, list[str]], Verdicts], accepted_too: set[str], prefixes: tuple[str, ...]
) -> None:
    table = cases(*prefixes)
    verdicts = engine(SidConstraints(*prefixes).pattern, [case.value for case in table])
    assert len(verdicts) == len(table)
    wrong = {case.why for case, verdict in zip(table, verdicts, strict=True) if verdict != case.valid}
    assert wrong == accepted_too


@sets_of_prefixes
def test_check_constraint_in_postgresql(postgresql: str, prefixes: tuple[str, ...]) -> None:
    column = sql.SQL("sid text CHECK (sid ~ {})").format(SidConstraints(*prefixes).pattern)
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE TEMPORARY TABLE message ({})").format(column))
        for case in cases(*prefixes):
            if "\0" in case.value or has_surrogate(case.value):  # can't be stored
                continue
            with nullcontext() if case.valid else pytest.raises(psycopg.errors.CheckViolation):
                connection.execute("INSERT INTO message VALUES (%s)", [case.value])


@sets_of_prefixes
def test_json_schema(prefixes: tuple[str, ...]) -> None:
    schema = TypeAdapter[str](Annotated[str, SidConstraints(*prefixes)]).json_schema()
    in_python: Any = jsonschema.Draft202012Validator(schema)
    in_rust = jsonschema_rs.validator_for(schema)
    for case in cases(*prefixes):
        assert in_python.is_valid(case.value) == case.valid, case.why
        if not has_surrogate(case.value):
            assert in_rust.is_valid(case.value) == case.valid, case.why


def test_json_schema_in_ajv(tmp_path: Path) -> None:
    needs("npm")
    installed = run("npm", "install", "--silent", "--no-package-lock", "ajv@8", cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    program = (
        "const Ajv = require('ajv/dist/2020'); const sets = JSON.parse(require('fs').readFileSync(0));"
        "const test = ([schema, values]) => { const is = new Ajv().compile(schema); return values.map(x => is(x)) };"
        "console.log(JSON.stringify(sets.map(test)))"
    )
    sets: list[tuple[object, list[str]]] = []
    expected: list[Verdicts] = []
    for prefixes in SETS.values():
        schema = TypeAdapter[str](Annotated[str, SidConstraints(*prefixes)]).json_schema()
        sets.append((schema, [case.value for case in cases(*prefixes)]))
        expected.append([case.valid for case in cases(*prefixes)])
    result = run("node", "-e", program, input=json.dumps(sets), cwd=tmp_path)
    assert json.loads(result.stdout) == expected
