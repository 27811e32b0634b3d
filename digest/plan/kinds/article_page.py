"""An article, by its rights: whole, as the passages that were highlighted, or by its title alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby
from typing import ClassVar, Final
from urllib.parse import urlsplit

from digest.dataclass import dataclass
from digest.model.findings import Event, Findings
from digest.model.inputs import named
from digest.model.rendering import Heading, Text
from digest.model.words import Words
from digest.plan.catalogue import Catalogue
from digest.plan.descriptions import description
from digest.plan.linking.references import resolve
from digest.plan.pages import Kind, Sheet, TextPage, neighbours, table_of_contents
from digest.plan.relations.related_articles import Related, related_articles
from digest.plan.routes import Pattern, Route
from digest.plan.texts import Texts
from digest.plan.views import Entry, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage(TextPage):
    """One article.

    Attributes:
        week: the digest it stands in; None when undated, or when that week has none.
        older, newer: its neighbours in reading order; a duplicate has none.
        lead: the article that lists show in the place of this one, where it is a duplicate.
        backlinks: the articles and free pages that link to it.
        related: what it names beside it.
    """

    template: ClassVar[str] = "article.html"

    week: Link | None = named("the title of its week")
    older: Link | None = named("the article before it")
    newer: Link | None = named("the article after it")
    lead: Link | None = named("the article that leads its story")
    backlinks: tuple[Link, ...] = named("what links to it")
    related: Related | None = named("the articles that are related to it")

    def sheet(self, texts: Texts) -> Sheet:
        """The text and what was found in it, between its neighbours."""
        text, entry = texts.text(self.text), self.site.entry(self.card)
        return Sheet(
            view=self._view(text, entry),
            title=entry.title,
            description=description(self.card),
            language=entry.language,
            og_type="article",
            data=self._data(text, entry),
        )

    def _view(self, text: Text, entry: Entry) -> ArticleView:
        anchors = dict(text.passages)
        return ArticleView(
            entry=entry,
            rights=self.card.rights,
            comment_html=resolve(self.card.comment_html, self.text.links, self.root, self.site.addresses),
            html=resolve(text.html, self.text.links, self.root, self.site.addresses),
            key_points=tuple((point, anchors.get(point, "")) for point in entry.key_points),
            headings=table_of_contents(text),
            date_basis=_shown_basis(text.date_basis, self.site.words),
            source_url=text.source_url,
            source_host=(urlsplit(text.source_url).hostname or "").removeprefix("www."),
            week=self.week,
            older=self.older,
            newer=self.newer,
            lead=self.lead,
            found=_found(text.findings, self.site.words),
            backlinks=self.backlinks,
            related=self.related or Related(),
        )

    def _data(self, text: Text, entry: Entry) -> dict[str, object]:
        """What schema.org says of an article."""
        return {
            "@type": "Article",
            "headline": entry.title,
            "datePublished": entry.date.isoformat() if entry.date else None,
            "author": [{"@type": "Person", "name": name} for name in entry.authors],
            "publisher": {"@type": "Organization", "name": entry.source.label} if entry.source else None,
            "isBasedOn": text.source_url,
            "inLanguage": entry.language,
            "description": description(self.card),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody's words in an article; the speaker may be empty."""

    speaker: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    """What was found in the text of an article.

    Attributes:
        voices: in the order of the text.
        timeline: by date; an event's `date` is a day or a month, for the filter `moment`.
        named: (property, heading, names) of people, organisations and places, as far as there are any.
        machine: the properties that digest wrote by itself and nobody has adopted, `summary` and `key_points` too.
    """

    voices: tuple[Voice, ...] = ()
    timeline: tuple[Event, ...] = ()
    named: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    machine: tuple[str, ...] = ()


_BY_DIGEST: Final = ("inferred from ", 'inferred: "')


def _shown_basis(basis: str, words: Words) -> str:
    """Where a date comes from; the converter's own sentence is English, and left out among words that are not."""
    return "" if basis.startswith(_BY_DIGEST) and not words.language.startswith("en") else basis


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article.

    Attributes:
        comment_html: the editor's words on it, or empty.
        html: the body by its rights: whole, or for `excerpt` the highlighted passages, or empty.
        key_points: (text, anchor of its highlight in the body or empty).
        headings: the table of contents, empty where the text has fewer than three headings.
        date_basis: how the date was found, shown where it was inferred.
        source_url: http(s) address of the original, or empty.
        source_host: its host name, or empty.
        week: the digest it stands in; None when undated, or when that week has none.
        lead: the article that lists show in the place of this one, where it is a duplicate.
        older, newer: its neighbours in reading order.
        found: quotations, dates and names.
        backlinks: the articles and free pages that link to it.
        related: earlier and later articles on its story, and others on its subject.
    """

    entry: Entry
    rights: str
    comment_html: str
    html: str
    key_points: tuple[tuple[str, str], ...]
    headings: tuple[Heading, ...]
    date_basis: str
    source_url: str
    source_host: str
    week: Link | None
    older: Link | None
    newer: Link | None
    lead: Link | None = None
    found: FoundView = FoundView()
    backlinks: tuple[Link, ...] = ()
    related: Related = Related()


def _pages(catalogue: Catalogue) -> Iterator[ArticlePage]:
    """Dated articles in reading order, then the undated, then duplicates."""
    duplicates = ((None, record.card, None) for record in catalogue.stories.duplicates)
    dated, undated = neighbours(catalogue.reading_order), neighbours(catalogue.undated)
    site, links, related = catalogue.site, catalogue.links, related_articles(catalogue)
    for older, card, newer in chain(dated, undated, duplicates):
        record = catalogue.records_by_file[card.file]
        lead = catalogue.stories.lead(record)
        yield ArticlePage(
            route=catalogue.routes[card.file],
            site=site,
            card=card,
            text=catalogue.text(record),
            week=catalogue.weeks.get(card.week),
            older=links[older.file] if older else None,
            newer=links[newer.file] if newer else None,
            lead=links[lead.file] if lead else None,
            backlinks=tuple([links[other.file] for other in catalogue.backlinks(record)]),
            related=related.get(card.file),
        )


def _files(catalogue: Catalogue) -> Iterator[tuple[str, Route]]:
    for record in catalogue.library.articles:
        yield record.file, catalogue.routes[record.file]


def _found(findings: Findings, words: Words) -> FoundView:
    """The view of findings; what somebody says in several quotations that follow each other stands together."""
    groups = groupby(findings.quotations, key=lambda quotation: quotation.speaker)
    lists = (
        ("people", words.text("people"), findings.people),
        ("organisations", words.text("organisations"), findings.organisations),
        ("places", words.text("places"), findings.places),
    )
    return FoundView(
        voices=tuple(Voice(speaker=speaker, words=tuple(each.text for each in group)) for speaker, group in groups),
        timeline=findings.timeline,
        named=tuple((name, label, names) for name, label, names in lists if names),
        machine=findings.machine,
    )


KIND = Kind(name="article", pattern=Pattern("{group}/{slug}/"), order=10, pages=_pages, files=_files)
