"""Django Ninja, flask-openapi3: path, query, body and the OpenAPI document."""

# The decorators of flask-openapi3 are untyped.
# pyright: reportUnknownMemberType=false, reportUntypedFunctionDecorator=false

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import path
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from ninja import NinjaAPI
from openapi_spec_validator import validate
from pydantic import BaseModel

from pydantic_twilio_sid import CallSid
from tests.integrations.helpers import CALL, MESSAGE, SCHEMA, SENTENCE


class Path(BaseModel):
    sid: CallSid


class Call(BaseModel):
    sid: CallSid
    parent: CallSid | None = None


api = NinjaAPI()


@api.get("/calls/{sid}")
def ninja_path(request: HttpRequest, sid: CallSid) -> str:  # noqa: ARG001
    return sid


@api.get("/calls")
def ninja_query(request: HttpRequest, sid: CallSid, parent: CallSid | None = None) -> str:  # noqa: ARG001
    return parent or sid


@api.post("/calls", response=Call)
def ninja_body(request: HttpRequest, call: Call) -> Call:  # noqa: ARG001
    return call


urlpatterns = [path("", api.urls)]
ninja = Client()

# Without `security_schemes` it writes a `null` that makes the document invalid.
app = OpenAPI(__name__, info=Info(title="Calls", version="1"), security_schemes={})
flask = app.test_client()


@app.get("/calls/<sid>")
def flask_path(path: Path) -> str:
    return path.sid


@app.get("/calls")
def flask_query(query: Call) -> str:
    return query.parent or query.sid


@app.post("/calls", responses={200: Call})
def flask_body(body: Call) -> dict[str, str | None]:
    return body.model_dump()


def ask_ninja(sid: str) -> list[tuple[int, Any]]:
    responses = [
        ninja.get(f"/calls/{sid}"),
        ninja.get("/calls", {"sid": CALL, "parent": sid}),
        ninja.post("/calls", {"sid": sid}, content_type="application/json"),
    ]
    return [(response.status_code, response.json()) for response in responses]


def ask_flask(sid: str) -> list[tuple[int, Any]]:
    responses = [
        flask.get(f"/calls/{sid}"),
        flask.get("/calls", query_string={"sid": CALL, "parent": sid}),
        flask.post("/calls", json={"sid": sid}),
    ]
    return [(response.status_code, response.json or response.text) for response in responses]


Ask = Callable[[str], list[tuple[int, Any]]]
both = pytest.mark.parametrize("ask", [ask_ninja, ask_flask])


@both
def test_valid_sid_is_accepted(ask: Ask) -> None:
    assert ask(CALL) == [(200, CALL), (200, CALL), (200, {"sid": CALL, "parent": None})]


@both
def test_wrong_sid_is_refused(ask: Ask) -> None:
    for status, answer in ask(MESSAGE):
        (error,) = answer if ask is ask_flask else answer["detail"]
        assert (status, error["type"], error["msg"]) == (422, "twilio_sid", SENTENCE)


@pytest.mark.parametrize("framework", ["ninja", "flask"])
def test_openapi_document(framework: str) -> None:
    ninja_document, flask_document = ninja.get("/openapi.json").json(), flask.get("/openapi/openapi.json").json
    document: Any = ninja_document if framework == "ninja" else flask_document
    validate(document)
    (in_path,) = document["paths"]["/calls/{sid}"]["get"]["parameters"]
    in_query, optional = document["paths"]["/calls"]["get"]["parameters"]
    assert in_path["schema"] == in_query["schema"] == {**SCHEMA, "title": "Sid"}
    assert optional["schema"]["anyOf"] == [SCHEMA, {"type": "null"}]
    assert document["components"]["schemas"]["Call"]["properties"]["sid"] == {**SCHEMA, "title": "Sid"}
