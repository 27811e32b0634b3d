"""The day of publication, by order of trust."""

from datetime import date
from pathlib import PurePosixPath

from digest.extract.facts.document import Dated, Document
from digest.extract.facts.publication import Publication, find_publication
from digest.model.source import Source

TODAY = date(2026, 11, 24)
META = Dated(day=date(2025, 1, 9), evidence="meta date")
LINE = Dated(day=date(2025, 1, 10), evidence="dateline, line 3")


def find(*texts: str, document: Document | None = None, name: str = "a.txt", today: date = TODAY) -> Publication:
    source = Source(
        path=PurePosixPath("seeds") / name, body=b"", reference_day=today, reference_basis="its file’s date"
    )
    return find_publication(source, document or Document(), texts)


def test_evidence_is_taken_in_the_order_of_trust() -> None:
    """Metadata, address, dateline, file name, text with a cue."""
    url = "https://example.org/2025/01/11/story"
    full = Document(stated=(META,), dateline=(LINE,), source_url=url)
    assert find(document=full).day == date(2025, 1, 9)
    assert find(document=Document(dateline=(LINE,), source_url=url)).day == date(2025, 1, 11)
    assert find(document=Document(dateline=(LINE,)), name="2025-01-12-a.txt").day == date(2025, 1, 10)
    assert find("Published on 13 January 2025.", name="2025-01-12-a.txt").day == date(2025, 1, 12)
    assert find("Published on 13 January 2025.").day == date(2025, 1, 13)


def test_a_date_of_the_story_is_not_the_date_of_publication() -> None:
    """A full date without a cue says nothing about publication."""
    assert find("The trial of 12 February 2024 was long.").day is None


def test_the_future_is_nobody_s_date() -> None:
    """A candidate after the reference day is passed over."""
    later = Dated(day=date(2027, 1, 1), evidence="meta date")
    assert find(document=Document(stated=(later, META))).day == META.day


def test_a_weekday_decides_the_year() -> None:
    """18 March was a Tuesday in 2025."""
    found = find("They spoke on Tuesday, March 18, for an hour.")
    assert found.day == date(2025, 3, 18)
    assert found.basis.startswith("inferred")


def test_a_full_date_nearby_decides_the_year() -> None:
    """Both belong to one story."""
    assert find("They spoke on March 18 for an hour.", "It began on 2 March 2021.").day == date(2021, 3, 18)


def test_else_the_last_such_day_is_taken() -> None:
    """The latest year in which it is not after the reference day."""
    assert find("They spoke on March 18.").day == date(2026, 3, 18)
    assert find("They spoke on March 18.", today=date(2026, 3, 17)).day == date(2025, 3, 18)
    assert find("It happened on February 29.").day == date(2024, 2, 29)


def test_an_inferred_day_does_not_name_the_reference_day() -> None:
    """The basis reads the same on every machine."""
    assert find("They spoke on March 18.").basis == find("They spoke on March 18.", today=date(2026, 11, 25)).basis
    assert "its file’s date" in find("They spoke on March 18.").basis


def test_an_inferred_day_is_marked_in_the_text() -> None:
    """The mark quotes the day alone, with 32 code points around it."""
    mark = find(
        "First.", "At the edge of the old harbour town they spoke on March 18 about the ferry’s future."
    ).annotation
    assert mark is not None
    assert (mark.quote.exact, mark.tags, mark.by) == ("March 18", ("inferred",), "digest")
    assert (len(mark.quote.prefix), mark.quote.prefix[-4:]) == (32, " on ")


def test_no_date_says_so() -> None:
    """None, with a basis that says what to do."""
    found = find("Nothing here.")
    assert (found.day, found.annotation) == (None, None)
    assert found.basis.startswith("none, ")


def test_other_languages_have_days_without_a_year_too() -> None:
    """German, French and Spanish cues."""
    for text in ("Sie sprachen am 18. März.", "Ils ont parlé le 18 mars.", "Hablaron el 18 de marzo."):
        assert find(text).day == date(2026, 3, 18)
