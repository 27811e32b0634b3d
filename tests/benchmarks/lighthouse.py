"""Runs Lighthouse (mobile) on the example's home, a week, an article with notes and a topic.

    python tests/benchmarks/lighthouse.py
    python tests/benchmarks/lighthouse.py --lighthouse node_modules/.bin/lighthouse --runs 5

The site is served as GitHub Pages does: compressed, below a base path. Scores are medians of the runs. Those of
performance come from Lighthouse's simulated throttling, a slow phone and a slow network that are computed from what
was observed, so that a busy machine still adds noise: look at the median, and at the metrics beside it.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import http.server
import json
import os
import shlex
import shutil
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from digest.cli import run

REPOSITORY: Final = Path(__file__).resolve().parents[2]
BASE: Final = "/reading/"
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
METRICS: Final = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
)
COMPRESSED: Final = (".html", ".css", ".js", ".xml", ".svg", ".txt")


class _LikePages(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below the base path: text compressed, connections kept, to be cached for ten minutes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        inside = self.path.startswith(BASE)
        file = Path(self.translate_path("/" + self.path[len(BASE) :])) if inside else Path(self.directory, "404.html")
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
def served() -> Iterator[tuple[Path, str]]:
    """The example's site, built for its address, and this address."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")

        def handler(*arguments: object) -> _LikePages:
            return _LikePages(*arguments, directory=str(site))

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        address = f"http://127.0.0.1:{server.server_port}{BASE}"
        if run(["-C", str(REPOSITORY), "build", "--output", str(site), "--base-url", address]):
            raise SystemExit("the example cannot be built")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield site, address
        server.shutdown()
        server.server_close()


def pages(site: Path) -> dict[str, str]:
    """The address below the base path of each page to look at: of several the one with most elements."""

    def largest(pattern: str) -> str:
        found = max(site.glob(pattern), key=lambda path: path.read_text("utf-8").count("<"))
        return f"{found.parent.relative_to(site).as_posix()}/"

    noted = max(site.glob("20*/w*/*/index.html"), key=lambda path: path.read_text("utf-8").count('class="note"'))
    return {
        "home": "",
        "week": largest("20*/w*/index.html"),
        "article with notes": f"{noted.parent.relative_to(site).as_posix()}/",
        "topic": largest("topics/*/index.html"),
    }


def report(lighthouse: Sequence[str], address: str) -> dict[str, object]:
    """What Lighthouse says of a page."""
    chromium = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome") or ""
    command = [*lighthouse, address, "--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"]
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"Lighthouse ended with {done.returncode}: {done.stderr.strip()}")
    found: dict[str, object] = json.loads(done.stdout)
    return found


def faults(found: dict) -> list[str]:
    """The audits that cost points, but for measured times."""
    counted = [item for name in CATEGORIES[1:] for item in found["categories"][name]["auditRefs"] if item["weight"]]
    audits = (found["audits"][item["id"]] for item in counted)
    return [f"{audit['id']}: {audit['title']}" for audit in audits if audit["score"] not in {None, 1}]


def main() -> None:
    """Print a row for each page, and below it what costs points."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lighthouse", default="npx --yes lighthouse@13", help="the command to run")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for the whole reports")
    arguments = parser.parse_args()
    print(f"| page | {' | '.join((*CATEGORIES, *METRICS))} |\n|{' --- |' * 9}")
    with served() as (site, address):
        for name, path in pages(site).items():
            found = [report(shlex.split(arguments.lighthouse), address + path) for _ in range(arguments.runs)]
            scores = [[round(one["categories"][key]["score"] * 100) for one in found] for key in CATEGORIES]
            metrics = [[one["audits"][key]["numericValue"] for one in found] for key in METRICS]
            middle = [f"{statistics.median(values):.0f}" for values in scores]
            middle += [f"{statistics.median(values):.4g}" for values in metrics]
            print(f"| {name} | {' | '.join(middle)} |", flush=True)
            for fault in sorted({fault for one in found for fault in faults(one)}):
                print(f"  {fault}", flush=True)
            if arguments.keep:
                arguments.keep.mkdir(parents=True, exist_ok=True)
                (arguments.keep / f"{name}.json").write_text(json.dumps(found[-1]), "utf-8")


if __name__ == "__main__":
    main()
