"""Style sheets and scripts without what only people need: comments and spaces."""

from __future__ import annotations

import re
from typing import Final

_STYLES: Final = (".css",)
_SCRIPTS: Final = (".js", ".mjs")

_STRING: Final = re.compile(r"""/\*.*?\*/|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""", re.DOTALL)


def minify(name: str, body: bytes) -> bytes:
    """The bytes that go to the site.

    A file whose name says that it is minified (`site.min.js`) is left as it is, and so is one of another kind or
    encoding, and one whose quoted texts the minifier would change. Comments that begin with `/*!` (licences) stay.
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
    from rcssmin import cssmin  # noqa: PLC0415  (a build that finds nothing to do needs none)

    small = cssmin(text, keep_bang_comments=True)
    return f"{small}\n".encode() if _strings(small) == _strings(text) else body


def _strings(text: str) -> list[str]:
    """The quoted texts of a style sheet, those in comments not."""
    return [match[1] for match in _STRING.finditer(text) if match[1]]
