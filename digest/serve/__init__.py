"""The development server: the site as it will be, rebuilt at every save and reloaded in the browser.

`story` runs it; `watch` waits for edits, `app` answers requests, `files` finds what an address names, `inject` adds
to pages what only the development server needs. Nothing here writes a file.
"""

from digest.serve.story import DEFAULT_PORT, Server, serve

__all__ = ["DEFAULT_PORT", "Server", "serve"]
