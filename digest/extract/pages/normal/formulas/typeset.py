"""Formulas that KaTeX, MathJax, MediaWiki or the browser itself has typeset."""

from __future__ import annotations

import re

from digest.extract.pages.normal.formulas.formula_tokens import (
    annotation_of,
    put_formula,
    tex_attribute,
    tex_of_mathml,
    tex_of_mathml_text,
)
from digest.extract.pages.normal.formulas.mathml import tex_of
from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import ancestors, class_of, drop, text_of

_KATEX = re.compile(r"(?:^|\s)katex(?:-display)?(?:$|\s)")
_MATHJAX_OUTPUT = re.compile(
    r"(?:^|\s)(?:MathJax_Preview|MathJax|MathJax_Display|MathJax_SVG|MathJax_SVG_Display|MathJax_CHTML|MJXc-display|"
    r"mjx-chtml|MathJax_MathML)(?:$|\s)"
)
_MATHJAX = re.compile(r"(?:^|\s)(?:MathJax(?:_SVG|_CHTML)?|mjx-chtml)(?:$|\s)")
_WIKIPEDIA = re.compile(r"(?:^|\s)mwe-math-element")


def katex(page: Page) -> None:
    """KaTeX puts the TeX into an annotation within MathML, and the glyphs beside it."""
    for element in page.classed(_KATEX):
        annotation = annotation_of(element)
        if annotation or next(element.iter("math"), None) is not None:
            display = "katex-display" in class_of(element) or any(
                "katex-display" in class_of(outer) for outer in ancestors(element, 1)
            )
            outer = element.getparent()
            whole = outer if outer is not None and "katex-display" in class_of(outer) else element
            put_formula(whole, annotation or tex_of_mathml(element), display=display)


def mathjax_scripts(page: Page) -> None:
    """MathJax 2 keeps the TeX in a script behind what it shows."""
    scripts = [script for script in page.tree.iter("script") if (script.get("type") or "").startswith("math/")]
    if not scripts:
        return
    for element in list(page.classed(_MATHJAX_OUTPUT)):
        if next(element.iter("script"), None) is None:
            drop(element)
    for script in scripts:
        kind = script.get("type") or ""
        tex = text_of(script)
        if kind.startswith("math/mml"):
            tex = tex_of_mathml_text(tex)
        put_formula(script, tex, display="mode=display" in kind.replace(" ", ""))


def mathjax_elements(page: Page) -> None:
    """MathJax 3 and saved MathJax 2 keep MathML, or the TeX in an attribute."""
    for element in list(page.tree.iter("mjx-container")):
        display = (element.get("display") or "").lower() in {"true", "block"}
        label = element.get("aria-label") or ""
        stated = tex_attribute(element) or annotation_of(element) or tex_of_mathml(element)
        tex = stated or (label if "\\" in label else "")
        glyphs = next(element.iter("mjx-math"), None)
        if not tex and glyphs is not None:
            tex = tex_of(glyphs)
        put_formula(element, tex, display=display)
    for element in list(page.classed(_MATHJAX)):
        source = element.get("data-mathml")
        if source and element.getparent() is not None:
            display = any(re.search(r"display", class_of(outer), re.IGNORECASE) for outer in ancestors(element, 1))
            put_formula(element, tex_of_mathml_text(source), display=display)


def wikipedia(page: Page) -> None:
    """MediaWiki shows MathML with its TeX, and a picture whose description is the TeX."""
    for element in list(page.classed(_WIKIPEDIA)):
        maths, image = next(element.iter("math"), None), next(element.iter("img"), None)
        display = (maths is not None and maths.get("display") == "block") or (
            image is not None and "image-display" in class_of(image)
        )
        tex = (maths.get("alttext") if maths is not None else None) or (image.get("alt") if image is not None else None)
        put_formula(element, tex or annotation_of(element) or tex_of_mathml(element), display=display)


def mathml(page: Page) -> None:
    """MathML says its TeX in `alttext` or in an annotation, or is translated."""
    for element in [*page.tree.iter("math"), *page.tree.iter("m:math", "mml:math")]:
        if element.getparent() is None:
            continue
        tex = annotation_of(element) or element.get("alttext") or tex_of(element)
        put_formula(element, tex, display=(element.get("display") or element.get("mode")) in {"block", "display"})
