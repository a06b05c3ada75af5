"""Seconds and memory of each engine of `examples/message_export.py`, for a million lines in eight files.

    python tests/benchmark_export.py [ROUNDS]

It is run by hand, on Linux, with `pip install --group spark` and Java. The engines take turns, and the fastest of the
rounds counts. The memory is the largest sum of the resident memory of all processes, Spark's Java among them.
"""

import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from os import sysconf
from pathlib import Path
from resource import getpagesize

EXPORT = str(Path(__file__).parents[1] / "examples" / "message_export.py")
ENGINES = ["pydantic", "duckdb", "polars", "spark"]


def usage(session: int) -> tuple[int, float]:
    """Return how many bytes the processes of a session have in memory, and how many CPU seconds they have taken."""
    pages = ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                pages += int(fields[21])
                ticks += int(fields[11]) + int(fields[12])
    return pages * getpagesize(), ticks / sysconf("SC_CLK_TCK")


def measure(folder: str, engine: str) -> tuple[float, float, int, str]:
    """Return the seconds, the CPU seconds, the most bytes and the last line of an engine's check."""
    command = [sys.executable, EXPORT, "check", "--engine", engine, folder]
    started = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    ) as process:
        most, cpu = 0, 0.0
        while process.poll() is None:
            now = usage(process.pid)
            most, cpu = max(most, now[0]), max(cpu, now[1])
            time.sleep(0.02)
        seconds = time.perf_counter() - started
        return seconds, cpu, most, process.communicate()[0].splitlines()[-1]


def main(rounds: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, EXPORT, "make", folder], check=True)
        measured: dict[str, list[tuple[float, float, int, str]]] = {engine: [] for engine in ENGINES}
        for _ in range(rounds):
            for engine in ENGINES:
                measured[engine].append(measure(folder, engine))
    print("| Engine | Seconds | CPU seconds | Peak memory, MB | Report |\n|---|---|---|---|---|")
    for engine, results in measured.items():
        seconds, cpu, most, report = min(results)
        print(f"| {engine} | {seconds:.1f} | {cpu:.1f} | {most / 1e6:.0f} | {report} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
