"""Everything that decides whether a commit is good, except the commands of the README and of the examples.

`nox -l` lists the sessions, and `nox -s types` runs one. `.ci/run` runs all but `examples`, because the README's test
command tests the examples too. They need `pip install nox[uv]`.
"""

import re
import tempfile

import nox

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "uv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"

PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14"]
LOWEST = [
    f"{name}=={version}.*"
    for requirement in nox.project.load_toml("pyproject.toml")["project"]["dependencies"]
    for name, version in re.findall(r"([\w-]+)>=([\d.]+)", requirement)
]
PACKAGE = [
    *("pydantic_twilio_sid", "tests", "-p", "no:cacheprovider"),
    *("--ignore=tests/examples", "--ignore=tests/test_docs.py", "--ignore=tests/test_regex_engines.py"),
]
TYPED = ["pydantic_twilio_sid", "tests/typing/accepted.py"]


def run_pytest(session: nox.Session, *args: str) -> None:
    """Run pytest with a temporary folder of its own: parallel runs that share one fail if they clean it up at once."""
    with tempfile.TemporaryDirectory() as folder:
        session.run("pytest", f"--basetemp={folder}/pytest", *(session.posargs or args))


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the package's own tests with the newest Pydantic."""
    session.install(".", "--group", "package")
    run_pytest(session, *PACKAGE)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the package's own tests with the oldest Pydantic and typing-extensions that it supports."""
    session.install(".", "--group", "package", *LOWEST)
    run_pytest(session, *PACKAGE)


@nox.session
def style(session: nox.Session) -> None:
    """Check style with Ruff, and the GitHub workflow. `nox -s style -- --fix` repairs what it can."""
    session.install("--group", "style")
    session.run("ruff", "format", *([] if session.posargs else ["--check"]))
    session.run("ruff", "check", *session.posargs)
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", ".github/workflows/ci.yml")


@nox.session
def types(session: nox.Session) -> None:
    """Run mypy and pyright on everything, ty and pyrefly on the package and the code of the docs."""
    session.install("--editable", ".", "--group", "dev", "--group", "spark")
    session.run("mypy")
    session.run("pyright")
    session.run("ty", "check", *TYPED)
    session.run("pyrefly", "check", *TYPED)
    run_pytest(session, "tests/test_typing.py")


@nox.session
def integrations(session: nox.Session) -> None:
    """Test other packages that people use with Pydantic, and build the distributions for PyPI."""
    session.install(".", "--group", "integrations")
    run_pytest(session, "tests/integrations", "tests/test_distribution.py")


@nox.session
def examples(session: nox.Session) -> None:
    """Test the examples, as the README's test command also does. Needs PostgreSQL."""
    session.install(".", "--group", "test")
    run_pytest(session, "tests/examples")


@nox.session
def spark(session: nox.Session) -> None:
    """Test the example for Apache Spark. Needs Java."""
    session.install(".", "--group", "examples", "--group", "package", "--group", "spark")
    run_pytest(session, "-m", "spark", "tests/examples/test_message_export.py")


@nox.session(python=False)
def webassembly(session: nox.Session) -> None:
    """Run the package's own tests on Python 3.14 for WebAssembly. Needs Node."""
    session.run(".ci/browser")
