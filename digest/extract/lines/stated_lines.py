"""What a person wrote above a text that was pasted into a file: where it is from, and what it is called.

Who copies a text writes its address first, alone (`https://…`) or with a label (`URL: https://…`), and at times the
title behind a label (`Title: …`). Such lines are said, not guessed: they are taken out before the lines of the page
are judged, so that an address is never taken for a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from digest.dataclass import dataclass
from digest.extract.lines.literal_blocks import Line

_ADDRESS = re.compile(
    r"(?:(?P<label>source|from|via|url|link|web ?page|address|permalink|quelle|von|adresse|fuente|enlace|lien)\s*:\s*)?"
    r"<?(?P<address>https?://[^\s<>]+)>?",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:title|titel|titre|título)\s*:\s*(?P<title>\S.*)", re.IGNORECASE)

_FIRST: Final = 6
"""Lines with words among which these stand."""

_SHORTEST_NAME: Final = 5
"""Letters of a part of a host that may be a site's name; shorter ones are `www`, `com` and the like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the first lines state.

    Attributes:
        lines: the text's lines without that of the address, and with the title in the place of its line.
        address: the line that gives the address; None where none does.
        source_url: the address.
        title: the number of the line that gives the title; None where none does.
    """

    lines: tuple[Line, ...]
    address: Line | None = None
    source_url: str | None = None
    title: int | None = None


def stated(lines: Sequence[Line]) -> Stated:
    """Take the address and the title out of the first lines.

    An address without a label counts on the very first line alone: further down it may be a link of the page. A text
    that is nothing but an address stays as it is.
    """
    result = Stated(lines=tuple(lines))
    said = [line for line in lines if line.text and not line.block][:_FIRST]
    for number, line in enumerate(said):
        match = _ADDRESS.fullmatch(line.text)
        if match and result.address is None and len(said) > 1 and (match["label"] or number == 0):
            rest = tuple(each for each in result.lines if each.number != line.number)
            result = replace(result, lines=rest, address=line, source_url=match["address"])
        elif result.title is None and (match := _TITLE.fullmatch(line.text)):
            titled = replace(line, text=match["title"])
            named = tuple(titled if each.number == line.number else each for each in result.lines)
            result = replace(result, lines=named, title=line.number)
    return result


def names_site(title: str, source_url: str | None) -> bool:
    """Whether a title begins with the name in the address's host, as a masthead does: `Bog Report`, bogreport.eu."""
    try:
        host = urlsplit(source_url or "").hostname or ""
    except ValueError:
        return False
    letters = "".join(character for character in title.casefold() if character.isalnum())
    names = (part.replace("-", "") for part in host.casefold().split(".")[:-1])
    return any(len(name) >= _SHORTEST_NAME and letters.startswith(name) for name in names)
