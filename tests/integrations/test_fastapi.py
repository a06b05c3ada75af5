"""FastAPI: which styles of parameters are checked, and what becomes of an empty string in a form or a query."""

import json
from pathlib import Path
from typing import Annotated, Any, TypeVar

import pytest
from fastapi import FastAPI, Form
from fastapi.testclient import TestClient
from httpx2 import Response
from pydantic import BeforeValidator, TypeAdapter

from pydantic_twilio_sid import CallSid
from tests.helpers import run
from tests.integrations.helpers import CALL, MESSAGE, PATTERN

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


app = FastAPI()


@app.post("/form")
def in_form(sid: Annotated[CallSid | None, Form()] = None) -> str | None:
    return sid


@app.get("/query")
def in_query(sid: CallSid | None = None) -> str | None:
    return sid


@app.get("/empty-as-none")
def in_query_empty_as_none(sid: EmptyAsNone[CallSid] = None) -> str | None:
    return sid


def test_empty_string_is_none_in_a_form_and_with_a_validator() -> None:
    client = TestClient(app)
    assert client.post("/form", data={"sid": ""}).json() is None
    assert client.get("/query?sid=").status_code == client.get(f"/empty-as-none?sid={MESSAGE}").status_code == 422
    assert [client.get(f"/empty-as-none?sid={sid}").json() for sid in ["", CALL]] == [None, CALL]


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_validator_does_not_change_the_json_schema(mode: Any) -> None:
    adapters: list[TypeAdapter[Any]] = [TypeAdapter(EmptyAsNone[CallSid]), TypeAdapter(CallSid | None)]
    given, expected = (adapter.json_schema(mode=mode) for adapter in adapters)
    assert given == expected
