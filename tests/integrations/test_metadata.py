"""Django's migrations, and Sphinx: how they write the metadata of a type."""

from typing import Annotated, Any

import pytest
from django.db.migrations.writer import MigrationWriter
from sphinx.util.typing import stringify_annotation

import pydantic_twilio_sid
from pydantic_twilio_sid import CallSid, OauthAppSid, Sid, SidConstraints, SidPrefix

OwnSid = Annotated[str, SidConstraints(SidPrefix.BUNDLE, "ZZ", resource='Customer\'s "own"')]


@pytest.mark.parametrize(
    "constraints", [*map(SidConstraints, [CallSid, Sid, OwnSid]), SidConstraints(Sid, OauthAppSid)]
)
def test_migration_imports_and_rebuilds_the_constraints(constraints: SidConstraints) -> None:
    code, imports = MigrationWriter.serialize(constraints)
    assert imports == {"import pydantic_twilio_sid"}
    assert eval(code, {"pydantic_twilio_sid": pydantic_twilio_sid}) == constraints  # noqa: S307


def test_sphinx_prints_how_to_build_the_constraints() -> None:
    annotation: Any = CallSid
    assert stringify_annotation(annotation | None) == "Annotated[str, SidConstraints('CA')] | None"
