"""Marks unedited articles as duplicates of others: `duplicate_of` names the one that is kept in front."""

from __future__ import annotations

from pathlib import PurePosixPath

from digest.articles.library import article_slug
from digest.articles.provenance import is_edited, with_duplicate
from digest.cache.store import Store
from digest.classify.same_story import ComparedArticle, duplicates
from digest.convert.existing_articles import ExistingArticle, scan_content
from digest.convert.writing import ContentWriter, write_article
from digest.model.article import Slugs


def mark_duplicates(writer: ContentWriter, store: Store, jobs: int, slugs: Slugs = "new") -> list[PurePosixPath]:
    """Write `duplicate_of` into unedited articles, or take it out, by comparing all of `content/`.

    It is decided over all articles each time, so that it does not matter in which order they came.

    Returns:
        The articles whose mark is new or changed.

    Raises:
        DigestError: one cannot be written.
    """
    files = list(scan_content(writer.project, store, jobs))
    lead_of = duplicates(compared for file in files if (compared := _compared(file)))
    own = {file.path for file in files if slugs == "own" or (slugs == "new" and file.own)}
    marked = []
    for file in files:
        lead = lead_of.get(file.path)
        slug = article_slug(lead, own=lead in own) if lead is not None else None
        if file.seed is None or file.edited or file.duplicate_of == slug:
            continue
        if _mark(writer, file.path, slug) and slug is not None:
            marked.append(file.path)
    return marked


def _compared(file: ExistingArticle) -> ComparedArticle | None:
    """What is compared of a file; None where a person has decided what it duplicates."""
    return None if file.edited and file.duplicate_of else file.compared


def _mark(writer: ContentWriter, path: PurePosixPath, slug: str | None) -> bool:
    text = (writer.project / path).read_bytes().decode("utf-8", "replace")
    return not is_edited(text) and write_article(writer, path, with_duplicate(text, slug), replaces=True)
