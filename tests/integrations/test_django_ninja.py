"""Django Ninja: path, query, body and the OpenAPI document."""

from typing import Any

from django.http import HttpRequest
from django.test import Client
from django.urls import path
from ninja import NinjaAPI, Schema
from openapi_spec_validator import validate

from pydantic_twilio_sid import CallSid
from tests.integrations.helpers import CALL, MESSAGE, SCHEMA, SENTENCE


class Call(Schema):
    sid: CallSid
    parent_call_sid: CallSid | None = None


api = NinjaAPI()


@api.get("/calls/{sid}")
def in_path(request: HttpRequest, sid: CallSid) -> str:  # noqa: ARG001
    return sid


@api.get("/calls")
def in_query(request: HttpRequest, sid: CallSid, parent: CallSid | None = None) -> str:  # noqa: ARG001
    return parent or sid


@api.post("/calls", response=Call)
def in_body(request: HttpRequest, call: Call) -> Call:  # noqa: ARG001
    return call


urlpatterns = [path("", api.urls)]
client = Client()


def answers(sid: str) -> list[tuple[int, Any]]:
    responses = [
        client.get(f"/calls/{sid}"),
        client.get("/calls", {"sid": sid}),
        client.get("/calls", {"sid": CALL, "parent": sid}),
        client.post("/calls", {"sid": sid}, content_type="application/json"),
    ]
    return [(response.status_code, response.json()) for response in responses]


def test_valid_sid_is_accepted() -> None:
    body = {"sid": CALL, "parent_call_sid": None}
    assert answers(CALL) == [(200, CALL), (200, CALL), (200, CALL), (200, body)]


def test_wrong_sid_is_refused() -> None:
    for status, answer in answers(MESSAGE):
        (error,) = answer["detail"]
        assert (status, error["type"], error["msg"]) == (422, "twilio_sid", SENTENCE)


def test_openapi_document() -> None:
    document = client.get("/openapi.json").json()
    validate(document)
    (in_path,) = document["paths"]["/calls/{sid}"]["get"]["parameters"]
    in_query, optional = document["paths"]["/calls"]["get"]["parameters"]
    assert in_path["schema"] == in_query["schema"] == {**SCHEMA, "title": "Sid"}
    assert optional["schema"]["anyOf"] == [SCHEMA, {"type": "null"}]
    assert document["components"]["schemas"]["Call"]["properties"]["sid"] == {**SCHEMA, "title": "Sid"}
