"""Times `digest convert` on generated sources: all of them, then nothing changed, then one changed.

    python tests/benchmarks/convert.py --sources 200,2000

Wall and processor seconds are of the command with all it started; memory is that of the largest single process.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from corpus import NEWEST, entry

DIGEST_YML = "title: Benchmark\nreference_date: 2026-01-31\nrights: full\ntopics:\n  - name: Energy\n    keywords: [energy, water]\n"


def write_sources(folder: Path, count: int) -> None:
    """Sources of about 7 KB as a site's text is copied: navigation, byline, share line, related links."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "digest.yml").write_text(DIGEST_YML, "utf-8")
    for number in range(count):
        day = NEWEST - timedelta(days=number // 20 * 7 + number % 7)
        made = entry(number, day)
        text = made.body.partition("\n[^a1]:")[0].replace("==", "").replace("[^a1]", "")
        page = f"Home | News | Jobs\n\n{made.title}\n\nBy Ann Lee\n{day:%d %B %Y}\n\n{text}\n\nShare this: X | Print\n"
        (folder / "seeds" / f"{made.slug}.txt").write_text(page, "utf-8")


def convert(folder: Path) -> tuple[float, float, float]:
    """Run the command once; gives wall and processor seconds and peak memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "digest", "-C", str(folder), "convert"])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"digest convert ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", default="200,2000")
    options = parser.parse_args()
    print("| sources | run | wall s | processor s | peak MiB |\n| --- | --- | --- | --- | --- |")
    for count in map(int, options.sources.split(",")):
        with tempfile.TemporaryDirectory(prefix="digest-benchmark-") as name:
            folder = Path(name)
            write_sources(folder, count)
            for run in ("all", "nothing changed", "one changed"):
                if run == "one changed":
                    source = min((folder / "seeds").iterdir())
                    source.write_text(
                        source.read_text("utf-8").replace("Share this", "One more.\n\nShare this"), "utf-8"
                    )
                time.sleep(2.5 if run == "nothing changed" else 0)  # files just written are opened once more
                wall, cpu, memory = convert(folder)
                print(f"| {count:,} | {run} | {wall:.1f} | {cpu:.1f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
