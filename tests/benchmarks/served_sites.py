"""Sites to look at in a browser, each served as GitHub Pages does: text compressed, below a base path.

A site is named `example`, `ar`, `ja` or `de` (the projects of `tests/site/projects`), by a number (so many generated
articles), or by a folder: a project is built, a folder of a built site is served as it is.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gzip
import http.server
import io
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from corpus import Entry, entries
from tools import DIGEST_YML, REPOSITORY, TOOLS

from digest.cli import run

sys.path.append(str(REPOSITORY / "tests/support"))
from page_kinds import page_kinds

ALL: Final = "example,1000,ar,ja,de"
BASE: Final = "/reading/"
COMPRESSED: Final = (".html", ".css", ".js", ".xml", ".json", ".svg", ".txt")
MORE: Final = """
## Columns

| Part | Site | Depth | Found by | First seen | Length of the survey in weeks | Reported in |
| --- | --- | ---: | :-: | --- | ---: | --- |
| nearly the longest of all parts | northern | 33.5 | A | May 2024 | 12 | Proceedings of the Survey |
| second | southern | 79.7 | B | June 2024 | 26 | Letters |

```python
def measure(sample, model=None, *, repeated=True, calibrated_against="the sample of the year before", attempts=3):
    return [model(part) for part in sample if repeated]
```

> [!question] Does this hold elsewhere?
> It was measured once.[^a2]

1. The first step.
2. The second, with `code` and an address: <https://example.org/a/rather/long/address/that/may/not/widen/the/page>.

[^a2]: @ben: It was measured **twice**.
    @ann: Where?
"""
"""What articles of the corpus lack: a wide table, code, a callout, a note with a reply."""


class LikePages(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below the base path: text compressed, connections kept, to be cached for ten minutes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        inside = path.startswith(BASE)
        file = Path(self.translate_path("/" + path[len(BASE) :])) if inside else Path(self.directory, "404.html")
        file = file / "index.html" if file.is_dir() else file
        found = inside and file.is_file()
        file = file if found else Path(self.directory, "404.html")
        body = file.read_bytes()
        self.send_response(200 if found else 404)
        if file.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        for name, value in (
            ("Content-Type", self.guess_type(file)),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "max-age=600"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(name: str) -> Iterator[tuple[Path, str]]:
    """The folder and the address of a site.

    Raises:
        SystemExit: it cannot be built.
    """
    with tempfile.TemporaryDirectory() as scratch:
        project = _project(name, Path(scratch, "project"))
        built = not (project / "digest.yml").exists()
        site = project if built else Path(scratch, "site")

        def handler(*arguments: object) -> LikePages:
            return LikePages(*arguments, directory=str(site))

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        address = f"http://127.0.0.1:{server.server_port}{BASE}"
        if not built:
            _build(name, ["-C", str(project), "build", "--output", str(site), "--base-url", address])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield site, address
        server.shutdown()
        server.server_close()


def _build(name: str, command: list[str]) -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(command)
    if code:
        raise SystemExit(f"{name} cannot be built: {said.getvalue()}")


def _project(name: str, folder: Path) -> Path:
    if name == "example":
        return REPOSITORY
    if name.isdecimal():
        for entry in entries(int(name)):
            TOOLS["digest"].write(folder, _with_more(entry))
        (folder / "digest.yml").write_text(f"description: Generated articles.\nrights: full\n{DIGEST_YML}", "utf-8")
        return folder
    known = REPOSITORY / "tests/site/projects" / name
    return shutil.copytree(known, folder) if known.is_dir() else Path(name)


def _with_more(entry: Entry) -> Entry:
    return dataclasses.replace(entry, body=entry.body + MORE) if entry.number % 3 == 0 else entry


def pages(site: Path) -> dict[str, str]:
    """The address below the base path of a page of each kind: of several the one with most elements."""
    found = {kind: path.relative_to(site).as_posix() for kind, path in page_kinds(site).items()}
    return {kind: path.removesuffix("index.html") for kind, path in found.items()}


def noted(site: Path) -> str:
    """The address below the base path of the article with most notes."""
    articles = (path for path in sorted(site.rglob("index.html")) if 'class="kind-article' in path.read_text("utf-8"))
    most = max(articles, key=lambda path: path.read_text("utf-8").count('class="note"'))
    return most.relative_to(site).as_posix().removesuffix("index.html")
