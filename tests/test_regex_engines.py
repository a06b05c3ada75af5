"""A type's pattern matches the same strings in every engine, if it's called as `docs/other-tools.md` says."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import duckdb
import pcre2
import polars as pl
import psycopg
import pytest
import re2
from pydantic import TypeAdapter

from pydantic_twilio_sid import SidConstraints
from pydantic_twilio_sid.testing import cases
from tests.helpers import SETS, needs, run

Pairs = list[tuple[str, str]]
untyped_re2: Any = re2
untyped_pcre2: Any = pcre2

# Each string with the schema of a type. Neither UTF-8 nor PostgreSQL's text can hold a surrogate or a null.
CASES = [
    (TypeAdapter(Annotated[str, SidConstraints(*prefixes)]).json_schema(), case)
    for prefixes in SETS.values()
    for case in cases(*prefixes)
    if not re.search("[\0\ud800-\udfff]", case.value)
]
PAIRS = [(schema["pattern"], case.value) for schema, case in CASES]
EXPECTED = [case.valid for _, case in CASES]


def python(pairs: Pairs) -> list[bool]:
    return [re.fullmatch(*pair) is not None for pair in pairs]


def google_re2(pairs: Pairs) -> list[bool]:
    return [untyped_re2.search(*pair) is not None for pair in pairs]


def perl(pairs: Pairs) -> list[bool]:
    return [untyped_pcre2.compile(pattern).fullmatch(value) is not None for pattern, value in pairs]


def java(pairs: Pairs) -> list[bool]:
    needs("java")
    lines = [" ".join(text.encode("utf-16-be").hex() for text in pair) + "\n" for pair in pairs]
    result = run("java", Path(__file__).with_name("Match.java"), input="".join(lines))
    return [line == "true" for line in result.stdout.split()]


def node(program: str, pairs: object, **options: Any) -> list[bool]:
    """Run a JavaScript program that turns `pairs` into booleans."""
    needs("node")
    program = f"const pairs = JSON.parse(require('fs').readFileSync(0)); console.log(JSON.stringify({program}))"
    return list(json.loads(run("node", "-e", program, input=json.dumps(pairs), **options).stdout))


def javascript(pairs: Pairs) -> list[bool]:
    return node("pairs.map(([pattern, value]) => new RegExp(pattern, 'u').test(value))", pairs)


def in_duckdb(pairs: Pairs) -> list[bool]:
    query = "SELECT regexp_matches(value, pattern) FROM (SELECT unnest($1) AS pattern, unnest($2) AS value)"
    return [row[0] for row in duckdb.execute(query, [*map(list, zip(*pairs, strict=True))]).fetchall()]


def in_polars(pairs: Pairs) -> list[bool]:
    return [bool(pl.Series([value]).str.contains(pattern)[0]) for pattern, value in pairs]


@pytest.mark.parametrize("engine", [python, google_re2, perl, java, javascript, in_duckdb, in_polars])
def test_a_pattern_matches_the_same_strings(engine: Callable[[Pairs], list[bool]]) -> None:
    assert engine(PAIRS) == EXPECTED


def test_a_pattern_matches_the_same_strings_in_postgresql(postgresql: str) -> None:
    with psycopg.connect(postgresql) as connection:
        query = "SELECT value ~ pattern FROM unnest(%s::text[], %s::text[]) AS pairs (pattern, value)"
        rows = connection.execute(query, [*map(list, zip(*PAIRS, strict=True))]).fetchall()
    assert [row[0] for row in rows] == EXPECTED


def test_a_json_schema_accepts_the_same_strings_in_ajv(tmp_path: Path) -> None:
    npm = shutil.which("npm") or pytest.skip("npm isn't installed")
    run(npm, "install", "--silent", "--no-package-lock", "ajv@8", cwd=tmp_path)
    new = "new (require('ajv/dist/2020'))()"
    program = f"((ajv) => pairs.map(([schema, value]) => ajv.validate(schema, value)))({new})"
    assert node(program, [(schema, case.value) for schema, case in CASES], cwd=tmp_path) == EXPECTED
