"""The development server: it rebuilds the site at every edit, and the browser reloads it.

`story` runs the server, `watch` waits for edits, `app` answers requests, `files` finds the file for an address, and
`inject` adds to pages what only the development server needs. Nothing here writes a file.
"""

from digest.serve.preview import DEFAULT_PORT, Server, serve

__all__ = ["DEFAULT_PORT", "Server", "serve"]
