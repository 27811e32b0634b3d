"""Times whole commands on a generated project: medians of several runs, peak memory of the largest process.

python tests/benchmarks/measure.py --articles 1000 --runs 5
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus import make


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall and processor seconds, peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Print a Markdown table: a row for each kind of build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        make(project, options.articles)
        print(f"{options.articles} articles, median of {options.runs} runs\n")
        print("| build | wall s | processor s | peak MiB |\n| --- | --- | --- | --- |")
        _report("cold", project, options.runs, before=_forget)
        _report("nothing changed", project, options.runs)
        _report("one body edited", project, options.runs, before=_edit)


def _report(name: str, project: Path, runs: int, before: Callable[[Path], None] = lambda _project: None) -> None:
    done = []
    for _ in range(runs):
        before(project)
        done.append(_run([sys.executable, "-m", "digest", "-C", str(project), "build"]))
    wall, cpu, memory = (statistics.median(getattr(run, key) for run in done) for key in ("wall", "cpu", "memory"))
    print(f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} |", flush=True)


def _forget(project: Path) -> None:
    for folder in ("site", ".digest"):
        shutil.rmtree(project / folder, ignore_errors=True)


def _edit(project: Path) -> None:
    path = max((project / "content").glob("*/*.md"))
    path.write_text(path.read_text("utf-8") + f"\nEdited at {time.monotonic_ns()}.\n", "utf-8")


def _run(command: list[str]) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
