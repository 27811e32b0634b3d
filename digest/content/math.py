r"""Formulas, in articles that say `math: true`: `$x^2$` in a line, `$$…$$` on lines of their own.

They become MathML while the site is built, which browsers show by themselves: no script, no style. A dollar sign
begins a formula only where no white space follows it, and ends one where none precedes it and no digit follows
(Pandoc's rule), so `$5 and $6` are prices. Needs latex2mathml, the extra `math`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from digest.content.sanitise import sanitise
from digest.model.rendering import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MATH: Final = "math"
"""In `env`: whether an article has formulas."""

MOST: Final = 1_000
"""Formulas of a body that are set; TeX of a paper has some hundred."""

_LONGEST: Final = 2_000
"""Code points of a formula."""

_FORMULA = re.compile(
    rf"\$\$(?P<display>[^$]{{1,{_LONGEST}}})\$\$|\$(?![\s$])(?P<inline>[^$]{{1,{_LONGEST}}})(?<![\s\\])\$(?!\d)"
)
_UNKNOWN = re.compile(r"<mi>(\\[A-Za-z]+|[{}])</mi>")

INSTALL: Final = 'pip install "research-digest[math]"'


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


def typeset(tokens: Sequence[Token], env: Mapping[str, Any], *, above: int = 0) -> Iterator[Flaw]:
    """Leave its MathML on each formula, as `meta["mathml"]`; yields those that cannot be set and stay as written.

    Args:
        tokens: of a body or comment.
        env: of its parse.
        above: how many lines stand before the tokens' first.
    """
    if not env.get(MATH):
        return
    line = count = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        here = line
        for child in [token] if token.type == "math_block" else token.children or ():
            here += child.type in ("softbreak", "hardbreak")
            if child.type in ("math", "math_block"):
                count += 1
                fault = _set(child) if count <= MOST else (f"more than {MOST} formulas", "part the text into two")
                if fault:
                    yield Flaw(line=above + here + 1, message=fault[0], hint=fault[1])
            here += child.content.count("\n") if child.type == "math" else 0


def _set(token: Token) -> tuple[str, str] | None:
    """Set one formula; returns what is wrong with it, and what to do."""
    tex, display = token.meta["tex"], token.meta["display"]
    try:
        from latex2mathml.converter import convert  # noqa: PLC0415  (most articles hold no formulas)
    except ImportError:
        return ("formulas need latex2mathml, which is not installed", INSTALL)
    try:
        made = convert(tex, display="block" if display else "inline")
    except Exception as error:  # noqa: BLE001  (latex2mathml raises whatever its parser runs into)
        return (f'the formula "{_short(tex)}" cannot be read ({type(error).__name__})', "check its braces and commands")
    unknown = _UNKNOWN.search(made)
    if unknown:
        return (f'"{unknown[1]}" in the formula "{_short(tex)}" is not known', "write it without, or as plain text")
    token.meta["mathml"] = sanitise(made)
    return None


def _short(tex: str) -> str:
    line = " ".join(tex.split())
    return line if len(line) <= 60 else f"{line[:57]}…"
