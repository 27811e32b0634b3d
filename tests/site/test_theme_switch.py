"""The switch between light and dark, in a browser, on pages opened from disk."""

from __future__ import annotations

import gzip
import re

import pytest
from browser_tab import becomes

LIGHT, DARK = "rgb(252, 250, 245)", "rgb(24, 22, 18)"

GROUND = "getComputedStyle(document.body).backgroundColor"
LOOK = f"""() => [
  {GROUND},
  getComputedStyle(document.documentElement).colorScheme,
  document.querySelector('meta[name=color-scheme]').content,
  document.querySelector('meta[name=theme-color]').content,
]"""
FIRST = f"""new Promise(done => {{
  const look = () => document.body ? done({GROUND}) : requestAnimationFrame(look);
  requestAnimationFrame(look);
}})"""
"""The ground at the first frame that has a body."""


@pytest.fixture(scope="module")
def pages(example_site):
    """The addresses of two pages, opened from disk."""
    return tuple((example_site / name / "index.html").as_uri() for name in ("about", "topics"))


@pytest.fixture
def tab(browser):
    """A tab of a reader whose system is dark, with a storage of its own."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 390, "height": 700})
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: page.faults.append(message.text))
    yield page
    assert page.faults == []
    context.close()


def chosen(tab, value):
    """Choose as a reader does."""
    tab.get_by_label("Colours").select_option(value)


def test_a_choice_is_kept_from_page_to_page_and_can_be_given_back_to_the_system(tab, pages):
    """Colours, `color-scheme` and the browser's bar follow it, and the list says it."""
    tab.goto(pages[0])
    switch = tab.get_by_label("Colours")
    assert (tab.evaluate(LOOK), switch.input_value()) == ([DARK, "light dark", "light dark", DARK], "auto")
    chosen(tab, "light")
    becomes(tab, LOOK, [LIGHT, "light", "light", LIGHT])
    tab.goto(pages[1])
    becomes(tab, LOOK, [LIGHT, "light", "light", LIGHT])
    assert switch.input_value() == "light"
    switch.select_option("auto")
    becomes(tab, LOOK, [DARK, "light dark", "light dark", DARK])
    tab.emulate_media(color_scheme="light")
    becomes(tab, LOOK, [LIGHT, "light dark", "light dark", LIGHT])


def test_the_chosen_colours_are_there_at_the_first_frame(tab, pages):
    """The head sets them, before any text is read."""
    tab.goto(pages[0])
    chosen(tab, "light")
    tab.add_init_script(f"window.first = {FIRST}")
    tab.goto(pages[1])
    assert tab.evaluate("window.first") == LIGHT
    assert tab.evaluate("document.documentElement.dataset.theme") == "light"


def test_another_open_page_follows(tab, pages):
    """A choice made elsewhere is seen when it is made."""
    tab.goto(pages[0])
    other = tab.context.new_page()
    other.goto(pages[1])
    chosen(other, "light")
    becomes(tab, GROUND, LIGHT)


def test_the_way_back_leads_to_a_page_in_the_colours_chosen_since(tab, pages):
    """Also where the browser shows the page that it has kept."""
    tab.goto(pages[0])
    chosen(tab, "light")
    tab.goto(pages[1])
    chosen(tab, "dark")
    tab.go_back()
    becomes(tab, LOOK, [DARK, "dark", "dark", DARK])


def test_it_is_worked_by_keyboard_and_has_room_for_a_finger(tab, pages):
    """Reached by Tab with a ring around it, changed by an arrow, at least 24 px wide and high (WCAG 2.2, 2.5.8)."""
    tab.goto(pages[0])
    for _ in range(20):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('.theme select')"):
            break
    assert tab.evaluate("getComputedStyle(document.querySelector('.theme')).outlineStyle") == "solid"
    tab.keyboard.press("ArrowDown")
    becomes(tab, GROUND, LIGHT)
    box = tab.locator(".theme select").bounding_box()
    assert min(box["width"], box["height"]) >= 24


def test_paper_is_light_whatever_was_chosen(tab, pages):
    """And has no switch on it."""
    tab.goto(pages[0])
    chosen(tab, "dark")
    tab.emulate_media(media="print")
    shown = f"[{GROUND}, getComputedStyle(document.documentElement).colorScheme, getComputedStyle(document.querySelector('.theme')).display]"
    becomes(tab, shown, ["rgb(255, 255, 255)", "light", "none"])


def test_without_a_script_the_system_chooses_and_no_switch_is_shown(browser, pages):
    """A control that does nothing would be a promise that is not kept."""
    for scheme, ground in (("light", LIGHT), ("dark", DARK)):
        context = browser.new_context(color_scheme=scheme, java_script_enabled=False)
        page = context.new_page()
        page.goto(pages[0])
        assert page.evaluate(GROUND) == ground
        assert not page.locator(".theme").is_visible()
        context.close()


def test_where_nothing_can_be_stored_the_page_still_switches(tab, pages):
    """As in some private windows."""
    tab.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})")
    tab.goto(pages[0])
    chosen(tab, "light")
    becomes(tab, GROUND, LIGHT)


def test_the_switch_costs_a_first_visit_less_than_a_kilobyte(example_site):
    """Script, control and policy, compressed as the page is."""
    text = (example_site / "about/index.html").read_text("utf-8")
    without = re.sub(r'<script>.*?</script>|<p class="theme">.*?</p>|script-src [^;]*;', "", text, flags=re.DOTALL)
    assert 0 < len(gzip.compress(text.encode())) - len(gzip.compress(without.encode())) < 1000
