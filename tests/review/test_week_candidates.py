"""Which articles a week's digest may hold, and what an editor is shown of each."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest

from digest.config import parse_config
from digest.model.article import Article, FrontMatter
from digest.model.week import Week
from digest.review.card_text import card_text
from digest.review.week_candidates import Candidate, candidates, chosen_for, read_candidate

WEEK = Week(2026, 48)  # 23 to 29 November
IN, BEFORE, LONG_BEFORE = date(2026, 11, 25), date(2026, 11, 18), date(2026, 10, 7)


def article(name, **properties):
    return Article(
        path=PurePosixPath(f"content/{name}.md"), slug=name, front_matter=FrontMatter(title=name, **properties), body=""
    )


def names(articles, introduced=(), weeks="published"):
    return [each.slug for each in chosen_for(WEEK, articles, introduced, weeks)]


@pytest.mark.parametrize(
    ("properties", "is_candidate"),
    [
        ({"date": IN}, True),
        ({"date": IN, "draft": True}, True),
        ({"date": BEFORE, "added": IN}, True),
        ({"date": BEFORE, "added": BEFORE}, False),
        ({"date": BEFORE}, False),
        ({"date": None}, True),
        ({"date": None, "added": BEFORE}, False),
        ({"date": LONG_BEFORE, "week": WEEK}, True),
        ({"date": IN, "added": IN, "week": Week(2026, 47)}, False),
        ({"date": IN, "duplicate_of": "other"}, False),
        ({"date": IN, "duplicate_of": ""}, True),
        ({"date": date(2026, 12, 2), "added": date(2026, 12, 2)}, False),
    ],
)
def test_a_candidate_stands_in_the_week_or_came_in_it_and_stands_in_none_by_name(properties, is_candidate):
    assert names([article("a", **properties)]) == (["a"] if is_candidate else [])


def test_what_came_since_the_last_issue_is_a_candidate_too():
    """The last issue is the latest week with an article by name, or with an introduction."""
    came = [article("a", date=LONG_BEFORE, added=BEFORE), article("b", date=LONG_BEFORE, added=LONG_BEFORE)]
    assert names(came) == []
    assert names(came, [Week(2026, 41)]) == ["a"]
    assert names([*came, article("c", week=Week(2026, 40), date=LONG_BEFORE)]) == ["a", "b"]
    assert names([*came, article("c", week=Week(2026, 40), date=LONG_BEFORE, draft=True)]) == []
    assert names(came, [Week(2026, 41), Week(2026, 47), Week(2026, 49)]) == []


def test_the_newest_come_first_and_the_accepted_last():
    articles = [
        article("old", date=LONG_BEFORE, added=date(2026, 11, 24)),
        article("new", date=date(2026, 11, 24), added=IN),
        article("newer", date=IN, added=IN),
        article("accepted", date=IN, added=IN, week=WEEK),
        article("undated"),
    ]
    assert names(articles) == ["undated", "newer", "new", "old", "accepted"]


ARTICLE = """\
---
title: A call
title_basis: inferred from the file’s name
date: 2026-11-25
date_basis: inferred from the week
source: The Paper
source_url: https://example.org/call
summary: Methane rose in all the lakes that were counted, and nobody knows why it did so in each of them.
comment: |-
  Why it matters.
machine: [summary]
seed: seeds/call.txt
---
It ==rose==. Methane, methane, methane. They said so.[^a1] [^a2]

[^a1]: @digest #inferred: No year here.

[^a2]: @ann: Hm.
"""


@pytest.fixture
def config(project):
    return parse_config(project.read("digest.yml"))[0]


def test_a_card_shows_what_is_needed_to_decide(project, config):
    path = PurePosixPath("content/2026-W48/call.md")
    project.write(str(path), ARTICLE)
    candidate = read_candidate(project.folder, config, path)
    card = card_text(candidate, WEEK, {"climate": "Climate"}, 60)
    assert card.splitlines()[:9] == [
        "A call",
        "in 2026-W48, by its date",
        "The Paper · 2026-11-25 (inferred from the week)",
        "https://example.org/call",
        "Topics: Climate (by keywords)",
        "Comment: Why it matters.",
        "Highlights and notes: 2",
        "Summary (by digest): Methane rose in all the lakes that",
        "  were counted, and nobody knows why it did so in each of",
    ]
    assert "? date inferred from the week" in card
    assert "? title guessed" in card
    assert max(map(len, card.splitlines())) <= 60


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("date: 2026-11-25\ndate_basis: inferred from the week\n", "", "The Paper · no date"),
        ("machine: [summary]\n", "", "Summary: Methane"),
        ("machine: [summary]\n", "summary_basis: description of the page\n", "Summary (description of the page): Methane"),
        ("seed:", "draft: true\nseed:", "draft, in 2026-W48"),
        ("seed:", "week: 2026-W48\nseed:", "accepted into 2026-W48"),
        ("seed:", "week: 2026-W40\nseed:", "in 2026-W40"),
        ("seed:", "topics: []\nseed:", "Topics: unsorted"),
    ],
)  # fmt: skip
def test_a_card_says_what_is_so(project, config, old, new, line):
    path = PurePosixPath("content/2026-W48/call.md")
    project.write(str(path), ARTICLE.replace(old, new, 1))
    candidate = read_candidate(project.folder, config, path)
    assert isinstance(candidate, Candidate)
    assert any(shown.startswith(line) for shown in card_text(candidate, WEEK, {}, 90).splitlines())


def test_candidates_are_read_from_files_and_a_broken_one_is_one_too(project, config):
    """Introductions and pages are not; what cannot be read as it is meant is a draft, to be mended."""
    project.article("2026-W48/a.md", date="2026-11-25")
    project.write("content/2026-W48/broken.md", "---\ntitle: [\n---\nText.\n")
    project.write("content/2026-W48/_index.md", "Hello.\n")
    project.write("content/pages/about.md", "About.\n")
    paths, problems = candidates(project.folder, config, WEEK)
    assert {path.name for path in paths} == {"a.md", "broken.md"}
    assert problems == ()
    broken = read_candidate(project.folder, config, PurePosixPath("content/2026-W48/broken.md"))
    assert "! line 2: " in card_text(broken, WEEK, {}, 100)
    assert "draft, in no week" in card_text(broken, WEEK, {}, 100)
