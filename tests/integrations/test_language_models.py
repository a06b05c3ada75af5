"""MCP, pydantic-ai, Outlines, lm-format-enforcer: the schema of a tool, and what becomes of a wrong SID."""

import asyncio
import importlib
import json
import re
from collections.abc import Callable
from typing import Annotated, Any

import pytest
from mcp import Client
from mcp.server.mcpserver import MCPServer
from pydantic import BaseModel, WithJsonSchema
from pydantic_ai import Agent, ModelMessage, ModelResponse, ModelResponsePart, TextPart, Tool, ToolCallPart
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.profiles.openai import OpenAIJsonSchemaTransformer

from pydantic_twilio_sid import CallSid, SidConstraints
from tests.integrations.helpers import CALL, PATTERN, SCHEMA, SENTENCE, WRONG

lmformatenforcer: Any = importlib.import_module("lmformatenforcer")  # which has no types
outlines: Any = importlib.import_module("outlines_core.json_schema")


class Call(BaseModel):
    sid: Annotated[CallSid, WithJsonSchema({"type": "string", "pattern": SidConstraints(CallSid).pattern})]


def hang_up(sid: CallSid) -> str:
    """Hang up a call."""
    return f"{sid} has ended"


def test_mcp() -> None:
    server = MCPServer("calls")
    server.tool()(hang_up)

    async def talk() -> tuple[Any, ...]:
        async with Client(server) as client:
            tools = (await client.list_tools()).tools
            return tools[0], *[await client.call_tool("hang_up", {"sid": sid}) for sid in [CALL, *WRONG]]

    tool, done, *refused = asyncio.run(talk())
    assert tool.input_schema["properties"] == {"sid": {**SCHEMA, "title": "Sid"}}
    assert (done.is_error, done.content[0].text) == (False, f"{CALL} has ended")
    assert all(result.is_error and SENTENCE in result.content[0].text for result in refused)


def test_pydantic_ai() -> None:
    parts: list[str] = []

    def answer(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        assert info.function_tools[0].parameters_json_schema["properties"] == {"sid": SCHEMA}
        parts.append(str(messages[-1].parts))
        calls = [ToolCallPart("hang_up", {"sid": sid}) for sid in [WRONG[0], CALL]]
        answers: list[ModelResponsePart] = [*calls, TextPart("done")]
        return ModelResponse(parts=[answers[len(messages) // 2]])

    assert Agent(FunctionModel(answer), tools=[hang_up]).run_sync("Hang up").output == "done"
    assert SENTENCE in parts[1]
    assert f"{CALL} has ended" in parts[2]


def test_pydantic_ai_stays_in_the_strict_mode_of_openai() -> None:
    def hang_up(call: Call) -> None: ...

    transformer = OpenAIJsonSchemaTransformer(Tool(hang_up).tool_def.parameters_json_schema)
    assert PATTERN in json.dumps(transformer.walk())
    assert transformer.is_strict_compatible


def outlines_allows(schema: Any, value: str) -> bool:
    return re.fullmatch(outlines.build_regex_from_schema(json.dumps(schema)), value) is not None


def lm_format_enforcer_allows(schema: Any, value: str) -> bool:
    parser = lmformatenforcer.JsonSchemaParser(schema)
    for character in value:
        if character not in parser.get_allowed_characters():
            return False
        parser = parser.add_character(character)
    return bool(parser.can_end())


@pytest.mark.parametrize("allows", [outlines_allows, lm_format_enforcer_allows])
def test_schema_with_the_pattern_alone(allows: Callable[[Any, str], bool]) -> None:
    allowed = [sid for sid in [CALL, *WRONG] if allows(Call.model_json_schema(), json.dumps({"sid": sid}))]
    assert allowed == [CALL]
