"""Requests: the site's files with their additions, and livereload's protocol for the browsers that show them."""

from __future__ import annotations

import json
import logging
import re
import time
from dataclasses import dataclass, field
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler
from tornado import web

from digest.errors import Problem
from digest.serve.files import content_type, find, folder_address, segments
from digest.serve.inject import CSS, SCRIPT, STYLE, inject

_LOCAL: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.ASCII | re.IGNORECASE)
"""Hosts a browser may ask for. Any other name was made to lead here by somebody else (DNS rebinding)."""

_CONNECT: Final = (
    b'this.options.port + "/livereload"',
    b'this.options.port + "/livereload/" + this.options.generation',
)
"""livereload's script connects to a fixed path; the page's generation is added, so that the server sees an old page."""

_EMPTY: Final = "<!doctype html><html lang=en><meta charset=utf-8><title>{0}</title><body><h1>{0}</h1></body></html>"


@dataclass(slots=True)
class State:
    """What the server shows; replaced by each build, on the event loop alone.

    Attributes:
        site: the folder that is served.
        problems: errors of the last build.
        generation: number of the last build. It begins with the clock, so that a restarted server's are new too.
        browsers: connections to tell.
    """

    site: Path
    problems: tuple[Problem, ...] = ()
    generation: int = field(default_factory=lambda: int(time.time() * 1000))
    browsers: set[Any] = field(default_factory=set)

    def built(self, problems: tuple[Problem, ...]) -> None:
        """Take the errors of a build, and have the browsers reload."""
        self.problems = problems
        self.generation += 1
        for browser in tuple(self.browsers):
            browser.reload()


class Files(web.RequestHandler):
    """The site."""

    def initialize(self, state: State) -> None:
        """Take the state."""
        self.state = state

    def prepare(self) -> None:
        """Refuse a foreign host before anything is looked at."""
        if not _LOCAL.fullmatch(self.request.host):
            raise web.HTTPError(403)

    def set_default_headers(self) -> None:
        """Nothing is kept by the browser, nothing is guessed, nothing is handed to another site."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def get(self) -> None:
        """The file an address names, a redirection to its folder, or the site's own page for what is missing."""
        address, site = self.request.path, self.state.site
        parts = segments(address)
        if parts is not None and (folder := folder_address(site, parts, address)):
            self.redirect(folder)
            return
        path = find(site, parts) if parts is not None else None
        body = _read(path)
        if path is None or body is None:
            self._missing()
            return
        self._send(content_type(path), body)

    head = get

    def _missing(self) -> None:
        path = find(self.state.site, ("404.html",))
        self.set_status(404)
        self._send("text/html; charset=utf-8", _read(path) or _EMPTY.format("Not found").encode())

    def _send(self, kind: str, body: bytes) -> None:
        self.set_header("Content-Type", kind)
        if kind.startswith("text/html"):
            problems = tuple(str(problem) for problem in self.state.problems)
            text = body.decode("utf-8", "replace")
            text = inject(text, host=self.request.host, generation=self.state.generation, problems=problems)
            body = text.encode()
        self.write(body)

    def write_error(self, status_code: int, **_: Any) -> None:
        """No traceback in a page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_EMPTY.format(f"{status_code} {self._reason}"))


class Asset(Files):
    """A file of the server's own: livereload's script, or the style of the problems."""

    def initialize(self, state: State, kind: str = "", body: bytes = b"") -> None:
        """Take what is served."""
        self.state = state
        self.kind, self.body = kind, body

    def get(self) -> None:
        """Send it."""
        self._send(self.kind, self.body)

    head = get


class Channel(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """A browser's connection; livereload's handler, with browsers of this server's own instead of the process's."""

    def initialize(self, state: State) -> None:
        """Take the state."""
        self.state = state

    def prepare(self) -> None:
        """Refuse a foreign host."""
        if not _LOCAL.fullmatch(self.request.host):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Only pages of this server may listen."""
        return bool(urlsplit(origin).netloc.lower() == self.request.host.lower())

    def on_message(self, message: str | bytes) -> None:
        """Shake hands; a browser whose page belongs to an earlier build reloads at once."""
        try:
            command = json.loads(message).get("command")
        except (ValueError, AttributeError, RecursionError):
            self.close()
            return
        if command == "hello":
            super().on_message(message)
            self.state.browsers.add(self)
            if self.path_args[0] not in {None, str(self.state.generation)}:
                self.reload()

    def on_close(self) -> None:
        """Forget it."""
        self.state.browsers.discard(self)

    def reload(self) -> None:
        """Tell the browser to load its page again."""
        if self.ws_connection is not None:
            self.send_message({"command": "reload", "path": "*", "liveCSS": False, "liveImg": False})


def application(state: State) -> web.Application:
    """The handlers. Requests are not logged: the command line is the only one that prints."""
    logging.getLogger("tornado.general").addHandler(logging.NullHandler())
    script = package_files("livereload").joinpath("vendors/livereload.js").read_bytes().replace(*_CONNECT)
    own = {"state": state}
    return web.Application(
        [
            (re.escape(SCRIPT), Asset, {**own, "kind": "text/javascript; charset=utf-8", "body": script}),
            (re.escape(STYLE), Asset, {**own, "kind": "text/css; charset=utf-8", "body": CSS.encode()}),
            (r"/livereload(?:/(\d+))?", Channel, own),
            (r".*", Files, own),
        ],
        log_function=lambda _: None,
    )


def _read(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path else None
    except OSError:  # it went while the site was being rebuilt
        return None
