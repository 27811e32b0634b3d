"""The one parser of `content/`.

CommonMark 0.31 with GitHub's tables, strikethrough, tasks and bare addresses, and this project's own syntax: one table
below says which character may begin what. Raw HTML is text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import autolink, image, link
from markdown_it.token import Token

from digest.markdown.links import is_allowed
from digest.markdown.rules.autolinks import addresses
from digest.markdown.rules.callouts import callouts
from digest.markdown.rules.closing_marks import place_of
from digest.markdown.rules.critic import critic
from digest.markdown.rules.highlights import delimiters, marks
from digest.markdown.rules.math import MATH, formula, math
from digest.markdown.rules.notes import inline_note, notes, reference
from digest.markdown.rules.private import private, private_span, without_private
from digest.markdown.rules.wikilinks import block_id, wikilink

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from markdown_it.parser_inline import RuleFuncInlineType
    from markdown_it.rules_inline import StateInline

_MAX_NESTING = 50
"""Levels of nested blocks or inlines, two for each list; deeper blocks are dropped by markdown-it.

Time for unclosed brackets grows with it: at 50, a million characters of `![` stay well under a minute.
"""

_LONGEST = 1_000_000
"""Code points of a body that is read as Markdown. A longer one, several novels, is shown as it is written."""

_NEWLINE = re.compile(r"\r\n?")
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")

_BY_CHARACTER: Final[Mapping[str, tuple[RuleFuncInlineType, ...]]] = {
    "%": (private_span,),
    "=": (delimiters,),
    "[": (wikilink, reference),
    "!": (wikilink,),
    "^": (inline_note, block_id),
    "{": (critic,),
}
"""The inline rules of our own, by the character they may begin with."""

_STOPS, _STOPS_OR_DOLLAR = re.compile(r"[\n!%&*<=\[\\\]^_`{~]"), re.compile(r"[\n!$%&*<=\[\\\]^_`{~]")
"""The characters at which some rule may find something; what stands between them is text."""


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        """Whether a link is one: what may not lead anywhere stays text."""
        return is_allowed(url)


@cache
def parser(*, formulas: bool = False) -> MarkdownIt:
    """The parser, set up once; and one that reads formulas too."""
    md = plain_parser()
    md.options["html"] = False
    md.options["tasklists"] = True
    md.enable(["table", "strikethrough"])
    md.disable(["html_block", "html_inline", "normalize"])  # what they would do is done: no HTML, and `normalised`
    for rules in (marks, notes, callouts, private):
        rules(md)
    md.inline.ruler.before("escape", "own", _own)
    md.inline.ruler.at("text", _text_before(_STOPS))
    md.core.ruler.after("text_join", "addresses", addresses)
    if formulas:
        math(md)
        md.inline.ruler.before("own", "math", _formula)
        md.inline.ruler.at("text", _text_before(_STOPS_OR_DOLLAR))
    return md


def plain_parser(kind: type[MarkdownIt] = _Parser) -> MarkdownIt:
    """CommonMark and nothing else, as the parser builds upon it."""
    md = kind("commonmark", {"xhtmlOut": False, "maxNesting": _MAX_NESTING})
    for name, rule, ends in (("link", link, "[]"), ("image", image, "!]"), ("autolink", autolink, "<>")):
        md.inline.ruler.at(name, _ending(rule, *ends))
    return md


def parse(body: str, env: dict[str, Any]) -> list[Token]:
    """The tokens of a body; `env` collects what stands outside their stream (definitions of links and notes)."""
    body = normalised(body)
    if len(body) > _LONGEST:
        return [Token("code_block", "code", 0, content=without_private(body), block=True)]
    return parser(formulas=MATH in env).parse(body, env)


@lru_cache(maxsize=1)
def parsed(body: str) -> tuple[Sequence[Token], Mapping[str, Any]]:
    """The tokens and `env` of a body, for those who only read them: a new article is read, then annotated at once."""
    env: dict[str, Any] = {}
    return parse(body, env), env


def normalised(body: str) -> str:
    """The body with line feeds alone at its lines' ends, and U+FFFD for what no UTF-8 file or page can hold."""
    return _UNWRITABLE.sub("\ufffd", _NEWLINE.sub("\n", body) if "\r" in body else body)


def _text_before(stops: re.Pattern[str]) -> RuleFuncInlineType:
    """The rule for what stands before the next character that may mean something."""

    def text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
        found = stops.search(state.src, state.pos, state.posMax)
        end = found.start() if found else state.posMax
        if end == state.pos:
            return False
        if not silent:
            state.append_pending(state.src[state.pos : end])
        state.pos = end
        return True

    return text


def _formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    return state.src[state.pos] == "$" and formula(state, silent)


def _own(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    rules = _BY_CHARACTER.get(state.src[state.pos])
    return rules is not None and any(rule(state, silent) for rule in rules)


def _ending(rule: RuleFuncInlineType, first: str, last: str) -> RuleFuncInlineType:
    """The rule, leaving on its last token where in the source it ended: what a link leads to is no text.

    It is asked only where its end may follow: to look for that is what takes long where thousands are opened.
    """

    def ending(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
        if state.src[state.pos] != first or place_of(last, state.src, state.pos, state.posMax) < 0:
            return False
        matched = rule(state, silent)
        if matched and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return matched

    return ending
