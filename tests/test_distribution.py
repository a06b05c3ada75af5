"""The distributions for PyPI: their version, metadata and contents, and the README as PyPI renders it.

`.ci/run` runs all tests in the unpacked source distribution, so nothing here asks what it contains.
"""

import re
import zipfile
from email.parser import BytesParser
from pathlib import Path

import pytest

from tests.helpers import run

for module in ("build", "readme_renderer", "twine"):
    pytest.importorskip(module, reason=f"{module} isn't installed: it's in the dependency group 'integrations'")

ROOT = Path(__file__).parents[1]
ADDRESS = re.findall(r"https://[\w./-]+?pydantic-twilio-sid", ROOT.joinpath("pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build the source distribution, and the wheel from it."""
    folder = tmp_path_factory.mktemp("dist")
    built = run("python", "-m", "build", "--outdir", folder, ROOT)
    assert built.returncode == 0, built.stdout + built.stderr
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def metadata(distributions: tuple[Path, Path]) -> dict[str, str]:
    with zipfile.ZipFile(distributions[1]) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        message = BytesParser().parsebytes(wheel.read(name))
    return {**dict(message.items()), "description": str(message.get_payload())}


def test_no_release_before_the_address_is_known(metadata: dict[str, str]) -> None:
    assert len(ADDRESS) == 2
    assert len(set(ADDRESS)) == 1
    assert "example.invalid" not in ADDRESS[0] or ".dev" in metadata["Version"]


def test_twine_accepts_it(distributions: tuple[Path, Path]) -> None:
    checked = run("python", "-m", "twine", "check", "--strict", *distributions)
    assert checked.returncode == 0, checked.stdout


def test_page_on_pypi(metadata: dict[str, str]) -> None:
    from readme_renderer.markdown import render  # noqa: PLC0415 - an optional dependency

    page = render(metadata["description"], stream=None)
    assert page is not None
    assert "<table>" in page
    links = re.findall(r'(?:href|src)="([^"]+)"', page)
    assert f"{ADDRESS[0]}/blob/main/docs/types.md" in links
    assert [link for link in links if not link.startswith(("https://", "#"))] == []


def test_wheel_has_the_package_and_nothing_else(distributions: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(distributions[1]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    package = {f"pydantic_twilio_sid/{path.name}" for path in ROOT.glob("pydantic_twilio_sid/*") if path.is_file()}
    assert names == package
