"""What mypy and pyright report in programs that use the package: exactly this, line by line."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import run

for checker in ("mypy", "pyright"):
    pytest.importorskip(checker, reason=f"{checker} isn't installed: it's in the dependency group 'dev'")

ACCEPTED = """
from typing import Annotated, NewType, Optional
import pydantic_twilio_sid as sids
from pydantic import BaseModel, TypeAdapter
from pydantic_twilio_sid import AccountSid, CallSid, SidConstraints, SidPrefix, is_sid
from pydantic_twilio_sid.testing import cases, random_sid

OwnSid = Annotated[str, SidConstraints(SidPrefix.ACCOUNT, "ZZ", resource="Own")]
Branded = NewType("Branded", str)

class Leg(BaseModel):
    sid: CallSid
    parent_call_sid: CallSid | None = None
    legs: list[CallSid] = []
    owners: dict[AccountSid, OwnSid] = {}
    branded: Annotated[Branded, SidConstraints("CA")]

class Payload(BaseModel):
    CallSid: sids.CallSid
    ParentCallSid: sids.CallSid | None = None
    MessagingServiceSid: Optional[sids.MessagingServiceSid] = None

leg = Leg(sid="CA", branded=Branded("CA"))
reveal_type(leg.sid)  # str
reveal_type(leg.parent_call_sid)  # str | None
reveal_type(leg.legs)  # list[str]
reveal_type(leg.owners)  # dict[str, str]
reveal_type(leg.branded)  # Branded
reveal_type(Payload(CallSid="CA").CallSid)  # str
reveal_type(Payload(CallSid="CA").ParentCallSid)  # str | None
reveal_type(Payload(CallSid="CA").MessagingServiceSid)  # str | None
reveal_type(SidPrefix.ACCOUNT.resource)  # str
reveal_type(SidPrefix.from_sid("x"))  # SidPrefix
reveal_type(SidPrefix("AC"))  # SidPrefix
reveal_type(SidPrefix.ACCOUNT.resources)  # tuple[str, ...]
reveal_type(SidConstraints.of(CallSid | None))  # SidConstraints
reveal_type(SidConstraints("AC").prefixes)  # tuple[str, ...]
reveal_type(SidConstraints("AC").resource)  # str | None
reveal_type(SidConstraints("AC").pattern)  # str
reveal_type(SidConstraints("AC").max_length)  # int
reveal_type(TypeAdapter[str](CallSid).validate_python("x"))  # str
reveal_type(random_sid("CA"))  # str
reveal_type(cases("CA")[0].valid)  # bool

def narrow(value: object) -> None:
    if is_sid(value, SidPrefix.CALL):
        reveal_type(value)  # str

def hang_up(sid: CallSid) -> AccountSid:
    return sid

hang_up("CA")
"""

EVERY_NAME = """
from pydantic_twilio_sid import *  # a library; pyright: reportWildcardImportFromLibrary

def hang_up(sid: CallSid, sync: SyncListSid | None = None) -> AccountSid:
    return sid

reveal_type(SidConstraints(SidPrefix.CALL).prefixes)  # tuple[str, ...]
is_sid("x", 7)  # mypy: arg-type; pyright: reportArgumentType
"""

REFUSED = """
from typing import Optional
from pydantic import BaseModel
from pydantic_twilio_sid import CallSid, SidConstraints, SidPrefix, is_sid
from pydantic_twilio_sid.testing import random_sid
from pydantic_twilio_sid import NopeSid as NopeSid  # mypy: attr-defined; pyright: reportAttributeAccessIssue

class Leg(BaseModel):
    sid: CallSid

class Payload(BaseModel):
    CallSid: Optional[CallSid] = None  # hidden; pyright: reportGeneralTypeIssues; pyright: reportInvalidTypeForm

def hang_up(sid: CallSid) -> None: ...

SidConstraints(7)  # mypy: arg-type; pyright: reportArgumentType
SidConstraints(["AC"])  # mypy: arg-type; pyright: reportArgumentType
SidConstraints("AC", resources="x")  # mypy: call-arg; pyright: reportCallIssue
SidPrefix.NOPE.resource  # mypy: attr-defined; pyright: reportAttributeAccessIssue
SidConstraints("AC").prefixes = ()  # mypy: misc; pyright: reportAttributeAccessIssue
SidConstraints("AC").pattern = ""  # mypy: misc; pyright: reportAttributeAccessIssue
SidPrefix.ACCOUNT.resource = ""  # mypy: misc; pyright: reportAttributeAccessIssue
Leg()  # mypy: call-arg; pyright: reportCallIssue
Leg(sid=7)  # mypy without plugin: arg-type; pyright: reportArgumentType
hang_up(7)  # mypy: arg-type; pyright: reportArgumentType
is_sid("x", 7)  # mypy: arg-type; pyright: reportArgumentType
random_sid(7)  # mypy: arg-type; pyright: reportArgumentType
"""
PROGRAMS = pytest.mark.parametrize(
    "program", [ACCEPTED, EVERY_NAME, REFUSED], ids=["accepted", "every name", "refused"]
)
Verdicts = set[tuple[int, str]]


def expected(program: str, tools: str) -> Verdicts:
    """Read what to expect on each line from its comment: a type after `reveal_type`, otherwise rules."""
    verdicts: Verdicts = set()
    for number, line in enumerate(program.splitlines(), start=1):
        code, _, comment = line.partition("  # ")
        if "reveal_type(" in code:
            verdicts.add((number, comment))
        else:
            verdicts |= {(number, rule) for rule in re.findall(rf"(?:{tools}): ([\w-]+)", comment)}
    return verdicts


def of_mypy(folder: Path, program: str, config: str) -> Verdicts:
    (folder / "program.py").write_text(program)
    (folder / "mypy.ini").write_text(config)
    command = [sys.executable, "-m", "mypy", "--config-file=mypy.ini", "--output=json", "program.py"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.stderr == ""
    verdicts: Verdicts = set()
    for line in filter(None, result.stdout.splitlines()):
        message = json.loads(line)
        revealed = re.search('^Revealed type is "(.*)"$', message["message"])
        verdicts.add((message["line"], re.sub(r"\b[\w.]+\.(?=\w)", "", revealed[1]) if revealed else message["code"]))
    return verdicts


def of_pyright(folder: Path, program: str) -> Verdicts:
    (folder / "program.py").write_text(program)
    (folder / "pyrightconfig.json").write_text(
        '{"typeCheckingMode": "strict", "reportUnknownMemberType": false, "reportUnknownVariableType": false}'
    )
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "--outputjson", "program.py"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    verdicts: Verdicts = set()
    for message in json.loads(result.stdout)["generalDiagnostics"]:
        revealed = re.search('^Type of ".*" is "(.*)"$', message["message"])
        rule = revealed[1] if revealed and message["severity"] == "information" else message["rule"]
        verdicts.add((message["range"]["start"]["line"] + 1, rule))
    return verdicts


@PROGRAMS
def test_mypy(tmp_path: Path, program: str) -> None:
    assert of_mypy(tmp_path, program, "[mypy]\nstrict = true\n") == expected(program, "mypy|mypy without plugin")


@PROGRAMS
def test_mypy_with_pydantics_plugin(tmp_path: Path, program: str) -> None:
    config = "[mypy]\nstrict = true\nplugins = pydantic.mypy\n"
    assert of_mypy(tmp_path, program, config) == expected(program, "mypy")


@PROGRAMS
def test_pyright(tmp_path: Path, program: str) -> None:
    assert of_pyright(tmp_path, program) == expected(program, "pyright")


def block_of(page: str, marker: str) -> str:
    text = Path(__file__).parents[1].joinpath(page).read_text(encoding="utf-8")
    block = re.search(rf"<!-- {marker} -->\n```python\n((?:.*\n)*?)```", text)
    assert block is not None
    return block[1]


def test_kinds_of_sids_in_the_docs(tmp_path: Path) -> None:
    program = block_of("docs/types.md", "kinds")
    (line,) = (number for number, text in enumerate(program.splitlines(), start=1) if "  # error: " in text)
    assert of_mypy(tmp_path, program, "[mypy]\nstrict = true\n") == {(line, "arg-type")}
    assert of_pyright(tmp_path, program) == {(line, "reportArgumentType")}
    result = run("python", "-m", "mypy", "--strict", "program.py", cwd=tmp_path)
    assert program.splitlines()[line - 1].partition("  # error: ")[2] in result.stdout


def test_fields_named_like_their_type_in_the_readme(tmp_path: Path) -> None:
    program = block_of("README.md", "names")
    assert of_mypy(tmp_path, program, "[mypy]\nstrict = true\n") == set()
    assert of_pyright(tmp_path, program) == set()
