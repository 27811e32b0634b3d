"""Formulas that a page marks by a class, an attribute or a picture."""

from __future__ import annotations

import json
import re
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from lxml.etree import _Element

from digest.extract.pages.normal.formulas.formula_tokens import (
    ATTRIBUTES,
    LONGEST,
    TEX,
    put_formula,
    tex_attribute,
    without_delimiters,
)
from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import class_of, having, text_of

_MARKED = re.compile(
    r"(?:^|\s)(?:math|tex|latex|arithmatex|mathjax|tex2jax_process|math-inline|math-display|math-tex|latex-rendered|"
    r"math_inline|math_block|ztext-math|formula|equation|katex-block|math-block)(?:$|\s)",
    re.IGNORECASE,
)
"""Classes of elements whose text is TeX."""

_LARGE: Final = frozenset({"body", "html", "article", "main"})
_LINES: Final = frozenset({"div", "p", "figure", "section"})
_PICTURE = re.compile(
    r"(?:^|\s)(?:mwe-math-fallback-image\S*|latex|tex|ql-img-\S+|mathtex|math|wp-katex-eq|texhtml)(?:$|\s)"
)
_PICTURE_ADDRESS = re.compile(
    r"latex\.php\?|codecogs\.com/|/equation\?tex=|[?&]chl=|mathtex\.cgi\?|/math/render/", re.IGNORECASE
)
_COMMAND = re.compile(
    r"\\(?:frac|sum|int|sqrt|begin|operatorname|left|alpha|beta|mathbf|mathrm|mathbb|partial|prod|lim)\b"
)
"""A description with such a word is TeX, whatever the picture."""

_DOLLARS = re.compile(r"\$(?!\s)[^$]{1,1000}\$|\$\$[^$]{1,1000}\$\$|\\[(\[].{1,1000}\\[)\]]")
"""A description that is nothing but TeX between its delimiters, as LaTeX2HTML and Pandoc write it."""

_QUERY_KEYS: Final = ("latex", "tex", "chl", "eq")


def marked_formulas(page: Page) -> None:
    """Pandoc, Hexo, Zhihu, Substack and others mark TeX by a class or an attribute."""
    for element in having(page.tree, *ATTRIBUTES):
        if element.getparent() is not None and element.tag not in _LARGE:
            display = element.tag in _LINES or "display" in class_of(element)
            put_formula(element, tex_attribute(element), display=display)
    for element in list(page.classed(_MARKED)):
        classes = class_of(element)
        if element.get("data-attrs") and "latex" in classes:
            put_formula(element, _substack(element.get("data-attrs") or ""), display=True)
        elif element.tag in {"span", "div", "p", "script", "eq", "code", "pre"} and len(element) == 0:
            tex = text_of(element).strip()
            undelimited = without_delimiters(tex)
            is_display = re.search(r"display|block", classes) is not None or tex.startswith(("\\[", "$$"))
            if undelimited != tex or (TEX.search(tex) and "\\" in tex):
                put_formula(element, undelimited, display=is_display)
    for element in list(page.tree.iter("math-renderer", "tex-math", "inline-formula", "disp-formula", "d-math")):
        tex = text_of(element).strip()
        is_display = tex.startswith("$$") or element.tag == "disp-formula" or element.get("block") is not None
        if "\n\n" not in tex:
            put_formula(element, without_delimiters(tex), display=is_display)


def pictures(page: Page) -> None:
    """A picture of a formula has the TeX as its description or in its address."""
    for image in list(page.tree.iter("img")):
        address, classes = (image.get("src") or "")[:LONGEST], class_of(image)
        by_address = bool(_PICTURE_ADDRESS.search(address))
        alt = (image.get("alt") or "").strip()
        if _DOLLARS.fullmatch(alt) and TEX.search(alt):
            put_formula(image, without_delimiters(alt), display=alt.startswith("$$") or _is_alone(image))
            continue
        if not by_address and not (classes and _PICTURE.search(classes)) and not _COMMAND.search(alt):
            if "%5C" in address and _COMMAND.search(tex := unquote(address.rpartition("/")[2])):
                put_formula(image, tex, display=_is_alone(image))
            continue
        tex = (image.get("alt") or image.get("title") or "") if "render/" in address or not by_address else ""
        tex = tex or _in_query(address) or image.get("alt") or ""
        if TEX.search(tex):
            display = "display" in classes or _is_alone(image)
            put_formula(image, without_delimiters(tex), display=display)


def _substack(attributes: str) -> str:
    try:
        values = json.loads(attributes)
    except (ValueError, RecursionError):
        return ""
    expression = values.get("persistentExpression") if isinstance(values, dict) else None
    return expression if isinstance(expression, str) else ""


def _in_query(address: str) -> str:
    """The TeX in the address of a picture that a server draws."""
    try:
        query = urlsplit(address).query
    except ValueError:
        return ""
    values = parse_qs(query)
    for key in _QUERY_KEYS:
        if values.get(key):
            return values[key][0]
    return unquote(query) if "codecogs" in address else ""


def _is_alone(image: _Element) -> bool:
    """Whether nothing but a picture stands in its block."""
    parent = image.getparent()
    return (
        parent is not None
        and parent.tag in {"p", "div", "figure", "center"}
        and not text_of(parent).strip()
        and len(parent) == 1
    )
