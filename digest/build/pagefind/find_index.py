"""The index of a site: the one that is kept for its articles as they are, or one made now."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from digest.build.contents import StoredTexts
from digest.build.pagefind.kept_indexes import KEPT, IndexFile, forget, keep, kept_files
from digest.build.pagefind.run_pagefind import PagefindError, run_pagefind
from digest.build.run import Run, pagefind_version
from digest.cache.program_fingerprint import program_fingerprint
from digest.config import FILE, option_location
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.card import Record
from digest.model.fingerprint import key_of
from digest.model.words import Words
from digest.plan.kinds.search_page import SearchPage
from digest.plan.pages import PageInputs
from digest.plan.search.full_text_pages import FullTextPages, full_text_pages

_OURS: Final = "until then digest's own index answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """The pages of a site, with the index where there is one.

    Attributes:
        pages: that of the search asks the index.
        files: of the index; none where it is not asked for, or could not be made.
        problem: why it could not be made.
    """

    pages: tuple[PageInputs, ...]
    files: tuple[IndexFile, ...] = ()
    problem: Problem | None = None


def with_index(
    run: Run, pages: tuple[PageInputs, ...], records: Iterable[Record], words: Words, *, make: bool
) -> Indexed:
    """The pages of a site with the index of its articles, if `digest.yml` asks for it.

    Args:
        run: this one.
        pages: of the site.
        records: of its articles.
        words: of the interface.
        make: whether an index that is not kept is made.
    """
    search = next((page for page in pages if isinstance(page, SearchPage)), None)
    if run.config.search != "pagefind" or search is None or not search.contents.articles:
        return Indexed(pages=pages)
    if not pagefind_version():
        hint = f'pip install "research-digest[search]", or write search: plain; {_OURS}'
        problem = _problem(run, "search: pagefind needs Pagefind, which is not installed", hint)
        return Indexed(pages=pages, problem=problem)
    try:
        files = _files(run, full_text_pages(search.contents, records), words, make=make)
    except (OSError, PagefindError) as error:
        why = error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error)
        hint = f"run it again, or write search: plain; {_OURS}"
        return Indexed(pages=pages, problem=_problem(run, f"Pagefind made no index of the search: {why}", hint))
    asked = replace(search, pagefind=bool(files))
    return Indexed(pages=tuple([asked if page is search else page for page in pages]), files=files)


def _files(run: Run, pages: FullTextPages, words: Words, *, make: bool) -> tuple[IndexFile, ...]:
    folder = KEPT / key_of([pages.key, pagefind_version(), program_fingerprint()])
    files = kept_files(run.project, folder)
    if files is None and make:
        _make(run, pages, words, folder)
        files = kept_files(run.project, folder)
    return tuple(files or ())


def _make(run: Run, pages: FullTextPages, words: Words, folder: Path) -> None:
    """Make an index and keep it.

    Raises:
        PagefindError, OSError: it was not made, or there is no room for it.
    """
    texts = StoredTexts(run.project, run.config, words, run.store)
    (run.project / KEPT).mkdir(parents=True, exist_ok=True)
    # Beside the indexes that are kept: what a killed run leaves there is removed with those that nobody uses.
    with TemporaryDirectory(dir=run.project / KEPT, prefix="new-") as made:
        source = Path(made, "pages")
        source.mkdir()
        for at, page in enumerate(pages):
            (source / f"{at:06}.html").write_bytes(page.html(texts).encode("utf-8", "replace"))
        run_pagefind(Path(made), run.config.language)
        if not keep(Path(made, "index"), Path(made, "kept"), run.project / folder):
            message = "it wrote no pagefind.js"
            raise PagefindError(message)
    forget(run.project / KEPT)


def _problem(run: Run, message: str, hint: str) -> Problem:
    text = ""
    with suppress(OSError, ValueError):
        text = (run.project / FILE).read_text("utf-8-sig")
    return Problem(
        message=message, location=option_location(text, "search"), hint=hint, severity="warning", code="pagefind"
    )
