"""Takes the pictures of the guide again, of the example site as it is now: `python tests/docs/screenshots.py`.

Needs a browser (`CHROMIUM=/path` names one, else Playwright's own is taken) and Pillow. A person looks at the result.
"""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath

from PIL import Image, ImageOps
from playwright.sync_api import Browser, sync_playwright

from digest.build import Extent
from digest.cli import run
from digest.errors import Problem
from digest.serve import Server

REPOSITORY = Path(__file__).resolve().parents[2]
GUIDE = REPOSITORY / "content/pages/guide"
ARTICLE = "2024/w51/the-lake-that-left-in-nine-days-drained-thaw-ponds-and-the-methane-ledger/index.html"
DESKTOP, PHONE = (1180, 620), (390, 720)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
REVIEWED, REVIEW = "2025-W03", (1060, 760)
ABOVE = 180
"""Pixels shown above the note."""

COLOURS = 64


def photograph(browser: Browser, address: str, size: tuple[int, int], scheme: str) -> Image.Image:
    """The part of a page around its first note by a person."""
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.evaluate("top => scrollBy({top: document.querySelector('.note').getBoundingClientRect().top - top})", ABOVE)
    page.wait_for_timeout(300)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return picture


class NoBuild:
    """The review page needs no site."""

    def whole(self, changed: frozenset[PurePosixPath]) -> tuple[Problem, ...]:  # noqa: ARG002
        """Make nothing, and find nothing wrong."""
        return ()

    def pages(self, changed: frozenset[PurePosixPath]) -> Extent:  # noqa: ARG002
        """Make nothing."""
        return "nothing"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The preview of a copy of the example."""
    for name in ("content", "digest.yml"):
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    server = Server(folder, folder / "site", NoBuild(), port=0, on_event=print, today=lambda: date(2025, 1, 15))
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    running = loop.create_task(server.run(ready.set))
    thread = threading.Thread(target=lambda: loop.run_until_complete(asyncio.wait([running])), daemon=True)
    thread.start()
    try:
        if not ready.wait(timeout=60):
            raise TimeoutError(running)
        yield server.url
    finally:
        loop.call_soon_threadsafe(running.cancel)
        thread.join()


def review(browser: Browser, url: str) -> Image.Image:
    """The review page of a week, at its second card."""
    page = browser.new_page(viewport={"width": REVIEW[0], "height": REVIEW[1]}, reduced_motion="reduce")
    page.goto(f"{url}-/review/{REVIEWED}")
    page.wait_for_selector(".card.current")
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def beside(left: Image.Image, right: Image.Image) -> Image.Image:
    """Two pictures in one."""
    both = Image.new("RGB", (left.width + right.width, left.height))
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    return both


def save(picture: Image.Image, name: str) -> None:
    """Framed, since the guide has the same ground; with few colours, which text needs no more of."""
    target = GUIDE / name
    ImageOps.expand(picture, border=1, fill="#b9b4a8").quantize(COLOURS, dither=Image.Dither.NONE).save(
        target, optimize=True
    )
    print(f"{target.relative_to(REPOSITORY)}: {target.stat().st_size // 1024} KiB")


def main() -> None:
    """Build the site, open it from disk, take the pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        run(["-C", str(REPOSITORY), "build", "--output", f"{folder}/site"])
        address = Path(folder, "site", ARTICLE).as_uri()
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=ARGUMENTS)
        desktop = photograph(browser, address, DESKTOP, "light")
        save(desktop.crop((100, 0, DESKTOP[0] - 100, DESKTOP[1])), "annotating-desktop.png")
        phones = (photograph(browser, address, PHONE, scheme) for scheme in ("light", "dark"))
        save(beside(*phones), "annotating-phone.png")
        project = Path(folder, "project")
        project.mkdir()
        with served(project) as url:
            save(review(browser, url), "review-desktop.png")
        browser.close()


if __name__ == "__main__":
    main()
