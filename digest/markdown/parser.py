"""The one parser of `content/`.

CommonMark 0.31 with GitHub's tables, strikethrough and tasks, and the marks of `digest.markdown.marks`. Raw HTML is
text. Each rule has its name in markdown-it's chains, and can be switched off by it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Final, assert_never, cast

from markdown_it import MarkdownIt
from markdown_it.rules_core import text_join
from markdown_it.rules_inline import autolink, image, link
from markdown_it.token import Token

from digest.markdown import cjk_emphasis
from digest.markdown.chains import BlockChain, InlineChain, new_token
from digest.markdown.links import is_allowed
from digest.markdown.marks import MARKS, options_in
from digest.markdown.rules.closing_delimiters import next_delimiter
from digest.markdown.rules.declaration import BlockRule, CoreRule, InlineRule, PairingRule
from digest.markdown.rules.private import without_private

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from markdown_it.parser_inline import RuleFuncInlineType
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

    from digest.markdown.rules.declaration import Rule

_MAX_NESTING: Final = 50
"""Levels of nested blocks or inlines, two for each list; deeper blocks are dropped by markdown-it.

Time for unclosed brackets grows with it: at 50, a million characters of `![` stay well under a minute.
"""

LONGEST: Final = 1_000_000
"""Code points of a body that is read as Markdown. A longer one, several novels, is shown as it is written."""

_ENDED_BY_BLOCKS: Final = ("paragraph", "reference", "blockquote", "list")
"""The blocks of CommonMark that a block of our own ends, without a blank line between."""

_NEWLINE = re.compile(r"\r\n?")
_NORMAL: Final = r"https?://[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,3}/[A-Za-z0-9._~/=?&#+,;:@-]*"
_NORMAL_ADDRESS = re.compile(_NORMAL)
_PLAIN_LINK = re.compile(rf"\[([^\[\]\n]+)\]\(({_NORMAL})\)")
"""A link to an address that is as it should be, as most are; its words may hold other marks."""
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
_BEGINS_UNWRITABLE = b"\xed"
"""The first byte of a surrogate, and of some letters of Korean: to look for it takes a twentieth of the time."""


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        """Whether a link is one: what may not lead anywhere stays text."""
        return is_allowed(url)

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """The address percent-encoded; most addresses are as they should be."""
        return url if _NORMAL_ADDRESS.fullmatch(url) else super().normalizeLink(url)


@cache
def parser(options: frozenset[str] = frozenset()) -> MarkdownIt:
    """The parser, set up once for each set of options.

    Args:
        options: of marks that not every body may hold, as `Mark.option` names them.
    """
    return build_parser(options)


def build_parser(options: frozenset[str] = frozenset()) -> MarkdownIt:
    """A parser of its own, whose rules can be switched off by name without any effect on others."""
    md = plain_parser()
    md.options["html"] = False
    md.options["tasklists"] = True
    md.enable(["table", "strikethrough"])
    md.disable(["html_block", "html_inline", "normalize"])  # HTML is text here, and `normalised` has run
    md.core.ruler.at("text_join", _text_join)
    md.inline.ruler.at("emphasis", cjk_emphasis.emphasis)
    md.inline.ruler.at("strikethrough", cjk_emphasis.strikethrough)
    for mark in MARKS:
        for rule in mark.rules if not mark.option or mark.option in options else ():
            _add_rule(md, rule)
    return md


def _add_rule(md: MarkdownIt, rule: Rule) -> None:
    inline, block = cast("InlineChain", md.inline), cast("BlockChain", md.block)
    match rule:
        case InlineRule():
            inline.add(rule.name, rule.opens, rule.read, is_first=rule.is_first)
        case PairingRule():
            inline.add_pairing(rule.name, rule.marker, rule.pair)
        case BlockRule():
            block.add(rule.name, rule.opens, rule.read, before=rule.before, ends=_ENDED_BY_BLOCKS)
        case CoreRule(when="blocks"):
            md.core.ruler.before("inline", rule.name, rule.apply)
        case CoreRule():
            md.core.ruler.after("text_join", rule.name, rule.apply)
        case _:
            assert_never(rule)


def plain_parser(kind: type[MarkdownIt] = _Parser) -> MarkdownIt:
    """CommonMark and nothing else, as the parser builds upon it."""
    options = {"xhtmlOut": False, "maxNesting": _MAX_NESTING}
    md = kind("commonmark", options)
    md.inline, md.block = inline, _ = InlineChain(), BlockChain()
    md.core.ruler.at("inline", inline.parse_all)
    md.configure("commonmark", options)
    md.inline.ruler.at("link", partial(_link, _with_source_end(link, "[", "]")))
    md.inline.ruler.at("image", _with_source_end(image, "!", "]"))
    md.inline.ruler.at("autolink", _with_source_end(autolink, "<", ">"))
    return md


def parse(body: str, env: dict[str, Any]) -> list[Token]:
    """The tokens of a body.

    Args:
        body: Markdown.
        env: the options that are on; collects what stands outside the tokens, as the definitions of links and notes.
    """
    body = normalised(body)
    if len(body) > LONGEST:
        return [Token("code_block", "code", 0, content=without_private(body), block=True)]
    return parser(options_in(env)).parse(body, env)


@lru_cache(maxsize=1)
def parsed(body: str) -> tuple[Sequence[Token], Mapping[str, Any]]:
    """The tokens and `env` of a body, for callers that do not change them.

    The last body is remembered, since a new article is read and then annotated at once.
    """
    env: dict[str, Any] = {}
    return parse(body, env), env


def normalised(body: str) -> str:
    """The body with line feeds alone at its lines' ends, and U+FFFD for what no UTF-8 file or page can hold."""
    body = _NEWLINE.sub("\n", body) if "\r" in body else body
    is_sure = "\0" not in body and _BEGINS_UNWRITABLE not in body.encode("utf-8", "surrogatepass")
    return body if is_sure else _UNWRITABLE.sub("\ufffd", body)


def _text_join(state: StateCore) -> None:
    """Join escaped signs and entities with the text around them, where there are any."""
    if "\\" in state.src or "&" in state.src:
        text_join(state)


def _with_source_end(rule: RuleFuncInlineType, first: str, last: str) -> RuleFuncInlineType:
    """A rule for links or images that notes on its tokens where their source ends, as `meta["end"]`.

    Where a link leads is not part of the tokens' text. The rule is asked only if its last character follows: looking
    for that is what takes long in a text that opens thousands and closes none.
    """

    def read(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
        if state.src[state.pos] != first or next_delimiter(last, state.src, state.pos, state.posMax) < 0:
            return False
        matched = rule(state, silent)
        if matched and not silent:
            closing = state.tokens[-1]
            closing.meta["end"] = state.pos
            if closing.markup == "autolink":  # `<https://…>`: its text is not written as it reads, so it is one piece
                state.tokens[-3].meta["end"] = state.pos
        return matched

    return read


def _link(rule: RuleFuncInlineType, state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """A link as the rule reads it; one of plain words to a normal address needs no look at their marks."""
    match = _PLAIN_LINK.match(state.src, state.pos, state.posMax)
    special: re.Pattern[str] | None = getattr(state.md.inline, "special", None)
    if match is None or "&" in match[2] or special is None or special.search(match[1]):
        return rule(state, silent)
    if not silent:
        if state.pending:
            state.pushPending()
        level = state.level
        opening, closing = new_token("link_open", "a", 1, "", level), new_token("link_close", "a", -1, "", level)
        opening.attrs, closing.meta = {"href": match[2]}, {"end": match.end()}
        state.tokens += [opening, new_token("text", "", 0, match[1], level + 1), closing]
    state.pos = match.end()
    return True
