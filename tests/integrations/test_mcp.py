"""The MCP Python SDK: its client and server, in one process."""

import asyncio

from mcp import Client
from mcp.server.mcpserver import MCPServer
from mcp.types import CallToolResult, TextContent

from pydantic_twilio_sid import CallSid
from tests.integrations.helpers import CALL, MESSAGE, SCHEMA, SENTENCE

server = MCPServer("calls")


@server.tool()
def hang_up(call_sid: CallSid, parent_call_sid: CallSid | None = None) -> str:
    """Hang up a call."""
    return parent_call_sid or call_sid


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_schema_of_a_tool() -> None:
    async def schema() -> object:
        async with Client(server) as client:
            (tool,) = (await client.list_tools()).tools
            return tool.input_schema["properties"]

    assert asyncio.run(schema()) == {
        "call_sid": {**SCHEMA, "title": "Call Sid"},
        "parent_call_sid": {"anyOf": [SCHEMA, {"type": "null"}], "default": None, "title": "Parent Call Sid"},
    }


def test_calls_of_a_tool() -> None:
    async def call(**arguments: str) -> CallToolResult:
        async with Client(server) as client:
            return await client.call_tool("hang_up", arguments)

    done = asyncio.run(call(call_sid=CALL))
    assert (done.is_error, text_of(done)) == (False, CALL)
    for arguments in [{"call_sid": MESSAGE}, {"call_sid": CALL, "parent_call_sid": MESSAGE}]:
        refused = asyncio.run(call(**arguments))
        assert refused.is_error
        assert SENTENCE in text_of(refused)
