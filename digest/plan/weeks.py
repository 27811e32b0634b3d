"""A week's digest in full, as its own page, the home page and the feed of digests show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from digest.dataclass import dataclass
from digest.model.card import Card
from digest.model.digest import Digest
from digest.model.inputs import named
from digest.model.topic import Topic
from digest.plan.catalogue import Catalogue
from digest.plan.highlight_views import best_noted, highlight_view
from digest.plan.issue_order import IssueArticle, lead_of
from digest.plan.linking.references import resolve
from digest.plan.pages import PageInputs
from digest.plan.routes import Route
from digest.plan.texts import HighlightedArticle, TextReference, Texts
from digest.plan.views import Entry, Link, WeekLink


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSection:
    """The articles of one topic within a week.

    Attributes:
        articles: by weight, then date, then title; those that are shown on one line come last.
        more: how many the section has beside these.
    """

    topic: Topic = named("the topics of its sections")
    articles: tuple[IssueArticle, ...]
    more: int = named("how many articles its sections have", default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A week's digest.

    Attributes:
        week: how other pages name it.
        lead: the article that stands above the sections, None where none leads.
        introduction: the editor's words on it, None where there are none or they are not shown.
    """

    week: WeekLink
    lead: HighlightedArticle | None
    sections: tuple[IssueSection, ...]
    introduction: TextReference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A topic within a week. `topic.path` is the topic's page.

    Attributes:
        more: how many articles the section has beside the entries shown.
    """

    topic: Link
    anchor: str
    entries: tuple[Entry, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """The digest of one week.

    Attributes:
        lead: the entry above the sections, or None.
    """

    week: WeekLink
    intro_html: str
    lead: Entry | None
    sections: tuple[SectionView, ...]
    older: WeekLink | None
    newer: WeekLink | None


def issue(catalogue: Catalogue, digest: Digest, *, most: int | None = None, introduced: bool = True) -> Issue:
    """The digest of a week, to be shown.

    Args:
        catalogue: with the week.
        digest: the week's.
        most: how many articles of each section are shown; None for all.
        introduced: whether the editor's words are shown.
    """
    record = catalogue.introductions.get(digest.week) if introduced else None
    lead = lead_of(digest)
    return Issue(
        week=catalogue.week_links[digest.week],
        lead=catalogue.issue_articles[lead.file].article if lead else None,
        sections=tuple(_sections(catalogue, digest, lead, most)),
        introduction=catalogue.text(record) if record else None,
    )


def _sections(catalogue: Catalogue, digest: Digest, lead: Card | None, most: int | None) -> Iterator[IssueSection]:
    """The sections of a week without its lead story; one that held nothing else is left out."""
    for section in digest.sections:
        articles = [catalogue.issue_articles[card.file] for card in section.articles if card is not lead]
        shown = tuple(sorted(articles, key=lambda item: item.brief)[:most])
        if articles:
            yield IssueSection(topic=section.topic, articles=shown, more=len(articles) - len(shown))


def week_view(page: PageInputs, texts: Texts, issue: Issue, older: WeekLink | None, newer: WeekLink | None) -> WeekView:
    """A week as a page shows it."""
    site = page.site
    sections = tuple(
        SectionView(
            topic=site.link(section.topic.name, Route("topic", section.topic.slug)),
            anchor=f"topic-{section.topic.slug}",
            entries=tuple(_entry(page, texts, item.article, brief=item.brief) for item in section.articles),
            more=section.more,
        )
        for section in issue.sections
    )
    introduction = shown(page, texts, issue.introduction)
    lead = _entry(page, texts, issue.lead) if issue.lead else None
    return WeekView(week=issue.week, intro_html=introduction, lead=lead, sections=sections, older=older, newer=newer)


def _entry(page: PageInputs, texts: Texts, article: HighlightedArticle, *, brief: bool = False) -> Entry:
    """An article as its digest shows it: with the editor's words, whose links lead on, and one passage."""
    entry = page.site.entry(article.card)
    if brief:
        return replace(entry, brief=True)
    best = best_noted(texts.highlights(article)) if article.marks else None
    return replace(
        entry,
        comment_html=resolve(article.card.comment_html, article.links, page.root, page.site.addresses),
        highlight=highlight_view(page, article, best) if best else None,
    )


def shown(page: PageInputs, texts: Texts, text: TextReference | None) -> str:
    """The HTML of a text as a page shows it; empty where there is none."""
    if text is None:
        return ""
    return resolve(texts.text(text).html, text.links, page.root, page.site.addresses)
