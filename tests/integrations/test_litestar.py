"""Litestar: Pydantic checks the body, msgspec checks parameters, and neither writes the OpenAPI document."""

from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import quote

import pytest
from litestar import Litestar, get, post
from litestar.params import FromPath, FromQuery, JSONBody, PathParameter, QueryParameter
from litestar.testing import TestClient
from openapi_spec_validator import validate
from pydantic import BaseModel, Field

from pydantic_twilio_sid import CallSid, SidConstraints
from tests.integrations.helpers import CALL, MESSAGE, PATTERN, SENTENCE


class Call(BaseModel):
    bare: CallSid
    sid: CallSid = Field(json_schema_extra={"pattern": SidConstraints(CallSid).pattern})


@get("/bare/{sid:str}")
async def in_path_bare(sid: FromPath[CallSid]) -> str:
    return sid


@get("/bare")
async def in_query_bare(sid: FromQuery[CallSid | None] = None) -> str:
    return sid or "none"


@get("/checked/{sid:str}")
async def in_path(
    sid: Annotated[CallSid, PathParameter(pattern=SidConstraints(CallSid).pattern, max_length=34)],
) -> str:
    return sid


@get("/checked")
async def in_query(
    sid: Annotated[CallSid, QueryParameter(pattern=SidConstraints(CallSid).pattern, max_length=34)],
) -> str:
    return sid


@get("/optional")
async def in_query_optional(
    sid: Annotated[CallSid | None, QueryParameter(pattern=SidConstraints(CallSid).pattern, max_length=34)] = None,
) -> str:
    return sid or "none"


@post("/body")
async def in_body(data: JSONBody[Call]) -> Call:
    return data


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient[Litestar]]:
    handlers = [in_path_bare, in_query_bare, in_path, in_query, in_query_optional, in_body]
    with TestClient(Litestar(handlers)) as client:
        yield client


def test_body(client: TestClient[Litestar]) -> None:
    valid = {"bare": CALL, "sid": CALL}
    response = client.post("/body", json=valid)
    assert (response.status_code, response.json()) == (201, valid)
    refused = client.post("/body", json={"bare": CALL, "sid": MESSAGE})
    assert (refused.status_code, refused.json()["extra"]) == (400, [{"message": SENTENCE, "key": "sid"}])


@pytest.mark.parametrize("path", ["/checked/", "/checked?sid=", "/optional?sid="], ids=["path", "query", "optional"])
def test_parameter_with_the_pattern(client: TestClient[Litestar], path: str) -> None:
    assert client.get(path + CALL).text == CALL
    for wrong in [MESSAGE, CALL[:-1], CALL + "0", CALL + "\n"]:
        assert client.get(path + quote(wrong)).status_code == 400
    assert f"matching regex '{PATTERN}'" in client.get(path + MESSAGE).text


def test_optional_parameter_may_be_left_out(client: TestClient[Litestar]) -> None:
    assert client.get("/optional").text == "none"


def test_bare_parameter_checks_nothing(client: TestClient[Litestar]) -> None:
    for path in ["/bare/", "/bare?sid="]:
        assert client.get(path + "x").text == "x"


def test_openapi_document(client: TestClient[Litestar]) -> None:
    document: Any = client.get("/schema/openapi.json").json()
    validate(document)
    paths = {
        path: parameter["schema"]
        for path, operations in document["paths"].items()
        for operation in operations.values()
        for parameter in operation.get("parameters", [])
    }
    assert paths == {
        "/bare/{sid}": {"type": "string"},
        "/bare": {"oneOf": [{"type": "string"}, {"type": "null"}]},
        "/checked/{sid}": {"type": "string", "maxLength": 34, "pattern": PATTERN},
        "/checked": {"type": "string", "maxLength": 34, "pattern": PATTERN},
        "/optional": {"oneOf": [{"type": "string"}, {"type": "null"}], "maxLength": 34, "pattern": PATTERN},
    }
    properties = document["components"]["schemas"]["Call"]["properties"]
    assert properties == {"bare": {"type": "string"}, "sid": {"type": "string", "pattern": PATTERN}}
