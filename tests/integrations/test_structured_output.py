"""Outlines, lm-format-enforcer: what a language model may write for a schema with a pattern and lengths."""

import importlib
import json
import re
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, WithJsonSchema

from pydantic_twilio_sid import CallSid, SidConstraints
from tests.integrations.helpers import CALL, MESSAGE

lmformatenforcer: Any = importlib.import_module("lmformatenforcer")  # which has no types
outlines: Any = importlib.import_module("outlines_core.json_schema")


class Bare(BaseModel):
    sid: CallSid


class Call(BaseModel):
    sid: Annotated[CallSid, WithJsonSchema({"type": "string", "pattern": SidConstraints(CallSid).pattern})]


def outlines_allows(model: type[BaseModel], sid: str) -> bool:
    pattern = outlines.build_regex_from_schema(json.dumps(model.model_json_schema()))
    return re.fullmatch(pattern, json.dumps({"sid": sid})) is not None


def lm_format_enforcer_allows(model: type[BaseModel], sid: str) -> bool:
    parser = lmformatenforcer.JsonSchemaParser(model.model_json_schema())
    for character in json.dumps({"sid": sid}):
        if character not in parser.get_allowed_characters():
            return False
        parser = parser.add_character(character)
    return bool(parser.can_end())


@pytest.mark.parametrize("allows", [outlines_allows, lm_format_enforcer_allows])
def test_pattern_alone(allows: Any) -> None:
    assert allows(Call, CALL)
    for wrong in [MESSAGE, CALL[:-1], CALL + "0", "x" * 34]:
        assert not allows(Call, wrong)


def test_outlines_drops_a_pattern_beside_lengths() -> None:
    assert outlines_allows(Bare, "x" * 34)
    assert not outlines_allows(Bare, "x" * 33)


def test_lm_format_enforcer_refuses_the_two_together() -> None:
    with pytest.raises(lmformatenforcer.LMFormatEnforcerException, match="both a pattern and a min/max length"):
        lm_format_enforcer_allows(Bare, CALL)
