"""Removes comments and needless spaces from style sheets and scripts."""

from __future__ import annotations

import re
from typing import Final

_STYLES: Final = (".css",)
_SCRIPTS: Final = (".js", ".mjs")

_STRING: Final = re.compile(r"""/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)


def minify(name: str, body: bytes) -> bytes:
    """The bytes that go to the site.

    A file is left as it is if its name says that it is minified (`site.min.js`), if it is neither a style sheet nor a
    script, if it is not UTF-8, or if the minifier would change a quoted text in it. Comments that begin with `/*!`
    (licences) stay.
    """
    stem, _, suffix = name.rpartition(".")
    if stem.endswith(".min") or f".{suffix}" not in (*_STYLES, *_SCRIPTS):
        return body
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body
    if f".{suffix}" in _SCRIPTS:
        from rjsmin import jsmin  # noqa: PLC0415  (few themes have scripts)

        return f"{jsmin(text, keep_bang_comments=True)}\n".encode()
    from rcssmin import cssmin  # noqa: PLC0415  (a build that has nothing to do needs no minifier)

    small = cssmin(text, keep_bang_comments=True)
    return f"{small}\n".encode() if _strings(small) == _strings(text) else body


def _strings(text: str) -> list[str]:
    """The quoted texts of a style sheet outside its comments."""
    return [found for found in _STRING.findall(text) if not found.startswith("/")]
