"""The harness works: it builds what it generates, and would say if a page were missing. No time is judged here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_the_harness_measures_every_kind_of_build():
    """On a small project, a table for each kind."""
    done = subprocess.run(
        [sys.executable, str(HERE / "measure.py"), "--articles", "24", "--runs", "1"],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("| digest |") == 6
    assert "24 articles, median of 1 runs" in done.stdout


def test_the_corpus_is_the_same_every_time():
    """And its articles are of about 7 KB."""
    sys.path.insert(0, str(HERE))
    try:
        from corpus import entries
    finally:
        sys.path.remove(str(HERE))
    one, other = list(entries(40)), list(entries(40))
    assert one == other
    assert 5000 < sum(len(entry.body) for entry in one) / 40 < 9000
