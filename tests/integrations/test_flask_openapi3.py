"""flask-openapi3: path, query, body and the OpenAPI document."""

# Its decorators are untyped.
# pyright: reportUnknownMemberType=false, reportUntypedFunctionDecorator=false

from typing import Any

from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from openapi_spec_validator import validate
from pydantic import BaseModel

from pydantic_twilio_sid import CallSid
from tests.integrations.helpers import CALL, MESSAGE, SCHEMA, SENTENCE


class Path(BaseModel):
    sid: CallSid


class Call(BaseModel):
    sid: CallSid
    parent_call_sid: CallSid | None = None


# Without `security_schemes` it writes a `null` that makes the document invalid.
app = OpenAPI(__name__, info=Info(title="Calls", version="1"), security_schemes={})


@app.get("/calls/<sid>")
def in_path(path: Path) -> str:
    return path.sid


@app.get("/calls")
def in_query(query: Call) -> str:
    return query.sid


@app.post("/calls", responses={200: Call})
def in_body(body: Call) -> dict[str, str | None]:
    return body.model_dump()


client = app.test_client()


def answers(sid: str) -> list[tuple[int, Any]]:
    responses = [
        client.get(f"/calls/{sid}"),
        client.get("/calls", query_string={"sid": sid}),
        client.post("/calls", json={"sid": sid}),
    ]
    return [(response.status_code, response.json or response.text) for response in responses]


def test_valid_sid_is_accepted() -> None:
    assert answers(CALL) == [(200, CALL), (200, CALL), (200, {"sid": CALL, "parent_call_sid": None})]


def test_wrong_sid_is_refused() -> None:
    for status, answer in answers(MESSAGE):
        assert (status, [error["msg"] for error in answer]) == (422, [SENTENCE])


def test_openapi_document() -> None:
    document: Any = client.get("/openapi/openapi.json").json
    validate(document)
    (in_path,) = document["paths"]["/calls/{sid}"]["get"]["parameters"]
    in_query, optional = document["paths"]["/calls"]["get"]["parameters"]
    assert in_path["schema"] == in_query["schema"] == {**SCHEMA, "title": "Sid"}
    assert optional["schema"]["anyOf"] == [SCHEMA, {"type": "null"}]
    assert document["components"]["schemas"]["Call"]["properties"]["sid"] == {**SCHEMA, "title": "Sid"}
