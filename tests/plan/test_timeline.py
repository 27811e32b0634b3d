"""The page of what happened when, in all articles together."""

from __future__ import annotations

from typing import Any

import pytest
from planning import catalogue_of, filled

from digest.model.inputs import key
from digest.plan.kinds.timeline_page import EVENTS, TimelineView
from digest.plan.site import plan


def article(title: str, events: str, more: str = "", body: str = "Nothing else.") -> str:
    return f"---\ntitle: {title}\ndate: 2025-03-18\ntimeline:\n{events}{more}---\n{body}\n"


TEXTS = {
    "bridge.md": article(
        "The bridge",
        "  - 2025-03-18 — It was opened.\n  - 2025-03 (relative) — The toll was set.\n  - 1998-05-02 — It was begun.\n",
        body="It was begun. ==It was opened.==",
    ),
    "tram.md": article("The tram", "  - 2025-04-01 (yearless) — The vote.\n", "machine: [timeline]\nlanguage: de\n"),
}


def pages(texts: dict[str, str], **options: object) -> list[Any]:
    return [page for page in plan(catalogue_of(texts, **options)).pages if page.template == "timeline.html"]


def view(texts: dict[str, str], **options: object) -> TimelineView:
    (page,) = pages(texts, **options)
    found: Any = filled(page)["view"]
    assert isinstance(found, TimelineView)
    return found


def shown(found: TimelineView) -> list[tuple[str, str]]:
    return [(event.date, event.text) for _, months in found.years for _, events in months for event in events]


def test_events_stand_by_year_and_month_the_newest_first():
    """A month without a day stands behind its days."""
    found = view(TEXTS)
    assert [(year, [month for month, _ in months]) for year, months in found.years] == [
        (2025, ["2025-04", "2025-03"]),
        (1998, ["1998-05"]),
    ]
    assert shown(found) == [
        ("2025-04-01", "The vote."), ("2025-03-18", "It was opened."), ("2025-03", "The toll was set."), ("1998-05-02", "It was begun."),
    ]  # fmt: skip
    assert (found.count, found.older, found.newer) == (4, None, None)


def test_an_event_leads_to_its_passage():
    """To the mark where the words are marked; else to its line, and to its words where a browser looks for them."""
    (vote,), (opened, toll), (begun,) = (events for _, months in view(TEXTS).years for _, events in months)
    assert opened.article.path == "2025/w12/bridge/#hl-it-was-opened"
    assert toll.article.path == "2025/w12/bridge/#event-2:~:text=The%20toll%20was%20set."
    assert begun.article.path.startswith("2025/w12/bridge/#event-3:~:text=")
    assert (vote.article.label, vote.language, vote.found, vote.basis) == ("The tram", "de", True, "yearless")
    assert not opened.found


@pytest.mark.parametrize(("scope", "count"), [("all", 4), ("own", 3)])
def test_the_project_decides_which_events_are_gathered(scope, count):
    """Those of digest's that nobody adopted may be left out."""
    assert view(TEXTS, timeline=scope).count == count


def test_without_events_there_is_no_page_and_no_way_to_it():
    """Nor where the project wants none."""
    for texts, options in (({"a.md": "---\ntitle: A\n---\nText.\n"}, {}), (TEXTS, {"timeline": "none"})):
        assert pages(texts, **options) == []
        assert "Timeline" not in [link.label for link in catalogue_of(texts, **options).site.menu]
    assert [link.path for link in catalogue_of(TEXTS).site.menu if link.label == "Timeline"] == ["timeline/"]


def test_what_is_not_published_of_an_article_is_not_on_it():
    """Of an article that is only linked to, nothing; of a text within `%%` nothing; of a story told twice, once."""
    hidden = {"tram.md": TEXTS["tram.md"].replace("machine:", "rights: link\nmachine:")}
    assert view(TEXTS | hidden).count == 3
    private = {"tram.md": TEXTS["tram.md"].replace("The vote.", "The vote. %%secret%%")}
    assert ("2025-04-01", "The vote.") in shown(view(TEXTS | private))
    twice = {"again.md": TEXTS["bridge.md"].replace("---\nIt", "duplicate_of: bridge\n---\nIt")}
    assert view(TEXTS | twice).count == 4


def test_many_events_go_on_over_several_pages():
    """A full page keeps its events when newer ones come."""
    days = "".join(f"  - {1900 + at // 12}-{at % 12 + 1:02} — Event {at}.\n" for at in range(2 * EVENTS + 10))
    newest, old = pages({"a.md": article("A", days)})
    assert (newest.path, old.path) == ("timeline/index.html", "timeline/page/1/index.html")
    assert (newest.count, old.count, len(newest.months)) == (2 * EVENTS + 10, EVENTS, EVENTS + 10)
    assert (newest.older.path, old.newer.path) == ("timeline/page/1/", "timeline/")
    _, later = pages({"a.md": article("A", days), "b.md": article("B", "  - 2025-06 — One more.\n")})
    assert key(later.months) == key(old.months)
