"""A status in words for one screen, and in JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Final

from digest.status.status_report import NAMES, Item, Name, Status, WeekAtAGlance

FORMAT: Final = 1
"""The number of the JSON's shape: a later digest may add keys and lists, and raises it where one goes or changes."""

_SCREEN: Final = 24
"""Lines that a status should not be longer than; more lists than half of that name a file each."""

_MOST: Final = 5
"""Files of a list that are named at most."""

_HEADINGS: Final[Mapping[Name, str]] = {
    "new": "new, without a word of yours",
    "undated": "without a date",
    "date_inferred": "with an inferred date",
    "title_guessed": "with a guessed title",
    "unsorted": "without a topic",
    "little_text": "with little text",
    "near_empty": "with almost no text",
    "garbled": "with garbled characters",
    "drafts": "in draft",
    "waiting": "waiting beside an edited article, as its new version",
    "unanchored": "with notes that lost their passage",
    "unreadable": "that cannot be read as meant",
    "unpublished": "not published yet",
}
"""How each list is headed, after the number of its files."""


def status_lines(status: Status) -> Iterator[str]:
    """The lines of a status: the week, then each list that is not empty, as long as the screen lets it be."""
    yield _week_line(status)
    lists = [(name, items) for name in NAMES if (items := status.lists[name])]
    if not lists:
        yield "nothing wants a look"
        return
    most = max(1, min(_MOST, _SCREEN // len(lists) - 1))
    for name, items in lists:
        yield f"{len(items)} {_HEADINGS[name]}"
        lines = [f"  {_item_line(name, item)}" for item in items[:most]]
        yield from lines[:-1]
        yield lines[-1] + (f", and {len(items) - most} more" if len(items) > most else "")


def status_json(status: Status) -> str:
    """The status with all files of all lists; `unpublished` is null where it is not known."""
    return json.dumps({"format": FORMAT, **asdict(status)}, ensure_ascii=False, indent=2, default=str) + "\n"


def _week_line(status: Status) -> str:
    issue = status.issue
    if issue is None:
        return f"This week, {status.this_week}: no article yet, nor in any other week"
    if issue.week == status.this_week:
        return f"This week, {issue.week}: {_glance(issue)}"
    when = "the latest is" if issue.week < status.this_week else "the next is"
    return f"This week, {status.this_week}: no article yet; {when} {issue.week}: {_glance(issue)}"


def _glance(issue: WeekAtAGlance) -> str:
    return ", ".join(
        (
            _counted(issue.articles, "article"),
            f"{issue.with_comment} with a comment",
            _counted(issue.highlights, "highlight"),
            f"lead: {issue.lead}" if issue.lead else "no lead",
            "introduced" if issue.introduced else "no introduction",
        )
    )


def _item_line(name: Name, item: Item) -> str:
    """A file, with what is to be said of it; of a list whose heading says it all, the title."""
    remark = {"unsorted": "", "undated": "", "title_guessed": item.title}.get(name, item.message)
    return f"{item.path}: {remark}" if remark else str(item.path)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
