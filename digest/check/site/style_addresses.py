"""The addresses that a style sheet names: `url()` and `@import` (CSS Values 4, section 4.5; CSS Cascade 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_NAMED: Final = re.compile(
    r"""url\(\s*(?:"(?P<double>(?:[^"\\\n]|\\.)*)"|'(?P<single>(?:[^'\\\n]|\\.)*)'|(?P<bare>[^"'()\s]*))\s*\)"""
    r"""|@import\s+(?:"(?P<import_double>[^"\n]*)"|'(?P<import_single>[^'\n]*)')""",
    re.IGNORECASE,
)
_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")


def style_addresses(css: str) -> Iterator[tuple[str, int]]:
    """Each address with its line, 1-based; those of data that stands in the style sheet itself are left out."""
    css = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), css)
    for named in _NAMED.finditer(css):
        address = _ESCAPE.sub(_unescaped, next(filter(None, named.groups()), ""))
        if address and not address.lower().startswith("data:") and not address.startswith("#"):
            yield address, css.count("\n", 0, named.start()) + 1


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1] or "0", 16)
    return chr(code) if 0 < code <= 0x10FFFF else escape[2] or ""
