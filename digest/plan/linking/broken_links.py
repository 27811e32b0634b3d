"""The links and images of texts that lead nowhere, each with what to do about it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from digest.articles.kinds import FOLDER
from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.markdown.image_names import ATTACHMENTS, SHOWN
from digest.model.card import Record
from digest.model.rendering import Reference
from digest.model.slug import FORBIDDEN, is_portable
from digest.plan.linking.references import target_of
from digest.plan.routes import permalink, route_of

_OWN_FOLDERS: Final = ("assets/", "media/")
"""Folders of the site for files whose names change with their bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What links may lead to.

    Attributes:
        files: of `content/` that are published.
        others: all other files of `content/`.
        unusable: those of which a problem of their own says why they are not published.
        addresses: permalinks of pages and paths of other files of the site; None if they are not known.
        anchors: the ids of the elements of texts, by file; a text that is not among them is not looked into.
    """

    files: Container[str]
    others: Container[PurePosixPath] = ()
    unusable: Container[PurePosixPath] = ()
    addresses: Container[str] | None = None
    anchors: Mapping[str, str | None]


def broken_links(record: Record, published: Published) -> Iterator[Problem]:
    """The references of a text that lead to no file, page or place that is published."""
    for reference in record.references:
        path = target_of(record, reference)
        if path is not None and (str(path) in published.files or path == record.path):  # itself, when it is published
            if not _has_place(reference, published.anchors.get(str(path))):
                yield _no_place(record, reference, path)
        elif path is not None and path in published.unusable:
            continue
        elif not (reference.target.startswith("/") and _is_address(reference.target[1:], published.addresses)):
            yield _nowhere(record, reference, path, published)


def _has_place(reference: Reference, anchors: str | None) -> bool:
    """Whether a text has the element that a link names; every page has a top."""
    if anchors is None or reference.fragment in ("", "top"):
        return True
    ids = anchors.split()
    return reference.fragment in ids or f"h-{reference.fragment}".lower() in ids


def _is_address(target: str, addresses: Container[str] | None) -> bool:
    link = unquote(target)
    return (
        addresses is None
        or link.startswith(_OWN_FOLDERS)
        or link in addresses
        or permalink(route_of(link)) in addresses
        or f"{link}/" in addresses
        or link.removesuffix("index.html") in addresses
    )


def _no_place(record: Record, reference: Reference, path: PurePosixPath) -> Problem:
    where = "this text" if path == record.path else str(path)
    kind = "block" if reference.place.startswith("^") else "heading"
    return Problem(
        message=f'the link "{reference.target}#{reference.place}" leads to a {kind} that is not in {where}',
        location=_location(record, reference),
        hint=f"write the {kind} as it stands there, or take the part from # on out",
        severity="warning",
        code="dead-block" if kind == "block" else "dead-heading",
    )


def _nowhere(record: Record, reference: Reference, path: PurePosixPath | None, published: Published) -> Problem:
    kind = "image" if reference.image else "link"
    return Problem(
        message=f'the {kind} "{reference.target}" leads to nothing that is published',
        location=_location(record, reference),
        hint=_hint(reference, path, published),
        code="dead-image" if reference.image else "dead-wikilink" if reference.wiki else "dead-link",
    )


def _hint(reference: Reference, path: PurePosixPath | None, published: Published) -> str:
    if path is not None and not is_portable(path.name) and (reference.image or path in published.others):
        return f"rename it: not every system takes that name (none of {FORBIDDEN} may stand in it)"
    if path is not None and path in published.others:
        kinds = ", ".join(sorted(ending[1:] for ending in SHOWN | ATTACHMENTS))
        return f"files of its kind are not published; those that are end in {kinds}"
    if reference.target.startswith("/"):
        return f"name a page of the site by its address, or a file below {FOLDER}/"
    return reference.hint or f"name a file of {FOLDER}/, relative to this one"


def _location(record: Record, reference: Reference) -> Location:
    return Location(
        path=record.path,
        line=record.body_line + reference.line - 1,
        column=reference.column or None,
        length=max(1, len(reference.target)),
    )
