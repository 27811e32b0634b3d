"""Marks the articles that tell a story which another one leads, among those that nobody edited."""

from __future__ import annotations

from pathlib import PurePosixPath

from digest.articles.front_matter import is_edited, with_duplicate
from digest.articles.library import article_slug
from digest.cache.store import Store
from digest.classify.near_duplicates import Telling, duplicates
from digest.convert.shelf import Shelved, look_at_content
from digest.convert.writing import Desk, write_article


def mark_duplicates(desk: Desk, store: Store, jobs: int) -> list[PurePosixPath]:
    """Write `duplicate_of` into unedited articles, or take it out, as all of `content/` together demands.

    It is decided over all articles each time, so that it does not matter in which order they came.

    Returns:
        The articles that are marked now and were not, or not so.

    Raises:
        DigestError: one cannot be written.
    """
    files = list(look_at_content(desk.project, store, jobs))
    lead_of = duplicates(telling for file in files if (telling := _comparable(file)))
    marked = []
    for file in files:
        lead = lead_of.get(file.path)
        slug = article_slug(lead) if lead is not None else None
        if file.seed is None or file.edited or file.duplicate_of == slug:
            continue
        if _mark(desk, file.path, slug) and slug is not None:
            marked.append(file.path)
    return marked


def _comparable(file: Shelved) -> Telling | None:
    """What is compared of a file; nothing of one about which a person has decided."""
    return None if file.edited and file.duplicate_of else file.telling


def _mark(desk: Desk, path: PurePosixPath, slug: str | None) -> bool:
    text = (desk.project / path).read_bytes().decode("utf-8", "replace")
    return not is_edited(text) and write_article(desk, path, with_duplicate(text, slug), anew=True)
