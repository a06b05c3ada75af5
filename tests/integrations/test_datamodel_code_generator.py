"""datamodel-code-generator: models made of the OpenAPI document of a FastAPI application."""

import json
import os
import re
import runpy
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import BaseModel, ValidationError

from pydantic_twilio_sid import AccountSid, CallSid
from tests.integrations.helpers import CALL, MESSAGE


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
    (folder / "openapi.json").write_text(json.dumps(app.openapi()), "utf-8")
    program = Path(sysconfig.get_path("scripts"), "datamodel-codegen")
    options = [
        *("--input", "openapi.json", "--input-file-type", "openapi"),
        *(
            "--output",
            "models.py",
            "--output-model-type",
            "pydantic_v2.BaseModel",
            "--formatters",
            "builtin",
            request.param,
        ),
    ]
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    command = [str(program), *options]
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
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
)
def test_wrong_call_is_refused_by_the_pattern(generated: Any, wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as raised:
        generated.model_validate({"sid": CALL, **wrong})
    (error,) = raised.value.errors()
    assert error["type"] == "string_pattern_mismatch"
    assert re.search(r"pattern '\^(CA|AC)\[0-9a-fA-F\]\{32\}\$'", error["msg"])
