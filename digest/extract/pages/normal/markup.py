"""Changes of a page before it is parsed, where the parser would lose what a browser shows, or take minutes."""

from __future__ import annotations

import re
from typing import Final

MOST: Final = 500
"""Attributes of an element that are kept: ten times as many as a page's author writes.

libxml2 compares each attribute with all before it, so that an element with 200,000 takes minutes.
"""

_ATTRIBUTE: Final = r"""[\s/]++[^\s>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+"""
_TAG: Final = rf"<[A-Za-z][^\s<>/]*+(?:{_ATTRIBUTE}){{0,{MOST}}}+"
_USUAL = re.compile(rf"(?:[^<]++|<(?![A-Za-z])|{_TAG}(?![\s/]++[^\s>/=]))*+")
"""Text and tags up to the first tag with more attributes; each character is looked at once or twice."""

_START = re.compile(_TAG)
_OTHERS = re.compile(rf"(?:{_ATTRIBUTE})*+")


_STYLE: Final = r"(?:\s[^<>]{0,200})?"
_CROSSED = re.compile(
    rf"<(?P<outer>b|i|em|strong)(?P<attributes>{_STYLE})>(?P<first>[^<]*+)"
    rf"<(?!(?P=outer)[\s>])(?P<inner>b|i|em|strong|u|s)(?P<others>{_STYLE})>(?P<both>[^<]*+)"
    r"</(?P=outer)>(?P<last>[^<]*+)</(?P=inner)>",
    re.IGNORECASE,
)


def with_nested_emphasis(page: str) -> str:
    """A page in which bold and italics that cross each other are nested, as the adoption agency of browsers does it.

    libxml2 ends the inner element with the outer one (HTML Living Standard, 13.2.6.4.7, says to open it again).
    """
    return _CROSSED.sub(_nested, page)


def _nested(match: re.Match[str]) -> str:
    outer, inner = match["outer"], match["inner"]
    opened = f"<{inner}{match['others']}>"
    return (
        f"<{outer}{match['attributes']}>{match['first']}{opened}{match['both']}</{inner}></{outer}>"
        f"{opened}{match['last']}</{inner}>"
    )


def with_few_attributes(page: str) -> str:
    """A page in which no element has more than `MOST` attributes: further ones are left out."""
    end = _end(_USUAL, page, 0)
    if end == len(page):
        return page
    kept: list[str] = []
    start = 0
    while end < len(page):
        end = _end(_START, page, end)
        kept.append(page[start:end])
        start = _end(_OTHERS, page, end)
        end = _end(_USUAL, page, start)
    return "".join((*kept, page[start:]))


def _end(pattern: re.Pattern[str], page: str, start: int) -> int:
    """Where the match of a pattern at some place ends."""
    match = pattern.match(page, start)
    return match.end() if match else start
