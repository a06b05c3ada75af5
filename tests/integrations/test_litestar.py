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
from tests.integrations.helpers import CALL, LENGTH, MESSAGE, PATTERN, SCHEMA, SENTENCE


class Call(BaseModel):
    bare: CallSid
    sid: CallSid = Field(json_schema_extra={"pattern": SidConstraints.of(CallSid).pattern})


@get("/bare/{sid:str}")
async def in_path_bare(sid: FromPath[CallSid]) -> str:
    return sid


@get("/bare")
async def in_query_bare(sid: FromQuery[CallSid]) -> str:
    return sid


@get("/bare-optional")
async def in_query_bare_optional(sid: FromQuery[CallSid | None] = None) -> str:
    return sid or "none"


@get("/whole/{sid:str}")
async def in_path(
    sid: Annotated[CallSid, PathParameter(pattern=SidConstraints.of(CallSid).pattern, max_length=34)],
) -> str:
    return sid


@get("/whole")
async def in_query(
    sid: Annotated[CallSid, QueryParameter(pattern=SidConstraints.of(CallSid).pattern, max_length=34)],
) -> str:
    return sid


@get("/optional")
async def in_query_optional(
    sid: Annotated[CallSid | None, QueryParameter(pattern=SidConstraints.of(CallSid).pattern, max_length=34)] = None,
) -> str:
    return sid or "none"


@post("/body")
async def in_body(data: JSONBody[Call]) -> Call:
    return data


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient[Litestar]]:
    handlers = [in_path_bare, in_query_bare, in_query_bare_optional, in_path, in_query, in_query_optional, in_body]
    with TestClient(Litestar(handlers)) as client:
        yield client


def test_body(client: TestClient[Litestar]) -> None:
    valid = {"bare": CALL, "sid": CALL}
    response = client.post("/body", json=valid)
    assert (response.status_code, response.json()) == (201, valid)
    refused = client.post("/body", json={"bare": CALL, "sid": MESSAGE})
    assert (refused.status_code, refused.json()["extra"]) == (400, [{"message": SENTENCE, "key": "sid"}])


@pytest.mark.parametrize("path", ["/whole/", "/whole?sid=", "/optional?sid="], ids=["path", "query", "optional query"])
def test_parameter_with_the_pattern(client: TestClient[Litestar], path: str) -> None:
    assert client.get(path + CALL).text == CALL
    for wrong in [MESSAGE, CALL[:-1], CALL + "0", CALL + "\n"]:
        assert client.get(path + quote(wrong)).status_code == 400
    assert f"matching regex '{PATTERN}'" in client.get(path + MESSAGE).text


def test_optional_parameter_may_be_left_out(client: TestClient[Litestar]) -> None:
    assert client.get("/optional").text == "none"


def test_bare_parameter_checks_nothing_but_the_length(client: TestClient[Litestar]) -> None:
    for sid, status in [(CALL, 200), (MESSAGE, 200), (CALL[:-1], 400), (CALL + "0", 400)]:
        assert client.get("/bare", params={"sid": sid}).status_code == status
        assert client.get(f"/bare/{sid}").status_code == status
        assert client.get("/bare-optional", params={"sid": sid}).status_code == 200  # not even the length


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
        "/bare/{sid}": LENGTH,
        "/bare": LENGTH,
        "/bare-optional": {"oneOf": [LENGTH, {"type": "null"}]},
        "/whole/{sid}": SCHEMA,
        "/whole": SCHEMA,
        "/optional": {"oneOf": [LENGTH, {"type": "null"}], "maxLength": 34, "pattern": PATTERN},
    }
    assert document["components"]["schemas"]["Call"]["properties"] == {"bare": LENGTH, "sid": SCHEMA}
