"""datamodel-code-generator: code for a document with the types that `python -m pydantic_twilio_sid.codegen` adds."""

import importlib
import json
import os
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.helpers import HEX, run
from tests.integrations.helpers import LENGTH

SYNC_LIST = {
    "type": "object",
    "required": ["sid"],
    "properties": {
        "sid": {**LENGTH, "pattern": "^ES[0-9a-fA-F]{32}$"},
        "service_sid": {**LENGTH, "pattern": "^IS[0-9a-fA-F]{32}$", "nullable": True},
        "account_sid": {"type": "string", "pattern": "AC[0-9a-f]{32}", "description": "The owner."},
        "map_sids": {"type": "array", "items": {**LENGTH, "pattern": "^MP[0-9a-fA-F]{32}$"}},
        "creator": {"$ref": "#/components/schemas/sync.v1.creator"},
    },
}
DESCRIPTION = {
    "openapi": "3.0.1",
    "info": {"title": "Twilio - Sync", "version": "1"},
    "servers": [{"url": "https://sync.twilio.com"}],
    "paths": {},
    "components": {
        "schemas": {"sync.v1.sync_list": SYNC_LIST, "sync.v1.creator": {**LENGTH, "pattern": "^US[0-9a-fA-F]{32}$"}}
    },
}
FIELDS = {
    "sid": ("ES", "Sync List"),
    "service_sid": ("IS", "Sync Service"),
    "account_sid": ("AC", "Account"),
    "map_sids": ("MP", "Sync Map"),
    "creator": ("US", "IAM User"),
}


def test_models_pass_mypy_and_refuse_a_wrong_sid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generator = Path(sysconfig.get_path("scripts"), "datamodel-codegen")
    options = "--input-file-type openapi --output-model-type pydantic_v2.BaseModel --use-annotated --formatters builtin"
    for command in (
        ["python", "-m", "pydantic_twilio_sid.codegen", "-", "typed.json"],
        [generator, "--input", "typed.json", "--output", "twilio_api", *options.split()],
        ["python", "-m", "mypy", "--strict", "--cache-dir", tmp_path, "twilio_api"],
    ):
        environment = {**os.environ, "PYTHONWARNINGS": "error"}
        result = run(*command, cwd=tmp_path, env=environment, input=json.dumps(DESCRIPTION))
        assert (result.returncode, result.stderr) == (0, ""), result.stdout
    code = (tmp_path / "twilio_api" / "sync" / "v1.py").read_text("utf-8")
    assert "    sid: SyncListSid\n" in code
    assert "pattern" not in code

    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    module = importlib.import_module("twilio_api.sync.v1")
    adapter: TypeAdapter[Any] = TypeAdapter(module.SyncList)
    right = {field: prefix + HEX for field, (prefix, _) in FIELDS.items()}
    wrong = dict.fromkeys(FIELDS, "CA" + HEX)
    adapter.validate_python({**right, "map_sids": [right["map_sids"]]})
    with pytest.raises(ValidationError) as raised:
        adapter.validate_python({**wrong, "map_sids": [wrong["map_sids"]]})
    assert [error["msg"] for error in raised.value.errors()] == [
        f"Input should be a Twilio {resource} SID: '{prefix}' followed by 32 hexadecimal digits"
        for prefix, resource in FIELDS.values()
    ]
