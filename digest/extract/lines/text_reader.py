"""The reader of plain text, scraped or written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from digest.extract.facts.dates import first_full, mentions
from digest.extract.facts.document import Claim, Dated, Document, Verdict
from digest.extract.facts.names import byline
from digest.extract.facts.publisher_lines import publisher, section, trust
from digest.extract.lines.boilerplate import Zones, verdicts
from digest.extract.lines.mail import read_mail
from digest.extract.lines.text_lines import Line, lines
from digest.extract.lines.text_markdown import body_of, without_heading_marks

_UPDATED = re.compile(r"\W*(?:last )?(?:updated|modified|stand|aktualisiert|mis à jour|actualizado)\b", re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_][\w .,’'/()-]{0,60}$")
_SOURCE_URL = re.compile(r"(?:source|quelle|url|link|fuente)\s*:\s*(https?://\S+)$", re.IGNORECASE)


_MOST_JUDGED: Final = 20_000
"""Lines that are told from the page around the article; no page has as many. What follows them is kept."""


def read_text(text: str, recurring: AbstractSet[str] = frozenset()) -> Document:
    """Read a plain text: title, paragraphs, subheads and lists, without what stands around the article.

    Args:
        text: the text.
        recurring: lines of it that other sources have too.
    """
    if mail := read_mail(text):
        return mail
    logical = lines(text)
    every, zones = verdicts(logical[:_MOST_JUDGED], recurring)
    every = (*_with_code(every, zones), *(_unjudged(line) for line in logical[_MOST_JUDGED:] if line.text))
    title = _title(every, zones)
    kept = [verdict for verdict in every if verdict.kept and verdict is not title]
    dropped = [verdict for verdict in every if not verdict.kept]
    sources = sorted((trust(v.text), v.line, publisher(v.text) or "") for v in dropped if publisher(v.text))
    sections = [name for verdict in dropped if (name := section(verdict.text))]
    urls = [match[1] for verdict in dropped if (match := _SOURCE_URL.match(verdict.text))]
    return Document(
        title=without_heading_marks(title.text) if title else None,
        body=body_of(kept),
        dateline=tuple(_datelines(every, zones)),
        authors=_authors(every, zones),
        source=sources[0][2] if sources else None,
        source_url=urls[0] if urls else None,
        extra={"section": sections[0]} if sections else {},
        verdicts=every,
        found_by="lines",
        claims=tuple(_claims(every, zones, title)),
    )


def _unjudged(line: Line) -> Verdict:
    """A line far behind any page."""
    return Verdict(
        line=line.number,
        end=line.end,
        text=line.text,
        kept=True,
        reason="too far behind to judge",
        score=0.0,
        block=line.block,
    )


def _with_code(every: tuple[Verdict, ...], zones: Zones | None) -> tuple[Verdict, ...]:
    """The verdicts with all code and quotations between the first and the last paragraph kept."""
    if zones is None:
        return every
    return tuple(
        replace(verdict, kept=True, reason="literal block")
        if verdict.block and not verdict.kept and zones.first < index < zones.last
        else verdict
        for index, verdict in enumerate(every)
    )


def _claims(every: Sequence[Verdict], zones: Zones | None, title: Verdict | None) -> Iterator[Claim]:
    """What the lines claim about the text."""
    if title is not None:
        yield Claim(about="title", value=title.text, evidence=f"line {title.line}")
    for verdict in _head(every, zones):
        if names := byline(verdict.text):
            yield Claim(about="authors", value=", ".join(names), evidence=f"byline, line {verdict.line}")
    for verdict in sorted((v for v in every if not v.kept and publisher(v.text)), key=lambda v: trust(v.text)):
        yield Claim(about="publisher", value=publisher(verdict.text) or "", evidence=f"line {verdict.line}")
    for verdict in every:
        if not verdict.kept and (match := _SOURCE_URL.match(verdict.text)):
            yield Claim(about="address", value=match[1], evidence=f"line {verdict.line}")


def _title(every: Sequence[Verdict], zones: Zones | None) -> Verdict | None:
    if zones is not None:
        return None if zones.title is None else every[zones.title]
    kept = [verdict for verdict in every if verdict.kept]
    return kept[0] if len(kept) > 1 and len(kept[0].text) <= 200 else None


def _head(every: Sequence[Verdict], zones: Zones | None) -> list[Verdict]:
    """The lines above the first paragraph, those under the title first: the others speak of the site."""
    if zones is None:  # the text has no paragraph; a line that is not a sentence names its author or day
        return [verdict for verdict in every[:5] if len(verdict.text) <= 60 and verdict.text[-1:] not in ".!?"]
    start = zones.title or 0
    return [verdict for verdict in (*every[start : zones.first], *every[:start]) if len(verdict.text) <= 200]


def _authors(every: Sequence[Verdict], zones: Zones | None) -> tuple[str, ...]:
    return next((names for verdict in _head(every, zones) if (names := byline(verdict.text))), ())


def _datelines(every: Sequence[Verdict], zones: Zones | None) -> Iterator[Dated]:
    """Days above the text, those of an update last, then the day in an agency's dateline (`GENEVA, 8 Jan 2025 —`)."""
    head = sorted(_head(every, zones), key=lambda verdict: bool(_UPDATED.match(verdict.text)))
    for verdict in head:
        if day := first_full(verdict.text):
            kind = "byline" if byline(verdict.text) else "dateline"
            yield Dated(day=day, evidence=f"{kind}, line {verdict.line}")
    if zones is None:
        return
    opening = every[zones.first]
    for mention in mentions(opening.text[:120])[:1]:
        before, after = opening.text[: mention.start].rstrip(" ,("), opening.text[mention.end :].lstrip(" )")
        if mention.full and _PLACE.match(before) and after.startswith(("—", "–", "-", ":")):
            yield Dated(day=mention.full, evidence=f"dateline, line {opening.line}")
