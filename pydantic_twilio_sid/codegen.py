r"""A formatter that makes datamodel-code-generator use our types in models of Twilio's API.

Pick a document from [Twilio's OpenAPI description](https://github.com/twilio/twilio-oai) and run

    datamodel-codegen --input twilio_api_v2010.json --input-file-type openapi --output twilio_api \
        --output-model-type pydantic_v2.BaseModel --use-annotated --formatters builtin \
        --custom-formatters pydantic_twilio_sid.codegen

In the generated models, every `str` that has a SID's pattern becomes one of our types, without the pattern. Nothing
else changes, so an unused import of `Field` may remain. Fields that keep such a pattern are listed on standard error:
either no type matches it, or `--use-annotated` is missing.

>>> print(with_types('''
... from pydantic import BaseModel, Field
...
... class Call(BaseModel):
...     sid: Annotated[str | None, Field(max_length=34, min_length=34, pattern='^CA[0-9a-fA-F]{32}$')] = None
...     account_sid: Annotated[str, Field(description='The owner.', pattern='^AC[0-9a-fA-F]{32}$')]
... ''').strip())
import pydantic_twilio_sid
from pydantic import BaseModel, Field
<BLANKLINE>
class Call(BaseModel):
    sid: pydantic_twilio_sid.CallSid | None = None
    account_sid: Annotated[pydantic_twilio_sid.AccountSid, Field(description='The owner.')]
"""

import ast
import re
import sys
from itertools import accumulate, pairwise
from pathlib import Path

import pydantic_twilio_sid
from pydantic_twilio_sid.constraints import SidConstraints
from pydantic_twilio_sid.prefix import SidPrefix

__all__ = ["type_for", "with_types"]

_PATTERN = re.compile(
    r"\^?([A-Z]{2}|\([A-Z]{2}(?:\|[A-Z]{2})*\)|\[(?:a-zA-Z|A-Z)\]\{2\})"
    r"\[(?:0-9a-fA-F|0-9A-Fa-f|0-9a-f|(a-zA-Z0-9))\]\{32\}\$?"
)
"""Every way in which Twilio spells the pattern of a SID.

Some patterns omit the anchors or the upper-case digits, some allow lower-case letters in a prefix, and some allow only
hexadecimal digits after `OQ`. All of them stand for the SIDs that our type accepts.
"""
_OF_SIDS = re.compile(r"([A-Z]{2}\)?|\{2\})\[[^]]+\]\{32\}")
"""Finds patterns of SIDs, including those that no type matches."""
_MEANINGS = {"ipmessaging": "chat", "encryption": "publickey"}
"""Twilio's other words: IP Messaging is Programmable Chat's former name, and an encryption key is a public key."""
_RESOURCES = [None, *(resource for prefix in SidPrefix for resource in prefix.resources)]
_ANNOTATIONS = {name: vars(pydantic_twilio_sid)[name] for name in pydantic_twilio_sid.__all__ if name.endswith("Sid")}
# Only deprecated types have any metadata besides their constraints.
_DEPRECATED = {name for name, annotation in _ANNOTATIONS.items() if len(annotation.__metadata__) > 1}
_TYPES = {name: SidConstraints.of(annotation) for name, annotation in _ANNOTATIONS.items()}
_PLAIN_FIRST = sorted(_TYPES, key=lambda name: (_RESOURCES.index(_TYPES[name].resource), len(name)))


def type_for(pattern: str, field: str, *context: str) -> str | None:
    """Return an expression for the type of a field, or `None` if its pattern isn't a SID's.

    If no type has these prefixes, the expression is an `Annotated[str, SidConstraints(…)]`. If several do, a type named
    after the field wins, then the type that shares the most words with the names of the field and its context (the
    class and the document), then the resource listed first in `SidPrefix`.

    >>> type_for("^ME[0-9a-fA-F]{32}$", "sid", "Media", "twilio_api_v2010")
    'pydantic_twilio_sid.MediaSid'
    >>> type_for("^ME[0-9a-fA-F]{32}$", "sid", "Media", "twilio_conversations_v2")
    'pydantic_twilio_sid.ConversationMediaSid'
    """
    match = _PATTERN.fullmatch(pattern)
    if match is None:
        return None
    prefixes = re.findall("[A-Z]{2}", match[1])
    if match[2] and prefixes != [SidPrefix.OAUTH_APP]:
        return None
    named = "".join(word[:1].upper() + word[1:] for word in field.split("_"))
    text = " ".join([re.sub("sids?$", "", field, flags=re.IGNORECASE), *context]).replace("_", "").lower()
    for word, meaning in _MEANINGS.items():
        text = text.replace(word, meaning)

    # Types with more words missing than found all rank last.
    def rank(name: str) -> tuple[bool, int]:
        words = re.findall("[A-Z][a-z]*", name.removesuffix("Sid"))
        found = sum(word.lower().removesuffix("s") in text for word in words)
        return name == named, max(found - (len(words) - found), -1)

    candidates = [name for name in _PLAIN_FIRST if set(_TYPES[name].prefixes) == set(prefixes)]
    candidates = [name for name in candidates if name not in _DEPRECATED or name == named]
    if not candidates:
        return f"Annotated[str, pydantic_twilio_sid.SidConstraints({', '.join(map(repr, prefixes))})]"
    return f"pydantic_twilio_sid.{max(candidates, key=rank)}"


def with_types(code: str, document: str = "") -> str:
    """Return the code of a module from datamodel-code-generator, with types in place of SID patterns."""
    editor = _Editor(code, document)
    editor.visit(editor.tree)
    if left := editor.left:
        sys.stderr.write(
            f"pydantic_twilio_sid: fields that keep the pattern of a SID ({len(left)}): {', '.join(left)}\n"
        )
    return editor.result()


class _Editor(ast.NodeVisitor):
    """Collects the replacements to make in a module. Offsets are in bytes, as in `ast`."""

    def __init__(self, code: str, document: str) -> None:
        self.document = document
        self.code = code.encode()
        self.tree = ast.parse(code)
        self.lines = [0, *accumulate(map(len, self.code.splitlines(keepends=True)))]
        self.names: list[str] = []
        self.edits: list[tuple[int, int, bytes]] = []
        self.left: list[str] = []

    def generic_visit(self, node: ast.AST) -> None:
        match node:
            case (
                ast.ClassDef(name=name)
                | ast.AnnAssign(target=ast.Name(id=name))
                | ast.Assign(targets=[ast.Name(id=name)])
            ):
                self.names.append(name)
                super().generic_visit(node)
                self.names.pop()
            case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[inner, ast.Call() as call])) if (
                self.replace_pattern(node, inner, call)
            ):
                pass
            case ast.keyword(arg="pattern", value=ast.Constant(value=str(pattern))) if _OF_SIDS.search(pattern):
                self.left.append(".".join(self.names))
            case _:
                super().generic_visit(node)

    def replace_pattern(self, annotated: ast.expr, inner: ast.expr, call: ast.Call) -> bool:
        """Replace `str`, the pattern and the lengths with a type. Return whether there is one."""
        values = [keyword.value for keyword in call.keywords if keyword.arg == "pattern"]
        pattern = "".join(str(value.value) for value in values if isinstance(value, ast.Constant))
        chosen = type_for(pattern, *reversed(self.names), self.document)
        if chosen is None:
            return False
        start, end = self.span(inner)
        text = re.sub(rb"\bstr\b", chosen.encode(), self.code[start:end])
        arguments: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
        kept = [argument for argument in arguments if not _is_implied(argument)]
        if kept:
            (first, after_first), (second, _), (_, last) = map(self.span, [*arguments[:2], arguments[-1]])
            separator = self.code[after_first:second]
            self.edits.append((start, end, text))
            self.edits.append(
                (first, last, separator.join(self.code[slice(*self.span(argument))] for argument in kept))
            )
        else:
            self.edits.append((*self.span(annotated), text))
        return True

    def span(self, node: ast.expr | ast.keyword | ast.stmt) -> tuple[int, int]:
        """Return where a node starts and ends."""
        end_line, end_column = node.end_lineno or 0, node.end_col_offset or 0  # optional only to type checkers
        return self.lines[node.lineno - 1] + node.col_offset, self.lines[end_line - 1] + end_column

    def result(self) -> str:
        """Return the edited code, with the import added where isort would put it."""
        if self.edits:
            imports = [node for node in self.tree.body if isinstance(node, ast.ImportFrom)]
            others = [node for node in imports if str(node.module).split(".")[0] not in sys.stdlib_module_names]
            place, _ = self.span(others[0])
            self.edits.append((place, place, b"import pydantic_twilio_sid\n"))
        code = self.code
        for start, end, text in sorted(self.edits, reverse=True):
            code = code[:start] + text + code[end:]
        return code.decode()


def _is_implied(argument: ast.expr | ast.keyword) -> bool:
    """Return whether a type already implies an argument of `Field`: the pattern, or a length of 34."""
    match argument:
        case ast.keyword(arg="pattern") | ast.keyword(arg="min_length" | "max_length", value=ast.Constant(value=34)):
            return True
        case _:
            return False


def __getattr__(name: str) -> type:
    """Create `CodeFormatter` on demand, so that only those who use datamodel-code-generator need it installed."""
    if name != "CodeFormatter":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from datamodel_code_generator.format import CustomCodeFormatter  # noqa: PLC0415 - an optional dependency

    class CodeFormatter(CustomCodeFormatter):
        def apply(self, code: str) -> str:
            # The generator only passes the code, so take the document's name from its command line.
            document = next((value for option, value in pairwise(sys.argv) if option == "--input"), "")
            return with_types(code, Path(document).stem)

    return CodeFormatter
