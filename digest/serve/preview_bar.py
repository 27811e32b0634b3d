"""What the preview says above a page: that it is a draft, where its file can be edited, where its whole text is."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from digest.serve.page_sources import PageSource
from digest.serve.reading_page import READING


def preview_bar(project: Path, editor: str, source: PageSource, page: str, today: date) -> str:
    """The bar of a page, as HTML.

    Args:
        project: its folder.
        editor: the address that opens a file, as the option `editor` gives it.
        source: the file that the page was made from.
        page: the address of the page.
        today: the day on which articles of a later day are still to come.
    """
    links = [f'<a href="{escape(editor_link(editor, project / source.path, source.line))}">Edit</a>']
    if page.startswith(READING):
        links.append(f'<a href="/{escape(quote(source.permalink))}">As it is published</a>')
    elif source.is_article and not source.is_whole:
        links.append(f'<a href="{READING}{escape(quote(str(source.path)))}">Read and annotate the whole text</a>')
    notice = _notice(source, today)
    banner = f'<p class="digest-banner"><strong>{escape(notice)}</strong></p>' if notice else ""
    attributes = 'id="digest-preview" lang="en" dir="ltr" aria-label="Preview"'
    return f"<aside {attributes}>{banner}<p>{_SEPARATOR.join(links)}</p></aside>"


_SEPARATOR: Final = " · "


def _notice(source: PageSource, today: date) -> str:
    if source.is_draft:
        return "Draft: only this preview shows it."
    if source.is_article and source.day is not None and source.day > today:
        return f"Its day, {source.day.isoformat()}, is still to come."
    return ""


def editor_link(editor: str, file: Path, line: int) -> str:
    """The address that opens a file at a line in an editor.

    Args:
        editor: with `{path}` and, if wished, `{line}`. Within a query the whole path is percent-encoded.
        file: absolute.
        line: 1-based.
    """
    path = file.as_posix()
    in_query = "?" in editor.partition("{path}")[0]
    encoded = quote(path, safe="" if in_query else "/:")
    if editor.partition("{path}")[0].endswith("/"):
        encoded = encoded.removeprefix("/")
    return editor.replace("{path}", encoded).replace("{line}", str(line))
