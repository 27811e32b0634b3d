"""Times `digest check` on a generated project: the first time, and again where nothing changed.

    python tests/benchmarks/checking.py --articles 10000

Wall and processor seconds are of the command with all it started.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import entries
from tools import DIGEST_YML, TOOLS, environment

ELSEWHERE = "base_url: https://digest.example.net/"
"""The articles link to example.org; on a site that stood there these links would lead to pages that it lacks."""


def main() -> None:
    """Make the project, check it three times, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    articles = parser.parse_args().articles
    with tempfile.TemporaryDirectory(prefix="digest-checking-") as name:
        folder = Path(name)
        options = [ELSEWHERE if line.startswith("base_url:") else line for line in DIGEST_YML.splitlines()]
        (folder / "digest.yml").write_text("\n".join([*options, ""]), "utf-8")
        for entry in entries(articles):
            TOOLS["digest"].write(folder, entry)
        for run in ("first", "again", "again"):
            wall, cpu, told = _checked(folder)
            print(f"{run}: {wall:.2f} s, {cpu:.2f} s of processors: {told}")


def _checked(folder: Path) -> tuple[float, float, str]:
    """Wall and processor seconds of one check, and the line that ends its report."""
    before, begin = os.times(), time.perf_counter()
    command = [sys.executable, "-m", "digest", "check"]
    result = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - begin, cpu, result.stdout.strip().rpartition("\n")[2]


if __name__ == "__main__":
    main()
