"""The HTML of the review page around its cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import Final

from digest.model.week import Week
from digest.serve.inject import REVIEW, REVIEW_ICON, REVIEW_STYLE
from digest.serve.reading_page import POLICY

KEYS: Final[Mapping[str, str]] = {
    "a": "accept into this week",
    "s": "skip for now",
    "d": "make it a draft, or none",
    "c": "comment: why it matters",
    "t": "title; Enter confirms one that is a guess",
    "y": "confirm the inferred date",
    "1 … 9": "a topic, on or off; the first is the section",
    "l": "lead story of the week, or not",
    "w": "weight",
    "o": "read and annotate; b comes back to the card",
    "e": "open in the editor",
    "u": "take the last decision back",
    "j k": "next, the one before",
    "Ctrl+Enter": "in a field: save and leave it; Escape leaves it as it was",
    "?": "these keys",
}
"""What each key does; those of `digest review` mean the same."""


def review_page(week: Week, cards: Sequence[str], *, tally: str, link: str, problems: Sequence[str], more: int) -> str:
    """The page of a week; so many more candidates have no card yet, and its digest has no link while it is empty."""
    keys = "".join(f"<dt><kbd>{escape(key)}</kbd></dt><dd>{escape(text)}</dd>" for key, text in KEYS.items())
    hidden = "" if more else " hidden"
    body = f"""{_head(week, tally, link)}
<main>
{problem_list(problems)}
{"".join(cards) or _empty(week)}
<p id="more"{hidden}><button type="button" data-does="more">Show <span>{more}</span> more</button></p>
</main>
<dialog id="keys" aria-labelledby="keys-heading"><h2 id="keys-heading">Keys</h2><dl>{keys}</dl>
<form method="dialog"><button>Close</button></form></dialog>
<p id="digest-status" role="status" aria-live="polite"><span></span> <button type="button" data-does="undo">Undo
 <kbd>u</kbd></button></p>"""
    return _page(f"Review of {week}", body)


def missing_page(label: str, today: date) -> str:
    """The page of a week that does not exist."""
    week = Week.of(today)
    return _page(
        "Not a week",
        f"<main><h1>{escape(label)} is not a week</h1><p>Write it as 2026-W48 (ISO 8601); a year has 52 weeks, some "
        f'have 53.</p><p><a href="{REVIEW}/{week}">The review of this week, {week}</a></p></main>',
    )


def problem_list(problems: Sequence[str]) -> str:
    """What is wrong with the project, above the cards."""
    lines = "".join(f"<li><pre>{escape(problem)}</pre></li>" for problem in problems)
    return f'<ul id="problems" class="problems" aria-label="To mend"{"" if lines else " hidden"}>{lines}</ul>'


def _head(week: Week, tally: str, link: str) -> str:
    before, after = (_neighbour(week, days) for days in (-7, 7))
    links = (
        f'<a href="{REVIEW}/{before}" rel="prev" aria-label="Review of {before}">‹ {before}</a>' if before else "",
        f'<a href="{REVIEW}/{after}" rel="next" aria-label="Review of {after}">{after} ›</a>' if after else "",
        f'<a href="/{escape(link)}">Its page</a>' if link else "",
        '<a href="/">Home</a>',
        '<button type="button" data-does="undo">Undo <kbd>u</kbd></button>',
        '<button type="button" data-does="keys">Keys <kbd>?</kbd></button>',
    )
    return f"""<header id="digest-preview">
<h1>Review of {week}</h1><p id="tally">{escape(tally)}</p>
<nav aria-label="Preview">{" ".join(link for link in links if link)}</nav>
</header>"""


def _neighbour(week: Week, days: int) -> Week | None:
    """The week before or after; None at the ends of the calendar."""
    try:
        return Week.of(week.monday + timedelta(days=days))
    except (OverflowError, ValueError):
        return None


def _empty(week: Week) -> str:
    return (
        f'<p class="empty">There are no candidates for {week}. Put texts into <code>seeds/</code>: what is converted '
        "in this week appears here. The weeks before and after are linked above.</p>"
    )


def _page(title: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<link rel="icon" href="{REVIEW_ICON}" type="image/svg+xml">
<link rel="stylesheet" href="{REVIEW_STYLE}">
</head>
<body class="digest-review">
{body}
</body>
</html>
"""
