"""A candidate as a card of the review page: all that an editor decides about, each part edited where it stands.

Every text of an article is escaped, and stands in a field or in an element whose direction follows the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.topic import Topic
from digest.model.week import Week
from digest.review.card_text import problem_line, state_line, summary_origin
from digest.review.week_candidates import Candidate
from digest.serve.preview_bar import editor_link
from digest.serve.reading_page import READING

_DIGITS: Final = 9
"""Topics that a digit of the keyboard chooses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFrame:
    """What all cards of a page have in common.

    Attributes:
        project: its folder.
        week: whose digest is being made.
        topics: of the project, in their order.
        editor: the address that opens a file, as the option `editor` gives it.
    """

    project: Path
    week: Week
    topics: Sequence[Topic]
    editor: str


def review_card(frame: CardFrame, candidate: Candidate, *, skipped: bool) -> str:
    """The card of a candidate, as HTML."""
    path = candidate.article.path
    classes = " ".join(("card", *_states(candidate, frame.week, skipped=skipped)))
    state = state_line(candidate, frame.week) + (", skipped for now" if skipped else "")
    parts = (
        f'<p class="state">{escape(state)}</p>',
        _title(candidate),
        _origin(candidate),
        _warnings(candidate),
        _text("comment", "Your comment", candidate.article.front_matter.comment, "Why it matters, in your words"),
        _summary(candidate),
        _topics(frame, candidate),
        _place(candidate),
        _actions(frame, candidate, skipped=skipped),
    )
    title = candidate.article.front_matter.title
    return f"{_opening(path, title, classes, candidate.seen)}{''.join(parts)}</article>"


def unreadable_card(path: PurePosixPath, problem: Problem) -> str:
    """The card of a candidate that cannot be read."""
    return (
        f'{_opening(path, str(path), "card unreadable", "")}<p class="state">cannot be read</p>'
        f'<h2 dir="auto">{escape(str(path))}</h2><ul class="problems"><li>{escape(problem_line(problem))}</li></ul>'
        "</article>"
    )


def _opening(path: PurePosixPath, title: str, classes: str, seen: str) -> str:
    name = escape(str(path))
    label = escape(" ".join(title.split()))
    return (
        f'<article class="{classes}" id="{name}" aria-label="{label}" data-path="{name}" data-seen="{seen}" '
        'tabindex="-1">'
    )


def _states(candidate: Candidate, week: Week, *, skipped: bool) -> Iterator[str]:
    front_matter = candidate.article.front_matter
    if candidate.accepted_into(week):
        yield "accepted"
    if front_matter.draft:
        yield "draft"
    if front_matter.lead:
        yield "lead"
    if skipped:
        yield "skipped"


def _title(candidate: Candidate) -> str:
    """The title, and where it is a guess the way to say that it is right."""
    title = " ".join(candidate.article.front_matter.title.split())
    is_guess = any(doubt.kind == "title_guessed" for doubt in candidate.doubts)
    right = f'<p class="line adopt">{_button("title", "This title is right", "")}</p>' if is_guess else ""
    return f'<h2><textarea {_named("title", "Title")} rows="1">\n{escape(title)}</textarea></h2>{right}'


def _origin(candidate: Candidate) -> str:
    """The source, the way to the original, and the day with its evidence."""
    front_matter = candidate.article.front_matter
    day = front_matter.date.isoformat() if front_matter.date else ""
    parts = [
        _field("Source", f'<input {_named("source", "Source")} value="{escape(front_matter.source or "")}">'),
        _field("Date", f'<input type="date" {_named("date", "Date")} value="{day}">'),
    ]
    if front_matter.date_basis:
        parts.append(f'<span class="basis" dir="auto">{escape(front_matter.date_basis)}</span>')
    if front_matter.date and front_matter.date_inferred:
        parts.append(_button("confirm", "Confirm the date", "y"))
    if front_matter.source_url:
        link = escape(front_matter.source_url)
        parts.append(f'<a href="{link}" target="_blank" rel="noopener noreferrer">Original</a>')
    return f'<div class="line">{"".join(parts)}</div>'


def _warnings(candidate: Candidate) -> str:
    problems = [f'<li class="problem">{escape(problem_line(problem))}</li>' for problem in candidate.problems]
    doubts = [f"<li><strong>{escape(doubt.message)}</strong>: {escape(doubt.hint)}</li>" for doubt in candidate.doubts]
    return f'<ul class="problems" dir="auto">{"".join((*problems, *doubts))}</ul>' if problems or doubts else ""


def _text(name: str, label: str, text: str | None, placeholder: str) -> str:
    attributes = f'{_named(name, label)} rows="1" placeholder="{escape(placeholder)}"'
    field = f"<textarea {attributes}>\n{escape(text or '')}</textarea>"
    key = _key("c") if name == "comment" else ""
    return f'<label class="text {name}"><span>{escape(label)}{key}</span>{field}</label>'


def _topics(frame: CardFrame, candidate: Candidate) -> str:
    """A button for each topic of the project; the first that was chosen is the article's section."""
    chosen = candidate.topics
    if not frame.topics:
        return ""
    by = "Topics, by keywords" if candidate.topics_by_score and chosen else "Topics" if chosen else "Topics: unsorted"
    chips = "".join(_chip(topic, chosen, _key(number)) for number, topic in enumerate(frame.topics, start=1))
    return f'<div class="line topics" data-chosen="{escape(",".join(chosen))}"><span>{by}</span>{chips}</div>'


def _chip(topic: Topic, chosen: Sequence[str], key: str) -> str:
    pressed = "true" if topic.slug in chosen else "false"
    section = " <small>section</small>" if len(chosen) > 1 and chosen[0] == topic.slug else ""
    attributes = f'class="chip" data-does="topic" data-slug="{escape(topic.slug)}" aria-pressed="{pressed}"'
    return f'<button type="button" {attributes}><bdi>{escape(topic.name)}</bdi>{section}{key}</button>'


def _place(candidate: Candidate) -> str:
    front_matter = candidate.article.front_matter
    pressed = "true" if front_matter.lead else "false"
    weight = front_matter.weight or ""
    lead = f'<button type="button" data-does="lead" aria-pressed="{pressed}">Lead story{_key("l")}</button>'
    field = _field("Weight", f'<input type="number" step="1" {_named("weight", "Weight")} value="{weight}">')
    return f'<div class="line">{lead}{field}<small>the lightest stands first in its section</small></div>'


def _summary(candidate: Candidate) -> str:
    origin = summary_origin(candidate)
    label = f"Summary, {origin}" if origin else "Summary"
    text = _text("summary", label, candidate.article.front_matter.summary, "No summary")
    return text + (f'<p class="line adopt">{_button("adopt", "Make this summary mine", "")}</p>' if origin else "")


def _actions(frame: CardFrame, candidate: Candidate, *, skipped: bool) -> str:
    article = candidate.article
    accepted = candidate.accepted_into(frame.week)
    notes = f" ({candidate.highlights} marked)" if candidate.highlights else ""
    reading = f"{READING}{quote(str(article.path))}"
    editing = editor_link(frame.editor, frame.project / article.path, article.body_line)
    parts = (
        _button("accept", "Accepted" if accepted else f"Accept into {frame.week}", "a", main=not accepted),
        _button("skip", "Skipped" if skipped else "Skip", "s"),
        _button("draft", "Not a draft" if article.front_matter.draft else "Draft", "d"),
        f'<a class="read" href="{escape(reading)}">Read and annotate{notes}{_key("o")}</a>',
        f'<a class="edit" href="{escape(editing)}">Edit{_key("e")}</a>',
    )
    return f'<p class="line actions">{"".join(parts)}</p>'


def _named(name: str, label: str) -> str:
    return f'data-name="{name}" aria-label="{escape(label)}" dir="auto" spellcheck="true"'


def _field(label: str, field: str) -> str:
    return f"<label><span>{label}</span>{field}</label>"


def _button(does: str, label: str, key: str, *, main: bool = False) -> str:
    kind = ' class="main"' if main else ""
    return f'<button type="button"{kind} data-does="{does}">{escape(label)}{_key(key)}</button>'


def _key(key: str | int) -> str:
    """The key that does the same, small beside a label."""
    return f" <kbd>{key}</kbd>" if key and (isinstance(key, str) or key <= _DIGITS) else ""
