"""Code in colour: the tokens of a fenced block, named by Pygments while the site is built, coloured by the theme.

Each kind of token has a class and no style, so that the theme can have colours for light and for dark screens. Code
that Pygments does not know, or would take long for, is shown plain. Pygments is imported when there is code to colour.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

MOST: Final = 10_000
"""Code points of a block that is coloured, some 300 lines: beyond, the expressions of some lexers take too long."""

LANGUAGES: Final = frozenset(
    name
    for names in (
        "bash sh shell zsh console c c++ cpp c# csharp css diff docker dockerfile fortran go golang graphql",
        "haskell hs html http ini java javascript js json julia jl kotlin latex tex lua make makefile markdown md",
        "matlab nginx ocaml octave perl php powershell ps1 pycon py python python3 r ruby rb rust rs scala sql swift",
        "toml typescript ts xml yaml yml",
    )
    for name in names.split()
)
"""The names of languages that are coloured: those that articles quote. Each lexer was tried with hostile code; of the
several hundred that Pygments has, some take minutes for a page of blank lines."""

_RUN = re.compile(r"(.{1,3}?)\1{99}|\s{200}", re.DOTALL)
"""A hundred times the same, or a page of blanks. Nobody reads such code, and lexers are slow at it."""


def highlighted(code: str, language: str) -> str:
    """The code as HTML, each token but plain text in a `<span class>` of Pygments' short names (`k` is a keyword)."""
    if language.lower() not in LANGUAGES or len(code) > MOST or _RUN.search(code):
        return _html(code)
    lexer = _lexer(language.lower())
    runs: list[tuple[str, str]] = []
    for _, kind, value in lexer.get_tokens_unprocessed(code):
        name = _class(kind) if value.strip() else ""
        if runs and (runs[-1][0] == name or not value.strip()):
            runs[-1] = (runs[-1][0], runs[-1][1] + value)
        else:
            runs.append((name, value))
    if "".join(value for _, value in runs) != code:  # some lexers drop what they do not understand
        return _html(code)
    return "".join(f'<span class="{name}">{_html(value)}</span>' if name else _html(value) for name, value in runs)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer:
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415  (most articles hold no code)

    return get_lexer_by_name(language)


def _class(kind: _TokenType) -> str:
    """The short name of a kind of token; of one that has none that of its parent."""
    from pygments.token import STANDARD_TYPES  # noqa: PLC0415

    while kind not in STANDARD_TYPES:
        kind = kind.parent
    name: str = STANDARD_TYPES[kind]
    return name


def _html(text: str) -> str:
    return escape(text, quote=False).replace("\xa0", "&nbsp;")
