"""Write the tables of `types.md` from `pydantic_twilio_sid/types.py` and `webhooks.tsv`.

python docs/write_types.py

`webhooks.tsv` has a line for each parameter and product, with the type and the Twilio page that documents it.
"""

import ast
import csv
import inspect
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from re import findall
from typing import NamedTuple

from pydantic import TypeAdapter

import pydantic_twilio_sid
from pydantic_twilio_sid import SidConstraints, SidPrefix, types

PAGE = Path(__file__).with_name("types.md")
WEBHOOKS = Path(__file__).with_name("webhooks.tsv")
MARKER = "<!-- write_types.py writes what follows -->\n"


class Docstring(NamedTuple):
    """A type's docstring as a single line, and its product from the comment above."""

    product: str
    text: str


@cache
def docstrings() -> dict[str, Docstring]:
    """Read the docstring under each type, or an empty string if there is none."""
    source = inspect.getsource(types)
    products = {number: line[2:] for number, line in enumerate(source.splitlines(), 1) if line.startswith("# ")}
    found: dict[str, Docstring] = {}
    for statement, following in pairwise(ast.parse(source).body):
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            match following:
                case ast.Expr(value=ast.Constant(value=str() as text)):
                    pass
                case _:
                    text = ""
            above = [product for number, product in products.items() if number < statement.lineno]
            found[statement.targets[0].id] = Docstring(above[-1] if above else "", " ".join(text.split()))
    return found


def in_code(words: Sequence[str]) -> str:
    """Return prefixes or their names as a table cell."""
    return ", ".join(f"`{word}`" for word in words) or "any"


def types_table() -> Iterator[str]:
    """Yield a table for each product: its types, their prefixes, and links to the resources' pages."""
    last = ""
    for name, (product, text) in docstrings().items():
        if name in pydantic_twilio_sid.__all__ and name != "Sid":
            if product != last:
                yield from ("", f"### {product}", "", "| Type | Prefix | `SidPrefix` | Resource |", "|---|---|---|---|")
                last = product
            annotation = getattr(types, name)
            constraints = SidConstraints(annotation)
            deprecated = ", deprecated" if TypeAdapter(annotation).json_schema().get("deprecated") else ""
            members = in_code([SidPrefix(prefix).name for prefix in constraints.prefixes])
            source = text.rpartition(" ")[2]
            resource = f"[{constraints.resource}]({source})" if source.startswith("https:") else constraints.resource
            yield f"| `{name}`{deprecated} | {in_code(constraints.prefixes)} | {members} | {resource} |"


def webhooks_table() -> Iterator[str]:
    """Yield the table of webhook and message parameters, with the products that send them."""
    yield from ("| Parameter | Type | Prefix | Sent by |", "|---|---|---|---|")
    products: dict[tuple[str, str], list[str]] = {}
    with WEBHOOKS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            products.setdefault((row["parameter"], row["type"]), []).append(f"[{row['product']}]({row['source']})")
    for (parameter, annotation), links in products.items():
        prefixes = findall('"(..)"', annotation) or SidConstraints(getattr(types, annotation)).prefixes
        yield f"| `{parameter}` | `{annotation}` | {in_code(prefixes)} | {', '.join(links)} |"


def tables() -> str:
    """Return the part of the page below the marker."""
    lines = [
        "",
        f"## All {len(docstrings().keys() & {*pydantic_twilio_sid.__all__})} types, by product",
        "",
        f"They cover {len(SidPrefix)} prefixes. Each is a `SidPrefix` member: `SM` is `SidPrefix.SMS_MESSAGE`.",
        "A resource without a link has no page in Twilio's documentation.",
        *types_table(),
        "",
        "## Parameters of webhooks and WebSocket messages",
        "",
        "Where no type has the prefixes, write `Annotated[str, SidConstraints(…)]`.",
        "",
        *webhooks_table(),
    ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(PAGE.read_text(encoding="utf-8").partition(MARKER)[0] + MARKER + tables(), encoding="utf-8")
