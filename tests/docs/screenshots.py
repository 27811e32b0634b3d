"""Takes the pictures of the guide again, of the example site as it is now: `python tests/docs/screenshots.py`.

Needs a browser (`CHROMIUM=/path` names one, else Playwright's own is taken) and Pillow. A person looks at the result.
"""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

from PIL import Image, ImageOps
from playwright.sync_api import Browser, sync_playwright

from digest.cli import run

REPOSITORY = Path(__file__).resolve().parents[2]
GUIDE = REPOSITORY / "content/pages/guide"
ARTICLE = "2024/w51/the-lake-that-left-in-nine-days-drained-thaw-ponds-and-the-methane-ledger/index.html"
DESKTOP, PHONE = (1180, 620), (390, 720)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
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
        browser.close()


if __name__ == "__main__":
    main()
