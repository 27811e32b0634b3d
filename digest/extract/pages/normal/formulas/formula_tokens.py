"""Where a page keeps the TeX of a formula, and the token that takes the formula's place."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree
from lxml.etree import _Element
from lxml.html import HTMLParser

from digest.extract.pages.normal.formulas.mathml import tex_of
from digest.extract.pages.normal.tokens import formula_token
from digest.extract.pages.normal.tree_edits import replace_with_text, text_of

LONGEST: Final = 2_000
"""Code points of a formula; what is longer is not typeset by the site either."""

ATTRIBUTES: Final = (
    "data-tex", "data-latex", "data-katex", "data-math", "data-formula", "data-expr", "data-asciimath-tex",
)  # fmt: skip
_DISPLAY_STYLE = re.compile(r"^\{\\(?:displaystyle|textstyle|scriptstyle)\s*(.*)\}$", re.DOTALL)

TEX = re.compile(r"[\\^_{}=<>+]|^\s*[A-Za-z]\s*$")
"""What a formula has, and a price or a name has not."""


def put_formula(element: _Element, tex: str | None, *, display: bool) -> None:
    """Put a formula in the place of an element, if there is one."""
    tex = " ".join((tex or "").split())
    if match := _DISPLAY_STYLE.match(tex):
        tex = match[1].strip()
    if tex and len(tex) <= LONGEST:
        replace_with_text(element, formula_token(re.sub(r"(?<!\\)\$", "", tex), display=display))


def annotation_of(element: _Element) -> str:
    """The TeX in an annotation of MathML."""
    for annotation in element.iter("annotation"):
        if "tex" in (annotation.get("encoding") or "").lower():
            return text_of(annotation)
    return ""


def tex_attribute(element: _Element) -> str:
    """The TeX in an attribute of an element, or the empty text."""
    return next((element.get(name) or "" for name in ATTRIBUTES if element.get(name)), "")


def tex_of_mathml(element: _Element | None) -> str:
    """The TeX of the MathML in an element, as it is stated beside it or else translated; or the empty text."""
    maths = next(element.iter("math"), None) if element is not None else None
    if maths is None:
        return ""
    return annotation_of(maths) or maths.get("alttext") or maths.get("data-latex") or tex_of(maths)


def tex_of_mathml_text(source: str) -> str:
    """The TeX of MathML that a page keeps as text."""
    try:
        return tex_of_mathml(etree.fromstring(source[:50_000], HTMLParser()))
    except (etree.LxmlError, ValueError):
        return ""


def without_delimiters(tex: str) -> str:
    """TeX without the delimiters around it."""
    tex = tex.strip()
    for left, right in (("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$")):
        if tex.startswith(left) and tex.endswith(right) and len(tex) > len(left) + len(right):
            return tex[len(left) : -len(right)].strip()
    return tex
