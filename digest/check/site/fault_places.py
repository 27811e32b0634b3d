"""Where a fault is to be mended: in the file of `content/` that says it, where that can be known, else on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from digest.check.site.built_site import Fault
from digest.check.site.page_references import page_references, style_addresses
from digest.check.site.site_addresses import resolve_address
from digest.check.site.trees import parse_page
from digest.dataclass import dataclass
from digest.errors import Location

_ID: Final = re.compile("^[hb]-")
"""Begins the ids of headings and of blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """What a site was made from, as far as faults need it; files are read when one is asked about.

    Attributes:
        folder: of the site, as problems name it.
        base_url: where the site stands, with a slash at its end; empty where that is not known.
        body: the bytes of a file of the site.
        source: the file of `content/` behind a page of the site, or None.
        text: the text of a file of `content/`.
    """

    folder: PurePosixPath
    base_url: str
    body: Callable[[str], bytes]
    source: Callable[[str], PurePosixPath | None]
    text: Callable[[PurePosixPath], str]


def as_written(fault: Fault, origins: Origins) -> Fault:
    """A fault with its reference as the file of the site writes it, and its line."""
    if fault.what or not fault.target:
        return fault
    for address, line in _references(fault.file, origins):
        target = resolve_address(fault.file, address, origins.base_url)
        if target.kind == "inside" and fault.target in {target.path, f"{target.path}#{target.fragment}"}:
            return fault._replace(what=address, line=line)
    return fault._replace(what=fault.target)


def place_of(fault: Fault, origins: Origins) -> Location | None:
    """Where a fault is to be mended; None for the site as a whole."""
    source = origins.source(fault.file) if fault.file.endswith(".html") else None
    written = _within(source, _spellings(fault), origins) if source is not None else None
    return written or _on_page(fault, origins)


def _references(file: str, origins: Origins) -> Iterator[tuple[str, int]]:
    """The addresses of a file of the site with their lines."""
    body = origins.body(file)
    if file.endswith(".css"):
        yield from style_addresses(body.decode("utf-8", "replace"))
    elif file.endswith(".html") and (tree := parse_page(body)) is not None:
        yield from ((reference.address, reference.line) for reference in page_references(tree))


def _spellings(fault: Fault) -> tuple[re.Pattern[str], ...]:
    """How a text may write what is wrong, the likeliest first.

    A build makes relative links of those that begin at the site's root, and ids of the words of headings and blocks.
    """
    path, sign, fragment = fault.target.partition("#")
    at_root = f"/{path.removesuffix('index.html')}{sign}{fragment}" if path else ""
    bare = fault.what.partition("://")[2]  # a bare `www.` address gets its scheme from the build
    every = (fault.what, unquote(fault.what), unescape(fault.what), at_root, bare)
    words = dict.fromkeys(words for words in every if len(words) > 1)  # `#` and `/` stand everywhere
    place = _ID.sub("", fragment or fault.what.partition("#")[2])
    of_place = r"#\^?" + r"[^\w#]+".join(map(re.escape, re.split(r"[^\w]+", place)))
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in [*map(re.escape, words), *[of_place] * bool(place)])


def _within(source: PurePosixPath, spellings: tuple[re.Pattern[str], ...], origins: Origins) -> Location | None:
    """Where a file of `content/` says a thing; None if it does not say it in any of these spellings."""
    lines = origins.text(source).split("\n")
    for spelling in spellings:
        for number, line in enumerate(lines, 1):
            found = spelling.search(line)
            if found:
                column, length = found.start() + 1, len(found[0])
                return Location(path=source, line=number, column=column, length=length, text=line)
    return None


def _on_page(fault: Fault, origins: Origins) -> Location | None:
    if not fault.file:
        return None
    path = origins.folder / fault.file
    if not fault.line:
        return Location(path=path)
    lines = origins.body(fault.file).decode("utf-8", "replace").split("\n")
    line = lines[fault.line - 1] if fault.line <= len(lines) else ""
    column = line.find(fault.what) + 1 if fault.what else 0
    return Location(path=path, line=fault.line, column=column or None, length=len(fault.what) or 1, text=line)
