"""The page of an article of which only an excerpt is published: the highlights are what one sees."""

from __future__ import annotations

import pytest

ARTICLE = """\
---
title: The lake that left in nine days, and the ledger that it left behind
date: 2025-03-18
date_basis: 'inferred from "March 18" (paragraph 1), which names no year'
source: Ferry News
source_url: https://www.ferry.example.org/late-ice
rights: excerpt
comment: The first count that names its *numbers*.
summary: The lakes of the north give off a third more methane than was thought.
machine: [summary]
---

It was said on ==March 18==[^d1] that ice comes late. ==Emissions of the *thaw lakes* rose by **a third**.==[^a1]

==They went home with a stopwatch.== Nobody else did.

[^d1]: @digest #inferred: The text names no year here.
[^a1]: @ann #method: All of them?
"""

MEASURES = """() => {
  const size = element => parseFloat(getComputedStyle(element).fontSize);
  const shown = [...document.querySelectorAll('body *')].filter(element =>
    [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && element.checkVisibility());
  const marks = [...document.querySelectorAll('.quotes mark.hl')].map(mark => ({
    by: mark.dataset.by || '', size: size(mark), ground: getComputedStyle(mark).backgroundImage,
    style: getComputedStyle(mark).fontStyle, em: [...mark.querySelectorAll('em, strong')].map(part => part.textContent),
  }));
  const others = shown.filter(element => !element.closest('mark.hl'));
  return {marks, largest: Math.max(...others.map(size)), wide: document.documentElement.scrollWidth - innerWidth};
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_highlights_are_the_largest_thing_in_colour_and_with_emphasis(project, browser, width, scheme):
    """Each of a person's in its colour, on every screen; what the program marked stays small and has no ground."""
    project.write("content/late-ice.md", ARTICLE)
    assert project.digest("build").code == 0
    page = browser.new_page(viewport={"width": width, "height": 1000}, color_scheme=scheme)
    page.goto((project.folder / "site/2025/w12/late-ice/index.html").as_uri())
    measures = page.evaluate(MEASURES)
    page.close()
    machine, first, second = measures["marks"]
    assert (machine["by"], machine["ground"]) == ("digest", "none")
    assert first["em"] == ["thaw lakes", "a third"]
    for mark in (first, second):
        assert mark["size"] > measures["largest"]
        assert mark["style"] == "normal"
        assert mark["ground"] != "none"
    assert first["ground"] != second["ground"], "the tag's own colour"
    assert machine["size"] < first["size"]
    assert measures["wide"] <= 0
