"""What search engines, link previews and feed readers are told of an article: the editor's words, or its source's.

None of them can show who wrote a description. So a summary by digest, which says that it is one wherever it stands on
a page, is never used as one.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from digest.model.card import Card

LONGEST: Final = 300
"""Code points of a description that is made of a comment: search engines show about half of that."""


def description(card: Card) -> str:
    """The editor's words on an article as plain text, else a summary that digest did not write; else nothing."""
    if card.comment_html:
        return _shortened(plain_text(card.comment_html))
    return card.summary if shows_summary(card) and "summary" not in card.machine else ""


def shows_summary(card: Card) -> bool:
    """Whether a list shows the summary of an article: one by digest is not needed beside the editor's words."""
    return bool(card.summary) and not (card.comment_html and "summary" in card.machine)


_TAG: Final = re.compile(r'<(?:[^<>"]|"[^"]*")*>')
"""A tag of sanitised HTML, in which values stand in double quotes and may hold angle brackets."""


def plain_text(html: str) -> str:
    """The text of sanitised HTML, on one line."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    whole_words = text[:LONGEST].rpartition(" ")[0]
    return f"{whole_words or text[:LONGEST]} …"
