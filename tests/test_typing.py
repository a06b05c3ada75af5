"""What type checkers report in the code of the docs, and of mixed-up SIDs: nothing but the lines marked as errors."""

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
def test_code_of_the_docs_and_mixed_up_sids(tmp_path: Path, checker: str) -> None:
    pytest.importorskip(checker, reason="it's in the dependency group 'dev'")
    sources = {
        "mixed_up": (ROOT / "tests/typing/mixed_up.py").read_text("utf-8").replace("# type: ignore[arg-type] ", "")
    }
    for page in [ROOT / "README.md", *ROOT.glob("docs/*.md")]:
        blocks = re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
        sources |= {f"{page.stem.lower().replace('-', '_')}_{number}": block for number, block in enumerate(blocks)}
    marked: set[tuple[str, int]] = set()
    for name, source in sources.items():
        (tmp_path / f"{name}.py").write_text(source, "utf-8")
        marked |= {(name, line) for line, text in enumerate(source.splitlines(), 1) if "  # error: " in text}
    assert len(marked) > 1
    result = run("python", "-m", *CHECKERS[checker], tmp_path, cwd=tmp_path)
    reported = re.findall(r"(\w+)\.py:(\d+):", result.stdout)
    assert {(name, int(line)) for name, line in reported} == marked, result.stdout
