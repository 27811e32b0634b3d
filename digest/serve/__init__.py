"""The development server: it rebuilds the site at every edit, and in its pages one annotates and reviews articles.

- `preview` runs the server, `watch` waits for edits, `project_build` makes the site, `app` answers requests.
- `served_files` finds the file for an address, `page_sources` the article behind a page, `preview_pages` puts both
  together, `reading_page` makes the page of a whole text, and `inject` adds what only the preview has (`preview_bar`).
- `week_review` is the page on which the candidates of a week are reviewed.
- `write_access` says who may write and which files, `write_requests` reads what is asked for and says what became of
  it, and `annotation_requests` makes an edit of it for `digest.review.article_writer`.
"""

from digest.serve.preview import DEFAULT_PORT, Server, serve
from digest.serve.project_build import ProjectBuild

__all__ = ["DEFAULT_PORT", "ProjectBuild", "Server", "serve"]
