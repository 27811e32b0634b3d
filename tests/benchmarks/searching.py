"""Times the search of generated sites in Chromium, from a keystroke to its results, and weighs its index.

python tests/benchmarks/searching.py --articles 1000,10000
python tests/benchmarks/searching.py --articles 1000,10000 --search pagefind
python tests/benchmarks/searching.py --project FOLDER     a project that has the articles already
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import shutil
import statistics
import tempfile
import threading
from pathlib import Path

from measure import prepare
from playwright.sync_api import sync_playwright
from tools import TOOLS

from digest.cli import run

QUERIES = ("w", "wa", "water", "water method", "9")

TYPE = """query => new Promise(resolve => {
  const field = document.getElementById('search-words'), list = document.getElementById('search-results');
  const count = document.getElementById('search-count'), start = performance.now();
  const seen = new MutationObserver(() => {
    if (!count.textContent && !list.querySelector('h2')) return;
    seen.disconnect();
    list.getBoundingClientRect();
    resolve([performance.now() - start, list.children.length]);
  });
  seen.observe(list, {childList: true});
  list.replaceChildren(document.createElement('li'));
  seen.takeRecords();
  field.value = query;
  field.dispatchEvent(new Event('input', {bubbles: true}));
})"""
"""Types a query; gives the milliseconds until its results are laid out, and how many are shown."""


UNPREPARED = """const later = window.setTimeout;
window.setTimeout = (call, time, ...more) => time ? later(call, time, ...more) : 0;"""
"""Keeps the page from making anything ready before the first query: the worst case."""


def main() -> None:
    """Build the sites and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", default="1000")
    parser.add_argument("--search", default="plain", choices=["plain", "pagefind"])
    parser.add_argument("--project", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        if given.project:
            measure(chromium, given.project, given.project.name, given.search)
        for size in [] if given.project else [int(size) for size in given.articles.split(",")]:
            prepare(TOOLS["digest"], Path(folder) / str(size), size)
            measure(chromium, Path(folder) / str(size), f"{size} articles", given.search)
        chromium.close()


def measure(chromium, project: Path, name: str, search: str) -> None:
    """Print what one site's search weighs and takes: at once after the page is opened, and once it is ready."""
    options = project / "digest.yml"
    lines = [line for line in options.read_text("utf-8").splitlines() if not line.startswith("search:")]
    options.write_text("\n".join([f"search: {search}", *lines, ""]), "utf-8")
    run(["-C", str(project), "build"])
    server = served(project / "site")
    (index,) = (project / "site/search").glob("index.*.js")
    body = index.read_bytes()
    first, later, loaded = [], [], []
    for _ in range(3):
        page = chromium.new_context().new_page()
        requests = []
        page.on("requestfinished", lambda request, requests=requests: requests.append(request))
        page.add_init_script(UNPREPARED)
        page.goto(f"http://127.0.0.1:{server.server_port}/search/index.html")
        first.append(page.evaluate(TYPE, "water")[0])
        later += [page.evaluate(TYPE, query)[0] for query in QUERIES]
        loaded.append(sum(weight(request) for request in requests))
        page.context.close()
    server.shutdown()
    print(
        f"{name}, {search}: index of digest's own {len(body) / 1e6:.2f} MB, compressed "
        f"{len(gzip.compress(body)) / 1e6:.2f} MB; first result {statistics.median(first):.0f} ms (unprepared), "
        f"next median {statistics.median(later):.0f} ms, slowest {max(later):.0f} ms; "
        f"loaded for the page and {1 + len(QUERIES)} queries, compressed: {statistics.median(loaded) / 1e6:.2f} MB"
    )


def weight(request) -> int:
    """The bytes of an answer as a server that compresses texts would send it."""
    body = request.response().body()
    return len(body) if request.url.rpartition(".")[2] in {"woff2", "pagefind"} else len(gzip.compress(body))


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


def served(folder: Path) -> http.server.ThreadingHTTPServer:
    """A server of a site, on a port of its own."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


if __name__ == "__main__":
    main()
