"""The harnesses work: they build what they generate, and would say if a page were missing. No time is judged here."""

from __future__ import annotations

import gzip
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

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


def test_generated_articles_are_served_as_a_host_does_with_all_that_pages_can_show(monkeypatch):
    """Below a path, compressed; with notes and replies, tables, code and callouts; a wrong address is not found."""
    monkeypatch.syspath_prepend(str(HERE))
    import served_sites

    with served_sites.served("7") as (site, address):
        kinds = served_sites.pages(site)
        assert {"home", "week", "article", "topic", "source", "archive", "highlights", "search"} <= kinds.keys()
        request = urllib.request.Request(address + served_sites.noted(site), headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as answer:
            page = gzip.decompress(answer.read()).decode()
        for part in ("<table>", "<pre", 'class="callout', 'class="note"', "Where?"):
            assert part in page, part
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(address + "nowhere/")
