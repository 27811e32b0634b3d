"""Words of the interface that stand in rendered texts, in pages, highlights and feeds: a changed word changes these."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from rendering import ENGLISH, GERMAN

from digest.build.parse import parse
from digest.config import Config
from digest.model.inputs import key
from digest.render import feed_edition

PATH = PurePosixPath("content/2025-W01/bridge.md")
TEXT = """---
title: The bridge
date: 2025-01-03
rights: full
source_url: https://example.org/bridge
key_points: [And it fell.]
machine: [key_points]
---

> [!warning]
> The ==bridge==[^a1]. And it fell.

> [!odd thing]
> Named by its author.

- [x] ![](https://example.org/a.png)
- [ ] ![A pier](https://example.org/b.png)

[^a1]: @ann: Old.
    - [x] seen
"""
IN_PAGES = ("callout_warning", "task_done", "task_open", "image", "in_the_source", "passage_link", "marked_by_digest")
IN_FEEDS = ("callout_warning", "task_done", "task_open", "image")
HOSTILE = '"><script>alert(1)</script>&'


@pytest.mark.parametrize("words", [ENGLISH, GERMAN], ids=["en", "de"])
def test_a_text_has_the_words_of_its_site(words):
    """Whatever the language of the text; the kinds of callouts that digest does not know are as they are written."""
    text = parse(Config(), words, PATH, TEXT.encode()).text
    html, feed = text.html, feed_edition(text)
    assert [key for key in IN_PAGES if words.text(key) not in html] == []
    assert [key for key in IN_FEEDS if words.text(key) not in feed] == []
    for edition in (html, feed):
        assert words.text("named_image", name="A pier") in edition
        assert "Odd thing" in edition


def test_what_a_feed_holds_is_part_of_the_text():
    """Both editions are stored under one fingerprint, also where the page is the same."""
    text = parse(Config(), ENGLISH, PATH, TEXT.encode()).text
    assert text.feed
    assert key(replace(text, feed="")) != key(text)


def test_a_changed_word_changes_pages_and_feeds(project):
    """As a clean build has them; every page is made again, and the reason is said."""
    project.article("2025-W01/bridge.md", date="2025-01-03", topics="[climate]", body=TEXT.split("---\n")[2])
    assert project.digest("build").code == 0
    words = "callout_warning: Careful\ntask_done: ready\nalso_covered_by: See also\n"
    project.write("themes/paper/words/en.yml", words)
    explained = project.digest("build", "--explain")
    assert explained.code == 0
    assert "the words of the interface" in explained.out
    site = project.tree("site")
    for path in ("2025/w01/bridge/index.html", "topics/climate/feed.xml"):
        assert b"Careful" in site[path]
        assert b"ready" in site[path]
        assert b"Warning" not in site[path]
    assert project.digest("build", "--no-cache", "--output", str(project.folder / "clean")).code == 0
    assert site == project.tree("clean")
    assert project.digest("build", "--explain").out.startswith("0 files")


def test_a_word_is_text_wherever_it_stands(project):
    """A catalogue can break no page and no feed out of its elements."""
    body = TEXT.split("---\n")[2]
    properties = "source_url: https://example.org/bridge\nkey_points: [And it fell.]\nmachine: [key_points]\n"
    text = f"---\ntitle: A\ndate: 2025-01-03\ntopics: [climate]\nrights: full\n{properties}---\n{body}"
    project.write("content/2025-W01/bridge.md", text)
    project.article("2025-W01/again.md", date="2025-01-03", topics="[climate]", duplicate_of="bridge")
    project.article("2025-W01/third.md", date="2025-01-03", topics="[]", duplicate_of="bridge")
    keys = (*IN_PAGES, "passage_in_source", "also_covered_by", "list_separator", "unsorted", "people", "archive")
    lines = "".join(f"{key}: '{HOSTILE}'\n" for key in keys)
    project.write("themes/paper/words/en.yml", f"{lines}named_image: '{{name}}{HOSTILE}'\n")
    assert project.digest("build").code == 0
    site = project.tree("site")
    assert [path for path, content in site.items() if b"<script>alert" in content] == []
    assert b"&lt;script&gt;alert" in site["2025/w01/bridge/index.html"]
    for feed in ("feed.xml", "topics/climate/feed.xml"):
        assert b"&amp;lt;script&amp;gt;alert" in site[feed]
        assert b"&lt;script" not in site[feed]  # an element of the entry's HTML
