"""The story of `digest serve`: build, serve, wait for an edit, build again, reload."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from tornado.httpserver import HTTPServer

from digest.build import Extent
from digest.errors import DigestError, Problem, ProblemsError, UsageError
from digest.serve.app import State, application
from digest.serve.inject import REVIEW
from digest.serve.preview_pages import PreviewPages
from digest.serve.project_build import ProjectBuild
from digest.serve.watch import Changes, watch
from digest.serve.write_access import LARGEST_REQUEST
from digest.stated_day import stated_day

ADDRESS: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8000
_TRIES: Final = 20
"""How many ports after the default one are tried."""


_RELOADING: Final = 0.1
"""Seconds for browsers to load the page that is shown first, before the rest of a build takes the processor."""


def serve(
    project: Path,
    site: Path,
    build: ProjectBuild,
    *,
    port: int = DEFAULT_PORT,
    open_browser: bool = False,
    on_event: Callable[[str], None],
    today: Callable[[], date] = stated_day,
) -> None:
    """Serve a site to this machine alone and rebuild it at every edit, until Ctrl-C or SIGTERM.

    Args:
        project: the folder whose sources, content, themes and options are watched.
        site: the folder that is served.
        build: makes the site; it is called in a thread, never twice at once.
        port: to listen on. If the default one is taken, the next free one is used; 0 takes any free one.
        open_browser: show the site once it is built.
        on_event: called with a line of text for each thing that happens.
        today: gives the day, for this week's review and for articles that are still to come.

    Raises:
        DigestError: the port is taken, or files cannot be watched.
    """
    server = Server(project, site, build, port=port, on_event=on_event, today=today)
    asyncio.run(_until_stopped(server, open_browser=open_browser))


async def _until_stopped(server: Server, *, open_browser: bool) -> None:
    stop = asyncio.Event()
    with _signals(asyncio.get_running_loop(), stop):
        running = asyncio.create_task(server.run(lambda: open_browser and webbrowser.open(server.url)))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([running, stopping], return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        running.cancel()
        await asyncio.wait([running])
        stopping.cancel()


class Server:
    """The development server; `url` says where it is."""

    def __init__(
        self,
        project: Path,
        site: Path,
        build: ProjectBuild,
        *,
        port: int,
        on_event: Callable[[str], None],
        today: Callable[[], date] = stated_day,
    ) -> None:
        self._project = project.resolve()
        self._build = build
        self._on_event = on_event
        self._socket = _bind(port)
        self.port: int = self._socket.getsockname()[1]
        self.state = State(site, PreviewPages(site, self._project, today), self.port)
        self.url = f"http://{ADDRESS}:{self.port}/"

    async def run(self, ready: Callable[[], object] = lambda: None) -> None:
        """Serve until cancelled; call `ready` after the first build."""
        http = HTTPServer(application(self.state), max_body_size=LARGEST_REQUEST)
        http.add_socket(self._socket)
        changes = Changes()
        tasks = [
            asyncio.create_task(
                watch(self._project, changes)
            ),  # begins before the first build, so that no edit is missed
            asyncio.create_task(self._rebuild(changes, ready)),
        ]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                if task.done():
                    task.result()
        finally:
            for task in tasks:
                task.cancel()
            http.stop()
            await http.close_all_connections()

    async def _rebuild(self, changes: Changes, ready: Callable[[], object]) -> None:
        await self._build_once(frozenset())
        self._on_event(f"serving {self.url}  (Ctrl+C ends it)")
        self._on_event(f"the week's articles, to review: {self.url.rstrip('/')}{REVIEW}")
        ready()
        while True:
            await self._build_once(await changes.take())  # an edit during the build leads to another one

    async def _build_once(self, changed: frozenset[PurePosixPath]) -> None:
        began, began_at = time.monotonic(), time.time_ns()
        extent = await asyncio.to_thread(self._pages, changed)
        if extent != "nothing":
            self.state.built(self.state.problems, began_at)
        if extent == "own pages" and self.state.browsers:
            await asyncio.sleep(_RELOADING)
        if extent == "everything":
            self._on_event(f"built in {time.monotonic() - began:.2f} s")
            return
        began_at = time.time_ns()
        problems, has_site = await asyncio.to_thread(self._problems, changed)
        for problem in problems:
            self._on_event(str(problem))
        errors = tuple(problem for problem in problems if problem.severity == "error")
        self.state.built(errors, began_at if has_site else None)
        duration = f"{time.monotonic() - began:.2f} s"
        self._on_event(
            f"{len(errors)} to mend, shown in the browser ({duration})" if errors else f"built in {duration}"
        )

    def _pages(self, changed: frozenset[PurePosixPath]) -> Extent:
        """What could be made without the whole site."""
        try:
            return self._build.pages(changed) if changed else "nothing"
        except DigestError:  # the whole build tells it, if it is one
            return "nothing"

    def _problems(self, changed: frozenset[PurePosixPath]) -> tuple[tuple[Problem, ...], bool]:
        """The problems of a build, and whether it made the site."""
        try:
            return self._build.whole(changed), True
        except ProblemsError as error:
            return error.problems, False
        except DigestError as error:
            return (Problem(message=str(error)),), False


def _bind(port: int) -> socket.socket:
    candidates = range(port, port + 1 + (_TRIES if port == DEFAULT_PORT else 0))
    for candidate in candidates:
        try:
            return _listener(candidate)
        except OverflowError:
            raise UsageError(f"there is no port {port}\n  choose one from 1024 to 65535 with --port") from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                continue
            reason = error.strerror or error
            raise DigestError(f"port {port} cannot be used: {reason}\n  choose another with --port") from None
    taken = f"port {port} is" if len(candidates) == 1 else f"ports {port} to {candidates[-1]} are"
    raise DigestError(f"{taken} taken by another program\n  stop it, or choose another with --port")


def _listener(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if (
            os.name == "posix"
        ):  # lets a server that restarts have its port at once; on Windows it would share a port that is in use
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((ADDRESS, port))
        listener.listen(128)
        listener.setblocking(False)
    except BaseException:
        listener.close()
        raise
    return listener


@contextmanager
def _signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM stop the server. A second signal ends the process, in case a build hangs."""

    def request_stop(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        loop.call_soon_threadsafe(stop.set)

    if threading.current_thread() is not threading.main_thread():
        yield  # Python lets only the main thread set signal handlers
        return
    previous = {number: signal.signal(number, request_stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
