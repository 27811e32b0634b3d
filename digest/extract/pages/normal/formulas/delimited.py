"""Formulas in the text itself, between delimiters that a script would look for."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.formulas.formula_tokens import TEX
from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tokens import formula_token

_DELIMITED = re.compile(
    r"\\\((?P<inline>(?:[^$\\]++|\\[^()\[\]])++)\\\)|\\\[(?P<display>(?:[^$\\]++|\\[^()\[\]])++)\\\]|"
    r"\$\$(?P<dollars>[^$]{1,2000})\$\$|"
    r"\\begin\{(?P<name>equation|align|gather|multline|eqnarray|displaymath)(?P<star>\*?)\}(?P<lines>[^$]{1,2000}?)"
    r"\\end\{(?P=name)(?P=star)\}",
)
_ALIGNED: Final = {"align": "aligned", "eqnarray": "aligned", "gather": "gathered", "multline": "gathered"}
"""Environments of LaTeX that make a formula by themselves -> those that stand within one."""

_SINGLE_DOLLARS = re.compile(r"(?<![\\$\w])\$(?![\s$])([^$\n]{1,300})(?<![\s\\])\$(?![\d$])")
_TYPESETTING = re.compile(r"mathjax|katex", re.IGNORECASE)
_NOT_TEXT: Final = ("pre", "code", "script", "style", "textarea", "kbd", "samp", "tt", "noscript", "head", "title")


def delimited_text(page: Page) -> None:
    r"""Text between `\(…\)`, `\[…\]` or `$$…$$`, in an environment, or between single dollars for a script."""
    has_dollars = "$" in page.shown and any(
        _TYPESETTING.search(script.get("src") or "") or _TYPESETTING.search((script.text or "")[:5_000])
        for script in page.tree.iter("script")
    )
    if not has_dollars and not any(sign in page.shown for sign in ("\\(", "\\[", "$$", "\\begin{")):
        return
    for element in page.tree.iter():
        if _may_be_formula(element.text) and isinstance(element.tag, str) and _holds_text(element):
            element.text = _with_tokens(element.text or "", has_dollars=has_dollars)
        parent = element.getparent()
        if _may_be_formula(element.tail) and parent is not None and _holds_text(parent):
            element.tail = _with_tokens(element.tail or "", has_dollars=has_dollars)


def _may_be_formula(text: str | None) -> bool:
    return text is not None and ("$" in text or "\\" in text)


def _holds_text(element: _Element) -> bool:
    """Whether the text in an element is neither code nor hidden."""
    return element.tag not in _NOT_TEXT and next(element.iterancestors(*_NOT_TEXT), None) is None


def _environment(name: str, lines: str) -> str:
    """The formula that an environment makes."""
    inner = _ALIGNED.get(name)
    return f"\\begin{{{inner}}}{lines}\\end{{{inner}}}" if inner else lines


def _with_tokens(text: str, *, has_dollars: bool) -> str:
    def token(match: re.Match[str]) -> str:
        if match["name"]:
            return formula_token(_environment(match["name"], match["lines"]), display=True)
        tex = match["inline"] or match["display"] or match["dollars"]
        if not match["dollars"] and not has_dollars and not TEX.search(tex):
            return match[0]
        return formula_token(tex, display=match["inline"] is None)

    text = _DELIMITED.sub(token, text)
    if has_dollars and "$" in text:
        text = _SINGLE_DOLLARS.sub(
            lambda match: formula_token(match[1], display=False) if TEX.search(match[1]) else match[0], text
        )
    return text
