"""What digest says of an article by itself, who is told that it did, and that each part can be switched off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from digest.extract.annotators.table import ANNOTATORS as TABLE
from digest.extract.annotators.table import run_annotators
from digest.extract.extract import assemble, extract, read
from digest.markdown.plain import plain_text
from digest.model.article import Extract
from digest.model.findings import ANNOTATORS, Findings
from digest.model.source import Source

TEXT = """# The bridge at Aldersby

ALDERSBY, 17 September 2025 — The Millrace footbridge fell because its bolts had not been inspected for eleven years, an inquiry of the Westmarch Institute found. It was opened in May 1987.

“Nobody decided to let this bridge fall,” said Rosamund Teague, who led the inquiry. “Everybody decided that somebody else was looking.” The report has 214 pages and names nine people.

The bolts were last inspected on 3 March 2014 by two engineers with a lamp. They found rust on four of them and wrote it down in a book.

The book was kept in a cupboard for which nobody had a key. A bridge of this kind needs its bolts to be tightened every year. The inquiry counted ninety-six bridges of the same kind in the county of Westmarch.

Most of the bridges were inspected within a month of the fall. Eleven had loose bolts, and two of the eleven were closed. The county will pay for new bolts on all of the bridges.

Bolts cost four pounds each, the inquiry noted in a footnote. A new footbridge costs two million pounds and takes three years to build.
"""


def made(text: str = TEXT, **options: object) -> Extract:
    source = Source(
        path=PurePosixPath("seeds/bridge.md"),
        body=text.encode(),
        reference_day=date(2025, 9, 20),
        reference_basis="the file's own date",
    )
    [found] = extract(source, topics=(), **options)  # type: ignore[arg-type, misc]
    assert isinstance(found, Extract)
    return found


def test_the_table_has_every_annotator_there_is():
    """An option without a function, or a function without an option, is a mistake."""
    assert tuple(TABLE) == ANNOTATORS


def test_what_was_found_is_listed_as_the_machines():
    """All that has a value is in `machine`, and nothing else."""
    front_matter = made().front_matter
    found = front_matter.findings
    assert found.people == ("Rosamund Teague",)
    assert [event.date for event in found.timeline] == ["1987-05", "2014-03-03"]
    assert {quotation.speaker for quotation in found.quotations} == {"Rosamund Teague"}
    assert found.machine == (
        "summary",
        "key_points",
        "quotations",
        "timeline",
        "people",
        "organisations",
        *(("places",) if found.places else ()),
    )


@pytest.mark.parametrize("name", ANNOTATORS)
def test_each_can_be_switched_off(name):
    """The others go on as before."""
    every, without = made(), made(annotators=tuple(other for other in ANNOTATORS if other != name))
    assert name not in without.front_matter.findings.machine
    assert set(every.front_matter.findings.machine) - {name} == set(without.front_matter.findings.machine)
    if name == "key_points":
        assert not without.annotations


def test_all_can_be_switched_off():
    """Nothing is said, marked or listed."""
    bare = made(annotators=())
    assert bare.front_matter.findings == Findings()
    assert (bare.front_matter.summary, bare.front_matter.key_points, bare.annotations) == (None, (), ())


def test_what_the_source_says_itself_is_not_the_machines():
    """A summary in its own front matter stays, and is nobody else's."""
    own = made(f"---\nsummary: A bridge fell, and why.\n---\n{TEXT}").front_matter
    assert own.summary == "A bridge fell, and why."
    assert "summary" not in own.findings.machine


def test_key_points_leave_the_text_alone():
    """They are sentences of it, in their order, and nothing is written into it: marks in a text are a person's."""
    found = made()
    assert found.front_matter.key_points
    assert found.annotations == ()
    places = [plain_text(found.body).index(point) for point in found.front_matter.key_points]
    assert places == sorted(places)


def test_nothing_is_said_twice():
    """No key point stands in the summary."""
    front_matter = made().front_matter
    assert front_matter.key_points
    assert not any(point in (front_matter.summary or "") for point in front_matter.key_points)


def test_all_words_are_the_texts_own():
    """Summary, key points, events: verbatim. So are quotations, but for where their attribution stood."""
    found = made()
    text = " ".join(found.body.split())
    front_matter = found.front_matter
    for sentence in (*front_matter.key_points, *(event.text for event in front_matter.findings.timeline)):
        assert sentence in text
    for quotation in front_matter.findings.quotations:
        assert quotation.text in text


def test_annotators_only_fill_in_what_is_empty():
    """Asked again, they leave everything as it is, and list nothing as theirs."""
    source = Source(
        path=PurePosixPath("seeds/bridge.md"), body=TEXT.encode(), reference_day=date(2025, 9, 20), reference_basis=""
    )
    [document] = read(source)  # type: ignore[misc]
    _, reading = assemble(source, document, (), {})
    first = made()
    again = run_annotators(replace(first), reading, ANNOTATORS)
    assert again.front_matter.findings == replace(first.front_matter.findings, machine=())
