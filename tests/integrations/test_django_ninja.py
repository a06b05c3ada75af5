"""Django Ninja: path, query, body and the OpenAPI document."""

from django.http import HttpRequest
from django.test import Client
from django.urls import path
from ninja import NinjaAPI, Schema
from openapi_spec_validator import validate

from pydantic_twilio_sid import CallSid, SmsSid
from tests.integrations.helpers import CALL, MESSAGE, SCHEMA, SENTENCE


class Call(Schema):
    sid: CallSid
    parent_call_sid: CallSid | None = None
    sms_sid: SmsSid | None = None


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


def test_requests() -> None:
    for sid, status in [(CALL, 200), (MESSAGE, 422)]:
        responses = [
            client.get(f"/calls/{sid}"),
            client.get("/calls", {"sid": sid}),
            client.get("/calls", {"sid": CALL, "parent": sid}),
            client.post("/calls", {"sid": sid}, content_type="application/json"),
        ]
        assert [response.status_code for response in responses] == [status] * 4
        if status == 422:
            details = [response.json()["detail"][0] for response in responses]
            assert [detail["msg"] for detail in details] == [SENTENCE] * 4
            assert [detail["type"] for detail in details] == ["twilio_sid"] * 4
        else:
            assert [response.json() for response in responses[:3]] == [CALL] * 3
            assert responses[3].json() == {"sid": CALL, "parent_call_sid": None, "sms_sid": None}


def test_openapi_document() -> None:
    document = client.get("/openapi.json").json()
    validate(document)
    (in_path,) = document["paths"]["/calls/{sid}"]["get"]["parameters"]
    in_query, optional = document["paths"]["/calls"]["get"]["parameters"]
    assert in_path["schema"] == in_query["schema"] == {**SCHEMA, "title": "Sid"}
    assert optional["schema"]["anyOf"] == [SCHEMA, {"type": "null"}]
    assert document["components"]["schemas"]["Call"]["properties"]["sid"] == {**SCHEMA, "title": "Sid"}
