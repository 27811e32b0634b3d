"""Tokens to HTML, in two editions: for the site, where notes stand beside their passage, and for feeds.

An edition is a table from a token's type to the function that writes it; all other types are written by their tag and
attributes. Here are the writers of CommonMark's own tokens. Those of a mark stand in its declaration; only those of
highlights and notes, which show what `annotations` knows of them, are in `note_html`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from digest.markdown.html_escape import attribute, attribute_value, direction, external, text_html
from digest.markdown.image_names import ATTACHMENTS
from digest.markdown.marks import TOKENS
from digest.markdown.plain import inline_text
from digest.markdown.rules.declaration import constant
from digest.render.code import highlighted
from digest.render.note_html import FEED_NOTES, PAGE_NOTES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from markdown_it.token import Token

    from digest.markdown.links import Destination
    from digest.markdown.rules.declaration import HtmlContext, HtmlWriter

_LANGUAGE = re.compile(r"[A-Za-z][A-Za-z0-9_+#.-]{0,39}(?!\S)", re.ASCII)
_WIDTH = re.compile(r"\|(\d{1,4})(?:x\d{1,4})?$", re.ASCII)


class Edition:
    """Writes tokens by a table of writers; a type that it does not have is its token's tag and attributes."""

    def __init__(self, writers: Mapping[str, HtmlWriter]) -> None:
        elements = {token.name: self._element for token in TOKENS.values() if token.has_own_text}
        self._writers = {**writers, **elements}

    def types_other_than(self, other: Edition) -> frozenset[str]:
        """The types of tokens that are not written by the same function in another edition."""
        types = {*self._writers, *other._writers}
        return frozenset(kind for kind in types if self._writers.get(kind) is not other._writers.get(kind))

    def html(self, tokens: Sequence[Token], context: HtmlContext) -> str:
        """The HTML of blocks, or of what stands in one."""
        return "".join(self.pieces(in_a_row(tokens), context))

    def pieces(self, row: Sequence[Token], context: HtmlContext) -> list[str]:
        """The HTML of each token of a row."""
        writer_of = self._writers.get
        return [
            writer(token, context) if (writer := writer_of(token.type)) else ("" if token.hidden else _tag(row, index))
            for index, token in enumerate(row)
        ]

    def pieces_of(self, types: Container[str], row: Sequence[Token], context: HtmlContext) -> dict[int, str]:
        """Those of the pieces whose tokens have some types, by number."""
        return {
            index: writer(token, context) if (writer := self._writers.get(token.type)) else _tag(row, index)
            for index, token in enumerate(row)
            if token.type in types
        }

    def _element(self, token: Token, context: HtmlContext) -> str:
        """An element around the token's children, which are not part of the block's plain text."""
        if not token.children:
            return ""
        return f"<{token.tag}>{self.html(token.children, context)}</{token.tag}>"


def in_a_row(tokens: Iterable[Token]) -> list[Token]:
    """The tokens of blocks, in the place of each inline one its children."""
    return [each for token in tokens for each in (token.children or () if token.type == "inline" else (token,))]


def _tag(row: Sequence[Token], index: int) -> str:
    """A token as its tag, with the line breaks around blocks that markdown-it's own renderer gives them."""
    token = row[index]
    if token.nesting < 0:
        return f"</{token.tag}>\n" if token.block else f"</{token.tag}>"
    attributes = "".join([attribute(name, str(value)) for name, value in token.attrs.items()]) if token.attrs else ""
    tag = f"<{token.tag}{attributes}>"
    if not token.block:
        return tag
    if index and row[index - 1].hidden:
        tag = f"\n{tag}"
    following = row[index + 1] if token.nesting > 0 and index + 1 < len(row) else None
    if following and (not following.block or following.hidden or _ends(following, token)):
        return tag
    return f"{tag}\n"


def _ends(following: Token, token: Token) -> bool:
    return following.nesting < 0 and following.tag == token.tag


_SCROLLABLE: Final = ' tabindex="0"'
"""For what may be wider than the screen: once focused it can be scrolled by keyboard."""


def _text(token: Token, _: HtmlContext) -> str:
    return text_html(token.content)


def _code(token: Token, _: HtmlContext) -> str:
    return f"<code>{text_html(token.content)}</code>"


def _code_block(token: Token, _: HtmlContext) -> str:
    language = _LANGUAGE.match(token.info.strip())
    name = attribute("class", f"language-{language[0]}") if language else ""
    return f"<pre><code{name}>{text_html(token.content)}</code></pre>\n"


def _page_code_block(token: Token, _: HtmlContext) -> str:
    """A code block, in colour where its language is known; it can be scrolled by keyboard."""
    language = _LANGUAGE.match(token.info.strip())
    name = attribute("class", f"language-{language[0]}") if language else ""
    code = highlighted(token.content, language[0]) if language else text_html(token.content)
    return f"<pre{_SCROLLABLE}><code{name}>{code}</code></pre>\n"


def _cell(token: Token, _: HtmlContext) -> str:
    """A cell; its alignment as a class, for style attributes are not allowed."""
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f"<{token.tag}{attribute('class', f'align-{align}' if align else '')}{direction(token)}>"


def _task(token: Token, context: HtmlContext) -> str:
    done = token.meta["checked"]
    label = attribute("aria-label", context.words.text("task_done" if done else "task_open"))
    return f'<span class="task" role="img"{label}>{"☑" if done else "☐"}</span> '


def _list_item_open(token: Token, _: HtmlContext) -> str:
    return f"<li{attribute('class', str(token.attrs.get('class', '')))}{direction(token)}>" if token.attrs else "<li>"


def _image(token: Token, context: HtmlContext) -> str:
    """An image of the project; for one of another host a link to it, since pages request nothing from other hosts.

    A recording or another attachment that is written as an image, as Obsidian does, is a link too. The width stands
    directly behind the address, where the plan looks for it, which knows the picture's own size.
    """
    destination: Destination = token.meta["destination"]
    alt, width = _sized(inline_text(token.children or ()), str(token.attrs.get("width", "")))
    if destination.kind == "file" and PurePosixPath(destination.target.lower()).suffix in ATTACHMENTS:
        name = text_html(alt or PurePosixPath(destination.target).name)
        return name if token.meta["linked"] else f"<a{attribute('href', destination.href)}>{name}</a>"
    if destination.kind in ("file", "wiki", "root"):
        source = attribute("src", destination.href) + attribute("width", width)
        title = attribute("title", str(token.attrs.get("title", "")))
        return f'<img{source} alt="{attribute_value(alt)}"{title} loading="lazy">'
    if destination.kind != "outside" or token.meta["linked"]:
        return text_html(alt)
    name = context.words.text("named_image", name=alt) if alt else context.words.text("image")
    return f'<a class="external-image"{external(destination.href)}>{text_html(name)}</a>'


def _sized(alt: str, width: str) -> tuple[str, str]:
    """The words of an image and its width, which Obsidian writes behind them: `![plan|200](plan.png)`."""
    match = _WIDTH.search(alt)
    return (alt, width) if match is None or width else (alt[: match.start()], match[1])


def _link_open(token: Token, context: HtmlContext) -> str:
    destination: Destination = token.meta["destination"]
    title = attribute("title", str(token.attrs.get("title", "")))
    match destination.kind:
        case "nowhere":
            return ""
        case "outside":
            return f"<a{external(destination.href)}{title}>"
        case "fragment":
            heading = f"h-{destination.href[1:]}".lower()
            href = f"#{heading}" if heading in context.anchors else destination.href
            return f"<a{attribute('href', href)}{title}>"
        case "wiki":
            return f'<a class="wikilink"{attribute("href", destination.href)}>'
        case _:
            return f"<a{attribute('href', destination.href)}{title}>"


def _page_link_open(token: Token, context: HtmlContext) -> str:
    """A link; one whose words are its address says so, since on paper that need not be told twice."""
    html = _link_open(token, context)
    return html.replace("<a", '<a class="address"', 1) if token.meta["bare"] else html


def _link_close(token: Token, _: HtmlContext) -> str:
    return "" if token.meta["destination"].kind == "nowhere" else "</a>"


def _feed_link_open(token: Token, context: HtmlContext) -> str:
    return "" if token.meta["destination"].kind == "fragment" else _link_open(token, context)


def _feed_link_close(token: Token, context: HtmlContext) -> str:
    return "" if token.meta["destination"].kind == "fragment" else _link_close(token, context)


def _heading_open(token: Token, _: HtmlContext) -> str:
    return f"<{token.tag}{direction(token)}>"


_BOTH: Final[Mapping[str, HtmlWriter]] = {
    "text": _text,
    "softbreak": constant("\n"),
    "hardbreak": constant("<br>\n"),
    "code_inline": _code,
    "code_block": _code_block,
    "fence": _code_block,
    "th_open": _cell,
    "td_open": _cell,
    "task": _task,
    "image": _image,
    "link_open": _link_open,
    "link_close": _link_close,
    "list_item_open": _list_item_open,
}

PAGE: Final = Edition(
    {
        **_BOTH,
        **{name: token.page for name, token in TOKENS.items() if token.page},
        **PAGE_NOTES,
        "link_open": _page_link_open,
        "fence": _page_code_block,
        "code_block": _page_code_block,
        "table_open": constant(f'<div class="table"{_SCROLLABLE}><table>\n'),
        "table_close": constant("</table></div>\n"),
    }
)
"""The site's edition."""

FEED: Final = Edition(
    {
        **_BOTH,
        **{name: token.feed for name, token in TOKENS.items() if token.feed},
        **FEED_NOTES,
        "heading_open": _heading_open,
        "link_open": _feed_link_open,
        "link_close": _feed_link_close,
    }
)
"""The feeds' edition: no ids, which would clash among the entries of a feed, and no need of styles."""

OTHER_IN_FEEDS: Final = FEED.types_other_than(PAGE)
"""The types of tokens whose HTML may be otherwise in feeds."""
