"""The lines of a text with their own ends; the parser knows but line feeds."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def split_lines(text: str) -> list[str]:
    """The lines with their ends; only LF, CR and CRLF end one."""
    return _LINE.findall(text)


def line_end(text: str) -> str:
    """What ends most lines of a text."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
