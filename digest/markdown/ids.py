"""The ids of a page's elements: each is given once, and safe whatever text it is made of."""

from __future__ import annotations

import re

from slugify import slugify

_WORDS = re.compile("[a-z0-9]+")
_LENGTH = 60
"""Code points of an anchor's slug at most."""


class Ids:
    """The ids given so far; an id that is wanted twice gets a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """The wanted id if it is free, else the id with `-2`, `-3` … behind it."""
        free = wanted
        while free in self._taken:
            number = self._next.get(wanted, 2)
            self._next[wanted] = number + 1
            free = f"{wanted}-{number}"
        self._taken.add(free)
        return free


def slug(text: str, default: str, length: int = _LENGTH) -> str:
    """A part of an id, in ASCII.

    Args:
        text: what it is made of; may be hostile.
        default: the slug of a text without any letter or digit.
        length: how many code points it has at most.
    """
    text = text[:200]
    if text.isascii() and "," not in text:  # nothing to romanise, and no number that a comma parts
        return "-".join(_WORDS.findall(text.lower()))[:length].strip("-") or default
    return slugify(text, entities=False, decimal=False, hexadecimal=False, max_length=length) or default


def block_anchor(name: str) -> str:
    """The id of a block that `^name` names; it begins with `b-`, as no other id of a page does."""
    return f"b-{slug(name, 'block')}"


def fragment_of(target: str) -> str:
    """The fragment of a wikilink to `#Heading` or `#^block`, with its `#`; empty if it leads to a whole file.

    Of several headings with the same text it leads to the first.
    """
    _, hash_sign, place = target.rpartition("#")
    if not hash_sign or not place.strip("^ "):
        return ""
    return f"#{block_anchor(place)}" if place.startswith("^") else f"#h-{slug(place, 'section')}"
