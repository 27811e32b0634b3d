"""MathML as TeX, for formulas of which a page gives nothing else.

The elements are those of MathML Core and MathML 3, chapter 3; characters for which TeX has a common command get it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from lxml.etree import _Element

_COMMANDS: Final = {
    "≤": r"\leq", "≥": r"\geq", "≠": r"\neq", "≈": r"\approx", "≡": r"\equiv", "∼": r"\sim", "≃": r"\simeq",
    "∝": r"\propto", "±": r"\pm", "∓": r"\mp", "×": r"\times", "÷": r"\div", "⋅": r"\cdot", "·": r"\cdot",
    "∗": "*", "−": "-", "∞": r"\infty", "∂": r"\partial", "∇": r"\nabla", "∑": r"\sum", "∏": r"\prod",
    "∫": r"\int", "∮": r"\oint", "√": r"\surd", "∈": r"\in", "∉": r"\notin", "∋": r"\ni", "⊂": r"\subset",
    "⊆": r"\subseteq", "⊃": r"\supset", "⊇": r"\supseteq", "∪": r"\cup", "∩": r"\cap", "∅": r"\emptyset",
    "∀": r"\forall", "∃": r"\exists", "¬": r"\neg", "∧": r"\land", "∨": r"\lor", "→": r"\to", "←": r"\leftarrow",
    "↔": r"\leftrightarrow", "⇒": r"\Rightarrow", "⇐": r"\Leftarrow", "⇔": r"\Leftrightarrow", "↦": r"\mapsto",
    "…": r"\ldots", "⋯": r"\cdots", "⋮": r"\vdots", "⋱": r"\ddots", "′": "'", "″": "''", "ℏ": r"\hbar",
    "ℓ": r"\ell", "ℝ": r"\mathbb{R}", "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}", "ℚ": r"\mathbb{Q}",
    "ℂ": r"\mathbb{C}", "⟨": r"\langle", "⟩": r"\rangle", "‖": r"\|", "∥": r"\parallel", "⊥": r"\perp",
    "∘": r"\circ", "⊗": r"\otimes", "⊕": r"\oplus", "†": r"\dagger", "≪": r"\ll", "≫": r"\gg",
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon", "ϵ": r"\epsilon",
    "ζ": r"\zeta", "η": r"\eta", "θ": r"\theta", "ϑ": r"\vartheta", "ι": r"\iota", "κ": r"\kappa",
    "λ": r"\lambda", "μ": r"\mu", "ν": r"\nu", "ξ": r"\xi", "π": r"\pi", "ρ": r"\rho", "σ": r"\sigma",
    "ς": r"\varsigma", "τ": r"\tau", "υ": r"\upsilon", "φ": r"\varphi", "ϕ": r"\phi", "χ": r"\chi", "ψ": r"\psi",
    "ω": r"\omega", "Γ": r"\Gamma", "Δ": r"\Delta", "Θ": r"\Theta", "Λ": r"\Lambda", "Ξ": r"\Xi", "Π": r"\Pi",
    "Σ": r"\Sigma", "Φ": r"\Phi", "Ψ": r"\Psi", "Ω": r"\Omega", "\u2061": "", "\u2062": "", "\u2063": ",",
    "\u2064": "", "\u00a0": r"\ ", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "{": r"\{", "}": r"\}",
}  # fmt: skip
"""Character -> what TeX calls it."""

_ACCENTS: Final = {
    "^": r"\hat", "ˆ": r"\hat", "\u0302": r"\hat", "~": r"\tilde", "˜": r"\tilde", "\u0303": r"\tilde",
    "¯": r"\bar", "\u0304": r"\bar", "‾": r"\overline", "→": r"\vec", "\u20d7": r"\vec", "˙": r"\dot",
    "\u0307": r"\dot", "¨": r"\ddot", "\u0308": r"\ddot", "_": r"\underline", "⏞": r"\overbrace",
    "⏟": r"\underbrace",
}  # fmt: skip
_FUNCTIONS_WORDS = (
    "arccos arcsin arctan arg cos cosh cot csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min "
    "Pr sec sin sinh sup tan tanh"
)
_FUNCTIONS: Final = frozenset(_FUNCTIONS_WORDS.split())
_FONTS: Final = {
    "bold": r"\mathbf", "double-struck": r"\mathbb", "script": r"\mathcal", "fraktur": r"\mathfrak",
    "sans-serif": r"\mathsf", "monospace": r"\mathtt", "bold-italic": r"\boldsymbol",
}  # fmt: skip


def tex_of(element: _Element) -> str:
    """The TeX of an element of MathML, without space around it."""
    return _tex(element).strip()


def _tex(element: _Element) -> str:
    tag = element.tag.rpartition(":")[2].lower().removeprefix("mjx-") if isinstance(element.tag, str) else ""
    return _RULES.get(tag, _row)(element) if tag else ""


def _row(element: _Element) -> str:
    """The parts of an element one after the other, a space behind a command that a letter follows."""
    tex = ""
    for child in element:
        part = _tex(child)
        needs_space = part[:1].isalpha() and tex.rpartition("\\")[1] and tex.rpartition("\\")[2].isalpha()
        tex += f" {part}" if needs_space else part
    return tex


def _parts(element: _Element, count: int) -> list[str]:
    parts = [_tex(child) for child in element if isinstance(child.tag, str)]
    return (parts + [""] * count)[:count]


def _base(tex: str) -> str:
    """TeX that a script can follow."""
    is_command = tex.startswith("\\") and tex[1:].isalpha()
    return tex if len(tex) == 1 or is_command or not tex else f"{{{tex}}}"


def _text(element: _Element) -> str:
    """The text in an element; MathJax has letters in the slanted forms of Unicode."""
    text = unicodedata.normalize("NFKC", "".join(map(str, element.itertext())))
    return " ".join(text.split())


def _identifier(element: _Element) -> str:
    text = _text(element)
    if text in _FUNCTIONS:
        return f"\\{text}"
    tex = _symbols(text)
    if font := _FONTS.get(element.get("mathvariant") or ""):
        return f"{font}{{{tex}}}"
    return f"\\mathrm{{{tex}}}" if len(text) > 1 and text.isalpha() else tex


def _symbols(text: str) -> str:
    tex = ""
    for char in text:
        command = _COMMANDS.get(char, char)
        if command[:1].isalpha() and tex.rpartition("\\")[1] and tex.rpartition("\\")[2].isalpha():
            tex += " "
        tex += command
    return tex


def _operator(element: _Element) -> str:
    text = _text(element)
    return f"\\{text}" if text in _FUNCTIONS else _symbols(text)


def _literal(element: _Element) -> str:
    text = _text(element)
    return f"\\text{{{text}}}" if text else " "


def _fraction(element: _Element) -> str:
    """A fraction; MathJax keeps its parts in elements of their own."""
    numerator, denominator = (next(element.iter(f"mjx-{name}"), None) for name in ("num", "den"))
    if numerator is not None and denominator is not None:
        return f"\\frac{{{_row(numerator)}}}{{{_row(denominator)}}}"
    above, below = _parts(element, 2)
    return f"\\frac{{{above}}}{{{below}}}"


def _root(element: _Element) -> str:
    inner, degree = _parts(element, 2)
    return f"\\sqrt[{degree}]{{{inner}}}"


def _square_root(element: _Element) -> str:
    inner = next(element.iter("mjx-box"), None)
    if inner is not None:
        return f"\\sqrt{{{_row(inner)}}}"
    return f"\\sqrt{{{_row(element)}}}"


def _below(element: _Element) -> str:
    base, below = _parts(element, 2)
    return f"{_base(base)}_{{{below}}}"


def _above(element: _Element) -> str:
    base, above = _parts(element, 2)
    if above and not above.strip("'"):
        return f"{base}{above}"
    return f"{_base(base)}^{{{above}}}"


def _both(element: _Element) -> str:
    """A base with something below and above it; MathJax has the upper one first."""
    over, under, inner = (next(element.iter(f"mjx-{name}"), None) for name in ("over", "under", "base"))
    if over is not None and under is not None and inner is not None:
        return f"{_base(_row(inner))}_{{{_row(under)}}}^{{{_row(over)}}}"
    base, below, above = _parts(element, 3)
    return f"{_base(base)}_{{{below}}}^{{{above}}}"


def _accented(element: _Element) -> str:
    """A base with an accent, or with something above or below it."""
    children = [child for child in element if isinstance(child.tag, str)]
    if len(children) == 2 and (accent := _ACCENTS.get(_text(children[1]).strip())):
        return f"{accent}{{{_tex(children[0])}}}"
    return _above(element) if element.tag in {"mover", "mjx-mover"} else _below(element)


def _fenced(element: _Element) -> str:
    opening, closing = element.get("open", "("), element.get("close", ")")
    separator = (element.get("separators") or ",")[:1]
    parts = [_tex(child) for child in element if isinstance(child.tag, str)]
    return f"\\left{_symbols(opening) or '.'}{separator.join(parts)}\\right{_symbols(closing) or '.'}"


def _table(element: _Element) -> str:
    """Rows and columns: equations whose signs are aligned, a matrix, or a single equation with its number left out."""
    rows = [_cells(row) for row in element if row.tag in _ROWS]
    if len(rows) == 1 and next(element.iterchildren("mlabeledtr", "mjx-mlabeledtr"), None) is not None:
        return " ".join(rows[0])
    lines = r" \\ ".join(" & ".join(cells) for cells in rows)
    is_aligned = any(cells[1:] and cells[1].startswith(_RELATIONS) for cells in rows)
    name = "aligned" if is_aligned else "matrix"
    return f"\\begin{{{name}}}{lines}\\end{{{name}}}"


def _cells(row: _Element) -> list[str]:
    cells = [_tex(cell) for cell in row if isinstance(cell.tag, str)]
    return cells[1:] if row.tag.endswith("mlabeledtr") else cells


_ROWS: Final = frozenset({"mtr", "mlabeledtr", "mjx-mtr", "mjx-mlabeledtr"})
_RELATIONS: Final = ("=", "<", ">", r"\leq", r"\geq", r"\approx", r"\equiv", r"\sim", r"\neq", r"\to")
"""What stands at the beginning of a column of aligned equations."""


_RULES: Final[Mapping[str, Callable[[_Element], str]]] = {
    "mi": _identifier,
    "mn": _operator,
    "mo": _operator,
    "mtext": _literal,
    "ms": _literal,
    "mspace": lambda _element: " ",
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msub": _below,
    "msup": _above,
    "msubsup": _both,
    "munder": _accented,
    "mover": _accented,
    "munderover": _both,
    "mfenced": _fenced,
    "mtable": _table,
    "semantics": lambda element: next((_tex(child) for child in element if isinstance(child.tag, str)), ""),
    **dict.fromkeys(("annotation", "annotation-xml", "mphantom"), lambda _element: ""),
}
"""Tag -> how its element is written; any other is looked through."""
