"""datamodel-code-generator: models of an application's OpenAPI document, and of Twilio's with our formatter."""

import importlib
import json
import os
import re
import runpy
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import BaseModel, ValidationError

from pydantic_twilio_sid import AccountSid, CallSid
from tests.helpers import HEX, run
from tests.integrations.helpers import CALL, LENGTH, MESSAGE, SCHEMA, SENTENCE


def generate(document: object, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Write `twilio_api_v2010.json`, and run datamodel-code-generator on it."""
    (folder / "twilio_api_v2010.json").write_text(json.dumps(document), "utf-8")
    program = Path(sysconfig.get_path("scripts"), "datamodel-codegen")
    result = run(
        program,
        *("--input", "twilio_api_v2010.json", "--input-file-type", "openapi"),
        *("--output-model-type", "pydantic_v2.BaseModel", "--formatters", "builtin", *options),
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    return result


class Call(BaseModel):
    sid: CallSid
    parent_call_sid: CallSid | None = None
    child_call_sids: list[CallSid] = []
    calls_by_account: dict[AccountSid, int] = {}


app = FastAPI()


@app.post("/calls")
def create_call(call: Call) -> Call:
    return call


@pytest.fixture(scope="module", params=["--use-annotated", "--no-use-annotated"])
def generated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("generated")
    assert generate(app.openapi(), folder, "--output", "models.py", request.param).stderr == ""
    return runpy.run_path(str(folder / "models.py"))["Call"]


def test_valid_call_is_accepted(generated: Any) -> None:
    call = {"sid": CALL, "parent_call_sid": CALL, "child_call_sids": [CALL], "calls_by_account": {"AC" + CALL[2:]: 1}}
    assert generated.model_validate(call).model_dump(exclude_unset=True) == call


@pytest.mark.parametrize(
    "wrong",
    [
        {"sid": MESSAGE},
        {"parent_call_sid": MESSAGE},
        {"child_call_sids": [MESSAGE]},
        {"calls_by_account": {CALL: 1}},
    ],
    ids=" ".join,
)
def test_wrong_call_is_refused_by_the_pattern(generated: Any, wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as raised:
        generated.model_validate({"sid": CALL, **wrong})
    (error,) = raised.value.errors()
    assert error["type"] == "string_pattern_mismatch"
    assert re.search(r"pattern '\^(CA|AC)\[0-9a-fA-F\]\{32\}\$'", error["msg"])


# Like Twilio's documents, it has dots in names, and other spellings of a pattern.
DESCRIPTION = {
    "openapi": "3.0.1",
    "info": {"title": "Twilio - Api", "version": "1"},
    "paths": {},
    "components": {
        "schemas": {
            "api.v2010.account.call": {
                "type": "object",
                "required": ["sid"],
                "properties": {
                    "sid": SCHEMA,
                    "CallSid": {**SCHEMA, "description": "A field with the name of its type."},
                    "parent_call_sid": {**SCHEMA, "nullable": True},
                    "account_sid": {"type": "string", "pattern": "AC[0-9a-f]{32}"},
                    "owner_sid": {"type": "string", "pattern": "^(AC|SK)[0-9a-fA-F]{32}$"},
                    "child_call_sids": {"type": "array", "items": SCHEMA},
                    "account": {"$ref": "#/components/schemas/api.v2010.account.AccountSid"},
                    "bundle_sids": {"type": "string", "pattern": "^BU[0-9a-f]{32}(,BU[0-9a-f]{32})?$"},
                },
            },
            "api.v2010.account.AccountSid": {**LENGTH, "pattern": "^AC[0-9a-fA-F]{32}$"},
        }
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("typed")
    options = ("--output", "twilio_api", "--use-annotated", "--custom-formatters", "pydantic_twilio_sid.codegen")
    stderr = "pydantic_twilio_sid: fields that keep the pattern of a SID (1): Call.bundle_sids\n"
    assert generate(DESCRIPTION, folder, *options).stderr == stderr
    return folder


@pytest.fixture
def typed_call(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    return importlib.import_module("twilio_api.api.v2010.account").Call


def test_types_accept_a_valid_call(typed_call: Any) -> None:
    calls = {"sid": CALL, "CallSid": CALL, "parent_call_sid": CALL, "child_call_sids": [CALL]}
    call = {**calls, "account_sid": "AC" + HEX, "owner_sid": "SK" + HEX, "account": "AC" + HEX}
    assert typed_call.model_validate(call).model_dump(exclude_unset=True) == call


ACCOUNT = "Input should be a Twilio Account SID: 'AC' followed by 32 hexadecimal digits"
SENTENCES = {
    "sid": SENTENCE,
    "CallSid": SENTENCE,
    "parent_call_sid": SENTENCE,
    "account_sid": ACCOUNT,
    "account": ACCOUNT,
    "owner_sid": "Input should be a Twilio Account or API Key SID: 'AC' or 'SK' followed by 32 hexadecimal digits",
    "child_call_sids": SENTENCE,
}


@pytest.mark.parametrize("field", SENTENCES)
def test_types_refuse_a_wrong_sid_with_our_sentence(typed_call: Any, field: str) -> None:
    wrong = {field: [MESSAGE] if field == "child_call_sids" else MESSAGE}
    with pytest.raises(ValidationError) as raised:
        typed_call.model_validate({"sid": CALL, **wrong})
    assert [error["msg"] for error in raised.value.errors()] == [SENTENCES[field]]


def test_generated_code_is_clean(folder: Path) -> None:
    mypy = run("python", "-m", "mypy", "--strict", "twilio_api", cwd=folder)
    ruff = run("python", "-m", "ruff", "check", "--isolated", "--select=I", "twilio_api", cwd=folder)
    assert (mypy.returncode, ruff.returncode) == (0, 0), mypy.stdout + ruff.stdout
