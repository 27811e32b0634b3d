"""Tokens to HTML, in two editions: for the site, where notes stand beside their passage, and for feeds.

An edition is a table from a token's type to the function that writes it; markdown-it writes all other types.
"""

from __future__ import annotations

import re
from types import MethodType
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from digest.markdown.plain import inline_text
from digest.render.code import highlighted
from digest.render.html_escape import ATTRIBUTE_ESCAPES, attribute, external, text_html
from digest.render.note_html import mark_links, mark_open, note_ref
from digest.render.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

    from digest.markdown.links import Destination

_LANGUAGE = re.compile(r"[A-Za-z][A-Za-z0-9_+#.-]{0,39}(?!\S)", re.ASCII)
_OPTIONS = MarkdownIt("commonmark", {"xhtmlOut": False}).options
_TASKS = {True: ("☑", "done"), False: ("☐", "open")}


class Edition(RendererHTML):
    """A renderer with a table of rules."""

    def __init__(self, rules: Mapping[str, Callable[[Token, Surroundings], str]]) -> None:
        super().__init__()
        for name, rule in rules.items():
            self.rules[name] = MethodType(_adapted(rule), self)
        self.rules["ins"] = MethodType(_adapted(self._inserted), self)

    def _inserted(self, token: Token, around: Surroundings) -> str:
        """What a change adds; its children are no text of the block (see `critic`)."""
        return f"<ins>{self.inline_html(token.children, around)}</ins>" if token.children else ""

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802 (markdown-it's name)
        """A token's attributes, escaped as the gate writes them."""
        return "".join(attribute(name, str(value)) for name, value in token.attrItems())

    def html(self, tokens: Sequence[Token], around: Surroundings) -> str:
        """The HTML of blocks."""
        return self.render(tokens, _OPTIONS, {"around": around})

    def inline_html(self, tokens: Sequence[Token], around: Surroundings) -> str:
        """The HTML of one block's inline tokens."""
        return self.renderInline(tokens, _OPTIONS, {"around": around})


def _adapted(rule: Callable[[Token, Surroundings], str]) -> Callable[..., str]:
    def call(_self: object, tokens: Sequence[Token], index: int, _options: OptionsDict, env: Mapping[str, Any]) -> str:
        return rule(tokens[index], env["around"])

    return call


def _text(token: Token, _: Surroundings) -> str:
    return text_html(token.content)


def _code(token: Token, _: Surroundings) -> str:
    return f"<code>{text_html(token.content)}</code>"


def _code_block(token: Token, _: Surroundings) -> str:
    language = _LANGUAGE.match(token.info.strip())
    name = attribute("class", f"language-{language[0]}") if language else ""
    return f"<pre><code{name}>{text_html(token.content)}</code></pre>\n"


def _highlighted(token: Token, around: Surroundings) -> str:
    """A code block, in colour where its language is known."""
    language = _LANGUAGE.match(token.info.strip())
    if language is None:
        return _code_block(token, around)
    name = attribute("class", f"language-{language[0]}")
    return f"<pre><code{name}>{highlighted(token.content, language[0])}</code></pre>\n"


def _math(token: Token, _: Surroundings) -> str:
    """A formula, or its source where it cannot be set."""
    return token.meta.get("mathml") or f'<code class="math">{text_html(token.content)}</code>'


def _math_block(token: Token, around: Surroundings) -> str:
    return f'<div class="formula">{_math(token, around)}</div>\n'


def _nothing(_token: Token, _: Surroundings) -> str:
    return ""


def _cell(token: Token, _: Surroundings) -> str:
    """A cell; its alignment as a class, for style attributes are not allowed."""
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f"<{token.tag}{attribute('class', f'align-{align}' if align else '')}>"


def _task(token: Token, _: Surroundings) -> str:
    box, label = _TASKS[token.meta["checked"]]
    return f'<span class="task" role="img" aria-label="{label}">{box}</span> '


def _list_item_open(token: Token, _: Surroundings) -> str:
    return f"<li{attribute('class', str(token.attrs.get('class', '')))}>"


def _image(token: Token, _: Surroundings) -> str:
    """A picture of the project; of another host only the way there, for pages request nothing from others.

    The width stands directly behind the address, where the plan, which knows the picture, looks for it.
    """
    to: Destination = token.meta["to"]
    alt = inline_text(token.children or ())
    if to.kind in ("file", "wiki", "root"):
        source = attribute("src", to.href) + attribute("width", str(token.attrs.get("width", "")))
        title = attribute("title", str(token.attrs.get("title", "")))
        return f'<img{source} alt="{alt.translate(ATTRIBUTE_ESCAPES)}"{title} loading="lazy">'
    if to.kind != "outside" or token.meta["linked"]:
        return text_html(alt)
    name = f"Image: {alt}" if alt else "Image"
    return f'<a class="external-image"{_way_out(to)}>{text_html(name)}</a>'


def _way_out(to: Destination) -> str:
    return external(to.href)


def _link_open(token: Token, around: Surroundings) -> str:
    to: Destination = token.meta["to"]
    title = attribute("title", str(token.attrs.get("title", "")))
    match to.kind:
        case "nowhere":
            return ""
        case "outside":
            return f"<a{_way_out(to)}{title}>"
        case "fragment":
            heading = f"h-{to.href[1:]}".lower()
            href = f"#{heading}" if heading in around.anchors else to.href
            return f"<a{attribute('href', href)}{title}>"
        case "wiki":
            return f'<a class="wikilink"{attribute("href", to.href)}>'
        case _:
            return f"<a{attribute('href', to.href)}{title}>"


def _link_close(token: Token, _: Surroundings) -> str:
    return "" if token.meta["to"].kind == "nowhere" else "</a>"


def _feed_link_open(token: Token, around: Surroundings) -> str:
    return "" if token.meta["to"].kind == "fragment" else _link_open(token, around)


def _feed_link_close(token: Token, around: Surroundings) -> str:
    return "" if token.meta["to"].kind == "fragment" else _link_close(token, around)


def _block_id(token: Token, _: Surroundings) -> str:
    anchor = token.meta.get("anchor")
    return f'<span id="{anchor}" class="block-id"></span>' if anchor else ""


def _block_name(token: Token, _: Surroundings) -> str:
    anchor = token.meta.get("anchor")
    return f'<div id="{anchor}" class="block-id"></div>\n' if anchor else ""


def _callout_open(token: Token, _: Surroundings) -> str:
    shown = ' open=""' if token.meta["fold"] == "+" else ""
    return f'<{token.tag} class="callout callout-{token.meta["kind"]}"{shown}>\n'


def _callout_title_open(token: Token, _: Surroundings) -> str:
    return "<summary>" if token.meta["fold"] else '<p class="callout-title">'


def _callout_title_close(token: Token, _: Surroundings) -> str:
    return "</summary>\n" if token.meta["fold"] else "</p>\n"


def _heading_open(token: Token, _: Surroundings) -> str:
    return f"<{token.tag}>"


def _constant(html: str) -> Callable[[Token, Surroundings], str]:
    return lambda _token, _around: html


_BOTH: dict[str, Callable[[Token, Surroundings], str]] = {
    "text": _text,
    "code_inline": _code,
    "code_block": _code_block,
    "fence": _code_block,
    "math": _math,
    "math_block": _math_block,
    "private": _nothing,
    "block_id": _nothing,
    "block_name": _nothing,
    "th_open": _cell,
    "td_open": _cell,
    "task": _task,
    "image": _image,
    "link_open": _link_open,
    "link_close": _link_close,
    "callout_name": _text,
    "list_item_open": _list_item_open,
}

PAGE = Edition(
    _BOTH
    | {
        "fence": _highlighted,
        "table_open": _constant('<div class="table"><table>\n'),
        "table_close": _constant("</table></div>\n"),
        "mark_open": mark_open,
        "mark_links": mark_links,
        "note_ref": note_ref,
        "block_id": _block_id,
        "block_name": _block_name,
        "callout_open": _callout_open,
        "callout_title_open": _callout_title_open,
        "callout_title_close": _callout_title_close,
    }
)
"""The site's edition."""

FEED = Edition(
    _BOTH
    | {
        "heading_open": _heading_open,
        "mark_open": _constant("<mark>"),
        "note_ref": lambda token, _: f"<sup>{token.meta['note'].number}</sup>",
        "link_open": _feed_link_open,
        "link_close": _feed_link_close,
        "callout_open": _constant("<blockquote>\n"),
        "callout_close": _constant("</blockquote>\n"),
        "callout_title_open": _constant("<p><strong>"),
        "callout_title_close": _constant("</strong></p>\n"),
    }
)
"""The feeds' edition: no ids, which would clash among the entries of a feed, and no need of styles."""
