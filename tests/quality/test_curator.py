"""The curator's count is one of judged values: nothing unjudged is taken for right."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
_SPEC = importlib.util.spec_from_file_location("curator", Path(__file__).parent / "curator.py")
assert _SPEC is not None
assert _SPEC.loader is not None
curator = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = curator
_SPEC.loader.exec_module(curator)

PAGE = """<!DOCTYPE html><html lang="en"><head><title>A ferry for {town} | Harbour Review</title>
<meta property="og:title" content="A ferry for {town}"><meta name="author" content="Ada Quill">
<meta property="article:published_time" content="2025-03-0{day}T08:00:00+01:00"></head><body><article>
<h1>A ferry for {town}</h1><p>The harbour board of {town} bought a ferry on Monday that carries forty cars and runs
without diesel between the two piers of the town.</p><p>The board expects it to sail from June and to cost less than
the old one, whose engine was built in 1961 and repaired eleven times.</p></article></body></html>"""


@pytest.fixture
def data(tmp_path):
    """A benchmark of as many sites as are needed, of which the first has two pages."""
    rows = []
    for number in range(curator.PAGES + 1):
        name = f"page-{number:02}"
        address = f"https://www.site{max(1, number):02}.example/{name}"
        rows.append({"id": name, "type": "article", "url": address, "file": f"{name}.html.gz"})
        page = PAGE.format(town=f"Leith {number}", day=number % 9 + 1)
        (tmp_path / f"{name}.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "html-dev.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return tmp_path


def test_one_page_of_each_site_is_chosen_and_always_the_same(data):
    """Another order of the benchmark's lines changes nothing."""
    chosen = curator.chosen_rows(data)
    assert len({curator.site(row["url"]) for row in chosen}) == len(chosen) == curator.PAGES
    lines = (data / "html-dev.jsonl").read_text("utf-8").splitlines()
    (data / "html-dev.jsonl").write_text("\n".join(reversed(lines)), "utf-8")
    assert curator.chosen_rows(data) == chosen


def test_a_value_that_changed_is_unjudged(data):
    """A verdict belongs to the value that was read, not to the field."""
    [page] = curator.curated_pages(data, curator.chosen_rows(data)[:1])
    values = curator.values(page)
    assert [value.text for value in values[2:3]] == ["Ada Quill"]
    verdicts = {value.key: "right" for value in values[1:]} | {(page.identifier, "title", "0" * 16): "right"}
    counts = curator.count(values, verdicts)
    assert counts["title"] == {"unjudged": 1}
    assert counts["authors"] == {"right": 1}
    assert f"unjudged: {page.identifier}  title: {page.front_matter.title}" in list(curator.report([page], verdicts))


def test_what_is_missing_though_stated_is_mended_too(data):
    """A missing value counts as one to be mended, one that the page does not state does not."""
    pages = list(curator.curated_pages(data, curator.chosen_rows(data)[:1]))
    title, day, authors, summary = curator.values(pages[0])
    verdicts = {title.key: "mend", day.key: "none", authors.key: "missing", summary.key: "right"}
    assert "together 2 values on 1 of 1 pages" in list(curator.report(pages, verdicts))


def test_the_labels_are_verdicts():
    """A mistyped verdict would count as right."""
    verdicts = curator.read_verdicts(curator.LABELS)
    assert set(verdicts.values()) <= {"right", "mend", "missing", "none"}
    assert {field for _, field, _ in verdicts} == set(curator.FIELDS)
    assert len({page for page, _, _ in verdicts}) == curator.PAGES
