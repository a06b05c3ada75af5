"""`examples/check_constraint.py`, with a real PostgreSQL."""

import subprocess
from pathlib import Path

import psycopg
import pytest

from pydantic_twilio_sid.testing import cases
from tests.helpers import EXAMPLES, run


def check_constraint(*arguments: str) -> subprocess.CompletedProcess[str]:
    return run("python", EXAMPLES / "check_constraint.py", *arguments)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_strings_in_postgresql(postgresql: str, scheme: str) -> None:
    result = check_constraint(postgresql.replace("postgresql:", f"{scheme}:"))
    assert (result.returncode, result.stderr) == (0, "")
    assert """"sid" text NOT NULL CHECK ("sid" ~ '^(SM|MM)[0-9a-fA-F]{32}$')""" in result.stdout
    assert result.stdout.endswith(f"agree on {len(cases('SM', 'MM'))} strings and differ on 0\n")


@pytest.mark.parametrize("arguments", [[], ["postgresql://localhost", "postgresql://localhost"]])
def test_wrong_number_of_arguments(arguments: list[str]) -> None:
    result = check_constraint(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("usage: check_constraint.py ")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost",
        "mysql://tester:secret@localhost/test",
        "postgresql+asyncpg://tester:secret@localhost/test",
        "postgresql://tester:secret@[::1/test",
        "postgresql://tester:secret@localhost/test?secret=secret",
        "postgresql://tester:secret%zz@localhost/test",
    ],
)
def test_bad_url(url: str) -> None:
    result = check_constraint(url)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "not the URL of a PostgreSQL database, such as postgresql://user:password@host/database\n"


def test_server_that_is_down(tmp_path: Path) -> None:
    for url in (f"postgresql:///test?host={tmp_path}", "postgresql+psycopg://tester:secret@127.0.0.1:1/test"):
        result = check_constraint(url)
        assert (result.returncode, result.stdout) == (2, "")
        (line,) = result.stderr.splitlines()
        assert "failed: " in line
        assert "secret" not in line


def test_database_that_is_not_there(postgresql: str) -> None:
    result = check_constraint(postgresql.replace("/postgres?", "/none?"))
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert 'database "none" does not exist' in line


def test_role_that_may_not_create_the_table(postgresql: str) -> None:
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("REVOKE TEMPORARY ON DATABASE postgres FROM PUBLIC")
        connection.execute("CREATE ROLE nobody LOGIN")
        try:
            result = check_constraint(postgresql.replace("tester@", "nobody@"))
        finally:
            connection.execute("DROP ROLE nobody")
            connection.execute("GRANT TEMPORARY ON DATABASE postgres TO PUBLIC")
    assert (result.returncode, result.stderr) == (
        2,
        'permission denied to create temporary tables in database "postgres"\n',
    )
