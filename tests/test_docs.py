"""The README and the other pages: Python blocks print the output they show, links work, tables are up to date."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import write_types
from pytest_examples import CodeExample, EvalExample, find_examples
from twilio.request_validator import RequestValidator

from pydantic_twilio_sid import SidConstraints, SidPrefix
from tests.helpers import TYPES

ROOT = Path(__file__).parents[1]
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "examples/README.md")),
    *sorted(ROOT.glob("docs/*.md")),
]
README = PAGES[0].read_text("utf-8")
BLOCKS = [block for block in find_examples(*map(str, PAGES)) if block.prefix == "python"]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


@pytest.mark.parametrize("example", BLOCKS, ids=lambda example: f"{example.path.name}:{example.start_line}")
def test_a_python_block_prints_what_it_shows(example: CodeExample, eval_example: EvalExample) -> None:
    eval_example.set_config(line_length=120)
    with patch.dict(os.environ):
        eval_example.run_print_check(example)


def anchors(page: Path) -> Iterator[str]:
    """Yield GitHub's anchors for the headings of a page."""
    for heading in re.findall("^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE):
        yield re.sub(r"[^\w\s-]", "", heading).strip().lower().replace(" ", "-")


@every_page
def test_links_lead_to_a_file_and_a_heading(page: Path) -> None:
    for link in re.findall(r"\]\((?!https:)([^)\s]+)\)", page.read_text("utf-8")):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in set(anchors(target)), link


@every_page
def test_every_file_that_is_named_exists(page: Path) -> None:
    names = re.findall(
        r"(?<![\w/.])(?:\.ci|\.github|docs|examples|tests|pydantic_twilio_sid)/[\w/.-]*\w", page.read_text("utf-8")
    )
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_every_page_is_linked_from_the_readme() -> None:
    linked = set(re.findall(r"\]\(([\w/.-]+)", README))
    assert {page.relative_to(ROOT).as_posix() for page in PAGES[1:]} <= linked


def test_the_request_to_the_webhook_service_is_signed() -> None:
    block = re.search(r"<!-- signed -->\n```sh\n(.*)\n```", ROOT.joinpath("examples/README.md").read_text("utf-8"))
    assert block is not None
    signature = re.findall("X-Twilio-Signature: (.*?)'", block[1])
    fields = dict(item.split("=", 1) for item in re.findall("--data (\\S+)", block[1]))
    validator: Any = RequestValidator("secret")
    assert signature == [validator.compute_signature(block[1].split()[-1], fields)]


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the README's table with the given heading."""
    lines = README.partition(heading)[2].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


@pytest.mark.parametrize("name", sorted(TYPES.keys() - {"Sid"}))
def test_a_docstring_has_the_resource_the_prefixes_and_a_link(name: str) -> None:
    constraints = SidConstraints(TYPES[name])
    prefixes = " or ".join(f"`{prefix}`" for prefix in constraints.prefixes)
    text = write_types.docstrings()[name].text
    assert text.startswith(f"{constraints.resource}, {prefixes}. ")
    assert re.search(r"[.] (https://www\.twilio\.com/(docs|en-us/blog)/[\w/-]+\w|openapi:\w+ [\w.]+)$", text)
    assert set(re.findall(r"an? `(\w+Sid)`", text)) <= set(TYPES)


def test_the_short_table_has_the_prefixes_of_its_types() -> None:
    table = rows("| Type | Prefix | Type | Prefix |")
    assert len(table) == 6
    for row in table:
        for name, prefixes in (row[:2], row[2:]):
            constraints = SidConstraints(TYPES[name.strip("`")])
            assert prefixes == write_types.in_code(constraints.prefixes)


def test_the_long_tables_are_up_to_date() -> None:
    """If this fails, run `python docs/write_types.py`."""
    page = ROOT.joinpath("docs/types.md").read_text("utf-8")
    written = page.partition(write_types.MARKER)[2]
    assert written == write_types.tables()
    assert set(re.findall(r"^\| `(\w+Sid)`[^|]* \| `\w\w`", written, re.MULTILINE)) == TYPES.keys() - {"Sid"}
    assert re.findall(r"\]\((?!https://www\.twilio\.com/).*?\)", written) == []


def test_stub_of_the_newtypes() -> None:
    """If this fails, run `python docs/write_types.py`."""
    assert write_types.STUB.read_text("utf-8") == write_types.stub()


def test_webhooks_have_a_type_and_a_source() -> None:
    lines = [line.split("\t") for line in write_types.WEBHOOKS.read_text("utf-8").splitlines()[1:]]
    assert len(lines) > 200
    assert lines == sorted(lines, key=lambda line: ([cell.casefold() for cell in line[:3]], line[2]))
    assert len({(product, webhook, parameter) for product, webhook, parameter, *_ in lines}) == len(lines)
    for *_, annotation, source in lines:
        assert source.startswith("https://www.twilio.com/docs/")
        assert annotation.startswith("SidConstraints(") or annotation.removeprefix("list[").removesuffix("]") in TYPES


def test_the_readme_counts_types_and_prefixes() -> None:
    assert f"{len(TYPES)} types and {len(SidPrefix)} prefixes" in README
