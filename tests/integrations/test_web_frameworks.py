"""FastAPI, Litestar, Django Ninja: each checks a SID wherever it stands in a request, and documents its pattern."""

import json
from collections.abc import Callable
from functools import cache, partial
from typing import Annotated, Any
from urllib.parse import quote

import pytest
from django.http import HttpRequest
from django.test import Client as DjangoClient
from django.urls import path
from fastapi import FastAPI
from fastapi.testclient import TestClient as FastAPIClient
from litestar import Litestar, get, post
from litestar.params import JSONBody, PathParameter, QueryParameter
from litestar.testing import TestClient as LitestarClient
from ninja import NinjaAPI
from openapi_spec_validator import validate
from pydantic import BaseModel, Field

from pydantic_twilio_sid import CallSid, SidConstraints
from tests.helpers import run
from tests.integrations.helpers import CALL, MESSAGE, PATTERN, SENTENCE, WRONG

OLDER_STYLE = """
from fastapi import Body, Cookie, FastAPI, Form, Header, Path, Query
from pydantic_twilio_sid import CallSid

app = FastAPI()

@app.get("/{sid}")
def show(sid: CallSid = Path(), query: CallSid = Query(), header: CallSid = Header(), cookie: CallSid = Cookie()):
    return [sid, query, header, cookie]

@app.post("/form")
def receive_form(sid: CallSid = Form()):
    return sid

@app.post("/body")
def receive_body(sid: CallSid = Body()):
    return sid
"""


@cache
def fastapi_app(*, newtypes: bool = False) -> FastAPI:
    """Import the types from `newtypes`, or have Ruff rewrite FastAPI's older style."""
    if newtypes:
        source = OLDER_STYLE.replace("pydantic_twilio_sid", "pydantic_twilio_sid.newtypes")
    else:
        command = ["ruff", "check", "--isolated", "--select", "FAST002", "--fix", "--unsafe-fixes", "-"]
        source = run("python", "-m", *command, input=OLDER_STYLE).stdout
    assert ("def receive_form(sid: CallSid = Form()):" in source) == newtypes
    namespace: dict[str, Any] = {}
    exec(source, namespace)  # noqa: S102
    app: FastAPI = namespace["app"]
    return app


def ask_fastapi(sid: str, *, newtypes: bool = False) -> list[Any]:
    client = FastAPIClient(fastapi_app(newtypes=newtypes))

    def get(path: str = CALL, query: str = CALL, header: str = CALL, cookie: str = CALL) -> Any:
        headers = {"header": header, "cookie": f"cookie={cookie}"}
        return client.get(f"/{path}", params={"query": query}, headers=headers)

    sent = [client.post("/form", data={"sid": sid}), client.post("/body", json=sid)]
    return [get(path=sid), get(query=sid), get(header=sid), get(cookie=sid), *sent]


class Call(BaseModel):
    sid: CallSid = Field(json_schema_extra={"pattern": SidConstraints(CallSid).pattern})


@get("/path/{sid:str}")
async def path_in_litestar(
    sid: Annotated[CallSid, PathParameter(pattern=SidConstraints(CallSid).pattern, max_length=34)],
) -> str:
    return sid


@get("/query")
async def query_in_litestar(
    sid: Annotated[CallSid, QueryParameter(pattern=SidConstraints(CallSid).pattern, max_length=34)],
    parent: Annotated[CallSid | None, QueryParameter(pattern=SidConstraints(CallSid).pattern, max_length=34)] = None,
) -> str:
    return parent or sid


@post("/body", status_code=200)
async def body_in_litestar(data: JSONBody[Call]) -> Call:
    return data


litestar = LitestarClient(Litestar([path_in_litestar, query_in_litestar, body_in_litestar]))


def ask_litestar(sid: str) -> list[Any]:
    return [
        litestar.get(f"/path/{quote(sid)}"),
        litestar.get("/query", params={"sid": sid}),
        litestar.get("/query", params={"sid": CALL, "parent": sid}),
        litestar.post("/body", json={"sid": sid}),
    ]


class NinjaCall(BaseModel):
    sid: CallSid
    parent: CallSid | None = None


api = NinjaAPI()


@api.get("/path/{sid}")
def path_in_ninja(request: HttpRequest, sid: CallSid) -> str:  # noqa: ARG001
    return sid


@api.get("/query")
def query_in_ninja(request: HttpRequest, sid: CallSid, parent: CallSid | None = None) -> str:  # noqa: ARG001
    return parent or sid


@api.post("/body", response=NinjaCall)
def body_in_ninja(request: HttpRequest, call: NinjaCall) -> NinjaCall:  # noqa: ARG001
    return call


urlpatterns = [path("", api.urls)]


def ask_ninja(sid: str) -> list[Any]:
    client = DjangoClient()
    return [
        client.get(f"/path/{quote(sid)}"),
        client.get("/query", {"sid": CALL, "parent": sid}),
        client.post("/body", {"sid": sid}, content_type="application/json"),
    ]


ASK: dict[str, Callable[[str], list[Any]]] = {
    "FastAPI": ask_fastapi,
    "FastAPI's older style, newtypes": partial(ask_fastapi, newtypes=True),
    "Litestar": ask_litestar,
    "Django Ninja": ask_ninja,
}
DOCUMENTS: dict[str, Callable[[], Any]] = {
    "FastAPI": lambda: fastapi_app().openapi(),
    "FastAPI's older style, newtypes": lambda: fastapi_app(newtypes=True).openapi(),
    "Litestar": lambda: litestar.get("/schema/openapi.json").json(),
    "Django Ninja": lambda: DjangoClient().get("/openapi.json").json(),
}


@pytest.mark.parametrize("framework", ASK)
def test_valid_sid_is_accepted_and_a_wrong_one_is_refused(framework: str) -> None:
    for response in ASK[framework](CALL):
        assert (response.status_code, CALL in response.content.decode()) == (200, True)
    for response in ASK[framework](MESSAGE):
        assert response.status_code in {400, 422}
        assert SENTENCE in response.content.decode() or f"matching regex '{PATTERN}'" in response.content.decode()


def test_litestar_checks_the_length_too() -> None:
    assert {response.status_code for wrong in WRONG for response in ask_litestar(wrong)} == {400}


@pytest.mark.parametrize(("framework", "patterns"), [*zip(DOCUMENTS, [6, 6, 4, 5], strict=True)])
def test_openapi_document_is_valid_and_has_all_patterns(framework: str, patterns: int) -> None:
    document = DOCUMENTS[framework]()
    validate(document)
    assert json.dumps(document).count(PATTERN) == patterns
