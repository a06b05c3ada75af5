"""Runs pytest on Pyodide, where there are no processes and no threads, and skips the tests that need them."""

import platform
from collections.abc import Generator
from importlib.metadata import version

import pytest

ABSENT = {"jsonschema_rs": "is compiled"}
"""Modules that may be missing, and why. Any other missing module is an error: `.ci/browser` should install it."""

REFUSALS = (
    "can't start new thread",  # threading
    "does not support processes",  # subprocess
    "lacks multiprocessing.synchronize",  # concurrent.futures
)
"""The errors that Python raises when a test starts a thread or a process here."""


class Skips:
    """Skips what can't run here, and counts the tests that pass."""

    passed = 0

    def pytest_exception_interact(self, call: pytest.CallInfo[object], report: object) -> None:
        """Skip a file that imports an absent module."""
        cause = call.excinfo.value.__cause__ if call.excinfo else None
        if isinstance(report, pytest.CollectReport) and isinstance(cause, ModuleNotFoundError) and cause.name in ABSENT:
            report.outcome = "skipped"
            report.longrepr = (report.nodeid, 1, f"{cause.name} {ABSENT[cause.name]}")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Skip a test that starts a thread or a process."""
        report = yield
        error = call.excinfo.value if call.excinfo else None
        if isinstance(error, (OSError, RuntimeError)) and any(refusal in str(error) for refusal in REFUSALS):
            report.outcome = "skipped"
            path, line, _ = item.location
            report.longrepr = (path, (line or 0) + 1, str(error))
        self.passed += report.passed and report.when == "call"
        return report


def main() -> int:
    """Run the tests, print what they ran on, and return pytest's exit code."""
    skips = Skips()
    status = pytest.main(["--quiet", "-rfEs"], plugins=[skips])
    print(f"Python {platform.python_version()} (WebAssembly), pydantic {version('pydantic')}: {skips.passed} tests")
    return int(status)


main()
