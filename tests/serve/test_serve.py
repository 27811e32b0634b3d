"""The development server as a browser meets it."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from preview import WholeBuild
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

from digest.errors import DigestError, Location, Problem, UsageError
from digest.serve import Server
from digest.serve.preview import DEFAULT_PORT

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'"
PAGE = f"""<!doctype html><html><head>
<meta http-equiv="Content-Security-Policy" content="{POLICY.replace("'", "&#39;")}"></head><body><p>Hello</p></body></html>"""
PATIENCE = 30  # seconds: a deadline for slow machines; nothing waits for so long


class Project:
    """A project whose build copies `content/page.html`, and reports a problem where that says BROKEN."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.builds = 0
        self.seen: set[int] = set()  # how many files themes/ held, at each build
        self.events: list[str] = []
        for name in ("site/week", "site/assets", "content", ".digest"):
            (folder / name).mkdir(parents=True)
        self.source = folder / "content/page.html"
        self.source.write_text(PAGE)
        (folder / "site/404.html").write_text("<body>Lost</body>")
        (folder / "site/week/index.html").write_text("<body>Week</body>")
        (folder / "site/about.html").write_text("<body>About</body>")
        (folder / "site/feed.xml").write_text("<feed/>")
        (folder / "site/font.woff2").write_bytes(b"wOF2")
        (folder / "site/assets/paper.70bf9503.css").write_text("")
        (folder / "site/.secret").write_text("secret")
        (folder / ".digest/secret").write_text("secret")
        (folder / "secret.html").write_text("secret")

    def build(self) -> tuple[Problem, ...]:
        self.builds += 1
        self.seen.add(len(list(self.folder.glob("themes/*"))))
        text = self.source.read_text()
        if "BROKEN" in text:
            place = Location(path=self.source.relative_to(self.folder), line=3)  # type: ignore[arg-type]
            return (Problem(message="<script>alert(1)</script>", location=place),)
        (self.folder / "site/index.html").write_text(text)
        return ()

    def run(self, visit: Callable[["Visitor"], Awaitable[None]]) -> None:
        asyncio.run(asyncio.wait_for(self._run(visit), PATIENCE))

    async def _run(self, visit: Callable[["Visitor"], Awaitable[None]]) -> None:
        server = Server(self.folder, self.folder / "site", WholeBuild(self.build), port=0, on_event=self.events.append)
        visitor = Visitor(server)
        ready = asyncio.Event()
        running = asyncio.create_task(server.run(ready.set))
        try:
            await ready.wait()
            await visit(visitor)
        finally:
            for connection in visitor.connections:
                connection.close()
            running.cancel()
            await asyncio.wait([running])


class Visitor:
    def __init__(self, server: Server) -> None:
        self.server = server
        self.connections: list[WebSocketClientConnection] = []

    async def get(self, address: str, *, host: str = "", method: str = "GET") -> HTTPResponse:
        request = HTTPRequest(
            self.server.url + address, method=method, follow_redirects=False, headers={"Host": host} if host else None
        )
        return await AsyncHTTPClient().fetch(request, raise_error=False)

    async def text(self, address: str = "") -> str:
        return (await self.get(address)).body.decode()

    async def connect(self, generation: int | None = None) -> WebSocketClientConnection:
        number = self.server.state.generation if generation is None else generation
        connection = await websocket_connect(f"ws://127.0.0.1:{self.server.port}/livereload/{number}")
        self.connections.append(connection)
        await connection.write_message(json.dumps({"command": "hello"}))
        assert (await message(connection))["command"] == "hello"
        return connection


async def message(connection: WebSocketClientConnection) -> dict[str, Any]:
    text = await connection.read_message()
    assert text is not None
    return dict(json.loads(text))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_page_gets_the_script_and_a_relaxed_policy_while_its_file_stays(project: Project) -> None:
    """What the server adds is in the response alone."""

    async def visit(visitor: Visitor) -> None:
        text = await visitor.text()
        address = f"/livereload.js?generation={visitor.server.state.generation}&amp;"
        (nonce,) = re.findall(rf'<script nonce="([^"]+)" src="{re.escape(address)}', text)
        assert text.index("livereload.js") < text.index("</body>")
        assert f"connect-src ws://127.0.0.1:{visitor.server.port}" in text
        assert f"script-src &#x27;nonce-{nonce}&#x27;;" in text
        assert nonce not in await visitor.text()  # each response has its own
        assert "default-src &#x27;none&#x27;" in text
        assert (await visitor.get("livereload.js")).headers["Content-Type"].startswith("text/javascript")

    project.run(visit)
    assert (project.folder / "site/index.html").read_text() == PAGE


def test_addresses_lead_where_github_pages_leads_them(project: Project) -> None:
    """Pretty addresses, redirection to a folder's slash, the site's 404 page with status 404, right types."""

    async def visit(visitor: Visitor) -> None:
        assert "About" in await visitor.text("about")
        assert "Week" in await visitor.text("week/")
        redirection = await visitor.get("week")
        assert (redirection.code, redirection.headers["Location"]) == (302, "/week/")
        assert (await visitor.get("/week")).headers["Location"] == "/week/"
        missing = await visitor.get("nowhere/at/all")
        assert (missing.code, b"Lost" in missing.body) == (404, True)
        assert (await visitor.get("feed.xml")).headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        font = await visitor.get("font.woff2")
        assert (font.headers["Content-Type"], font.headers["Cache-Control"]) == ("font/woff2", "no-store")
        style = await visitor.get("assets/paper.70bf9503.css")  # its name changes with its bytes
        assert style.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        head = await visitor.get("about", method="HEAD")
        assert (head.code, head.body) == (200, b"")

    project.run(visit)


@pytest.mark.parametrize(
    "address",
    [
        "../secret.html", "%2e%2e/secret.html", "..%2fsecret.html", "week/../../secret.html", "%2e%2e%5csecret.html",
        ".secret", "%2esecret", ".digest/secret", "../.digest/secret", "link.html", "linked/secret", "%00", "a" * 5000,
    ],
)  # fmt: skip
def test_nothing_outside_the_site_and_nothing_hidden_is_served(project: Project, address: str) -> None:
    """Promise 18, for upward paths in every spelling, hidden files, links that leave the site, impossible names."""
    (project.folder / "site/link.html").symlink_to(project.folder / "secret.html")
    (project.folder / "site/linked").symlink_to(project.folder / ".digest")

    async def visit(visitor: Visitor) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", visitor.server.port)
        writer.write(f"GET /{address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        assert answer.startswith(b"HTTP/1.1 404 ")
        assert b"secret" not in answer.partition(b"\r\n\r\n")[2]

    project.run(visit)


@pytest.mark.parametrize(("host", "code"), [("evil.example", 403), ("localhost.evil.example:8000", 403), ("", 200),
                                            ("localhost:8000", 200), ("[::1]:8000", 200)])  # fmt: skip
def test_a_foreign_host_is_refused(project: Project, host: str, code: int) -> None:
    """A name made to lead here by somebody else reads nothing (DNS rebinding)."""

    async def visit(visitor: Visitor) -> None:
        assert (await visitor.get("", host=host)).code == code
        assert (await visitor.get("livereload.js", host=host)).code == code

    project.run(visit)


def test_a_page_of_another_site_cannot_listen(project: Project) -> None:
    """The connection is refused to any origin but the server's own."""

    async def visit(visitor: Visitor) -> None:
        address = f"ws://127.0.0.1:{visitor.server.port}/livereload/1"
        with pytest.raises(Exception, match="403"):
            await websocket_connect(HTTPRequest(address, headers={"Origin": "http://evil.example"}))

    project.run(visit)


def test_an_edit_rebuilds_and_the_browser_is_told(project: Project) -> None:
    """From save to reload without polling; the new text is there when the message comes."""

    async def visit(visitor: Visitor) -> None:
        connection = await visitor.connect()
        project.source.write_text(PAGE.replace("Hello", "Changed"))
        assert (await message(connection))["command"] == "reload"
        assert "Changed" in await visitor.text()

    project.run(visit)


def test_a_folder_that_appears_later_is_watched(project: Project) -> None:
    """`seeds/` and `themes/` may be made while the server runs."""

    async def visit(visitor: Visitor) -> None:
        themes = project.folder / "themes"
        themes.mkdir()
        while len(project.seen) < 4:  # the new watcher stands a moment later; until then an edit is not seen
            (themes / f"{len(list(themes.iterdir()))}.html").write_text("x")
            await asyncio.sleep(0.1)

    project.run(visit)


def test_digest_yml_replaced_by_an_editor_rebuilds(project: Project) -> None:
    """Editors write another file and rename it."""

    async def visit(visitor: Visitor) -> None:
        for text in ("title: A", "title: B"):
            connection = await visitor.connect()
            (project.folder / "digest.yml.tmp").write_text(text)
            (project.folder / "digest.yml.tmp").replace(project.folder / "digest.yml")
            assert (await message(connection))["command"] == "reload"

    project.run(visit)


def test_a_browser_that_comes_with_an_older_page_reloads_at_once(project: Project) -> None:
    """A build that ends between a page and its connection is not missed."""

    async def visit(visitor: Visitor) -> None:
        connection = await visitor.connect(visitor.server.state.generation - 1)
        assert (await message(connection))["command"] == "reload"
        assert '"/livereload" + "/" + this.options.generation' in await visitor.text("livereload.js")

    project.run(visit)


def test_a_problem_is_shown_over_the_last_good_site_until_it_is_mended(project: Project) -> None:
    """The problem's place and words stand in the page as text; mending removes it."""

    async def visit(visitor: Visitor) -> None:
        connection = await visitor.connect()
        project.source.write_text("BROKEN")
        await message(connection)
        text = await visitor.text()
        assert "Hello" in text
        assert "content/page.html:3" in text
        assert "&lt;script&gt;alert(1)" in text
        assert "<script>alert" not in text
        assert "digest-problems" in await visitor.text("nowhere")
        assert "#digest-problems" in await visitor.text("digest-problems.css")
        project.source.write_text(PAGE.replace("Hello", "Mended"))
        await message(connection)
        text = await visitor.text()
        assert "Mended" in text
        assert "digest-problems" not in text

    project.run(visit)
    assert any("1 to mend" in event for event in project.events)


def test_an_error_that_stops_the_build_is_a_problem_too(project: Project) -> None:
    """The server stays when the build raises DigestError."""

    def build() -> tuple[Problem, ...]:
        raise DigestError("another digest is at work")

    project.build = build  # type: ignore[method-assign]

    async def visit(visitor: Visitor) -> None:
        assert "another digest is at work" in await visitor.text("about")

    project.run(visit)


def test_a_build_that_writes_content_settles(project: Project) -> None:
    """Converting writes content/, which is an edit: one more build sees nothing new, and there is no third."""
    built = project.build
    (project.folder / "seeds").mkdir()

    def converting() -> tuple[Problem, ...]:
        target = project.folder / "content/converted.md"
        seed = project.folder / "seeds/a.txt"
        if seed.exists() and not target.exists():
            target.write_text("converted")
        return built()

    project.build = converting  # type: ignore[method-assign]

    async def visit(visitor: Visitor) -> None:
        connection = await visitor.connect()
        (project.folder / "seeds/a.txt").write_text("seed")
        await message(connection)
        before = project.builds
        marker = project.folder / "content/marker.md"
        marker.write_text("x")  # an edit of its own ends the waiting
        await message(connection)
        assert project.builds <= before + 2

    project.run(visit)


def test_an_edit_during_a_build_leads_to_another_and_the_server_answers_meanwhile(project: Project) -> None:
    """Promise 38: what is saved while a build runs is in the next one; requests need not wait for either."""
    began, go_on = threading.Event(), threading.Event()
    built = project.build

    def slow() -> tuple[Problem, ...]:
        problems = built()
        if project.builds == 2:
            began.set()
            assert go_on.wait(PATIENCE)
        return problems

    project.build = slow  # type: ignore[method-assign]

    async def visit(visitor: Visitor) -> None:
        connection = await visitor.connect()
        project.source.write_text(PAGE.replace("Hello", "One"))
        await asyncio.to_thread(began.wait, PATIENCE)
        project.source.write_text(PAGE.replace("Hello", "Two"))
        assert "One" in await visitor.text()
        go_on.set()
        while "Two" not in await visitor.text():
            await message(connection)

    project.run(visit)


def test_it_listens_on_loopback_alone(project: Project) -> None:
    """Promise 18: no other machine reaches it."""
    server = Server(project.folder, project.folder / "site", WholeBuild(project.build), port=0, on_event=lambda _: None)
    assert server._socket.getsockname()[0] == "127.0.0.1"
    server._socket.close()


def test_a_taken_port_is_named_with_a_remedy(project: Project) -> None:
    """A port that was asked for is not silently replaced."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(DigestError, match=rf"port {port} is taken.*\n.*--port"):
            Server(
                project.folder, project.folder / "site", WholeBuild(project.build), port=port, on_event=lambda _: None
            )


def test_the_default_port_gives_way_to_the_next_free_one(project: Project) -> None:
    """Two projects can be served without thinking of ports."""
    servers = [
        Server(
            project.folder,
            project.folder / "site",
            WholeBuild(project.build),
            port=DEFAULT_PORT,
            on_event=lambda _: None,
        )
        for _ in range(2)
    ]
    assert DEFAULT_PORT <= servers[0].port < servers[1].port <= DEFAULT_PORT + 20
    for server in servers:
        server._socket.close()


def test_an_impossible_port_is_wrong_use(project: Project) -> None:
    """65536 is a message, not a traceback."""
    with pytest.raises(UsageError, match="no port 65536"):
        Server(project.folder, project.folder / "site", WholeBuild(project.build), port=65536, on_event=lambda _: None)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_quietly(project: Project, number: signal.Signals) -> None:
    """Ctrl-C and SIGTERM: no traceback, no error."""
    program = """
        import sys
        from pathlib import Path
        from digest.serve import serve
        from preview import WholeBuild
        serve(Path(sys.argv[1]), Path(sys.argv[1]) / "site", WholeBuild(tuple), port=0, on_event=lambda text: print(text, flush=True))
    """
    command = [sys.executable, "-c", textwrap.dedent(program), str(project.folder)]
    root = Path(__file__).parents[2]
    paths = os.pathsep.join([str(root), str(root / "tests/support")])
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    ) as running:
        assert running.stdout
        while not running.stdout.readline().startswith("serving http://127.0.0.1:"):
            assert running.poll() is None
        running.send_signal(number)
        _, errors = running.communicate(timeout=PATIENCE)
    assert (running.returncode, errors) == (0, "")
