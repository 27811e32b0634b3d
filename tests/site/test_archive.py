"""The archive as a reader without a mouse comes to it: a year of weeks by keyboard, by name, on a phone."""

from __future__ import annotations

FOCUSED = """() => {
  const link = document.activeElement, box = link.getBoundingClientRect(), name = link.querySelector("title");
  return [link.getAttribute("href"), name && name.textContent, box.width >= 24 && box.height >= 24];
}"""


def test_weeks_are_reached_by_keyboard_on_a_phone(example_site, browser):
    """The way to the list comes first, then each week that has a digest, by its name and large enough for a finger."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((example_site / "archive/index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    drawn = page.evaluate(
        "[...document.querySelectorAll('.year a[href$=\"index.html\"]')].map(a => a.getAttribute('href'))"
    )
    listed = page.evaluate("[...document.querySelectorAll('.week-title')].map(a => a.getAttribute('href'))")
    assert sorted(drawn) == sorted(listed)
    page.focus(".skip-years")
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    for address in drawn[:3]:
        page.keyboard.press("Tab")
        focused, name, is_large = page.evaluate(FOCUSED)
        assert (focused, is_large) == (address, True)
        assert name.startswith("Week "), name
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.close()


def test_a_week_has_its_name_in_the_tree_of_accessibility(example_site, browser):
    """What a screen reader says of it: the week, how many articles, the title, the days; the year names the group."""
    page = browser.new_page()
    page.goto((example_site / "archive/index.html").as_uri())
    said = page.locator("main").aria_snapshot()
    assert '- group "2025"' in said
    assert 'link "Week 3, 2025, 4 articles · Small causes · 13–19 January 2025"' in said
    page.close()


def test_the_weeks_can_be_told_apart_in_the_colours_of_the_reader(example_site, browser):
    """In forced colours by their frames: each shade has a thicker one, and a week without a digest is not a link's colour."""
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto((example_site / "archive/index.html").as_uri())
    widths = page.evaluate(
        "[1, 2, 3, 4].map(n => document.querySelector(`.shades .shade-${n}`)).filter(Boolean).map(r => parseFloat(getComputedStyle(r).strokeWidth))"
    )
    assert widths == sorted(set(widths))
    assert len(widths) > 1
    strokes = page.evaluate(
        "['.year a rect', '.year g rect'].map(s => getComputedStyle(document.querySelector(s)).stroke)"
    )
    assert strokes[0] != strokes[1]
    context.close()
