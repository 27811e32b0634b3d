"""Answers requests: the files of the site, with what `inject` adds, and livereload's protocol."""

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
from digest.serve.inject import CSS, SCRIPT, STYLE, inject
from digest.serve.served_files import content_type, find, folder_address, segments

_LOCAL: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.ASCII | re.IGNORECASE)
"""Hosts that a browser may ask for. Another name that leads here is an attack (DNS rebinding)."""

_CONNECT: Final = (
    b'this.options.port + "/livereload"',
    b'this.options.port + "/livereload/" + this.options.generation',
)
"""livereload's script connects to a fixed path. The page's generation is added: the server knows an old page by it."""

_EMPTY: Final = "<!doctype html><html lang=en><meta charset=utf-8><title>{0}</title><body><h1>{0}</h1></body></html>"


@dataclass(slots=True)
class State:
    """What the server shows. It is changed after each build, only on the event loop.

    Attributes:
        site: the folder that is served.
        problems: errors of the last build.
        generation: number of the last build. The first is the time in milliseconds, so that a restarted server
            never uses one again.
        browsers: connections of the browsers that reload after a build.
    """

    site: Path
    problems: tuple[Problem, ...] = ()
    generation: int = field(default_factory=lambda: int(time.time() * 1000))
    browsers: set[Any] = field(default_factory=set)

    def built(self, problems: tuple[Problem, ...]) -> None:
        """Store the errors of a build, and make the browsers reload."""
        self.problems = problems
        self.generation += 1
        for browser in tuple(self.browsers):
            browser.reload()


class Files(web.RequestHandler):
    """Sends the files of the site."""

    def initialize(self, state: State) -> None:
        """Take the state."""
        self.state = state

    def prepare(self) -> None:
        """Refuse requests for another host, before anything else."""
        if not _LOCAL.fullmatch(self.request.host):
            raise web.HTTPError(403)

    def set_default_headers(self) -> None:
        """Browsers store nothing, guess no types, and give nothing to pages of other sites."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def get(self) -> None:
        """Send the file for an address, a redirection to its folder, or the site's page for a wrong address."""
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
        """Send the status alone, without a traceback."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_EMPTY.format(f"{status_code} {self._reason}"))


class Asset(Files):
    """Sends a file of the server itself: livereload's script, or the style sheet of the problems."""

    def initialize(self, state: State, kind: str = "", body: bytes = b"") -> None:
        """Take the file's type and bytes."""
        self.state = state
        self.kind, self.body = kind, body

    def get(self) -> None:
        """Send it."""
        self._send(self.kind, self.body)

    head = get


class Channel(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """A connection of a browser. livereload's own handler has one list of browsers for the whole process."""

    def initialize(self, state: State) -> None:
        """Take the state."""
        self.state = state

    def prepare(self) -> None:
        """Refuse requests for another host."""
        if not _LOCAL.fullmatch(self.request.host):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Only pages of this server may connect."""
        return bool(urlsplit(origin).netloc.lower() == self.request.host.lower())

    def on_message(self, message: str | bytes) -> None:
        """Answer a browser's `hello`; one whose page is of an earlier build reloads at once."""
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
        """Remove the connection."""
        self.state.browsers.discard(self)

    def reload(self) -> None:
        """Tell the browser to load its page again."""
        if self.ws_connection is not None:
            self.send_message({"command": "reload", "path": "*", "liveCSS": False, "liveImg": False})


def application(state: State) -> web.Application:
    """The handlers for all addresses. Requests are not logged: only the command line prints."""
    logging.getLogger("tornado.general").addHandler(logging.NullHandler())
    script = package_files("livereload").joinpath("vendors/livereload.js").read_bytes().replace(*_CONNECT)
    arguments = {"state": state}
    return web.Application(
        [
            (re.escape(SCRIPT), Asset, {**arguments, "kind": "text/javascript; charset=utf-8", "body": script}),
            (re.escape(STYLE), Asset, {**arguments, "kind": "text/css; charset=utf-8", "body": CSS.encode()}),
            (r"/livereload(?:/(\d+))?", Channel, arguments),
            (r".*", Files, arguments),
        ],
        log_function=lambda _: None,
    )


def _read(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path else None
    except OSError:  # it was removed while the site was being rebuilt
        return None
