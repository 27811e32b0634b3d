"""The reader of plain text, scraped or written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from digest.extract.facts.dates import first_full, mentions
from digest.extract.facts.document import Claim, Dated, Document, Verdict
from digest.extract.facts.names import byline
from digest.extract.facts.publisher_lines import publisher, section, trust
from digest.extract.lines.boilerplate import Zones, is_heading, is_paragraph, verdicts
from digest.extract.lines.text_lines import lines
from digest.markdown.escape import escape

_BULLET = re.compile(r"[-*•‣◦▪–]\s+")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+")
_PLACE = re.compile(r"[^\W\d_][\w .,’'/()-]{0,60}$")
_SOURCE_URL = re.compile(r"(?:source|quelle|url|link|fuente)\s*:\s*(https?://\S+)$", re.IGNORECASE)


def read_text(text: str, recurring: AbstractSet[str] = frozenset()) -> Document:
    """Read a plain text: title, paragraphs, subheads and lists, without what stands around the article.

    Args:
        text: the text.
        recurring: lines of it that other sources have too.
    """
    every, zones = verdicts(lines(text), recurring)
    title = _title(every, zones)
    kept = [verdict for verdict in every if verdict.kept and verdict is not title]
    dropped = [verdict for verdict in every if not verdict.kept]
    sources = sorted((trust(v.text), v.line, publisher(v.text) or "") for v in dropped if publisher(v.text))
    sections = [name for verdict in dropped if (name := section(verdict.text))]
    urls = [match[1] for verdict in dropped if (match := _SOURCE_URL.match(verdict.text))]
    return Document(
        title=_title_text(title, zones),
        body="".join(f"{block}\n" for block in _blocks(kept)).strip("\n") + "\n",
        dateline=tuple(_datelines(every, zones)),
        authors=next((names for _, names in _bylines(every, zones)), ()),
        source=sources[0][2] if sources else None,
        source_url=urls[0] if urls else None,
        extra={"section": sections[0]} if sections else {},
        verdicts=every,
        found_by="lines",
        claims=tuple(_claims(every, zones, title)),
    )


def _claims(every: Sequence[Verdict], zones: Zones | None, title: Verdict | None) -> Iterator[Claim]:
    """What the lines claim about the text."""
    if title is not None:
        yield Claim(about="title", value=_title_text(title, zones) or "", evidence=f"line {title.line}")
    for line, names in _bylines(every, zones):
        yield Claim(about="authors", value=", ".join(names), evidence=f"byline, line {line}")
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


def _title_text(title: Verdict | None, zones: Zones | None) -> str | None:
    """The title, without the site's name that may stand on its line."""
    if title is None:
        return None
    return zones.head.title[1] if zones is not None and zones.head.title else title.text


def _bylines(every: Sequence[Verdict], zones: Zones | None) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The number of the line that names the authors, with their names."""
    if zones is None:
        yield from ((verdict.line, names) for verdict in _first_lines(every) if (names := byline(verdict.text)))
    elif zones.head.authors:
        index, names = zones.head.authors
        yield every[index].line, names


def _first_lines(every: Sequence[Verdict]) -> list[Verdict]:
    """The first lines of a text without a paragraph; one that is not a sentence may name its author or day."""
    return [verdict for verdict in every[:5] if len(verdict.text) <= 60 and verdict.text[-1:] not in ".!?"]


def _datelines(every: Sequence[Verdict], zones: Zones | None) -> Iterator[Dated]:
    """The day above the text, then the day in an agency's dateline (`GENEVA, 8 Jan 2025 —`)."""
    if zones is None:
        days = ((verdict, day) for verdict in _first_lines(every) if (day := first_full(verdict.text)))
        yield from (_dated(verdict, day) for verdict, day in days)
        return
    yield from (_dated(every[index], day) for index, day in zones.head.days)
    opening = every[zones.first]
    for mention in mentions(opening.text[:120])[:1]:
        before, after = opening.text[: mention.start].rstrip(" ,("), opening.text[mention.end :].lstrip(" )")
        known = zones.first in [index for index, _ in zones.head.days]
        if mention.full and not known and _PLACE.match(before) and after.startswith(("—", "–", "-", ":")):
            yield Dated(day=mention.full, evidence=f"dateline, line {opening.line}")


def _dated(verdict: Verdict, day: date) -> Dated:
    kind = "byline" if byline(verdict.text) else "dateline"
    return Dated(day=day, evidence=f"{kind}, line {verdict.line}")


def _blocks(kept: Sequence[Verdict]) -> Iterator[str]:
    """The Markdown of each line: subhead, item or paragraph."""
    for index, verdict in enumerate(kept):
        text = verdict.text
        following = kept[index + 1].text if index + 1 < len(kept) else ""
        if bullet := _BULLET.match(text):
            is_last = not _BULLET.match(following)
            yield f"- {escape(text[bullet.end() :])}" + ("\n" if is_last else "")
        elif _numbered(kept, index):
            number = _NUMBER.match(text)
            assert number is not None
            yield f"{number[1]}. {escape(text[number.end() :])}" + ("" if _numbered(kept, index + 1) else "\n")
        elif is_heading(text) and index and is_paragraph(following):
            yield f"## {escape(text)}\n"
        else:
            yield f"{escape(text)}\n"


def _numbered(kept: Sequence[Verdict], index: int) -> bool:
    """Whether a line is an item of a numbered list: it counts on from a neighbour, or a neighbour from it."""

    def number(at: int) -> int | None:
        match = _NUMBER.match(kept[at].text) if 0 <= at < len(kept) else None
        return int(match[1]) if match else None

    own = number(index)
    return own is not None and (number(index - 1) == own - 1 or number(index + 1) == own + 1)
