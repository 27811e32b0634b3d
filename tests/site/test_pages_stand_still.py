"""Nothing on a page moves when its fonts come late, and a first visit loads little."""

from __future__ import annotations

import gzip
import time

import pytest
from static_server import served

MOST_SHIFT = 0.02
"""Cumulative Layout Shift; up to 0.1 is called good (web.dev, "Cumulative Layout Shift")."""

MOST_BYTES = 120_000
"""Of a first visit, text compressed as GitHub Pages does."""

FONT_DELAY = 0.2
"""Seconds after which a font comes, later than the one before: long after the text was drawn."""

_OBSERVE = """window.shift = 0; new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});"""


def _first_visit(browser, url, width):
    """The layout shift of a page, and the bytes that it took."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.add_init_script(_OBSERVE)
    loaded = []

    def late(route):
        time.sleep(FONT_DELAY)
        route.continue_()

    page.route("**/*.woff2", late)
    page.on("requestfinished", lambda request: loaded.append(request.response()))
    page.goto(url)
    page.evaluate("document.fonts.ready")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    shift, faces = page.evaluate("[window.shift, [...document.fonts].filter(face => face.status == 'loaded').length]")
    bodies = [(answer.url, answer.body()) for answer in loaded]
    page.close()
    assert faces >= 3, "the fonts were there when the page was looked at"
    return shift, sum(len(body if url.endswith(".woff2") else gzip.compress(body)) for url, body in bodies)


def _pages(site):
    noted = next(path for path in sorted(site.glob("20*/w*/*/index.html")) if 'class="note"' in path.read_text("utf-8"))
    return ("index.html", noted.relative_to(site).as_posix())


@pytest.mark.parametrize("width", [390, 412, 480, 1440])
def test_nothing_moves_when_the_fonts_come_and_a_first_visit_is_light(example_site, browser, address, width):
    for name in _pages(example_site):
        shift, size = _first_visit(browser, address + name, width)
        assert shift < MOST_SHIFT, name
        assert size < MOST_BYTES, name


def test_nothing_moves_on_a_japanese_page(scripts, browser):
    """Its lines keep their places when the face of Latin letters, which comes first in the list, is loaded."""
    site = scripts["ja"] / "site"
    with served(site) as address:
        shift, size = _first_visit(browser, address + _pages(site)[1], 390)
    assert shift < MOST_SHIFT
    assert size < MOST_BYTES
