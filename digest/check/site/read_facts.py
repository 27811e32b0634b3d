"""A file of the site -> its facts, by the kind of file. Runs in workers, one file at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from digest.check.site.feed_facts import json_feed_facts, xml_facts
from digest.check.site.file_facts import FileFacts, Flaw
from digest.check.site.page_references import style_addresses
from digest.check.site.site_addresses import resolve_address
from digest.check.site.site_pages import page_facts
from digest.dataclass import dataclass

READ: Final = frozenset({".html", ".css", ".xml", ".json", ".svg", ".js", ".txt", ".webmanifest"})
"""How the names of files end that are read; of others only the size counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the facts of every file depend on.

    Attributes:
        base_url: where the site stands, with a slash at its end; empty where that is not known.
        machine: folders of this machine that no published file should name.
    """

    base_url: str = ""
    machine: tuple[str, ...] = ()


def is_read(path: str) -> bool:
    """Whether the bytes of a file matter, and not its size alone."""
    return PurePosixPath(path).suffix.lower() in READ


def read_facts_of(path: str, body: bytes, surroundings: Surroundings) -> FileFacts:
    """The facts of a file.

    Args:
        path: relative to the site's root.
        body: its bytes.
        surroundings: what they depend on besides.
    """
    facts = _by_kind(path, body, surroundings.base_url)
    named = tuple(_machine_paths(body, surroundings.machine))
    return replace(facts, flaws=(*facts.flaws, *named)) if named else facts


def _by_kind(path: str, body: bytes, base_url: str) -> FileFacts:
    match PurePosixPath(path).suffix.lower():
        case ".html":
            return page_facts(path, body, base_url)
        case ".css":
            return style_facts(path, body, base_url)
        case ".xml":
            return xml_facts(path, body, base_url) or FileFacts()
        case ".json":
            return json_feed_facts(path, body, base_url) or FileFacts()
        case _:
            return FileFacts()


def style_facts(path: str, body: bytes, base_url: str) -> FileFacts:
    """The facts of a style sheet; arguments as of `page_facts`."""
    offers: dict[str, None] = {}
    flaws: list[Flaw] = []
    for address, line in style_addresses(body.decode("utf-8", "replace")):
        target = resolve_address(path, address, base_url)
        if target.kind == "inside":
            offers[target.path] = None
        elif target.kind == "outside":
            mixed = target.path.startswith("http:") and base_url.startswith("https:")
            flaws.append(Flaw(code="mixed-content" if mixed else "loads-from-elsewhere", what=address, line=line))
        else:
            flaws.append(Flaw(code="malformed-address", what=address, line=line))
    return FileFacts(kind="style", offers=tuple(offers), flaws=tuple(flaws))


def _machine_paths(body: bytes, machine: tuple[str, ...]) -> list[Flaw]:
    """The folders of this machine that a file names."""
    places = ((folder, body.find(folder.encode())) for folder in machine)
    return [
        Flaw(code="machine-path", what=folder, line=body.count(b"\n", 0, place) + 1)
        for folder, place in places
        if place >= 0
    ]
