"""The feed of digests: an entry for each week."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from digest.dataclass import dataclass
from digest.model.inputs import named
from digest.plan.catalogue import Catalogue
from digest.plan.feeds.atom import Entry, Feed, WrittenEntry, changed, day_of, parts
from digest.plan.feeds.entry_ids import EntryIds, feed_route
from digest.plan.routes import Route, article_route
from digest.plan.texts import HighlightedArticle, Texts
from digest.plan.weeks import Issue, issue


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestsFeed(Feed):
    """Digests, oldest first; introductions and marked passages are in the feed itself alone.

    Attributes:
        ids: by which feed readers know each of them.
    """

    issues: tuple[Issue, ...]
    ids: tuple[str, ...] = named("the ids of the feed and its entries")

    @property
    def items(self) -> tuple[Issue, ...]:
        """The digests."""
        return self.issues

    def entry(self, texts: Texts, at: int) -> WrittenEntry:
        """A week, dated by its newest article, since no clock is read."""
        week = self.issues[at]
        cards = [item.card for item in articles_of(week)]
        entry = Entry(
            page=Route("week", week.week.label),
            id=self.ids[at],
            title=week.week.title,
            published=max(map(day_of, cards)),
            updated=max(map(changed, cards)),
            html=self._html(texts, week),
        )
        return self.written(entry)

    def _html(self, texts: Texts, week: Issue) -> str:
        """What the page of the week shows, in plain HTML."""
        blocks = [self.html.text(texts, week.introduction)] if week.introduction else []
        blocks += [self._article(texts, week.lead)] if week.lead else []
        for section in week.sections:
            blocks.append(f"<h2{self.html.ours}>{escape(section.topic.name)}</h2>")
            blocks += [self._article(texts, item.article) for item in section.articles]
        return "\n".join(blocks)

    def _article(self, texts: Texts, article: HighlightedArticle) -> str:
        card, html = article.card, self.html
        href = escape(html.address(article_route(card)))
        title = f'<h3{html.theirs(card)}><a href="{href}">{escape(card.title)}</a></h3>'
        return title + (html.short(card) if self.number else html.marked(texts, article))


def articles_of(week: Issue) -> Iterator[HighlightedArticle]:
    """The articles of a week, in its order."""
    yield from [week.lead] if week.lead else []
    for section in week.sections:
        yield from (item.article for item in section.articles)


def documents(catalogue: Catalogue, ids: EntryIds) -> Iterator[DigestsFeed]:
    """The feed with its archive."""
    for part, digests in parts(catalogue.digests):
        route = feed_route("", part.number)
        yield DigestsFeed(
            route=route,
            id=ids.of(route),
            site=catalogue.site,
            page=Route("home"),
            title=catalogue.site.title,
            number=part.number,
            previous=part.previous,
            following=part.following,
            issues=tuple(issue(catalogue, digest, introduced=not part.number) for digest in digests),
            ids=tuple(ids.of(Route("week", str(digest.week))) for digest in digests),
        )
