"""Write the tables of `types.md` and the stub of `newtypes` from `pydantic_twilio_sid/types.py` and `webhooks.tsv`.

python docs/write_types.py

`webhooks.tsv` has a line for each parameter of a webhook, with its type and the Twilio page that documents the webhook.
Fields of events that no example on the page shows are in https://github.com/slintab/twilio-elastic-integration.
"""

import ast
import csv
import inspect
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from re import findall
from typing import NamedTuple, NewType

from pydantic import TypeAdapter

import pydantic_twilio_sid
from pydantic_twilio_sid import SidConstraints, SidPrefix, newtypes, types

PAGE = Path(__file__).with_name("types.md")
WEBHOOKS = Path(__file__).with_name("webhooks.tsv")
STUB = Path(newtypes.__file__).with_suffix(".pyi")
MARKER = "<!-- write_types.py writes what follows -->\n"
OTHERS = "other products"
"""The products that have fewer than `FEW` rows and so share a table."""
FEW = 3
NOTES = {
    "Event Streams": (
        "The parameters are in an event's `data`. SIDs in the examples on Twilio's pages are often a digit short, and",
        "are then refused.",
        "",
    ),
}
"""What to know before reading a product's table."""


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


def webhooks_tables() -> Iterator[str]:
    """Yield a table for each product: its webhooks, linked to their pages, and the SIDs that each sends."""
    with WEBHOOKS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    count = Counter(row["product"] for row in rows)
    for row in rows:
        if count[row["product"]] < FEW:
            row.update(product=OTHERS, webhook=f"{row['product']}: {row['webhook']}")
    rows.sort(key=lambda row: row["product"] == OTHERS)
    for product, group in groupby(rows, lambda row: row["product"]):
        yield from ("", f"### Sent by {product}", "", *NOTES.get(product, ()))
        yield from ("| Webhook or message | Parameter | Type | Prefix |", "|---|---|---|---|")
        for row in group:
            name = row["type"].removeprefix("list[").removesuffix("]")
            prefixes = findall('"(..)"', name) or SidConstraints(getattr(types, name)).prefixes
            webhook = f"[{row['webhook']}]({row['source']})"
            yield f"| {webhook} | `{row['parameter']}` | `{row['type']}` | {in_code(prefixes)} |"


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
        "These are the SIDs that Twilio's pages mention; a webhook may send more. `payload.task_sid` is the `task_sid`",
        "in the object `payload`. Where no type has the prefixes, write `Annotated[str, SidConstraints(…)]`.",
        *webhooks_tables(),
    ]
    return "\n".join([*lines, ""])


def stub() -> str:
    """Return what type checkers read of `newtypes`: a class for each type, and the second names of some."""
    lines = [
        "# Written by docs/write_types.py from types.py.",
        "",
        "from pydantic_twilio_sid._constraints import NewSid",
    ]
    synonyms: list[str] = []
    for name, (_, text) in docstrings().items():
        new_type = vars(newtypes).get(name)
        if not isinstance(new_type, NewType):
            continue
        if name == new_type.__name__:
            base = "NewSid" if name in {"Sid", "OauthAppSid"} else "Sid"  # `Sid` doesn't accept all OAuth apps
            lines += ["", f"class {name}({base}):", f'    """{text}"""']
        else:
            synonyms.append(f"{name} = {new_type.__name__}")
    return "\n".join([*lines, "", *synonyms, ""])


if __name__ == "__main__":
    STUB.write_text(stub(), encoding="utf-8")
    PAGE.write_text(PAGE.read_text(encoding="utf-8").partition(MARKER)[0] + MARKER + tables(), encoding="utf-8")
