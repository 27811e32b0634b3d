"""Answers requests: the files of the site with what `inject` adds, livereload's protocol, and requests that write."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import secrets
import time
from dataclasses import field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler
from tornado import web

from digest.dataclass import dataclass
from digest.errors import Problem
from digest.serve.annotation_requests import ADDRESS as ANNOTATIONS
from digest.serve.annotation_requests import respond
from digest.serve.inject import REVIEW, REVIEW_SCRIPT, Additions, inject, preview_assets
from digest.serve.preview_pages import PreviewPage, PreviewPages, same_content
from digest.serve.reading_page import READING
from digest.serve.served_files import content_type, find, folder_address, segments
from digest.serve.week_review import ADDRESS as DECISIONS
from digest.serve.week_review import WeekReviews
from digest.serve.write_access import new_token
from digest.serve.write_requests import WriteRequests
from digest.theme.theme_files import ASSETS

_LOCAL: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.ASCII | re.IGNORECASE)
"""Hosts that a browser may ask for. Another name that leads here is an attack (DNS rebinding)."""

_FOR_GOOD: Final = "private, max-age=31536000, immutable"
"""For files whose names change with their bytes, so that a page that is loaded again need not wait for them."""

_EMPTY: Final = "<!doctype html><html lang=en><meta charset=utf-8><title>{0}</title><body><h1>{0}</h1></body></html>"


@dataclass(slots=True)
class State:
    """What the server shows. It is changed after each build, only on the event loop.

    Attributes:
        site: the folder that is served.
        pages: its pages, with their sources.
        port: of the server.
        token: without which nothing is written in this run.
        built_from: when the last build that made the site began, in nanoseconds since 1970.
        problems: errors of the last build.
        generation: number of the last build. The first is the time in milliseconds, so that a restarted server
            never uses one again.
        browsers: connections of the browsers that reload after a build.
    """

    site: Path
    pages: PreviewPages
    port: int
    token: str = field(default_factory=new_token)
    built_from: int = 0
    problems: tuple[Problem, ...] = ()
    generation: int = field(default_factory=lambda: int(time.time() * 1000))
    browsers: set[Any] = field(default_factory=set)

    def built(self, problems: tuple[Problem, ...], built_from: int | None = None) -> None:
        """Store the errors of a build, and make the browsers whose page has changed reload.

        Args:
            problems: its errors.
            built_from: when it began; None if it made no site.
        """
        self.problems = problems
        self.generation += 1
        if built_from is not None:
            self.built_from = built_from
        for browser in tuple(self.browsers):
            browser.update()

    def page(self, name: str) -> PreviewPage | None:
        """A page as it is now, by its file relative to the site."""
        return self.pages.page(name, self.problems, self.built_from)


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
        """Browsers store nothing but the theme's assets, guess no types, and give nothing to pages of other sites."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Frame-Options", "DENY")  # no other site shows a page and makes people click in it

    def get(self) -> None:
        """Send the file for an address, an article's whole text, a redirection to a folder, or the page for none."""
        address, site = self.request.path, self.state.site
        parts = segments(address)
        if parts is not None and (folder := folder_address(site, parts, address)):
            self.redirect(folder)
            return
        path = find(site, parts) if parts is not None else None
        body = _read(path)
        if path is not None and body is not None and path.suffix != ".html":
            self.set_header("Content-Type", content_type(path))
            if address.startswith(f"/{ASSETS}"):
                self.set_header("Cache-Control", _FOR_GOOD)
            self.write(body)
            return
        page_file = () if address.startswith(READING) else ("index.html",)
        name = path.relative_to(site.resolve()).as_posix() if path else "/".join((*(parts or ()), *page_file))
        self._send_page(name, self.state.page(name) if parts is not None else None)

    head = get

    def _send_page(self, name: str, page: PreviewPage | None) -> None:
        """Send a page, or the site's page for a wrong address if there is none."""
        if page is None:
            self.set_status(404)
            body = _read(find(self.state.site, ("404.html",))) or _EMPTY.format("Not found").encode()
            page = PreviewPage(html=body.decode("utf-8", "replace"), version="", styles=())
        # A script on a page could ask for another page to read its token there; only what a person opens has one.
        is_opened = self.request.headers.get("Sec-Fetch-Dest", "document") == "document"
        additions = Additions(
            host=self.request.host,
            generation=self.state.generation,
            nonce=secrets.token_urlsafe(16),
            problems=() if page.shows_problems else tuple(str(problem) for problem in self.state.problems),
            page=name,
            version=page.version,
            bar=page.bar,
            writing={**page.writing, "token": self.state.token} if page.writing and is_opened else {},
            script=page.script,
        )
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.write(inject(page.html, additions))

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
        self.set_header("Content-Type", self.kind)
        self.write(self.body)

    head = get


class Review(Files):
    """Sends the page on which the candidates of a week are reviewed."""

    def initialize(self, state: State, reviews: WeekReviews | None = None) -> None:
        """Take the reviews."""
        self.state = state
        self.reviews = reviews

    async def get(self, label: str | None = None) -> None:  # type: ignore[override]
        """Send the page of a week. It is made in a thread: all articles may have to be read for it."""
        if self.reviews is not None:
            week, html = await asyncio.to_thread(self.reviews.page, label or "")
            self.set_status(HTTPStatus.OK if week else HTTPStatus.NOT_FOUND)
            writing = {"week": str(week), "address": DECISIONS} if week else {}
            page = PreviewPage(
                html=html, version="", styles=(), writing=writing, script=REVIEW_SCRIPT, shows_problems=True
            )
            self._send_page(self.request.path, page)

    head = get  # type: ignore[assignment]


class Channel(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """A connection of a browser. livereload's own handler has one list of browsers for the whole process."""

    def initialize(self, state: State) -> None:
        """Take the state."""
        self.state = state
        self._page = self.get_query_argument("page", "")
        version = self.get_query_argument("version", "")
        self._version = version if version.startswith("v") else ""

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
            if self._version:
                self.update()
            elif self.path_args[0] not in {None, str(self.state.generation)}:
                self.reload()

    def on_close(self) -> None:
        """Remove the connection."""
        self.state.browsers.discard(self)

    def update(self) -> None:
        """Make the browser show its page as it is now, if that is another: all of it, or its style sheets alone."""
        page = self.state.page(self._page) if self._version else None
        if page is None or not same_content(page.version, self._version):
            self.reload()
        elif page.version != self._version and self.ws_connection is not None:
            self._version = page.version
            styles = json.dumps(page.styles)
            self.send_message({"command": "reload", "path": "digest-styles", "originalPath": styles, "liveCSS": True})

    def reload(self) -> None:
        """Tell the browser to load its page again."""
        if self.ws_connection is not None:
            self.send_message({"command": "reload", "path": "*", "liveCSS": False, "liveImg": False})


def application(state: State) -> web.Application:
    """The handlers for all addresses. Requests are not logged: only the command line prints."""
    logging.getLogger("tornado.general").addHandler(logging.NullHandler())
    pages, arguments = state.pages, {"state": state}
    reviews = WeekReviews(pages.project, pages.writer, pages.config, lambda: state.problems, pages.today)
    writing = {"token": state.token, "port": state.port}
    return web.Application(
        [
            *(
                (re.escape(address), Asset, {**arguments, "kind": kind, "body": body})
                for address, kind, body in preview_assets()
            ),
            (ANNOTATIONS, WriteRequests, {**writing, "respond": partial(respond, pages.writer)}),
            (DECISIONS, WriteRequests, {**writing, "respond": reviews.respond}),
            (rf"{REVIEW}(?:/([^/]*))?/?", Review, {**arguments, "reviews": reviews}),
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
