"""What is known of a file once it is read: findings stay with the text, for only its own page shows them."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from digest.build.parse import Parsed, parse
from digest.build.record import rendering_json, rendering_of
from digest.config import Config
from digest.model.findings import Event, Findings, Quotation

PATH = PurePosixPath("content/2025-W01/bridge.md")
FINDINGS = Findings(
    quotations=(Quotation(text="It is zero: all of it.", speaker="Ann Lee"), Quotation(text="So be it.")),
    timeline=(Event(date="2025-01", text="It fell."), Event(date="2025-01-03", text="It rose.", basis="relative")),
    people=("Ann Lee",),
    places=("Aldersby",),
    machine=("timeline", "people"),
)
TEXT = """---
title: The bridge
date: 2025-01-03
source_url: https://example.org/bridge
rights: {rights}
quotations:
  - "It is zero: all of it. — Ann Lee"
  - So be it.
timeline:
  - 2025-01 — It fell.
  - 2025-01-03 (relative) — It rose.
people: [Ann Lee]
places: [Aldersby]
machine: [timeline, people]
---

The bridge fell, ==as bridges do==[^d1], and ==rose==.

[^d1]: @digest #key
"""


def parsed(rights: str, text: str = TEXT) -> Parsed:
    return parse(Config(), PATH, text.format(rights=rights).encode())


@pytest.mark.parametrize("rights", ["full", "excerpt"])
def test_findings_go_with_the_text(rights):
    """The card that is kept of every article does not hold them; the rendering does, and comes back from its record."""
    made = parsed(rights)
    assert made.problems == ()
    assert made.card.front_matter.findings == Findings()
    assert made.rendering.findings == FINDINGS
    assert rendering_of(rendering_json(made.rendering)).findings == FINDINGS


def test_of_an_article_that_is_only_named_nothing_is_shown():
    """`rights: link` hides what was found in a text as it hides the text."""
    assert parsed("link").rendering.findings == Findings()


def test_other_findings_make_the_page_anew_and_no_other_page():
    """They change the print of the text, not that of what lists show."""
    one, other = parsed("full"), parsed("full", TEXT.replace("Ann Lee", "Bo Holm"))
    assert one.card.text != other.card.text
    assert one.card.shown == other.card.shown


def test_an_excerpt_tells_whose_its_marks_are():
    """A quotation that digest chose is marked as its; one of a person is not."""
    html = parsed("excerpt").rendering.html
    assert '<mark id="d1" class="hl" data-by="digest" data-tags="key" title="Marked by digest">as bridges do' in html
    assert "<p>rose</p>" in html


def test_marks_of_the_machine_alone_are_no_notes():
    """The number of notes counts what there is to read."""
    assert parsed("full").card.notes == 0
