"""The chain of rules for blocks."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, paragraph, table

from digest.markdown.chains.new_token import new_token
from digest.markdown.chains.openings import rules_by_opening
from digest.markdown.chains.plain_lists import read_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from markdown_it import MarkdownIt
    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.ruler import Rule
    from markdown_it.token import Token

_OPENS: Final = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""The first characters of CommonMark's blocks; the other ones may begin with any."""

_NOT_ALONE: Final = frozenset({"table", "lheading", "code"})
"""The blocks that have more than one line, or begin with white space."""

_INDENTED: Final = 4
"""The columns by which code is indented."""


class _State(StateBlock):
    """The lines of a text and the tokens that are made of them."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src, lines = src, src.split("\n")
        if not lines[-1].strip(" \t"):
            lines.pop()
        starts = [0, *accumulate([len(line) + 1 for line in lines])]
        none = [0] * (len(lines) + 1)
        self.bMarks, self.eMarks = [*starts[:-1], len(src)], [*[start - 1 for start in starts[1:]], len(src)]
        self.tShift, self.sCount, self.bsCount, self.lineMax = none, [*none], [*none], len(lines)
        for number, line in enumerate(lines):
            if line.startswith((" ", "\t")):
                indent = line[: len(line) - len(line.lstrip(" \t"))]
                self.tShift[number], self.sCount[number] = len(indent), len(indent.expandtabs(4))

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """As markdown-it's own, in half of the time."""
        self.level -= nesting < 0
        token = new_token(ttype, tag, nesting, "", self.level)
        self.level += nesting > 0
        token.block = True
        self.tokens.append(token)
        return token


class _BlockRuler(Ruler["RuleFuncBlockType"]):
    """A ruler whose chains are one rule each, which asks those that may begin with the first character of a line."""

    def __init__(self, opens: Mapping[str, str]) -> None:
        super().__init__()
        self._opens = opens

    def __compile__(self) -> None:
        enabled = [rule for rule in self.__rules__ if rule.enabled]
        chains = {chain: [rule for rule in enabled if chain in rule.alt] for rule in enabled for chain in rule.alt}
        self.__cache__ = {chain: [_asking(rules, self._opens)] for chain, rules in {"": enabled, **chains}.items()}


def _asking(rules: Sequence[Rule[RuleFuncBlockType]], opens: Mapping[str, str]) -> RuleFuncBlockType:
    """The rule that asks the rules for the first character of a line, or of a line that stands alone at the margin."""
    at, others = rules_by_opening(rules, opens)
    at_alone, others_alone = rules_by_opening([rule for rule in rules if rule.name not in _NOT_ALONE], opens)

    def ask(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
        begin = state.bMarks[start] + state.tShift[start]
        first = state.src[begin] if begin < state.eMarks[start] else ""
        is_alone = not _goes_on(state, start) and state.sCount[start] - state.blkIndent < _INDENTED
        found = at_alone.get(first, others_alone) if is_alone else at.get(first, others)
        for rule in found:  # noqa: SIM110  (a generator would take half the time of the rules)
            if rule(state, start, end, silent):
                return True
        return False

    return ask


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A table, asked only if the line below may be that of its dashes."""
    begin = state.bMarks[start + 1] + state.tShift[start + 1]
    return state.src[begin : begin + 1] in ("|", "-", ":") and table(state, start, end, silent)


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A paragraph: one of a single line, as most are, needs no look at what may end it."""
    if _goes_on(state, start):
        return paragraph(state, start, end, silent)
    state.line = start + 1
    state.push("paragraph_open", "p", 1).map = [start, state.line]
    inline = state.push("inline", "", 0)
    inline.content = mdTrim(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
    inline.map, inline.children = [start, state.line], []
    state.push("paragraph_close", "p", -1)
    return True


def _goes_on(state: StateBlock, start: int) -> bool:
    """Whether the line below a line is not empty."""
    below = start + 1
    return below < state.lineMax and state.bMarks[below] + state.tShift[below] < state.eMarks[below]


_INSTEAD: Final[Mapping[str, RuleFuncBlockType]] = {"table": _table, "list": read_list, "paragraph": _paragraph}


class BlockChain(ParserBlock):
    """CommonMark's rules for blocks."""

    def __init__(self) -> None:
        super().__init__()
        self._opens = dict(_OPENS)
        rules, self.ruler = self.ruler.__rules__, _BlockRuler(self._opens)
        for rule in rules:
            self.ruler.push(rule.name, _INSTEAD.get(rule.name, rule.fn), {"alt": rule.alt})

    def parse(self, src: str, md: MarkdownIt, env: Any, outTokens: list[Token]) -> list[Token]:  # noqa: N803 (as above)
        """Read a text into tokens."""
        state = _State(src, md, env, outTokens)
        self.tokenize(state, 0, state.lineMax)
        return outTokens

    def add(self, name: str, opens: str, rule: RuleFuncBlockType, *, before: str, ends: Sequence[str]) -> None:
        """Add a rule.

        Args:
            name: of the rule.
            opens: the characters that its blocks may begin with; none is a letter.
            rule: as markdown-it has it.
            before: the rule that is asked after it.
            ends: the kinds of blocks that its blocks end, without a blank line between.
        """
        self._opens[name] = opens
        self.ruler.before(before, name, rule, {"alt": [*ends]})
