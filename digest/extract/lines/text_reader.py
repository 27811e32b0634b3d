"""The reader of plain text, scraped or written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import Final

from digest.extract.facts.dates import first_full, mentions
from digest.extract.facts.document import Claim, Dated, Document, Verdict
from digest.extract.facts.names import byline
from digest.extract.facts.publisher_lines import named_publisher
from digest.extract.lines.boilerplate import Zones, judge, verdicts
from digest.extract.lines.mail import read_mail
from digest.extract.lines.stated_lines import names_site, stated
from digest.extract.lines.text_lines import lines
from digest.extract.lines.text_markdown import body_of, without_heading_marks

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
    said = stated(lines(text))
    logical = said.lines
    judged, zones = verdicts(logical[:_MOST_JUDGED], recurring)
    too_far = (judge(line, "too far behind to judge") for line in logical[_MOST_JUDGED:] if line.text)
    judged = (*_with_code(judged, zones), *too_far)
    title = next((verdict for verdict in judged if verdict.line == said.title), None) or _title(judged, zones)
    kept = [verdict for verdict in judged if verdict.kept and verdict is not title]
    dropped = [verdict for verdict in judged if not verdict.kept]
    publishers = _publishers(dropped)
    section = publishers[0][1] if publishers else ""
    urls = [match[1] for verdict in dropped if (match := _SOURCE_URL.match(verdict.text))]
    of_address: tuple[Verdict, ...] = ()
    address_claims: tuple[Claim, ...] = ()
    if said.address and said.source_url:
        of_address = (judge(said.address, "address of the source", kept=False),)
        address_claims = (Claim(about="address", value=said.source_url, evidence=f"line {said.address.number}"),)
    return Document(
        title=_title_text(title, None if said.title else zones),
        title_basis=None if said.title else _title_basis(title, zones, said.source_url),
        body=body_of(kept),
        dateline=tuple(_datelines(judged, zones)),
        slashed=tuple(text for _, text in zones.head.slashed) if zones else (),
        authors=next((names for _, names in _bylines(judged, zones)), ()),
        source=publishers[0][0] if publishers else None,
        source_url=said.source_url or (urls[0] if urls else None),
        extra={"section": section} if section else {},
        verdicts=(*of_address, *judged),
        found_by="lines",
        claims=(*address_claims, *_claims(judged, zones, title)),
    )


def _with_code(judged: tuple[Verdict, ...], zones: Zones | None) -> tuple[Verdict, ...]:
    """The verdicts with all code and tables between the first and the last paragraph kept; quotations have words."""
    if zones is None:
        return judged
    return tuple(
        replace(verdict, kept=True, reason="literal block")
        if verdict.block[:1] not in ("", ">") and not verdict.kept and zones.first < index < zones.last
        else verdict
        for index, verdict in enumerate(judged)
    )


def _claims(judged: Sequence[Verdict], zones: Zones | None, title: Verdict | None) -> Iterator[Claim]:
    """What the lines claim about the text."""
    if title is not None:
        yield Claim(about="title", value=_title_text(title, zones) or "", evidence=f"line {title.line}")
    for line, names in _bylines(judged, zones):
        yield Claim(about="authors", value=", ".join(names), evidence=f"byline, line {line}")
    for name, _, line in _publishers([verdict for verdict in judged if not verdict.kept]):
        yield Claim(about="publisher", value=name, evidence=f"line {line}")
    for verdict in judged:
        if not verdict.kept and (match := _SOURCE_URL.match(verdict.text)):
            yield Claim(about="address", value=match[1], evidence=f"line {verdict.line}")


def _publishers(dropped: Sequence[Verdict]) -> list[tuple[str, str, int]]:
    """The publisher's names that lines around the article give, most trusted first, with a section and the line."""
    named = [(*found, line.line) for line in dropped if (found := named_publisher(line.text))]
    return [(name, section, line) for _, name, section, line in sorted(named, key=lambda found: found[0])]


def _title(judged: Sequence[Verdict], zones: Zones | None) -> Verdict | None:
    if zones is not None:
        return None if zones.title is None else judged[zones.title]
    kept = [verdict for verdict in judged if verdict.kept]
    return kept[0] if len(kept) > 1 and len(kept[0].text) <= 200 else None


def _title_text(title: Verdict | None, zones: Zones | None) -> str | None:
    """The title, without the site's name that may stand on its line, and without the marks of a heading in Markdown."""
    if title is None:
        return None
    return without_heading_marks(zones.head.title[1] if zones is not None and zones.head.title else title.text)


def _title_basis(title: Verdict | None, zones: Zones | None, source_url: str | None) -> str | None:
    """Where the title was found, if another line may be it; None where it is certain."""
    if title is None or zones is None or (zones.head.is_title_sure and not names_site(title.text, source_url)):
        return None
    return f"line {title.line}, since no line is surely the title; write the title into title, and confirmed here"


def _bylines(judged: Sequence[Verdict], zones: Zones | None) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The number of the line that names the authors, with their names."""
    if zones is None:
        yield from ((verdict.line, names) for verdict in _first_lines(judged) if (names := byline(verdict.text)))
    elif zones.head.authors:
        index, names = zones.head.authors
        yield judged[index].line, names


def _first_lines(judged: Sequence[Verdict]) -> list[Verdict]:
    """The first lines of a text without a paragraph; one that is not a sentence may name its author or day."""
    return [verdict for verdict in judged[:5] if len(verdict.text) <= 60 and verdict.text[-1:] not in ".!?"]


def _datelines(judged: Sequence[Verdict], zones: Zones | None) -> Iterator[Dated]:
    """The day above the text, then the day in an agency's dateline (`GENEVA, 8 Jan 2025 —`)."""
    if zones is None:
        days = ((verdict, day) for verdict in _first_lines(judged) if (day := first_full(verdict.text)))
        yield from (_dated(verdict, day) for verdict, day in days)
        return
    yield from (_dated(judged[index], day) for index, day in zones.head.days)
    opening = judged[zones.first]
    for mention in mentions(opening.text[:120])[:1]:
        before, after = opening.text[: mention.start].rstrip(" ,("), opening.text[mention.end :].lstrip(" )")
        known = zones.first in [index for index, _ in zones.head.days]
        if mention.full and not known and _PLACE.match(before) and after.startswith(("—", "–", "-", ":")):
            yield Dated(day=mention.full, evidence=f"dateline, line {opening.line}")


def _dated(verdict: Verdict, day: date) -> Dated:
    kind = "byline" if byline(verdict.text) else "dateline"
    return Dated(day=day, evidence=f"{kind}, line {verdict.line}")
