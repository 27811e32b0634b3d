"""Git's own servers on this machine: its daemon, and its CGI program behind a web server of a few lines."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def git_program(name: str) -> Path:
    """A program of git that is not a command of its own."""
    return Path(subprocess.check_output(["git", "--exec-path"], text=True).strip(), name)


@contextmanager
def git_daemon(base: Path) -> Iterator[str]:
    """Git's daemon, which takes pushes to every repository below a folder; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    command = [git_program("git-daemon"), "--listen=127.0.0.1", f"--port={port}", "--reuseaddr", "--export-all"]
    daemon = subprocess.Popen(
        [*command, "--enable=receive-pack", "--informative-errors", f"--base-path={base}", base],
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, daemon)
        yield f"git://127.0.0.1:{port}"
    finally:
        daemon.kill()
        daemon.wait()


@contextmanager
def git_over_http(base: Path, *, cut: bool = False) -> Iterator[str]:
    """Git's http-backend, which takes pushes to every repository below a folder; gives its address.

    Args:
        base: the folder of the repositories.
        cut: whether the connection breaks in the middle of what is pushed.
    """

    class Backend(_Backend):
        root = base
        is_cut = cut

    server = _Server(("127.0.0.1", 0), Backend)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            continue
        return
    raise AssertionError("git daemon did not start")


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that goes away is what some tests are about."""


class _Backend(BaseHTTPRequestHandler):
    """As git-http-backend(1) says a web server has to call it."""

    protocol_version = "HTTP/1.1"
    root: Path
    is_cut: bool

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        if self.is_cut and self.path.endswith("/git-receive-pack"):
            self.rfile.read(1)
            self.close_connection = True
        elif self.headers.get("Transfer-Encoding") == "chunked":
            self._answer(b"".join(self._chunks()))
        else:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *_: object) -> None:
        pass

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def _answer(self, body: bytes) -> None:
        path, _, query = self.path.partition("?")
        if path.startswith("/locked/"):
            self._send("401 Unauthorized", {"WWW-Authenticate": 'Basic realm="git"'}, b"")
            return
        given = {
            "REQUEST_METHOD": self.command, "PATH_INFO": path, "QUERY_STRING": query, "REMOTE_ADDR": "127.0.0.1",
            "GIT_PROJECT_ROOT": str(self.root), "GIT_HTTP_EXPORT_ALL": "1", "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": self.headers.get("Content-Type", ""), "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "http.receivepack", "GIT_CONFIG_VALUE_0": "true",
        }  # fmt: skip
        answer = subprocess.run(
            [git_program("git-http-backend")], input=body, env={**os.environ, **given}, capture_output=True, check=False
        ).stdout
        head, _, content = answer.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().splitlines())
        self._send(headers.pop("Status", "200 OK"), headers, content)

    def _send(self, status: str, headers: dict[str, str], content: bytes) -> None:
        code, _, words = status.partition(" ")
        self.send_response(int(code), words)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
