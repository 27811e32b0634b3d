"""What digest takes for key points is marked on the page, and nowhere in the text."""

import pytest
from rendering import render, render_for_feed

from digest.model.annotation import MACHINE
from digest.model.rendering import Text
from digest.render import feed_edition

OPEN = '<mark id="key-1" class="hl" data-by="digest" title="Marked by a program">'


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("Ice fell. It rose again. So did we.\n", f"Ice fell. {OPEN}It rose again.</mark> So did we."),
        ("*It* rose again.\n", f"{OPEN}<em>It</em> rose again.</mark>"),
        ("*It rose again.*\n", f"{OPEN}<em>It rose again.</em></mark>"),
        ("It\nrose again.\n", f"{OPEN}It\nrose again.</mark>"),
        ("It [rose](https://a.example/) again.\n", f"{OPEN}It <a"),
        ("- It rose again.\n", f"{OPEN}It rose again.</mark>"),
    ],
)
def test_a_key_point_is_marked_where_it_stands(body: str, marked: str) -> None:
    rendering = render(body, key_points=["It rose again."])
    assert marked in rendering.html
    (found,) = rendering.annotations
    assert (found.quote.exact, found.by, rendering.anchors) == ("It rose again.", MACHINE, ("key-1",))
    # Feeds have no styles that would tell it from a person's mark.
    assert feed_edition(Text(html=rendering.html, feed=rendering.feed)) == render_for_feed(body)


@pytest.mark.parametrize(
    "body",
    [
        "So *it said: It rose* again.\n",
        "==It rose== again.\n",
        "==Ice. It rose again. So.==[^a1]\n\n[^a1]: Mine.\n",
        "It rose, again.\n",
        "[Ice. It rose](https://a.example/) again.\n",
        "",
    ],
)
def test_nothing_is_marked_across_other_markup_or_in_a_persons_mark(body: str) -> None:
    """Nor is anything of the person's lost by it."""
    assert render(body, key_points=["It rose again."]) == render(body)


def test_each_is_marked_once_and_in_the_order_of_the_property() -> None:
    rendering = render("One is. Two is. One is.\n\nOne is.\n", key_points=["Two is.", "One is.", "Three is."])
    assert rendering.anchors == ("key-1", "key-2")
    assert rendering.html.count("<mark") == 2
