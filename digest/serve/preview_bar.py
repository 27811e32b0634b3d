"""What the preview says above a page: that it is a draft, where its file can be edited, where its whole text is."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from digest.serve.inject import REVIEW
from digest.serve.page_sources import PageSource
from digest.serve.reading_page import READING


def preview_bar(project: Path, editor: str, source: PageSource | None, page: str, today: date) -> str:
    """The bar of a page, as HTML; it has no source where no single file makes it."""
    links, notice = [review_link(source)], ""
    if source is not None:
        links = [*_links(editor_link(editor, project / source.path, source.line), source, page), *links]
        notice = _notice(source, today)
    banner = f'<p class="digest-banner"><strong>{escape(notice)}</strong></p>' if notice else ""
    attributes = 'id="digest-preview" lang="en" dir="ltr" aria-label="Preview"'
    return f"<aside {attributes}>{banner}<p>{_SEPARATOR.join(links)}</p></aside>"


def _links(editing: str, source: PageSource, page: str) -> list[str]:
    """The ways to edit and to read what a page was made from."""
    links = [f'<a href="{escape(editing)}">Edit</a>']
    if page.startswith(READING):
        links.append(f'<a href="/{escape(quote(source.permalink))}">As it is published</a>')
    elif source.is_article and not source.is_whole:
        links.append(f'<a href="{READING}{escape(quote(str(source.path)))}">Read and annotate the whole text</a>')
    return links


def review_link(source: PageSource | None) -> str:
    """The way to the review, at the card of an article if it is a candidate of this week."""
    card = f"#{quote(str(source.path))}" if source and source.is_article else ""
    return f'<a id="digest-to-review" href="{REVIEW}{escape(card)}">Review the week</a>'


_SEPARATOR: Final = " · "


def _notice(source: PageSource, today: date) -> str:
    if source.is_draft:
        return "Draft: only this preview shows it."
    if source.is_article and source.day is not None and source.day > today:
        return f"Its day, {source.day.isoformat()}, is still to come."
    return ""


def editor_link(editor: str, file: Path, line: int) -> str:
    """The address that opens an absolute path at a line, 1-based, in an editor.

    The editor has `{path}` and, if wished, `{line}`; within a query the whole path is percent-encoded.
    """
    path = file.as_posix()
    in_query = "?" in editor.partition("{path}")[0]
    encoded = quote(path, safe="" if in_query else "/:")
    if editor.partition("{path}")[0].endswith("/"):
        encoded = encoded.removeprefix("/")
    return editor.replace("{path}", encoded).replace("{line}", str(line))
