"""What is known of a file once it is read: findings stay with the text, for only its own page shows them."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from rendering import ENGLISH

from digest.build.parse import Parsed, parse
from digest.cache.codec import Codec
from digest.config import Config
from digest.model.findings import Event, Findings, Quotation
from digest.model.rendering import Text

STORED = Codec(Text)
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
key_points: [And it fell.]
machine: [timeline, people]
---

The bridge fell, ==as bridges do==, and ==rose==. And it fell.
"""


def parsed(rights: str, text: str = TEXT) -> Parsed:
    return parse(Config(), ENGLISH, PATH, text.format(rights=rights).encode())


@pytest.mark.parametrize(("rights", "minutes"), [("full", 3), ("excerpt", 0), ("link", 0)])
def test_no_reading_time_is_told_of_a_text_that_is_not_published_whole(rights, minutes):
    """The time for its excerpt would be taken for that of the text."""
    assert parsed(rights, f"{TEXT}\n{'word ' * 600}\n").record.card.minutes == minutes


@pytest.mark.parametrize("rights", ["full", "excerpt"])
def test_findings_go_with_the_text(rights):
    """The card that is kept of every article does not hold them; the text does, and comes back from the cache."""
    made = parsed(rights)
    assert made.problems == ()
    assert not hasattr(made.record.card, "findings")
    assert made.text.findings == FINDINGS
    assert STORED.decode(STORED.encode(made.text)) == made.text


def test_of_an_article_that_is_only_named_nothing_is_shown():
    """`rights: link` hides what was found in a text as it hides the text."""
    assert parsed("link").text.findings == Findings()


def test_other_findings_make_the_page_anew_and_no_other_page():
    """They change the fingerprint of the text, and not the card, which is what lists show."""
    one, other = parsed("full"), parsed("full", TEXT.replace("Ann Lee", "Bo Holm"))
    assert one.record.text != other.record.text
    assert one.record.card == other.record.card


MARK = '<mark id="key-1" class="hl" data-by="digest" title="Marked by a program">And it fell.</mark>'
OWN = TEXT.replace("machine: [", "machine: [key_points, ")


def test_key_points_of_the_machine_are_marked_in_the_text():
    """Those that a person took over are not; nor is anything in an excerpt, which holds what people marked."""
    assert MARK in parsed("full", OWN).text.html
    assert "data-by" not in parsed("full").text.html
    assert "data-by" not in parsed("excerpt", OWN).text.html
    assert [shown.quote for shown in parsed("full", OWN).highlights] == ["as bridges do", "rose"]


def test_other_key_points_make_the_page_anew():
    assert parsed("full", OWN).record.text != parsed("full").record.text


def test_notes_that_are_missing_or_doubled_are_named():
    """With the line of the reference, or of the second definition; code, escapes and links are none."""
    body = "Twice[^a] and[^a],\nnone[^nope].\n\n- [x][^no.2] `[^code]` \\[^escaped] [^link](b) [^]\n\n[^a]: One.\n[^a]: Two."
    made = parsed("full", TEXT.partition("\n---\n\n")[0] + f"\n---\n\n{body}\n")
    problems = made.problems
    assert [(problem.location.line - made.record.body_line, problem.message) for problem in problems] == [
        (2, 'there is no note "[^nope]"'),
        (4, 'there is no note "[^no.2]"'),
        (7, 'there is a note "[^a]" already, and references lead to that one'),
    ]
    assert {problem.severity for problem in problems} == {"warning"}


def test_nothing_is_known_of_a_text_by_what_is_hidden_in_it() -> None:
    """What it is about decides which articles are named beside it; its address stands at every passage."""
    properties = (
        "title: The bridge %%Kvitsund%%\nsource_url: https://a.example/%%Kvitsund%%\naliases: [/x%%Kvitsund%%/]"
    )
    notes = "[^a1]: @ann #resolved: It began in\n    Kvitsund.\n[^a1.1]: @bob: Kvitsund."
    text = f"---\n{properties}\n---\n==Aldersby== %%Kvitsund%%.\n\n==A bridge==[^a1].\n\n%%\nKvitsund\n%%\n\n{notes}\n"
    parsed = parse(Config(rights="full"), ENGLISH, PATH, text.encode())
    known = repr((parsed.record, parsed.text, parsed.highlights)).casefold()
    assert "aldersby" in parsed.record.terms
    assert "kvitsund" not in known


def test_what_is_hidden_whole_in_a_list_is_not_in_it() -> None:
    """It is not a related article without a name, which would be told as a link that leads nowhere, and no empty point."""
    text = "---\ntitle: The bridge\nrelated: ['%%weir%%', quay]\nkey_points: ['%%a%%', It fell.]\n---\nText.\n"
    parsed = parse(Config(rights="full"), ENGLISH, PATH, text.encode())
    assert [reference.target for reference in parsed.record.references] == ["quay"]
    assert parsed.record.related == 1
    assert parsed.record.card.key_points == ("It fell.",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_properties_are_counted_whatever_ends_them(end: str) -> None:
    """An old editor's carriage returns end lines too, as they do for the body."""
    text = "---\ntitle: Bridge\ndate: 2025-01-03\naliases: [/old/]\nduplicate_of: other\n---\n\nIt fell.\n"
    record = parse(Config(), ENGLISH, PATH, text.replace("\n", end).encode()).record
    assert (record.due_line, record.aliases_line, record.duplicate_line, record.body_line) == (3, 4, 5, 7)
