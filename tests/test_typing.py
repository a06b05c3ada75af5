"""What type checkers report in the code of the README and the docs: nothing but the line that's marked as an error."""

import re
import sys
from pathlib import Path

import pytest

from tests.helpers import run

ROOT = Path(__file__).parents[1]
CHECKERS = {
    "mypy": ["mypy", "--strict", "--no-error-summary"],
    "pyright": ["pyright", "--pythonpath", sys.executable],
    "ty": ["ty", "check", "--python", sys.prefix, "--output-format", "concise"],
    "pyrefly": ["pyrefly", "check", "--preset", "strict", "--python-interpreter-path", sys.executable],
}


@pytest.mark.parametrize("checker", CHECKERS)
def test_code_of_the_docs(tmp_path: Path, checker: str) -> None:
    pytest.importorskip(checker, reason="it's in the dependency group 'dev'")
    marked: set[tuple[str, int]] = set()
    for page in [ROOT / "README.md", *ROOT.glob("docs/*.md")]:
        blocks = re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
        for number, block in enumerate(blocks):
            file = tmp_path / f"{page.stem.lower().replace('-', '_')}_{number}.py"
            file.write_text(block, "utf-8")
            marked |= {(file.stem, line) for line, text in enumerate(block.splitlines(), 1) if "  # error: " in text}
    assert len(marked) == 1
    result = run("python", "-m", *CHECKERS[checker], tmp_path, cwd=tmp_path)
    reported = re.findall(r"(\w+)\.py:(\d+):", result.stdout)
    assert {(name, int(line)) for name, line in reported} == marked, result.stdout
