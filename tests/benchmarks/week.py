"""Counts what an issue of fifteen articles takes in the preview: commands, keys and clicks, in a real browser.

    python tests/benchmarks/week.py

A new project gets the example's texts in seeds/, and `digest serve` converts and shows them as fifteen candidates: one
of two that tell the same story leads the other. Then, in headless Chromium, by keys: five articles are read and a passage of each is marked with a note, each gets a comment and is
accepted into this week, whatever day it was published on, one is made the lead, an inferred date is confirmed where
there is one, and digest's own example is skipped. What stands in the files and on the page of the week is compared with
that in the end.

A key held with another counts two. Characters of comments and notes are counted apart: they are the editor's own words.
A passage is marked by dragging over it, which counts one click.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[2]
ARTICLES, ANNOTATED = 15, 5
PATIENCE = 120
"""Seconds: a deadline; nothing is timed here."""

COMMENT = "It changes what we thought of this, and the method is one that others can repeat; read the part on limits."
NOTE = "#method Compare this with last year’s figure."
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(REPOSITORY),
    "PYTHONUNBUFFERED": "1",
    "SOURCE_DATE_EPOCH": "1736942400",  # 15 January 2025: the example's last week, in which three of its texts appeared
}
WEEK = "2025-W03"

PASSAGE = """() => {
  for (const paragraph of document.querySelectorAll('.prose.body > p')) {
    const node = [...paragraph.childNodes].find((each) => each.nodeType === 3 && each.data.trim().length > 40);
    if (!node) continue;
    const range = document.createRange();
    const start = node.data.length - node.data.trimStart().length;
    range.setStart(node, start);
    range.setEnd(node, start + node.data.trim().split(' ').slice(0, 3).join(' ').length);
    paragraph.scrollIntoView({block: 'center', behavior: 'instant'});
    const box = range.getBoundingClientRect();
    return [box.left, box.right, box.top + box.height / 2];
  }
}"""
"""Where the first words of a paragraph stand on the screen."""


@dataclass(slots=True)
class Tally:
    """What the editor did.

    Attributes:
        commands: typed in the terminal.
        keys: pressed, beside the characters of comments and notes.
        clicks: and passages dragged over.
        typed: characters of comments and notes.
    """

    commands: list[str] = field(default_factory=list)
    keys: int = 0
    clicks: int = 0
    typed: int = 0


class Editor:
    """Someone at a keyboard, whose hands are counted."""

    def __init__(self, page: Page, tally: Tally) -> None:
        self.page, self.tally = page, tally

    def press(self, key: str) -> None:
        """Press a key, or several at once."""
        self.tally.keys += len(key.split("+"))
        self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        """Type words of one's own."""
        self.tally.typed += len(words)
        self.page.keyboard.type(words)

    def click(self, selector: str) -> None:
        """Click on what one sees."""
        self.tally.clicks += 1
        self.page.click(selector)

    def drag(self, left: float, right: float, height: float) -> None:
        """Mark words with the mouse."""
        self.tally.clicks += 1
        mouse = self.page.mouse
        mouse.move(left + 1, height)
        mouse.down()
        mouse.move(right - 1, height, steps=4)
        mouse.up()


def main() -> None:
    """Make the issue, check it, and say what it took."""
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="digest-week-") as name, sync_playwright() as playwright:
        project = Path(name) / "reading"
        command(tally, "new", str(project))
        drop(project)
        with served(tally, project) as url:
            program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(PATIENCE * 1000)
            page.goto(url)  # which `--open` does
            make_issue(Editor(page, tally), project)
            check(project, url)
            browser.close()
    report(tally)


def command(tally: Tally, *arguments: str) -> None:
    """Run a command to its end."""
    tally.commands.append(f"digest {arguments[0]}")
    done = [sys.executable, "-m", "digest", *arguments]
    subprocess.run(done, check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL)


def drop(project: Path) -> None:
    """Put the example's texts into seeds/, as one drops them with the mouse: no command. Two tell the same story."""
    for text in sorted((REPOSITORY / "seeds").iterdir()):
        shutil.copy2(text, project / "seeds" / text.name)


@contextmanager
def served(tally: Tally, project: Path) -> Iterator[str]:
    """Run `digest serve` and give its address."""
    tally.commands.append("digest serve --open")
    started = [sys.executable, "-m", "digest", "-C", str(project), "serve", "--port", "0"]
    with subprocess.Popen(started, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as run:
        try:
            yield next(line.split()[1] for line in run.stdout or () if line.startswith("serving "))
        finally:
            run.terminate()
            run.communicate(timeout=PATIENCE)


def make_issue(editor: Editor, project: Path) -> None:
    """Review all candidates by keys, from the first page of the site."""
    page = editor.page
    editor.click("#digest-to-review")
    page.wait_for_selector(".card.current")
    count = page.locator(".card").count()
    reviewed = 0
    for _ in range(count):
        path = page.evaluate("document.querySelector('.card.current').dataset.path")
        if "seeds/example.txt" in (project / path).read_text("utf-8"):
            editor.press("s")
            continue
        if reviewed < ANNOTATED:
            annotate(editor, path)
        if page.locator(f"[id='{path}'] [data-does=confirm]").count():
            editor.press("y")
        if reviewed == 0:
            editor.press("l")
        editor.press("c")
        editor.write(COMMENT)
        editor.press("Control+Enter")
        editor.press("a")
        page.wait_for_selector(f"[id='{path}'].accepted")
        reviewed += 1
    assert reviewed == ARTICLES, reviewed


def annotate(editor: Editor, path: str) -> None:
    """Read an article, mark a passage with a note, and come back to its card."""
    page = editor.page
    editor.press("o")
    page.wait_for_selector("#digest-mark", state="attached")
    page.wait_for_load_state()
    editor.drag(*page.evaluate(PASSAGE))
    editor.press("h")
    page.wait_for_selector("#digest-dialog[open]")
    editor.write(NOTE)
    editor.press("Control+Enter")
    page.wait_for_selector("#digest-dialog", state="hidden")
    editor.press("b")
    page.wait_for_selector(f"[id='{path}'].current")


def check(project: Path, url: str) -> None:
    """Whether the files and the page of the week hold all that was done."""
    texts = [path.read_text("utf-8") for path in sorted((project / "content").glob("*/*.md"))]
    issue = [text for text in texts if f"\nweek: {WEEK}\n" in text]
    assert len(issue) == ARTICLES, len(issue)
    assert all(COMMENT in re.sub(r"\s+", " ", text) for text in issue)
    assert sum("\nlead: true\n" in text for text in issue) == 1
    assert sum(NOTE in text for text in issue) == ANNOTATED
    assert any("\ndate: 2024-" in text for text in issue), "an article of last year is moved into this week"
    until(lambda: shown(f"{url}{WEEK.lower().replace('-', '/')}/").count(COMMENT) >= ARTICLES)


def shown(address: str) -> str:
    """A page of the preview."""
    with urlopen(address) as response:
        return str(response.read().decode())


def until(holds: Callable[[], bool]) -> None:
    """Wait for the last build."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def report(tally: Tally) -> None:
    """What it took, for the table of the figures."""
    hands = tally.keys + tally.clicks
    print(f"commands: {len(tally.commands)} ({', '.join(tally.commands)})")
    print(f"keys: {tally.keys}, clicks: {tally.clicks}, for an article: {hands / ARTICLES:.1f}")
    print(f"characters of comments and notes: {tally.typed}")


if __name__ == "__main__":
    main()
