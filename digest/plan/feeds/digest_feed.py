"""The feed of digests: an entry for each week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from digest.plan.catalogue import Catalogue
from digest.plan.feeds.atom import Entry, Feed, day_of, feed_route, parts
from digest.plan.routes import Route, article_route
from digest.plan.texts import HighlightedArticle, TextReference, Texts
from digest.plan.weeks import Issue, issue


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestsFeed(Feed):
    """Digests, oldest first; the editor's words are in the feed itself alone."""

    issues: tuple[Issue, ...]

    @property
    def texts(self) -> tuple[TextReference, ...]:
        """The introductions of the weeks."""
        return tuple([week.introduction for week in self.issues if week.introduction])

    def entries(self, texts: Texts) -> Iterator[Entry]:
        """Each week, dated by its newest article, since no clock is read."""
        for week in self.issues:
            days = [day_of(item.card) for item in _articles(week)]
            html = self._html(texts, week)
            yield Entry(page=Route("week", week.week.label), title=week.week.title, day=max(days), html=html)

    def _html(self, texts: Texts, week: Issue) -> str:
        """What the page of the week shows, in plain HTML."""
        blocks = [self.text(texts, week.introduction)] if week.introduction else []
        blocks += [self._article(week.lead)] if week.lead else []
        for section in week.sections:
            blocks.append(f"<h2>{escape(section.topic.name)}</h2>")
            blocks += [self._article(item.article) for item in section.articles]
        return "\n".join(blocks)

    def _article(self, article: HighlightedArticle) -> str:
        card, address = article.card, self.address(article_route(article.card))
        return f'<h3><a href="{escape(address)}">{escape(card.title)}</a></h3>{self.short(card, article.links)}'


def _articles(week: Issue) -> Iterator[HighlightedArticle]:
    yield from [week.lead] if week.lead else []
    for section in week.sections:
        yield from (item.article for item in section.articles)


def documents(catalogue: Catalogue) -> Iterator[DigestsFeed]:
    """The feed with its archive."""
    for part, digests in parts(catalogue.digests):
        yield DigestsFeed(
            route=feed_route("", part.number),
            site=catalogue.site,
            page=Route("home"),
            title=catalogue.site.title,
            number=part.number,
            previous=part.previous,
            following=part.following,
            issues=tuple(issue(catalogue, digest, introduced=not part.number) for digest in digests),
        )
