"""FastAPI: which styles of parameters are checked, and what becomes of an empty string in a form or a query."""

import json
from pathlib import Path
from typing import Annotated, Any, TypeVar

import pytest
from fastapi import FastAPI, Form
from fastapi.testclient import TestClient
from httpx2 import Response
from pydantic import BaseModel, BeforeValidator
from pydantic.alias_generators import to_pascal

from pydantic_twilio_sid import CallSid
from tests.helpers import run
from tests.integrations.helpers import CALL, MESSAGE, PATTERN, SCHEMA

STYLES = """
from typing import Optional
from fastapi import Body, Cookie, Depends, FastAPI, Form, Header, Path, Query
from pydantic_twilio_sid import CallSid

app = FastAPI()

@app.get("/path/{sid}")
def path(sid: CallSid = Path()): return sid

@app.get("/query")
def query(sid: CallSid = Query()): return sid

@app.get("/header")
def header(sid: CallSid = Header()): return sid

@app.get("/cookie")
def cookie(sid: CallSid = Cookie()): return sid

@app.post("/body")
def body(sid: CallSid = Body()): return sid

@app.post("/form")
def form(sid: CallSid = Form()): return sid

@app.post("/optional")
def optional(sid: Optional[CallSid] = Form(None)): return sid

@app.get("/bare")
def bare(sid: CallSid): return sid

def given(sid: CallSid = Query()): return sid

@app.get("/dependency")
def dependency(sid: str = Depends(given)): return sid
"""
OLDER = {"path", "query", "header", "cookie", "body", "form", "dependency"}


def app_of(program: str) -> FastAPI:
    namespace: dict[str, Any] = {}
    exec(program, namespace)  # noqa: S102
    app: FastAPI = namespace["app"]
    return app


def accepting(app: FastAPI, sid: str) -> set[str]:
    client = TestClient(app)
    responses: dict[str, Response] = {
        "path": client.get(f"/path/{sid}"),
        "query": client.get("/query", params={"sid": sid}),
        "header": client.get("/header", headers={"sid": sid}),
        "cookie": client.get("/cookie", headers={"Cookie": f"sid={sid}"}),
        "body": client.post("/body", json=sid),
        "form": client.post("/form", data={"sid": sid}),
        "optional": client.post("/optional", data={"sid": sid}),
        "bare": client.get("/bare", params={"sid": sid}),
        "dependency": client.get("/dependency", params={"sid": sid}),
    }
    assert {response.status_code for response in responses.values()} <= {200, 422}
    return {route for route, response in responses.items() if response.status_code == 200}


def undocumented(app: FastAPI) -> set[str]:
    """Return the routes for which the OpenAPI document has no pattern."""
    document = app.openapi()
    forms = document["components"]["schemas"]
    routes: set[str] = set()
    for path, operations in document["paths"].items():
        route = path.split("/")[1]
        if PATTERN not in json.dumps([operations, forms.get(f"Body_{route}_{route}_post")]):
            routes.add(route)
    return routes


def test_older_style_checks_nothing() -> None:
    app = app_of(STYLES)
    assert accepting(app, CALL) == OLDER | {"optional", "bare"}
    assert accepting(app, MESSAGE) == undocumented(app) == OLDER


def test_ruff_rewrites_the_older_style(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(STYLES, "utf-8")
    run("python", "-m", "ruff", "check", "--isolated", "--select", "FAST002", "--fix", "--unsafe-fixes", program)
    rewritten = program.read_text("utf-8")
    assert "def form(sid: Annotated[CallSid, Form()]):" in rewritten
    app = app_of(rewritten)
    assert accepting(app, CALL) == OLDER | {"optional", "bare"}
    assert accepting(app, MESSAGE) == undocumented(app) == {"dependency"}  # Ruff only looks at routes


T = TypeVar("T")


def none_if_empty(value: object) -> object:
    return None if value == "" else value


EmptyAsNone = Annotated[T | None, BeforeValidator(none_if_empty)]


class IncomingCall(BaseModel, alias_generator=to_pascal):
    call_sid: CallSid
    parent_call_sid: EmptyAsNone[CallSid] = None


app = FastAPI()


@app.post("/model")
def in_model(form: Annotated[IncomingCall, Form()]) -> str | None:
    return form.parent_call_sid


@app.post("/form")
def in_form(ParentCallSid: Annotated[EmptyAsNone[CallSid], Form()] = None) -> str | None:  # noqa: N803
    return ParentCallSid


@app.get("/query")
def in_query(ParentCallSid: EmptyAsNone[CallSid] = None) -> str | None:  # noqa: N803
    return ParentCallSid


@app.get("/bare")
def in_query_bare(ParentCallSid: CallSid | None = None) -> str | None:  # noqa: N803
    return ParentCallSid


def test_empty_string_is_none() -> None:
    client = TestClient(app)
    for value, answer in [("", (200, None)), (CALL, (200, CALL)), (MESSAGE, (422, None))]:
        fields = {"ParentCallSid": value}
        for response in [
            client.post("/model", data={"CallSid": CALL, **fields}),
            client.post("/form", data=fields),
            client.get("/query", params=fields),
        ]:
            assert (response.status_code, response.json() if response.is_success else None) == answer
    assert client.get("/bare", params={"ParentCallSid": ""}).status_code == 422


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_schema_of_an_empty_string_is_that_of_an_optional_sid(mode: Any) -> None:
    schema = IncomingCall.model_json_schema(mode=mode)["properties"]["ParentCallSid"]
    assert schema == {"anyOf": [SCHEMA, {"type": "null"}], "default": None, "title": "Parentcallsid"}
