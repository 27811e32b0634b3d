"""The chain of rules for the text of a block."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler
from markdown_it.rules_inline import StateInline

from digest.markdown.chains.new_token import new_token
from digest.markdown.chains.openings import rules_by_opening

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from markdown_it import MarkdownIt
    from markdown_it.parser_inline import RuleFuncInline2Type, RuleFuncInlineType
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_OPENS: Final = {
    "linkify": ":",
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
"""The characters that CommonMark's inlines begin with."""

_PAIRS: Final = "balance_pairs"
_MARKERS: Final = {_PAIRS: "*_~", "strikethrough": "~", "emphasis": "*_"}
"""The delimiters that a rule pairs, or makes tokens of once they are paired; a rule that is not named always runs."""

_LABEL_END: Final = "]"
"""Begins nothing, but the words of a link are measured up to it."""


class _State(StateInline):
    """How far a text is read, and the tokens that are made of it."""

    def pushPending(self) -> Token:  # noqa: N802 (markdown-it's name)
        """As markdown-it's own, in less time."""
        token = new_token("text", "", 0, self.pending, self.pendingLevel)
        self.tokens.append(token)
        self.pending = ""
        return token


class _InlineRuler(Ruler["RuleFuncInlineType"]):
    """A ruler whose chain is one rule, which asks those that may begin with a character, and reads the text between."""

    def __init__(self, opens: Mapping[str, str]) -> None:
        super().__init__()
        self._opens = opens
        self._special, self._signs = re.compile(""), ""

    @property
    def special(self) -> re.Pattern[str]:
        """Finds the next character at which a rule may begin."""
        self.getRules("")
        return self._special

    @property
    def signs(self) -> str:
        """The characters that `special` finds."""
        self.getRules("")
        return self._signs

    def __compile__(self) -> None:
        rules = [rule for rule in self.__rules__ if rule.enabled and rule.name != "text"]
        at, _ = rules_by_opening(rules, {rule.name: self._opens[rule.name] for rule in rules})
        self._signs = "".join(sorted({*at, _LABEL_END}))
        self._special = re.compile(f"[{re.escape(self._signs)}]")
        self.__cache__ = {"": [_asking(at, self._special)]}


def _asking(at: Mapping[str, tuple[RuleFuncInlineType, ...]], special: re.Pattern[str]) -> RuleFuncInlineType:
    """The rule that asks the rules for the next character, or reads the text before the next special one."""

    def ask(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
        start = state.pos
        rules = at.get(state.src[start])
        if rules is not None:
            for rule in rules:  # noqa: SIM110  (a generator would take half the time of the rules)
                if rule(state, silent):
                    return True
            return False
        match = special.search(state.src, start, state.posMax)
        end = match.start() if match else state.posMax
        if not silent:
            state.append_pending(state.src[start:end])
        state.pos = end
        return end > start

    return ask


class InlineChain(ParserInline):
    """CommonMark's rules for the text of a block."""

    ruler: _InlineRuler

    def __init__(self) -> None:
        super().__init__()
        self._opens, self._markers = dict(_OPENS), dict(_MARKERS)
        rules, self.ruler = self.ruler.__rules__, _InlineRuler(self._opens)
        for rule in rules:
            self.ruler.push(rule.name, rule.fn)

    @property
    def special(self) -> re.Pattern[str]:
        """Finds the next character at which a rule may begin."""
        return self.ruler.special

    def add(self, name: str, opens: str, rule: RuleFuncInlineType, *, is_first: bool = False) -> None:
        """Add a rule, which is asked before CommonMark's own.

        Args:
            name: of the rule.
            opens: the characters that it may begin with.
            rule: as markdown-it has it.
            is_first: whether it is asked before all that were added.
        """
        self._opens[name] = opens
        if is_first:
            self.ruler.after("text", name, rule)
        else:
            self.ruler.before("escape", name, rule)

    def add_pairing(self, name: str, marker: str, rule: RuleFuncInline2Type) -> None:
        """Add a rule for delimiters that are made of a character and have found their partners."""
        self._markers[name] = marker
        self._markers[_PAIRS] += marker
        self.ruler2.after(_PAIRS, name, rule)

    def parse_all(self, state: StateCore) -> None:
        """Read the texts of all blocks, plain text in one step: the rule `inline` of markdown-it's core."""
        signs = [sign for sign in self.ruler.signs if sign in state.src]
        for token in state.tokens:
            if token.type == "inline":
                content = token.content
                for sign in signs:  # which finds one in half of the time of an expression
                    if sign in content:
                        token.children = self.parse(content, state.md, state.env, [])
                        break
                else:
                    token.children = [new_token("text", "", 0, content)] if content else token.children

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Read a text into tokens."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        kinds = [token.type for token in state.tokens]
        if state.delimiters or any(state.tokens_meta) or ("text", "text") in pairwise(kinds):
            self._pair(state)
        return state.tokens

    def _pair(self, state: StateInline) -> None:
        """Make tokens of the delimiters that find their partners, and one of the texts that stand in a row."""
        markers = _markers(state)
        for rule in self.ruler2.__rules__:
            made_of = self._markers.get(rule.name)
            if rule.enabled and (made_of is None or not markers.isdisjoint(made_of)):
                rule.fn(state)


def _markers(state: StateInline) -> set[str]:
    """The characters of the delimiters that a block has."""
    levels = [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)]
    return {chr(delimiter.marker) for delimiters in levels for delimiter in delimiters}
