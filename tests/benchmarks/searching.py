"""Times the search of generated sites in Chromium, from a keystroke to its results, and weighs its index.

python tests/benchmarks/searching.py --articles 1000,10000
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import tempfile
from pathlib import Path

from measure import prepare
from playwright.sync_api import sync_playwright
from tools import TOOLS

from digest.cli import run

QUERIES = ("w", "wa", "water", "water method", "9")

TYPE = """query => {
  const field = document.getElementById('search-words'), start = performance.now();
  field.value = query;
  field.dispatchEvent(new Event('input', {bubbles: true}));
  document.getElementById('search-results').getBoundingClientRect();
  return [performance.now() - start, document.getElementById('search-results').children.length];
}"""
"""Types a query; gives the milliseconds until its results are laid out, and how many are shown."""


def main() -> None:
    """Build the sites and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", default="1000")
    sizes = [int(size) for size in parser.parse_args().articles.split(",")]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size in sizes:
            measure(chromium, Path(folder) / str(size), size)
        chromium.close()


def measure(chromium, folder: Path, size: int) -> None:
    """Print what one site's search weighs and takes: at once after the page is opened, and once it is ready."""
    prepare(TOOLS["digest"], folder, size)
    run(["-C", str(folder), "build"])
    (index,) = (folder / "site/search").glob("index.*.js")
    body = index.read_bytes()
    first, later = [], []
    for _ in range(3):
        page = chromium.new_page()
        page.add_init_script("window.setTimeout = () => 0")  # nothing is made ready ahead: the worst case
        page.goto((folder / "site/search/index.html").as_uri())
        first.append(page.evaluate(TYPE, "water")[0])
        later += [page.evaluate(TYPE, query)[0] for query in QUERIES]
        page.close()
    print(
        f"{size} articles: index {len(body) / 1e6:.2f} MB, compressed {len(gzip.compress(body)) / 1e6:.2f} MB; "
        f"first result {statistics.median(first):.0f} ms (unprepared), next median {statistics.median(later):.0f} ms, "
        f"slowest {max(later):.0f} ms"
    )


if __name__ == "__main__":
    main()
