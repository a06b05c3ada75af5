"""`examples/ajv`, with Ajv from npm."""

import shutil
from pathlib import Path

from pydantic_twilio_sid.testing import cases
from tests.helpers import EXAMPLES, needs, run


def test_ajv_agrees_with_pydantic(tmp_path: Path) -> None:
    needs("npm")
    shutil.copytree(EXAMPLES / "ajv", tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
    installed = run("npm", "install", "--no-package-lock", "--silent", cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    described = run("python", "message_sid_schema.py", cwd=tmp_path)
    result = run("node", "validate.mjs", input=described.stdout, cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"Ajv and Pydantic agree on {len(cases('SM', 'MM'))} strings and differ on 0\n"
    wrong = described.stdout.replace('"valid": true', '"valid": false', 1)
    differing = run("node", "validate.mjs", input=wrong, cwd=tmp_path)
    assert differing.returncode == 1
    assert "they differ: SM and digits of either case\n" in differing.stdout
