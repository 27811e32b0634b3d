"""Repairs text that was read in a wrong encoding before it was saved (`CafÃ©`), line by line."""

from __future__ import annotations

import re

_MOJIBAKE = re.compile(
    "[\u00c2\u00c3\u00c4\u00c5\u00d0\u00d1\u00d8\u00d9\u00e2\u00e3\u00f0\u0102\u0413\u0420\u0432]"
    "[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u0400-\u045f\u2013-\u203a\u20ac\u2122]"
)
"""How UTF-8 looks that was read as windows-1252 or -1251: only where this stands is ftfy asked."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]{2,}")
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
"""Control characters that nobody writes; U+0085 ends a line."""


def repaired(text: str, *, everywhere: bool) -> tuple[str, int]:
    """The text with lines put right that are UTF-8 read as something else, and how many stay wrong.

    What is wrong is decided by ftfy's own criteria.

    Args:
        text: as decoded.
        everywhere: whether also those lines are put right that have no C1 control character, which nobody writes.
    """
    if text.isascii() or not any(map(_MOJIBAKE.search, _BEYOND_ASCII.findall(text))):
        return text, 0
    from ftfy import fix_encoding  # noqa: PLC0415  (few texts need it)
    from ftfy.badness import is_bad  # noqa: PLC0415

    lines = text.split("\n")
    wrong = [n for n, line in enumerate(lines) if _MOJIBAKE.search(line) and (everywhere or _C1.search(line))]
    for number in wrong:
        lines[number] = fix_encoding(lines[number].replace("â€\ufffd", "â€\x9d"))
    put_right = [lines[number] for number in wrong]
    garbled = sum(1 for line in put_right if "\ufffd" in line or (_MOJIBAKE.search(line) and is_bad(line)))
    return "\n".join(lines), garbled
