"""The HTML of feed entries: the editor's words first, then what the editor marked, then what digest wrote.

An article comes in one of three shapes. The digest of a week holds its marked passages with their notes, the feed of a
topic holds its text as far as its rights let that be published, and archives hold neither. None of them is ever blank:
an article that has nothing to show says where its text stands, or leads to its page.

Programs that show feeds begin lines on the left and read aloud in the language of the feed. So what runs from right to
left says so in each of its blocks, and what is in another language names it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape, unescape
from typing import Final
from urllib.parse import quote, urlsplit

from digest.classify.direction import direction_in, direction_of, in_order, mixes
from digest.dataclass import dataclass
from digest.markdown.html_escape import attribute
from digest.model.card import Card
from digest.model.rendering import Highlight
from digest.model.words import Direction
from digest.plan.descriptions import shows_summary
from digest.plan.linking.references import resolve, without_links
from digest.plan.pages import Site
from digest.plan.routes import Route, article_route, root
from digest.plan.texts import HighlightedArticle, Links, TextReference, Texts

_UNMARKED: Final = 2
"""Passages of an article without a note that the digest of its week holds, where none has one."""

_TAG = re.compile(r"<[^>]*>")
_TEXT_BEHIND_TAG = re.compile(r"(?:^|>)\w")
_SHOWING_TAG = re.compile(r"<(?:img|audio|video|math|svg)\b")
_NOT_IN_ADDRESSES = re.compile(r'[\s<>"{}|\\^`]')


def in_link(address: str) -> str:
    """An address of somebody else's as a link may have it: what no IRI holds is percent-encoded (RFC 3987)."""
    return _NOT_IN_ADDRESSES.sub(lambda match: quote(match[0]), address)


def is_blank(html: str) -> bool:
    """Whether a reader would see nothing of it."""
    if _TEXT_BEHIND_TAG.search(html):
        return False
    text = unescape(_TAG.sub("", html))
    return not _SHOWING_TAG.search(html) and all(unicodedata.category(character)[0] in "ZC" for character in text)


def _dir(direction: Direction | None) -> str:
    return attribute("dir", "rtl" if direction == "rtl" else "")


def _around(html: str, direction: Direction | None) -> str:
    """Blocks that were rendered to stand in a text of this direction."""
    return f'<div dir="rtl">{html}</div>' if direction == "rtl" and html else html


@dataclass(frozen=True, slots=True)
class EntryHtml:
    """Writes the entries of a feed.

    Attributes:
        site: what it shows of the site.
        route: where the feed stands.
    """

    site: Site
    route: Route

    def address(self, there: Route) -> str:
        """The whole address of a route, as far as the site's is known; else relative to the feed."""
        addresses = self.site.addresses
        return addresses.absolute(there) if addresses.base_url else root(self.route) + addresses.path(there)

    @property
    def ours(self) -> str:
        """The attribute of a block of the site's own words that run from right to left."""
        return _dir(self.site.words.rules.direction)

    def theirs(self, card: Card) -> str:
        """The attributes of a block of an article's words: their language, if it is another one, and direction."""
        if not card.language:
            return self.ours
        said = attribute("lang", card.language if card.language != self.site.language else "")
        return said + _dir(direction_of(card.language))

    def text(self, texts: Texts, reference: TextReference) -> str:
        """A text whose links hold outside the site, as far as the site's address is known."""
        return self._outside(texts.feed_html(reference), reference.links)

    def whole(self, texts: Texts, card: Card, text: TextReference) -> str:
        """An article in the feed of a topic."""
        body = self.text(texts, text)
        body = "" if is_blank(body) else self._in_language(card, body)
        if card.rights != "full":
            body = (body or self._elsewhere(card)) + self._summary(card)
        html = self._comment(card, text.links) + body + self._also(card) + self._original(card)
        return html if body or card.comment_html else self._summary(card) + html or self._page(card)

    def marked(self, texts: Texts, article: HighlightedArticle) -> str:
        """An article in the digest of its week."""
        highlights = texts.highlights(article) if article.marks else ()
        noted = [highlight for highlight in highlights if highlight.comment_html]
        passages = noted or [each for each in highlights if each.quote and not each.found][:_UNMARKED]
        return self._listed(article.card, article.links, "".join(self._passages(article, passages)))

    def short(self, card: Card) -> str:
        """An article in an archive, where the links in the editor's words are words alone."""
        says_nothing = not (card.comment_html or shows_summary(card))
        return self._listed(card, None, self._page(card) if says_nothing else "")

    def _listed(self, card: Card, links: Links | None, passages: str) -> str:
        """An article among others, with the day from which it is."""
        words = self.site.words
        day = words.day(card.date) if card.date else words.text("undated_day")
        source = f"<p{self.ours}>{' · '.join(filter(None, [self._publisher(card), escape(day)]))}</p>"
        return self._comment(card, links) + passages + self._summary(card) + self._also(card) + source

    def _comment(self, card: Card, links: Links | None) -> str:
        """The editor's words on an article."""
        html = without_links(card.comment_html) if links is None else self._outside(card.comment_html, links)
        return _around(html, direction_in(_TAG.sub(" ", html)))

    def _passages(self, article: HighlightedArticle, highlights: Iterable[Highlight]) -> Iterator[str]:
        """What the editor marked, with the notes on it; of a note at a point, where that is.

        A passage that digest chose too is not shown: here nothing could tell whose choice its words are.
        """
        for highlight in highlights:
            if highlight.quote and not highlight.found:
                yield f"<blockquote{self.theirs(article.card)}><p>{escape(highlight.quote)}</p></blockquote>"
            else:
                place = f"{self.address(article_route(article.card))}#{highlight.anchor}"
                yield f'<p{self.ours}><a href="{escape(place)}">{escape(self.site.words.text("at_this_point"))}</a></p>'
            comment = self._outside(highlight.comment_html, article.links)
            yield _around(comment, direction_of(article.card.language or self.site.language))

    def _summary(self, card: Card) -> str:
        """The summary, which says so where digest wrote it."""
        if not shows_summary(card):
            return ""
        by = f" <small>({escape(self.site.words.text('by_digest'))})</small>" if "summary" in card.machine else ""
        return f"<p{self.theirs(card)}>{escape(card.summary)}{by}</p>"

    def _also(self, card: Card) -> str:
        """Who else tells the story of an article; empty where nobody does."""
        if not card.also:
            return ""
        links = [
            f'<a href="{escape(self.address(article_route(mention)))}">{escape(self._named(mention.name))}</a>'
            for mention in card.also
        ]
        text = self.site.words.text
        return f"<p{self.ours}>{escape(text('also_covered_by'))} {escape(text('list_separator')).join(links)}</p>"

    def _publisher(self, card: Card) -> str:
        """The publisher of an article, which leads to the original."""
        name = escape(self._named(card.source) if card.source else self.site.words.text("read_original"))
        if card.source_url:
            return f'<a href="{escape(in_link(card.source_url))}">{name}</a>'
        return name if card.source else ""

    def _original(self, card: Card) -> str:
        """The way to the original; empty where that has no address."""
        if not card.source_url:
            return ""
        text, host = self.site.words.text, (urlsplit(card.source_url).hostname or "").removeprefix("www.")
        label = text("read_original_at", host=host) if host else text("read_original")
        return f'<p{self.ours}><a href="{escape(in_link(card.source_url))}">{escape(label)}</a></p>'

    def _elsewhere(self, card: Card) -> str:
        """Where the text of an article stands that is not published here."""
        text = self.site.words.text
        if card.source:
            sentence = text("text_elsewhere_named", name=self._named(card.source))
        else:
            sentence = text("text_elsewhere") if card.source_url else text("text_elsewhere_unknown")
        return f"<p{self.ours}>{escape(sentence)}</p>"

    def _page(self, card: Card) -> str:
        """The way to the page of an article that has nothing else to show."""
        href = escape(self.address(article_route(card)))
        return f'<p{self.theirs(card)}><a href="{href}">{escape(card.title)}</a></p>'

    def _in_language(self, card: Card, html: str) -> str:
        """The text of an article, which says its language where that is not the feed's."""
        language = card.language or self.site.language
        return f"<div{attribute('lang', language)}>{html}</div>" if language != self.site.language else html

    def _named(self, name: str) -> str:
        """A name that keeps its own order among the site's words."""
        around = self.site.words.rules.direction
        return in_order([name], "", around) if mixes(name, around) else name

    def _outside(self, html: str, links: Links | None) -> str:
        """A rendering whose links hold outside the site, as far as the site's address is known."""
        addresses = self.site.addresses
        base = addresses.base_url
        whole = replace(addresses, pretty=addresses.pretty or bool(base))
        return resolve(html, links, base or root(self.route), whole, sized=False)
