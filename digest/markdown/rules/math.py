r"""Formulas, in articles that say `math: true`: `$x^2$` in a line, `$$…$$` on lines of their own.

They become MathML while the site is built, which browsers show by themselves: no script, no style. A dollar sign
begins a formula only where no white space follows it, and ends one where none precedes it and no digit follows
(Pandoc's rule), so `$5 and $6` are prices. Needs latex2mathml, the extra `math`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

MATH: Final = "math"
"""In `env`: whether an article has formulas."""

_LONGEST: Final = 2_000
"""Code points of a formula."""

_FORMULA = re.compile(
    rf"\$\$(?P<display>[^$]{{1,{_LONGEST}}})\$\$|\$(?![\s$])(?P<inline>[^$]{{1,{_LONGEST}}})(?<![\s\\])\$(?!\d)"
)


def math(md: MarkdownIt) -> None:
    """Teach the parser blocks of formulas: token `math_block`."""
    md.block.ruler.before("table", "math_block", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """The inline rule for `$x$` and `$$x$$`: token `math`, its content as it is written."""
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None or "%%" in match[0] or not (match["display"] or match["inline"]).strip():
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content = match[0]
        token.meta = {"tex": match["display"] or match["inline"], "display": match["display"] is not None}
    state.pos = match.end()
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A block from `$$` at the start of a line to `$$` at the end of one, without a blank line in it."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("$$", begin):
        return False
    for line in range(start, end):
        text = state.src[begin + 2 if line == start else state.bMarks[line] : state.eMarks[line]].rstrip()
        if line > start and (not text or state.sCount[line] < state.blkIndent):
            return False
        if text.endswith("$$"):
            return _push_block(state, start, line + 1, silent=silent)
        if "$$" in text:
            return False
    return False


def _push_block(state: StateBlock, start: int, end: int, *, silent: bool) -> bool:
    written = state.getLines(start, end, state.blkIndent, False).strip()
    tex = written[2:-2].strip()
    if not tex or "$" in tex or "%%" in tex or len(tex) > _LONGEST:
        return False
    if not silent:
        state.line = end
        token = state.push("math_block", "", 0)
        token.content = written
        token.map = [start, end]
        token.meta = {"tex": tex, "display": True}
    return True
