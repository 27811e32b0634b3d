"""What a curator must mend on articles made of other people's saved pages: title, date, authors, summary.

    python tests/quality/curator.py            the count, and the values that nobody has judged
    python tests/quality/curator.py pages      every page with the values and its own text, to judge them by reading
    python tests/quality/curator.py pages 7    the seventh of them
    python tests/quality/curator.py blank      a line of the table of verdicts for each value that nobody has judged

The pages are those of the conversion benchmark (`CONVERT_BENCH_DATA`), which are other people's and not kept here: sixty
saved articles of as many sites, chosen by a fixed seed, converted as `digest convert` does. `labels/curator.tsv` names
each page by its identifier there and each value by its fingerprint, so a value that changes must be judged again.

A verdict is `right`, `mend` (the value is wrong or could not be published as it is), `missing` (there is none though
the page states it), or `none` (there is none, and the page states none). An editor mends `mend` and `missing`.
A summary that is left out is `none`: none is better than a wrong one, and how many are left out is counted apart.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

import lxml.html

sys.path.insert(0, str(Path(__file__).parent))
from site_articles import fingerprint, site

from digest.errors import Problem
from digest.extract.decoding.decode import decode
from digest.extract.extract import extract
from digest.model.article import FrontMatter
from digest.model.findings import TRUSTED_ANNOTATORS
from digest.model.source import Source

LABELS = Path(__file__).parent / "labels" / "curator.tsv"
SEED = 60
PAGES = 60
FIELDS = ("title", "date", "authors", "summary")
MENDED = frozenset({"mend", "missing"})
"""The verdicts on values that an editor must change."""

SAVED = date(2026, 11, 1)
"""The day on which the pages are taken to have been saved; all of them were published before."""

_LONGEST_EXCERPT = 25
"""Lines of a page from its title on that are shown to a person who judges."""

_LONGEST_FACT = 80
_MAY_BE_FACT = re.compile(
    r"^(?:by|von|par|por|di|door)\b|\b(?:author|written|posted|published|veröffentlicht|autor|publi\w+)\b"
    r"|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""Code points and words of other lines that may state a fact."""

_TEXTS = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"

_STATES_FACTS = re.compile(r"author|date|time|title|description|publish|creator|byl", re.IGNORECASE)
_SCRIPT_FACTS = re.compile(
    r'"(?:headline|datePublished|dateCreated|dateModified|author|creator|name|description)"\s*:'
    r'\s*(?:"(?:[^"\\]|\\.){0,200}"|[{\[][^{}]{0,200})'
)
_PARSER = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedPage:
    """A saved page and what digest says of it.

    Attributes:
        identifier: in the benchmark.
        body: its bytes.
        front_matter: of the article that digest makes of it.
        opening: the first characters of that article's text.
    """

    identifier: str
    body: bytes
    front_matter: FrontMatter
    opening: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value that is judged.

    Attributes:
        page: the identifier of its page.
        field: one of `FIELDS`.
        text: the value as text; empty where there is none.
    """

    page: str
    field: str
    text: str

    @property
    def key(self) -> tuple[str, str, str]:
        """By which a verdict is found."""
        return self.page, self.field, fingerprint(self.text)


Verdicts: TypeAlias = Mapping[tuple[str, str, str], str]
"""By the page, the field and the fingerprint of the value."""


def chosen_rows(data: Path) -> tuple[dict[str, Any], ...]:
    """The benchmark's rows of the pages: one of each site, in an order of chance that never changes."""
    rows = [json.loads(line) for line in (data / "html-dev.jsonl").read_text("utf-8").splitlines()]
    by_site: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: row["id"]):
        if row["type"] == "article":
            by_site.setdefault(site(row["url"]), []).append(row)
    chance = random.Random(SEED)
    return tuple(chance.choice(by_site[name]) for name in chance.sample(sorted(by_site), PAGES))


def curated_pages(data: Path, rows: Iterable[Mapping[str, Any]]) -> Iterator[CuratedPage]:
    """The pages, converted as `digest convert` does."""
    for row in rows:
        body = gzip.decompress((data / row["file"]).read_bytes())
        source = Source(
            path=PurePosixPath("page.html"), body=body, reference_day=SAVED, reference_basis="the day of the benchmark"
        )
        extracts = extract(source, topics=(), annotators=TRUSTED_ANNOTATORS)
        if isinstance(extracts, Problem):
            message = f"{row['id']}: {extracts.message}"
            raise TypeError(message)
        yield CuratedPage(
            identifier=row["id"],
            body=body,
            front_matter=extracts[0].front_matter,
            opening=extracts[0].body[:700],
        )


def values(page: CuratedPage) -> tuple[Value, ...]:
    """What is judged of a page."""
    front_matter = page.front_matter
    texts = {
        "title": front_matter.title,
        "date": front_matter.date.isoformat() if front_matter.date else "",
        "authors": "; ".join(front_matter.authors),
        "summary": front_matter.summary or "",
    }
    return tuple(Value(page=page.identifier, field=field, text=texts[field]) for field in FIELDS)


def read_verdicts(path: Path) -> Verdicts:
    """The judged values."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {(row["page"], row["field"], row["value"]): row["verdict"] for row in rows}


def count(judged: Iterable[Value], verdicts: Verdicts) -> dict[str, Counter[str]]:
    """How many values of each field have which verdict; `unjudged` where there is none."""
    counts = {field: Counter[str]() for field in FIELDS}
    for value in judged:
        counts[value.field][verdicts.get(value.key, "unjudged")] += 1
    return counts


def report(pages: Sequence[CuratedPage], verdicts: Verdicts) -> Iterator[str]:
    """The count, a line a field, and the values that nobody has judged."""
    all_values = [value for page in pages for value in values(page)]
    counts = count(all_values, verdicts)
    for field, by_verdict in counts.items():
        shown = ", ".join(f"{verdict} {number}" for verdict, number in sorted(by_verdict.items()))
        yield f"{field:8} to be mended {sum(by_verdict[verdict] for verdict in MENDED):2}   ({shown})"
    mended = [value for value in all_values if verdicts.get(value.key) in MENDED]
    yield f"together {len(mended)} values on {len({value.page for value in mended})} of {len(pages)} pages"
    for value in all_values:
        if value.key not in verdicts:
            yield f"unjudged: {value.page}  {value.field}: {value.text or '(none)'}"


def blank_lines(pages: Iterable[CuratedPage], verdicts: Verdicts) -> Iterator[str]:
    """Lines of the table for what nobody has judged, the verdict and the kind of mistake left open."""
    for value in (value for page in pages for value in values(page)):
        if value.key not in verdicts:
            yield "\t".join((*value.key, "", ""))


def shown(page: CuratedPage) -> Iterator[str]:
    """A page for a person who judges: what digest says, what the page says of itself, and how its text begins."""
    front_matter = page.front_matter
    yield f"===== {page.identifier}  {front_matter.source_url or ''}"
    yield f"  title    {front_matter.title}   [{front_matter.title_basis or 'certain'}]"
    yield f"  date     {front_matter.date}   [{front_matter.date_basis}]"
    yield f"  authors  {'; '.join(front_matter.authors)}"
    yield f"  source   {front_matter.source}"
    yield f"  summary  {front_matter.summary}   [{front_matter.summary_basis or 'sentences of the text'}]"
    yield f"  text     {' '.join(page.opening.split())}"
    tree = lxml.html.document_fromstring(decode(page.body).encode(), _PARSER)
    yield from (f"  head     {line}" for line in _head_lines(tree))
    yield from _own_text(tree, front_matter.title)


def _own_text(tree: Any, title: str) -> Iterator[str]:
    """The lines around the last place of the title at the page's top, lines elsewhere that may be facts, and the end."""
    texts = (" ".join(text.split()) for text in tree.xpath(_TEXTS))
    lines = [text[:150] for text in texts if text]
    begins = " ".join(title.split())[:25]
    start = next((number for number, line in enumerate(lines) if begins in line), 0)
    near = range(max(0, start - 8), start + _LONGEST_EXCERPT)
    for number, line in enumerate(lines):
        if number in near:
            yield f"    | {line}"
        elif number >= len(lines) - 8 or (len(line) <= _LONGEST_FACT and _MAY_BE_FACT.search(line)):
            yield f"    ~ {line[:100]}"


def _head_lines(tree: Any) -> Iterator[str]:
    """What a page's head states: title, meta elements and JSON-LD."""
    yield from (f"<title> {' '.join(element.text_content().split())}" for element in tree.findall(".//title")[:1])
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        if _STATES_FACTS.search(name):
            yield f"{name}: {' '.join((element.get('content') or '').split())[:260]}"
    yield from (f"<h1> {' '.join(element.text_content().split())[:200]}" for element in tree.iter("h1"))
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or ""):
            facts = (" ".join(match[0].split()) for match in _SCRIPT_FACTS.finditer(element.text or ""))
            yield from (f"json {fact[:200]}" for fact in list(facts)[:12])


def main(arguments: Sequence[str]) -> None:
    """Print the count, or what is needed to judge."""
    data = Path(os.environ["CONVERT_BENCH_DATA"])
    rows = chosen_rows(data)
    numbers = [int(argument) for argument in arguments if argument.isdecimal()]
    pages = list(curated_pages(data, [rows[number - 1] for number in numbers] or rows))
    verdicts = read_verdicts(LABELS) if LABELS.exists() else {}
    if "pages" in arguments:
        lines: Iterable[str] = (line for page in pages for line in shown(page))
    elif "blank" in arguments:
        lines = blank_lines(pages, verdicts)
    else:
        lines = report(pages, verdicts)
    print("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1:])
