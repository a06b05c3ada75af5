"""django-pydantic-field, with real migrations, and Django's own migration writer."""

# `SchemaField` has untyped arguments.
# pyright: reportUnknownVariableType=false

import importlib
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.test import override_settings
from django_pydantic_field import SchemaField

import pydantic_twilio_sid
from pydantic_twilio_sid import CallSid, OauthAppSid, Sid, SidConstraints, SidPrefix
from tests.integrations.helpers import CALL, MESSAGE, SENTENCE

OwnSid = Annotated[str, SidConstraints("ZZ", resource="Own")]


class Call(models.Model):  # noqa: DJ008
    sid = SchemaField(CallSid)
    parent_call_sid = SchemaField(CallSid | None, null=True, default=None)
    child_call_sids = SchemaField(list[CallSid], default=list)
    own_sids = SchemaField(list[OwnSid], default=list)


@pytest.fixture(scope="module")
def migration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Create and apply the migration for `Call`."""
    folder = tmp_path_factory.mktemp("migrations")
    package = folder / "integrations_migrations"
    package.mkdir()
    (package / "__init__.py").touch()
    with pytest.MonkeyPatch.context() as patch, override_settings(MIGRATION_MODULES={"integrations": package.name}):
        patch.setattr(sys, "path", [str(folder), *sys.path])
        patch.setitem(connection.settings_dict, "NAME", str(folder / "db.sqlite3"))
        call_command("makemigrations", "integrations", verbosity=0)
        importlib.invalidate_caches()
        call_command("migrate", verbosity=0)
        yield package / "0001_initial.py"
        connection.close()


def test_migration_has_the_constraints(migration: Path) -> None:
    text = "".join(migration.read_text("utf-8").replace('"', "'").split())  # Django runs Black if it finds it
    assert text.count("pydantic_twilio_sid.SidConstraints('CA'") == 3
    assert text.count("pydantic_twilio_sid.SidConstraints('ZZ',resource='Own'") == 1


@pytest.mark.usefixtures("migration")
def test_nothing_changes_afterwards() -> None:
    output = StringIO()
    call_command("makemigrations", "integrations", check=True, dry_run=True, stdout=output)
    assert output.getvalue() == "No changes detected in app 'integrations'\n"


@pytest.mark.usefixtures("migration")
def test_valid_call_comes_back() -> None:
    Call.objects.create(sid=CALL, child_call_sids=[CALL])
    call = Call.objects.get()
    assert (call.sid, call.parent_call_sid, call.child_call_sids) == (CALL, None, [CALL])


@pytest.mark.parametrize(
    "wrong",
    [{"sid": MESSAGE}, {"parent_call_sid": MESSAGE}, {"child_call_sids": [MESSAGE]}],
    ids=["sid", "optional", "list"],
)
def test_wrong_call_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as raised:
        Call(**{"sid": CALL, **wrong})
    assert SENTENCE in str(raised.value)


@pytest.mark.parametrize(
    "constraints",
    [
        SidConstraints("CA"),
        SidConstraints(Sid),
        SidConstraints(Sid, OauthAppSid),
        SidConstraints(SidPrefix.BUNDLE, "ZZ", resource='Customer\'s "own"'),
    ],
    ids=["one prefix", "any prefix", "with letters and digits", "own name"],
)
def test_migration_writer(constraints: SidConstraints) -> None:
    code, imports = MigrationWriter.serialize(constraints)
    assert imports == {"import pydantic_twilio_sid"}
    assert eval(code, {"pydantic_twilio_sid": pydantic_twilio_sid}) == constraints  # noqa: S307
