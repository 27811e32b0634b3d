r"""Formulas, in articles that say `math: true`: `$x^2$` in a line, `$$…$$` on lines of their own.

They become MathML while the site is built, which browsers show without any script or style. A dollar sign begins a
formula only if no white space follows it, and ends one only if none precedes it and no digit follows (Pandoc's rule),
so `$5 and $6` are prices. `render.typeset_math` needs latex2mathml, the extra `math`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digest.markdown.html_escape import text_html
from digest.markdown.rules.declaration import BlockRule, HtmlContext, InlineRule, Mark, TokenType, content_end
from digest.markdown.rules.private import may_hold_private

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MATH: Final = "math"
"""The key of `env` that says that an article has formulas."""

INLINE_FORMULA: Final = "math"
BLOCK_FORMULA: Final = "math_block"

_LONGEST: Final = 2_000
"""Code points of a formula."""

_FORMULA = re.compile(
    rf"\$\$(?P<display>[^$]{{1,{_LONGEST}}})\$\$|\$(?![\s$])(?P<inline>[^$]{{1,{_LONGEST}}})(?<![\s\\])\$(?!\d)"
)


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Read `$x$` or `$$x$$`: a token whose content is the formula as it is written."""
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None or may_hold_private(match[0]) or not (match["display"] or match["inline"]).strip():
        return False
    if not silent:
        token = state.push(INLINE_FORMULA, "", 0)
        token.content = match[0]
        token.meta = {"tex": match["display"] or match["inline"], "display": match["display"] is not None}
    state.pos = match.end()
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A block from `$$` at the start of a line to `$$` at the end of one, without a blank line in it."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("$$", begin) or state.is_code_block(start):
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
    if not tex or "$" in tex or may_hold_private(tex) or len(tex) > _LONGEST:
        return False
    if not silent:
        state.line = end
        token = state.push(BLOCK_FORMULA, "", 0)
        token.content = written
        token.map = [start, end]
        token.meta = {"tex": tex, "display": True}
    return True


def _html(token: Token, _: HtmlContext) -> str:
    """A formula as `render.typeset_math` set it, or its source if it cannot be set."""
    return token.meta.get("mathml") or f'<code class="math">{text_html(token.content)}</code>'


def _block_html(token: Token, context: HtmlContext) -> str:
    return f'<div class="formula">{_html(token, context)}</div>\n'


FORMULA: Final = Mark(
    name="formula",
    example="As $x^2$ says.",
    option=MATH,
    rules=(
        InlineRule(name="formula", opens="$", read=_inline),
        BlockRule(name="formula_block", opens="$", before="table", read=_block),
    ),
    tokens=(
        TokenType(name=INLINE_FORMULA, is_text=True, source_end=content_end, page=_html, feed=_html),
        TokenType(name=BLOCK_FORMULA, is_text=True, page=_block_html, feed=_block_html),
    ),
    # Nothing is escaped: a dollar sign is text in all articles but those that say that they have formulas.
    elements={"code": frozenset({"class"}), "div": frozenset({"class"})},
)
