"""`examples/postgresql`, with a real PostgreSQL."""

import subprocess
from pathlib import Path

from pydantic_twilio_sid.testing import cases
from tests.helpers import EXAMPLES, run


def check_constraint(url: str) -> subprocess.CompletedProcess[str]:
    return run("python", EXAMPLES / "postgresql" / "check_constraint.py", url)


def test_postgresql_agrees_with_pydantic(postgresql: str) -> None:
    result = check_constraint(postgresql)
    assert (result.returncode, result.stderr) == (0, "")
    table, verdict = result.stdout.splitlines()
    assert table.endswith("(sid text NOT NULL CHECK (sid ~ '^(SM|MM)[0-9a-fA-F]{32}$'))")
    assert verdict == f"PostgreSQL and Pydantic agree on {len(cases('SM', 'MM'))} strings and differ on 0"


def test_server_that_is_down_is_a_line_without_the_password(tmp_path: Path) -> None:
    result = check_constraint(f"postgresql://tester:secret@/test?host={tmp_path}")
    assert (result.returncode, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert "failed: " in line
    assert "secret" not in line
