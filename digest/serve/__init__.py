"""The development server: it rebuilds the site at every edit, the browser reloads it, and pages can be annotated.

- `preview` runs the server, `watch` waits for edits, `app` answers requests.
- `served_files` finds the file for an address, `page_sources` the article behind a page, `preview_pages` puts both
  together, `reading_page` makes the page of a whole text, and `inject` adds what only the preview has (`preview_bar`).
- `write_access` says who may write and which files, `write_requests` reads what is asked for, `annotation_requests`
  makes an edit of it for `digest.review.article_writer`, and `write_answers` says what became of it.
"""

from digest.serve.preview import DEFAULT_PORT, Server, serve

__all__ = ["DEFAULT_PORT", "Server", "serve"]
