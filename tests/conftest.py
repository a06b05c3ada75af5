"""Hypothesis's settings, the PostgreSQL fixture, and what isn't collected without the dependency group `test`."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test asserts a time, however slow the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

collect_ignore = [] if find_spec("pytest_examples") else ["examples", "test_docs.py", "test_regex_engines.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if collect_ignore and config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        terminalreporter.write_line(f"Not collected without the dependency group 'test': {', '.join(collect_ignore)}")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Start a server on a socket in a temporary folder, and yield its URL."""
    if os.name != "posix":
        pytest.skip("PostgreSQL's server listens on a Unix socket")
    folders = [os.environ.get("PATH", ""), *map(str, Path("/usr/lib/postgresql").glob("*/bin"))]
    initdb = shutil.which("initdb", path=os.pathsep.join(folders))
    if initdb is None:
        pytest.skip("PostgreSQL's server is not installed")
    pg_ctl = str(Path(initdb).resolve().with_name("pg_ctl"))
    folder = tempfile.mkdtemp()
    user = None
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = "postgres"
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=60, user=user)

    run(initdb, "-D", "data", "-A", "trust", "-U", "tester")
    run(pg_ctl, "-D", "data", "-w", "-l", "log", "-o", f"-k {folder} -c listen_addresses=", "start")
    try:
        yield f"postgresql://tester@/postgres?host={folder}"
    finally:
        run(pg_ctl, "-D", "data", "-m", "fast", "stop")
        shutil.rmtree(folder)
