"""A week's digest in full, as its own page, the home page and the feed of digests show it."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.card import Card
from digest.model.digest import Digest
from digest.model.inputs import named
from digest.model.topic import Topic
from digest.plan.catalogue import Catalogue
from digest.plan.pages import PageInputs
from digest.plan.references import resolve
from digest.plan.routes import Route
from digest.plan.texts import TextReference, Texts
from digest.plan.views import Entry, Link, WeekLink


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSection:
    """The articles of one topic within a week.

    Attributes:
        articles: by date, then title.
        more: how many the section has beside these.
    """

    topic: Topic = named("the topics of its sections")
    articles: tuple[Card, ...]
    more: int = named("how many articles its sections have", default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A week's digest.

    Attributes:
        week: how other pages name it.
        introduction: the editor's words on it, None where there are none or they are not shown.
    """

    week: WeekLink
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
    """The digest of one week."""

    week: WeekLink
    intro_html: str
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
    return Issue(
        week=catalogue.week_links[digest.week],
        sections=tuple(
            [
                IssueSection(
                    topic=section.topic,
                    articles=section.articles[:most],
                    more=len(section.articles) - len(section.articles[:most]),
                )
                for section in digest.sections
            ]
        ),
        introduction=catalogue.text(record) if record else None,
    )


def week_view(page: PageInputs, texts: Texts, issue: Issue, older: WeekLink | None, newer: WeekLink | None) -> WeekView:
    """A week as a page shows it."""
    site = page.site
    sections = tuple(
        SectionView(
            topic=site.link(section.topic.name, Route("topic", section.topic.slug)),
            anchor=f"topic-{section.topic.slug}",
            entries=tuple(site.entry(card) for card in section.articles),
            more=section.more,
        )
        for section in issue.sections
    )
    introduction = shown(page, texts, issue.introduction)
    return WeekView(week=issue.week, intro_html=introduction, sections=sections, older=older, newer=newer)


def shown(page: PageInputs, texts: Texts, text: TextReference | None) -> str:
    """The HTML of a text as a page shows it; empty where there is none."""
    if text is None:
        return ""
    return resolve(texts.text(text).html, text.links, page.root, page.site.addresses)
