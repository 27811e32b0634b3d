"""What is stored of an article between builds, as JSON: its card, its rendering, its problems."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from sys import intern
from typing import Any

from digest.errors import Location, Problem
from digest.model.annotation import Annotation, TextQuoteSelector
from digest.model.article import FrontMatter, Value
from digest.model.card import Card
from digest.model.findings import Event, Findings, Quotation
from digest.model.rendering import Heading, Highlight, Reference, Rendering


def card_json(card: Card, problems: Sequence[Problem]) -> str:
    """A card and what is wrong with its file."""
    front_matter = card.front_matter
    return _dumps([
        card.slug, card.body_line, card.minutes, card.notes, card.duplicate_line, card.shown, card.text,
        card.highlights, card.tags, card.marks,
        [_reference_json(reference) for reference in card.references],
        front_matter.title, front_matter.date.isoformat() if front_matter.date else None, front_matter.date_basis,
        front_matter.source, front_matter.source_url, front_matter.authors, front_matter.language,
        front_matter.topics, front_matter.summary, front_matter.key_points, front_matter.rights, front_matter.draft,
        front_matter.duplicate_of,
        _tagged(front_matter.extra) if front_matter.extra else None,
        problems_json(problems) if problems else None,
    ])  # fmt: skip


def card_of(path: str, value: Sequence[Any]) -> tuple[Card, tuple[Problem, ...]]:
    """The card of a file and its problems, from the value of its JSON.

    Raises:
        ValueError, TypeError: it is no such value.
    """
    (
        slug, body_line, minutes, notes, duplicate_line, shown, own, highlights, tags, marks,
        references, title, day, date_basis, source, source_url, authors,
        language, topics, summary, key_points, rights, draft, duplicate_of, extra, problems,
    ) = value  # fmt: skip
    front_matter = FrontMatter(
        title=title,
        date=_day(day) if day else None,
        date_basis=date_basis,
        source=intern(source) if source else None,
        source_url=source_url,
        authors=tuple(authors),
        language=language,
        topics=None if topics is None else _topics(*topics),
        summary=summary,
        key_points=tuple(key_points),
        rights=rights,
        draft=draft,
        duplicate_of=duplicate_of,
        extra=_untagged(extra) if extra else {},
    )
    card = Card(
        path=PurePosixPath(path),
        slug=slug,
        front_matter=front_matter,
        body_line=body_line,
        minutes=minutes,
        notes=notes,
        duplicate_line=duplicate_line,
        highlights=highlights,
        tags=tuple(map(intern, tags)) if tags else (),
        references=tuple([_reference(*reference) for reference in references]) if references else (),
        shown=shown,
        marks=marks,
        text=own,
    )
    return card, problems_of(problems) if problems else ()


def _reference_json(reference: Reference) -> list[object]:
    """A reference; only of a wikilink there is more to say. Which file that means is found out anew each time."""
    said: list[object] = [reference.target, reference.line, reference.image]
    return [*said, reference.column] if reference.wiki else said


def _reference(target: str, line: int, image: bool, column: int | None = None) -> Reference:  # noqa: FBT001
    return Reference(target=target, line=line, image=image, wiki=column is not None, column=column or 0)


@lru_cache(maxsize=65_536)
def _day(day: str) -> date:
    """The day; one value for all articles of it."""
    return date.fromisoformat(day)


@lru_cache(maxsize=4096)
def _topics(*topics: str) -> tuple[str, ...]:
    """The topics; one value for all articles that have them."""
    return topics


def rendering_json(rendering: Rendering) -> str:
    """A rendering, without what its card says already."""
    return _dumps([
        rendering.html,
        [[heading.level, heading.text, heading.anchor] for heading in rendering.headings],
        [annotation.quote.exact for annotation in rendering.annotations],
        rendering.anchors,
        _findings_value(rendering.findings),
        [_highlight_json(highlight) for highlight in rendering.highlights],
    ])  # fmt: skip


def rendering_of(text: str) -> Rendering:
    """A rendering with its headings, and its annotations as far as pages show them: quotation and anchor.

    Raises:
        ValueError, TypeError: it is no such text.
    """
    html, headings, quotes, anchors, findings, highlights = json.loads(text)
    return Rendering(
        html=html,
        headings=tuple(Heading(level=level, text=name, anchor=anchor) for level, name, anchor in headings),
        annotations=tuple(
            Annotation(id=None, kind="highlight", quote=TextQuoteSelector(exact=quote)) for quote in quotes
        ),
        anchors=tuple(anchors),
        findings=_findings(*findings) if findings else Findings(),
        highlights=tuple(_highlight(*highlight) for highlight in highlights),
    )


def _findings_value(found: Findings) -> list[object] | None:
    """Findings, or None where there are none."""
    if found == Findings():
        return None
    return [
        [[each.text, each.speaker] for each in found.quotations],
        [[each.date, each.text, each.basis] for each in found.timeline],
        found.people, found.organisations, found.places, found.machine,
    ]  # fmt: skip


def _findings(quotations: Any, timeline: Any, people: Any, organisations: Any, places: Any, machine: Any) -> Findings:
    return Findings(
        quotations=tuple(Quotation(text=text, speaker=speaker) for text, speaker in quotations),
        timeline=tuple(Event(date=day, text=text, basis=basis) for day, text, basis in timeline),
        people=tuple(people),
        organisations=tuple(organisations),
        places=tuple(places),
        machine=tuple(machine),
    )


def _highlight_json(highlight: Highlight) -> list[object]:
    day = highlight.day.isoformat() if highlight.day else None
    said = (highlight.comment_html, highlight.by, highlight.tags, day)
    return [highlight.anchor, highlight.quote, highlight.source, *(said if any(said) else ())]


def _highlight(anchor: str, quote: str, source: str, *said: Any) -> Highlight:
    comment_html, by, tags, day = said or ("", "", (), None)
    return Highlight(
        anchor=anchor,
        quote=quote,
        source=source,
        comment_html=comment_html,
        by=by,
        tags=tuple(tags),
        day=_day(day) if day else None,
    )


def problems_json(problems: Sequence[Problem]) -> str:
    """Problems, with their places."""
    return _dumps([
        [problem.message, _place(problem.location), problem.hint, problem.severity] for problem in problems
    ])  # fmt: skip


def problems_of(text: str) -> tuple[Problem, ...]:
    """The problems of such a text.

    Raises:
        ValueError, TypeError: it is no such text.
    """
    return tuple(
        Problem(message=message, location=_location(place), hint=hint, severity=severity)
        for message, place, hint, severity in json.loads(text)
    )


def _place(location: Location | None) -> list[object] | None:
    if location is None:
        return None
    return [str(location.path), location.line, location.column, location.length, location.text]


def _location(place: Sequence[Any] | None) -> Location | None:
    if place is None:
        return None
    path, line, column, length, text = place
    return Location(path=PurePosixPath(path), line=line, column=column, length=length, text=text)


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _tagged(value: Value) -> object:
    """A value of front matter in JSON: a mapping is a list of pairs, a list is tagged, and so is a day."""
    match value:
        case date():
            return {"day": value.isoformat()}
        case Mapping():
            return {"map": [[key, _tagged(item)] for key, item in value.items()]}
        case str() | None | bool() | int() | float():
            return value
        case _:
            return {"list": [_tagged(item) for item in value]}


def _untagged(value: Any) -> Any:
    match value:
        case {"day": day}:
            return date.fromisoformat(day)
        case {"map": pairs}:
            return {key: _untagged(item) for key, item in pairs}
        case {"list": items}:
            return tuple(_untagged(item) for item in items)
        case _:
            return value
