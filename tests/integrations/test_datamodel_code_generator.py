"""datamodel-code-generator: code for a document with the types that `python -m pydantic_twilio_sid.codegen` adds."""

import importlib
import json
import os
import pkgutil
import shlex
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.helpers import HEX, run
from tests.integrations.helpers import CALL, LENGTH

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
ROOT = Path(__file__).parents[2]
FIELDS = {
    "sid": ("ES", "Sync List"),
    "service_sid": ("IS", "Sync Service"),
    "account_sid": ("AC", "Account"),
    "map_sids": ("MP", "Sync Map"),
    "creator": ("US", "IAM User"),
}
CALL_SCHEMA = {
    "type": "object",
    "properties": {
        "sid": {**LENGTH, "pattern": "^CA[0-9a-fA-F]{32}$"},
        "parent_call_sid": {**LENGTH, "pattern": "^CA[0-9a-fA-F]{32}$", "nullable": True},
        "caller_name": {"type": "string", "nullable": True},
        "uri": {"type": "string", "format": "uri", "nullable": True},
    },
}
PAGE = {
    "type": "object",
    "title": "ListCallResponse",
    "properties": {
        "calls": {"type": "array", "items": {"$ref": "#/components/schemas/api.v2010.account.call"}},
        "next_page_uri": {"type": "string", "format": "uri", "nullable": True},
    },
}
REQUEST = {
    "type": "object",
    "title": "CreateCallRequest",
    "properties": {"ApplicationSid": {**LENGTH, "pattern": "^AP[0-9a-fA-F]{32}$"}},
}
OPERATIONS = {
    "get": {"responses": {"200": {"description": "OK", "content": {"application/json": {"schema": PAGE}}}}},
    "post": {
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": REQUEST}}},
        "responses": {"201": {"description": "Created"}},
    },
}
DOCUMENTS: dict[str, dict[str, Any]] = {
    "twilio_sync_v1.json": DESCRIPTION,
    "twilio_api_v2010.json": {
        **DESCRIPTION,
        "servers": [{"url": "https://api.twilio.com"}],
        "paths": {"/2010-04-01/Accounts/{AccountSid}/Calls.json": OPERATIONS},
        "components": {"schemas": {"api.v2010.account.call": CALL_SCHEMA}},
    },
}


def block_of(page: str, beginning: str) -> str:
    """Return the rest of a page's code block that begins like this."""
    _, fence, code = (ROOT / page).read_text("utf-8").partition(f"\n{beginning}")
    return f"{fence}{code}".lstrip().partition("```")[0]


@pytest.mark.parametrize("option", ["", "--newtypes"])
def test_the_commands_of_the_readme_make_models_of_a_folder(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = f"twilio_api{option.replace('--', '_')}"
    (tmp_path / "spec" / "json").mkdir(parents=True)
    for name, document in DOCUMENTS.items():
        (tmp_path / "spec" / "json" / name).write_text(json.dumps(document), "utf-8")
    (tmp_path / "twilio_model.py").write_text(block_of("docs/models.md", "from functools import cache"), "utf-8")
    script = block_of("README.md", "python -m pydantic_twilio_sid.codegen").replace("twilio_api", package)
    add_types, generate = map(shlex.split, script.replace("\\\n", "").splitlines())
    generator = Path(sysconfig.get_path("scripts"), generate[0])
    for command in (
        [*add_types, *option.split()],
        [generator, *generate[1:], "--base-class", "twilio_model.TwilioModel"],
        ["python", "-m", "mypy", "--strict", "--cache-dir", tmp_path.parent, package, "twilio_model.py"],
    ):
        result = run(*command, cwd=tmp_path, env={**os.environ, "PYTHONWARNINGS": "error"})
        assert (result.returncode, result.stderr) == (0, ""), result.stdout

    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    importlib.invalidate_caches()
    root = importlib.import_module(package)
    names = [module.name for module in pkgutil.walk_packages(root.__path__, f"{package}.")]
    modules = {name.removeprefix(f"{package}."): importlib.import_module(name) for name in names}
    assert {"twilio_sync_v1.sync.v1", "twilio_api_v2010.api.v2010.account"} <= modules.keys()
    models = modules["twilio_api_v2010"]

    models.CreateCallRequest(ApplicationSid="AP" + HEX)
    for wrong in (CALL, ""):
        with pytest.raises(ValidationError, match="Input should be a Twilio TwiML Application SID: 'AP' followed by"):
            models.CreateCallRequest(ApplicationSid=wrong)

    sync = modules["twilio_sync_v1.sync.v1"]
    sync_list: TypeAdapter[Any] = TypeAdapter(sync.SyncList)
    right = {field: prefix + HEX for field, (prefix, _) in FIELDS.items()}
    sync_list.validate_python({**right, "map_sids": [right["map_sids"]]})
    with pytest.raises(ValidationError) as raised:
        sync_list.validate_python({**dict.fromkeys(FIELDS, CALL), "map_sids": [CALL]})
    assert [error["msg"] for error in raised.value.errors()] == [
        f"Input should be a Twilio {resource} SID: '{prefix}' followed by 32 hexadecimal digits"
        for prefix, resource in FIELDS.values()
    ]

    call = {"sid": CALL, "parent_call_sid": "", "caller_name": "", "uri": "/2010-04-01/Calls.json"}
    page = {"calls": [call], "next_page_uri": "/2010-04-01/Calls.json?Page=1"}
    answer = models.ListCallResponse.model_validate_json(json.dumps(page))
    assert answer.model_dump() == {**page, "calls": [{**call, "parent_call_sid": None}]}
    with pytest.raises(ValidationError, match=r"calls\.0\.parent_call_sid\n  Input should be a Twilio Call SID"):
        models.ListCallResponse.model_validate(page)
    with pytest.raises(ValidationError, match=r"calls\.0\.sid\n  Input should be a Twilio Call SID"):
        models.ListCallResponse.model_validate_json(json.dumps({"calls": [{**call, "sid": "SM" + HEX}]}))
