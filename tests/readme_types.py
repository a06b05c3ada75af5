"""The README's table of all types. `python -m tests.readme_types` writes it anew from `types.py`."""

import inspect
import re
from pathlib import Path

from pydantic_twilio_sid import SidConstraints, SidPrefix, types
from tests.helpers import TYPES, docstrings

README = Path(__file__).parents[1] / "README.md"
START, END = "<!-- types -->\n", "<!-- /types -->\n"


def table() -> str:
    """Return the types by product, with the prefixes, and the resource linked to its page."""
    documented = {docstring.line: (name, docstring.text) for name, docstring in docstrings().items()}
    lines = ["", f"{len(TYPES)} types, {len(SidPrefix)} prefixes."]
    for number, line in enumerate(inspect.getsource(types).splitlines(), start=1):
        if line.startswith("# "):
            lines += ["", f"**{line[2:]}**", "", "| Type | Prefix | Resource |", "|---|---|---|"]
        name, docstring = documented.get(number, ("", ""))
        if name in TYPES and name != "Sid":
            constraints = SidConstraints.of(TYPES[name])
            prefixes = ", ".join(f"`{prefix}`" for prefix in constraints.prefixes)
            link = re.search(r"https://\S+", docstring)
            resource = f"[{constraints.resource}]({link[0]})" if link else constraints.resource
            lines.append(f"| `{name}` | {prefixes} | {resource} |")
    return "\n".join([*lines, "", ""])


def main() -> None:
    """Put the table into the README, in place of the one that is there."""
    before, rest = README.read_text(encoding="utf-8").split(START)
    _, after = rest.split(END)
    README.write_text(before + START + table() + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
