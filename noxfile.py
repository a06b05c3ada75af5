"""Everything that decides whether a commit is good, except the commands of the README and of the examples.

`nox -l` lists the sessions, `nox -s types` runs one, and `nox` runs those that `.ci/run` also runs. They need
`pip install nox[uv]`. Missing Pythons are skipped, unless `CI` is set.
"""

import re
import tempfile

import nox

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "uv"
nox.options.download_python = "never"
nox.options.reuse_venv = "yes"

PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14"]
LOWEST = [
    f"{name}=={version}.*"
    for requirement in nox.project.load_toml("pyproject.toml")["project"]["dependencies"]
    for name, version in re.findall(r"([\w-]+)>=([\d.]+)", requirement)
]
TYPED = ["pydantic_twilio_sid", "tests/typing/accepted.py"]
WORKFLOWS = [".github/workflows/ci.yml", ".github/workflows/release.yml", ".github/workflows/weekly.yml"]


def run_pytest(session: nox.Session, *args: str) -> None:
    """Run pytest without what parallel runs would share: the cache, and a temporary folder that each cleans up."""
    with tempfile.TemporaryDirectory() as folder:
        session.run("pytest", "-p", "no:cacheprovider", f"--basetemp={folder}/pytest", *(session.posargs or args))


@nox.session
def types(session: nox.Session) -> None:
    """Run mypy and pyright on nearly everything, ty and pyrefly on the package, a test and the code of the docs."""
    session.install("--editable", ".", "--group", "dev", "--group", "spark")
    session.run("mypy")
    session.run("pyright")
    session.run("ty", "check", *TYPED)
    session.run("pyrefly", "check", *TYPED)
    run_pytest(session, "tests/test_typing.py")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the package's own tests with the newest Pydantic."""
    session.install(".", "--group", "package")
    run_pytest(session)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the package's own tests with the oldest Pydantic and typing-extensions that it supports."""
    session.install(".", "--group", "package", *LOWEST)
    run_pytest(session)


@nox.session
def integrations(session: nox.Session) -> None:
    """Test other packages that people use with Pydantic, and build the distributions for PyPI."""
    session.install(".", "--group", "integrations")
    run_pytest(session, "tests/integrations", "tests/test_distribution.py")


@nox.session
def spark(session: nox.Session) -> None:
    """Test the example for Apache Spark. Needs Java."""
    session.install(".", "--group", "examples", "--group", "package", "--group", "spark")
    run_pytest(session, "-m", "spark", "tests/examples/test_message_export.py")


@nox.session(python=False)
def webassembly(session: nox.Session) -> None:
    """Run the package's own tests on Python 3.14 for WebAssembly. Needs Node."""
    session.run(".ci/browser")


@nox.session
def style(session: nox.Session) -> None:
    """Check style with Ruff, and GitHub's workflows. `nox -s style -- --fix` repairs what it can."""
    session.install("--group", "style")
    session.run("ruff", "format", *([] if session.posargs else ["--check"]))
    session.run("ruff", "check", *session.posargs)
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    session.run("check-jsonschema", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml")
    session.run("zizmor", "--offline", "--quiet", ".github")


@nox.session(default=False)
def prerelease(session: nox.Session) -> None:
    """Run the package's own tests with the newest pre-release of Pydantic, once a week."""
    session.install(".", "--group", "package")
    session.install("--pre", "--upgrade", "pydantic")
    run_pytest(session)


@nox.session(default=False)
def description(session: nox.Session) -> None:
    """Look for a newer version of Twilio's OpenAPI description, and fail if there is one. Needs npm."""
    session.install("pydantic")
    session.run("python", "-m", "tests.twilio_oai")
