"""Times the preview in a real browser: from a save, or a note that was typed, to the page that shows it.

    python tests/benchmarks/reload.py --articles 1000 --saves 50 --notes 10
    python tests/benchmarks/reload.py --articles 1000 --saves 500 --notes 0

The page of a saved article is open in headless Chromium. Time runs from just before the file is written (or Ctrl+Enter
is pressed) until the page shows the new words, by the browser's own clock. Articles are chosen from all of the corpus.
Memory is what the server's process holds after the first ten edits and at the end.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus import Entry, entries
from measure import prepare
from playwright.sync_api import sync_playwright
from tools import TOOLS, environment

WATCH = """(() => {
  window.shown = {};
  const look = () => {
    for (const [words] of (document.body?.textContent ?? "").matchAll(/(Saved|Noted) as number \\d+/g)) {
      window.shown[words] ??= Date.now();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
"""Notes in each frame of a page when it showed the words of an edit for the first time."""

SHOWS = "words => window.shown[words]"
SELECT = """() => {
  const node = document.querySelector('.prose.body > p:last-of-type').firstChild;
  document.getSelection().setBaseAndExtent(node, 0, node, 12);
}"""
SETTLED = 10
"""Edits after which memory is looked at for the first time."""


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=50)
    parser.add_argument("--notes", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="digest-reload-") as name:
        folder = Path(name) / "digest"
        prepare(TOOLS["digest"], folder, options.articles)
        chosen = random.Random(1).choices(list(entries(options.articles)), k=options.saves + options.notes)
        with served(folder) as (url, process), opened() as page:
            saves, first = [], 0
            for number, entry in enumerate(chosen[: options.saves]):
                saves.append(save(page, folder, url, entry, number))
                first = memory(process) if number == SETTLED else first
            notes = [note(page, url, entry, number) for number, entry in enumerate(chosen[options.saves :])]
            report("save to the page with the new words", saves)
            report("note typed to the page with the note", notes)
            print(f"memory of the server: {first} MiB after {SETTLED} saves, {memory(process)} MiB at the end")


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """The address and the process of a server that has built the site."""
    command = [sys.executable, "-m", "digest", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, text=True, env={**environment(), "PYTHONUNBUFFERED": "1"}
    ) as process:
        assert process.stdout is not None
        yield next(line.split()[1] for line in process.stdout if line.startswith("serving ")), process.pid
        process.terminate()


@contextmanager
def opened() -> Iterator[Any]:
    """A tab of headless Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.add_init_script(WATCH)
        yield page
        browser.close()


def visit(page: Any, url: str, entry: Entry) -> None:
    """Open the page of an article, and wait until the server knows that it is open."""
    page.goto(f"{url}{entry.week.replace('-', '/').lower()}/{entry.slug}/")
    page.wait_for_function("() => window.LiveReload?.connector?.socket?.readyState === 1")
    time.sleep(0.3)  # the machine is quiet again


def save(page: Any, folder: Path, url: str, entry: Entry, number: int) -> float:
    """Milliseconds from a save to the page that shows it."""
    visit(page, url, entry)
    path = folder / TOOLS["digest"].place(entry)
    text, words = path.read_text("utf-8"), f"Saved as number {number}"
    began = time.time()
    path.write_text(f"{text}\n{words}.\n", "utf-8")
    return float(page.wait_for_function(SHOWS, arg=words).json_value()) - 1000 * began


def note(page: Any, url: str, entry: Entry, number: int) -> float:
    """Milliseconds from the key that saves a note to the page that shows it."""
    visit(page, url, entry)
    page.evaluate(SELECT)
    page.keyboard.press("h")
    words = f"Noted as number {number}"
    page.fill("#digest-note", words)
    began = time.time()
    page.keyboard.press("Control+Enter")
    return float(page.wait_for_function(SHOWS, arg=words).json_value()) - 1000 * began


def memory(process: int) -> int:
    """MiB that a process holds."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def report(what: str, milliseconds: list[float]) -> None:
    """Print the median and the time within which 95 of 100 came."""
    if len(milliseconds) > 1:
        middle, slow = statistics.median(milliseconds), statistics.quantiles(milliseconds, n=20)[-1]
        print(f"{what}: median {middle:.0f} ms, 95 % within {slow:.0f} ms, {len(milliseconds)} times")


if __name__ == "__main__":
    main()
