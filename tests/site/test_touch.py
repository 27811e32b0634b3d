"""What a finger meets on a phone is large enough, and nothing that is not seen takes its touch."""

from __future__ import annotations

import time

import pytest
from browser_tab import becomes

LEAST = 24
"""CSS pixels, high and wide (WCAG 2.2, success criterion 2.5.8); links within sentences and tables are exempt there."""

TARGETS = """() => [...document.querySelectorAll("a[href], button, select, input, summary")].filter(element => {
  const style = getComputedStyle(element);
  return element.getClientRects().length && style.visibility !== "hidden" && style.opacity !== "0"
    && !element.closest(".prose p:not(.note-ref *), .prose td, .prose li, .summary, .hl-links")
    && !element.matches("label *, .skip, .skip-years");
}).map(element => {
  const box = element.getBoundingClientRect();
  return [element.textContent.trim().slice(0, 40), box.width, box.height];
})"""

NOTED = "2025/w02/only-a-third-of-machine-learning-papers-still-run-after-five-years-audit-finds/index.html"

PAGES = (
    *("index.html", "2025/w03/index.html", "archive/index.html", "topics/index.html", "topics/computing/index.html"),
    *("sources/index.html", "sources/signal-stack/index.html", "timeline/index.html", "highlights/index.html"),
    *("search/index.html#q=pond", "404.html", "guide/annotating/index.html", NOTED),
)


@pytest.fixture(scope="module")
def phone(browser):
    """A tab of a phone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_what_stands_by_itself_has_room_for_a_finger(phone, address, name):
    phone.goto(address + name)
    targets = phone.evaluate(TARGETS)
    assert len(targets) > 10
    assert [target for target in targets if min(target[1:]) < LEAST] == []


def test_a_note_opens_and_closes_by_touches_around_its_number_and_arrow(phone, address):
    """The number is small; what answers is not."""
    phone.goto(address + NOTED)
    number = phone.locator(".note-ref").first
    number.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
    box = number.bounding_box()
    phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] - 4)
    back = phone.locator(".note:target .note-back")
    arrow = back.bounding_box()
    assert min(arrow["width"], arrow["height"]) >= LEAST
    back.tap()
    becomes(phone, "document.querySelectorAll('.note:target').length", 0)


@pytest.mark.parametrize("height", [844, 390])
@pytest.mark.parametrize("place", [0.05, 0.4, 0.6, 0.95])
def test_an_open_note_never_covers_the_passage_it_is_about(phone, address, place, height):
    """It stands below its number, or above it where there is no room; the page stays where it is, and so does the note."""
    phone.set_viewport_size({"width": 390, "height": height})
    phone.goto(address + NOTED)
    number = phone.locator(".note-ref").first
    number.evaluate(
        "(element, at) => scrollBy({top: element.getBoundingClientRect().top - at, behavior: 'instant'})",
        place * height,
    )
    before = number.bounding_box()
    phone.touchscreen.tap(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    note = phone.locator(".note:target")
    after, sheet = number.bounding_box(), note.bounding_box()
    assert after["y"] == before["y"]
    assert sheet["y"] >= after["y"] + after["height"] or sheet["y"] + sheet["height"] <= after["y"]
    assert 0 <= sheet["y"] < sheet["y"] + sheet["height"] <= height
    phone.evaluate("scrollBy({top: 60, behavior: 'instant'})")
    assert note.bounding_box()["y"] == sheet["y"]
    phone.set_viewport_size({"width": 390, "height": 844})


def test_the_hidden_ways_to_a_passage_take_no_touch(phone, address):
    """They stand over the line above, and are seen only when the passage was touched."""
    phone.goto(address + NOTED)
    ways = phone.locator(".hl-links").first
    ways.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
    at = ways.locator("a").first.bounding_box()
    middle = f"{at['x'] + at['width'] / 2}, {at['y'] + at['height'] / 2}"
    met = f"Boolean(document.elementFromPoint({middle}).closest('.hl-links'))"
    assert not phone.evaluate(met)
    phone.locator("mark.hl").first.tap()
    becomes(phone, met, True)


def test_the_search_moves_nothing_when_it_comes(phone, address):
    """The form and its results stand where nothing was seen before."""
    phone.add_init_script("""window.shift = 0; new PerformanceObserver(list => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({type: "layout-shift", buffered: true});""")

    def late(route):
        time.sleep(0.2)
        route.continue_()

    phone.route("**/search.*.js", late)
    phone.goto("about:blank")
    phone.goto(f"{address}search/index.html#q=pond")
    phone.locator("#search-results li").first.wait_for()
    two_frames = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    assert phone.evaluate(f"{two_frames}.then(() => window.shift)") < 0.02


def test_the_switch_stands_beside_the_name_where_the_menu_needs_a_line_and_is_reached_before_it(phone, address):
    """It does not fall into a line of its own on a phone that is held across."""
    for width in (390, 844):
        phone.set_viewport_size({"width": width, "height": 600})
        phone.goto(f"{address}archive/index.html")
        name, switch, menu = (
            phone.locator(f".masthead {part}").bounding_box() for part in (".name", ".theme", ".menu")
        )
        assert name["y"] - 8 < switch["y"] < name["y"] + name["height"] <= menu["y"] + 4
        for _ in range(3):
            phone.keyboard.press("Tab")
        assert phone.evaluate("document.activeElement.closest('.theme') !== null")
