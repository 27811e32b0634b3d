"""Real articles of many sites, what the annotators propose for them, and what of it is right.

The texts are the hand-made truth of the conversion benchmark (`CONVERT_BENCH_DATA`), which are other people's and not
kept here. `labels/sites.tsv` names each article by the fingerprint of its text and each proposal by its place and the
fingerprint of its words; whether it is right was judged by reading it where it stands.

An article's paragraphs are the lines of its text without the items of lists. Headings are among them: in scraped text
they look like paragraphs, too.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import lxml.html

from digest.extract.annotators.quotations import quotations
from digest.extract.annotators.text_analysis import TextAnalysis
from digest.extract.annotators.timeline import timeline
from digest.extract.decoding.decode import decode
from digest.extract.pages.metadata.page_facts import page_descriptions
from digest.extract.pages.metadata.page_metadata import page_metadata

COUNTS = {"AB": 150, "C": 75}
"""Articles, of as many sites."""

_PARSER = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True)

SEED = 13
_ITEM = re.compile(r"[-*•·–] |\d{1,2}[.)] ")
"""Begins the item of a list, which annotators are never given."""

HALVES = ("A", "B")
"""Of the first articles: rules were made on half A, and on half B after its figures were taken."""


@dataclass(frozen=True)
class SiteArticle:
    """An article of the benchmark.

    Attributes:
        identifier: in the benchmark.
        part: A or B by the fingerprint of its site; C is of sites left out.
        text: its paragraphs, a line each.
        analysis: what annotators get.
    """

    identifier: str
    part: str
    text: str
    analysis: TextAnalysis

    @property
    def fingerprint(self) -> str:
        """Of the text."""
        return fingerprint(self.text)


@dataclass(frozen=True)
class Proposal:
    """What an annotator says of an article.

    Attributes:
        kind: the annotator's name.
        value: its words; a speaker or a date stands before them, with a colon.
        start, end: code points of the text, or -1 where the words do not stand there as they are.
        speaker: where the text first has the speaker's name (`12-20`), or `none`.
    """

    kind: str
    value: str
    start: int
    end: int
    speaker: str = "none"


def fingerprint(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def site(address: str) -> str:
    """The registrable domain of an address, roughly: two labels, three behind a short second one (`co.uk`)."""
    labels = (urlsplit(address).hostname or "").split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2 else labels[-2:])


def half_of(name: str) -> str:
    """The half that a site belongs to."""
    return HALVES[int(fingerprint(name), 16) % 2]


def site_articles(data: Path) -> tuple[SiteArticle, ...]:
    """The articles: one of each site, chosen by a fixed seed."""
    rows = [json.loads(line) for line in (data / "html-dev.jsonl").read_text("utf-8").splitlines()]
    by_site: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["type"] == "article":
            by_site.setdefault(site(row["url"]), []).append(row)
    chance = random.Random(SEED)
    first = chance.sample(sorted(by_site), min(COUNTS["AB"], len(by_site)))
    chosen = {name: (half_of(name), chance.choice(by_site[name])) for name in sorted(first)}
    others = sorted(set(by_site) - set(first))
    left_out = chance.sample(others, min(COUNTS["C"], len(others)))
    chosen |= {name: ("C", chance.choice(by_site[name])) for name in sorted(left_out)}
    return tuple(_article(data, row, part) for part, row in chosen.values())


def _article(data: Path, row: Mapping[str, Any], part: str) -> SiteArticle:
    lines = (" ".join(line.split()) for line in row["gold"].split("\n"))
    paragraphs = tuple(line for line in lines if line and not _ITEM.match(line))
    title = " ".join((row["title"] or "").split())
    page = lxml.html.document_fromstring(decode(gzip.decompress((data / row["file"]).read_bytes())).encode(), _PARSER)
    descriptions = page_descriptions(page_metadata(page))
    analysis = TextAnalysis(title=title, paragraphs=paragraphs, day=_day(row["date"]), descriptions=descriptions)
    return SiteArticle(row["id"], part, "\n".join(paragraphs), analysis)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def proposals(article: SiteArticle) -> Iterator[Proposal]:
    """What every annotator says of an article, the summary as one."""
    analysis, text = article.analysis, article.text
    for kind in ("people", "organisations", "places"):
        names: Sequence[str] = analysis.people.names if kind == "people" else getattr(analysis, kind)
        yield from (_placed(kind, name, name, text) for name in names)
    for quotation in quotations(analysis):
        at = text.find(quotation.speaker) if quotation.speaker else -1
        speaker = f"{at}-{at + len(quotation.speaker)}" if at >= 0 else "none"
        yield _placed("quotations", f"{quotation.speaker}: {quotation.text}", quotation.text, text, speaker)
    for event in timeline(analysis):
        yield _placed("timeline", f"{event.date}: {event.text}", event.text, text)
    for sentence in analysis.key_points:
        yield _placed("key_points", sentence.text, sentence.text, text)
    own = " ".join(sentence.text for sentence in analysis.summary)
    if summary := analysis.description or own or analysis.invitation:
        yield _placed("summary", summary, summary, text)


def _placed(kind: str, value: str, words: str, text: str, speaker: str = "none") -> Proposal:
    at = text.find(words)
    if at < 0:  # an interrupted or shortened quotation begins as it stands
        at = text.find(words[:20])
    return Proposal(kind, value, at, at + len(words) if at >= 0 else -1, speaker)


Verdicts: TypeAlias = Mapping[tuple[str, str, str], str]
"""By the fingerprint of an article, the kind and the fingerprint of the words: `right` or `wrong`."""


def verdicts(path: Path) -> Verdicts:
    """Read the labels."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {(row["article"], row["kind"], row["words"]): row["verdict"] for row in rows}


def precision(articles: Iterable[SiteArticle], judged: Verdicts) -> dict[str, Counter[str]]:
    """How many proposals of each kind are right, wrong and unjudged."""
    counts: dict[str, Counter[str]] = {}
    for article in articles:
        for proposal in proposals(article):
            key = (article.fingerprint, proposal.kind, fingerprint(proposal.value))
            counts.setdefault(proposal.kind, Counter())[judged.get(key, "unjudged")] += 1
    return counts
