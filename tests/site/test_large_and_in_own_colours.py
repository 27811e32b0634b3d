"""Pages for readers who enlarge them, or whose system sets all colours."""

from __future__ import annotations

import pytest
from page_kinds import page_kinds

TWICE_A_PHONE = 195
"""CSS px that are left of 390 where everything is twice as large."""

REFLOW = 320
"""CSS px: 1,280 at 400 % (WCAG 2.2, 1.4.10)."""

SHOWN = """() => {
  const style = element => getComputedStyle(element), body = style(document.body);
  const of = (selector, name) => [...document.querySelectorAll(selector)].map(element => style(element)[name]);
  return {
    ground: body.backgroundColor,
    marks: of('.body mark.hl:not([data-by="digest"])', 'backgroundColor'),
    lines: of('.body mark.hl', 'textDecorationLine'),
    callouts: of('.callout', 'borderTopStyle'),
    notes: of('.body .note', 'borderInlineStartStyle'),
  };
}"""


@pytest.fixture(scope="module")
def kinds(example_site):
    """A page of each kind."""
    return page_kinds(example_site)


@pytest.mark.parametrize("width", [REFLOW, TWICE_A_PHONE])
def test_no_page_is_scrolled_sideways(example_site, address, kinds, browser, width):
    """Whatever is wider, a table or code, scrolls by itself."""
    page = browser.new_page(viewport={"width": width, "height": 600})
    wider = {}
    for kind, path in kinds.items():
        page.goto(address + path.relative_to(example_site).as_posix())
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            wider[kind] = found
    page.close()
    assert len(kinds) >= 15
    assert wider == {}


DOTS = """() => [...document.querySelectorAll('.item + .item')].filter(item => {
  const [before] = [...item.previousElementSibling.getClientRects()].slice(-1);
  return item.getClientRects()[0].top > before.top + 5;
}).map(item => {
  const box = item.parentElement.getBoundingClientRect(), style = getComputedStyle(item.parentElement);
  const dot = getComputedStyle(item, '::before'), left = item.getClientRects()[0].left;
  return [style.overflowX, left + parseFloat(dot.left) + parseFloat(dot.width) / 2 < box.left];
})"""
"""Of particulars that begin a line, whether what lies outside their box is cut off, and whether the middle of their dot does."""


def test_no_line_of_particulars_begins_or_ends_with_a_dot(example_site, address, kinds, browser):
    """A dot stands between two of them, in one line."""
    page = browser.new_page(viewport={"width": 390, "height": 600})
    found = []
    for kind in ("article", "week", "archive", "topic"):
        page.goto(address + kinds[kind].relative_to(example_site).as_posix())
        found += page.evaluate(DOTS)
    page.close()
    assert len(found) > 3
    assert found == [["clip", True]] * len(found)


def test_what_colours_say_is_said_without_them(example_site, kinds, browser):
    """Marked words have the system's ground for such and a line, callouts a frame, notes the line before them."""
    noted = next(path for path in sorted(example_site.glob("20*/w*/*/index.html")) if 'class="note' in path.read_text())
    page = browser.new_page(viewport={"width": 1280, "height": 900}, forced_colors="active")
    seen = []
    for path in (example_site / "guide/annotating/index.html", noted):
        page.goto(path.as_uri())
        seen.append(page.evaluate(SHOWN))
    page.close()
    assert all(seen[0][kind] for kind in ("marks", "callouts", "notes"))
    assert seen[1]["notes"]
    for shown in seen:
        assert not {shown["ground"], "rgba(0, 0, 0, 0)"} & set(shown["marks"])
        assert set(shown["lines"]) <= {"underline"}
        assert set(shown["callouts"]) <= {"solid"}
        assert set(shown["notes"]) <= {"solid"}
