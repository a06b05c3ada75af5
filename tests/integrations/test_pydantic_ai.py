"""pydantic-ai: what a model is told about a tool, and what it gets back when it calls the tool with a wrong SID."""

from typing import Annotated

from pydantic import Field
from pydantic_ai import Agent, ModelMessage, ModelResponse, ModelResponsePart, TextPart, ToolCallPart
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.models.test import TestModel

from pydantic_twilio_sid import CallSid
from tests.integrations.helpers import CALL, MESSAGE, SCHEMA, SENTENCE


def hang_up(call_sid: CallSid) -> str:
    """Hang up a call."""
    return f"{call_sid} has ended"


def test_refused_call_and_the_next() -> None:
    parts: list[object] = []

    def answer(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        (tool,) = info.function_tools
        assert tool.parameters_json_schema["properties"] == {"call_sid": SCHEMA}
        parts.extend(messages[-1].parts)
        answers: list[ModelResponsePart] = [
            ToolCallPart("hang_up", {"call_sid": MESSAGE}),
            ToolCallPart("hang_up", {"call_sid": CALL}),
            TextPart("done"),
        ]
        return ModelResponse(parts=[answers[len(messages) // 2]])

    agent = Agent(FunctionModel(answer), tools=[hang_up])
    assert agent.run_sync("Hang up").output == "done"
    _, refused, done = parts
    assert SENTENCE in str(refused)
    assert f"{CALL} has ended" in str(done)


def test_model_for_tests_takes_an_example() -> None:
    """`TestModel` ignores the pattern, and makes up 34 letters `a` if there's no example."""

    def hang_up_one(call_sid: Annotated[CallSid, Field(examples=[CALL])]) -> str:
        return f"{call_sid} has ended"

    agent = Agent(TestModel(), tools=[hang_up_one])
    assert agent.run_sync("Hang up").output == f'{{"hang_up_one":"{CALL} has ended"}}'
