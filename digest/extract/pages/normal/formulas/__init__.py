"""Formulas: as TeX in a token, from wherever a page keeps it: an annotation, a script, an attribute, a picture, text.

MathML without any of these is written as TeX (`mathml`).
"""

from digest.extract.pages.normal.formulas.delimited import delimited_text
from digest.extract.pages.normal.formulas.equation_tables import equation_tables
from digest.extract.pages.normal.formulas.marked import marked_formulas, pictures
from digest.extract.pages.normal.formulas.typeset import katex, mathjax_elements, mathjax_scripts, mathml, wikipedia

__all__ = [
    "delimited_text",
    "equation_tables",
    "katex",
    "marked_formulas",
    "mathjax_elements",
    "mathjax_scripts",
    "mathml",
    "pictures",
    "wikipedia",
]
