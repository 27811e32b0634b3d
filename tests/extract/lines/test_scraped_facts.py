"""The title, the authors and the day of a scraped page, chosen among its lines; the cases are in a file of fixtures."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from pathlib import PurePosixPath as Path_

import pytest

from digest.classify.ordinary_words import is_ordinary
from digest.extract.extract import extract
from digest.extract.lines.head.glued_lines import unglued
from digest.extract.lines.head.line_names import line_names
from digest.extract.lines.text_reader import read_text
from digest.model.source import Source

BODY = (
    "The ferry that had crossed the sound since 1931 made its last trip on a windless morning, and nobody waved.",
    "A bridge will take its place, the county said, although nobody has yet found out how to pay for the piers.",
    "For the moment people row across the sound, which takes forty minutes and costs nothing but some feeling in the hands.",
    "The last captain of the ferry has bought a rowing boat himself, and says that the sound was never so quiet.",
    "Whoever cannot row takes the bus around the sound, which leaves twice a day and needs an hour and a half.",
)
MENU = ("Skip to content", "Sound Post", "Home", "News", "Harbour", "Sign in")
FOOTER = ("Related stories", "Ten boats to see before they sink", "How to row", "Privacy Policy", "Terms of use")
FIXTURES = Path(__file__).parents[1] / "fixtures/scraped_facts.txt"


def cases() -> list[tuple[str, str, list[str]]]:
    parts = f"{FIXTURES.read_text('utf-8').rstrip()}\n".split("\n\n", 1)[1].split("\n.\n")
    if not parts[-1].strip():
        parts.pop()
    assert len(parts) % 3 == 0, "a fixture is a title, a text and what is expected, with a dot behind each"
    return [(parts[at].strip(), parts[at + 1], parts[at + 2].strip().split("\n")) for at in range(0, len(parts), 3)]


def filled(text: str) -> str:
    blocks = {"BODY": BODY, "MENU": MENU, "FOOTER": FOOTER}
    return "\n\n".join(line for name in text.split("\n") for line in blocks.get(name, (name,)))


@pytest.mark.parametrize(
    ("name", "text", "expected"), cases(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_facts_of_a_page(name: str, text: str, expected: list[str]) -> None:
    """Each fixture, by its title."""
    document = read_text(filled(text))
    day = str(document.dateline[0].day) if document.dateline else "-"
    assert [document.title or "-", ", ".join(document.authors) or "-", day] == expected, name


@pytest.mark.parametrize("text", [text for _, text, _ in cases()])
def test_title_and_byline_leave_the_body(text: str) -> None:
    """What became a fact is not the article's text too."""
    body = read_text(filled(text)).body
    assert body.startswith(BODY[0])
    assert "Ada" not in body


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("By Ada QuillAugust 5, 2024", "By Ada Quill August 5, 2024"),
        ("Ada Quill3/4/2025", "Ada Quill · 3/4/2025"),
        ("January 4, 2026Updated:January 8, 20262 Comments", "January 4, 2026 · Updated: January 8, 2026 · 2 Comments"),
        ("By By Ada Quill", "By Ada Quill"),
        (". 2023 Jan 7;15(1):e33475. doi:", ". Jan 7, 2023;15(1):e33475. doi:"),
        ("November 11, 2024February 18th, 2026", "November 11, 2024 February 18th, 2026"),
        ("McAugust wrote 12 pages", "McAugust wrote 12 pages"),
    ],
)
def test_glued_elements_are_parted(line: str, parted: str) -> None:
    """A space, or a dot, stands where the scraper lost the boundary."""
    assert unglued(line) == parted


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Quill, Senior Writer", ("Ada Quill",)),
        ("Posted by Ada Quill RDN", ("Ada Quill",)),
        ("By Ada Quill Ada Quill", ("Ada Quill",)),
        ("by Sound Post Staff", ("Sound Post Staff",)),
        ("Ada Quill | Harbour Editor", ("Ada Quill",)),
        ("Ada Quill is a reporter who writes of boats.", ("Ada Quill",)),
        ("The ferry is late again today", ()),
        ("Ada Quill and Bo Farrow  |  Guest Columnists", ("Ada Quill", "Bo Farrow")),
        ("Ada Quill, PhD, Bo Farrow, MD", ("Ada Quill", "Bo Farrow")),
        (". . . Ada Quill", ("Ada Quill",)),
        ("— Ada Quill", ("Ada Quill",)),
        ("Sound News Desk / soundpost.example / Updated: today", ("Sound News Desk",)),
        ("Customer Support", ()),
        ("Last Modified · 8 August", ()),
        ("Author information", ()),
        ("Liked by Ada Quill", ()),
    ],
)
def test_the_names_of_a_line(line: str, names: tuple[str, ...]) -> None:
    """Ranks, degrees and repetitions are not part of a name."""
    assert line_names(line)[0] == names


def test_a_guessed_title_says_so() -> None:
    """Where no line is surely the title, the file's own name is it, and the article says that it is a guess."""
    text = "\n\n".join((*BODY, *FOOTER))
    source = Source(
        path=Path_("seeds/last-ferry.txt"), body=text.encode(), reference_day=date(2026, 1, 1), reference_basis="a test"
    )
    [made] = extract(source, topics=())  # type: ignore[misc]
    assert made.front_matter.title == "last ferry"
    assert str(made.front_matter.title_basis).startswith("inferred")


def test_a_doubtful_title_says_where_it_stands() -> None:
    """Where a line is likely to be the title and not surely, it is taken, and the article asks for confirmation."""
    text = "\n\n".join(("Sound Post", "Harbour", *BODY, *FOOTER))
    document = read_text(text)
    assert document.title
    assert (
        document.title_basis
        == "line 1, since no line is surely the title; write the title into title, and confirmed here"
    )


def test_a_certain_title_has_no_basis() -> None:
    """A title with a byline and a day below it needs nobody's confirmation."""
    text = filled("MENU\nThe last ferry across the sound\nBy Ada Quill\nMarch 3, 2025\nBODY\nFOOTER")
    assert read_text(text).title_basis is None


def test_a_date_in_digits_is_taken_before_those_of_comments() -> None:
    """A date that can be read two ways is the article's where it stands beside the byline; its reading is inferred."""
    text = filled(
        "MENU\nThe last ferry across the sound\n12/06/2024 by Ada Quill\nBODY\n3 comments\nJon Roe says:\n"
        "12/17/2024 at 10:17 am\nI rowed across last week.\nReply"
    )
    document = read_text(text)
    assert (document.dateline, document.slashed) == ((), ("12/06/2024",))
    source = Source(
        path=Path_("seeds/ferry.txt"), body=text.encode(), reference_day=date(2026, 1, 1), reference_basis="a test"
    )
    [made] = extract(source, topics=())  # type: ignore[misc]
    assert made.front_matter.date == date(2024, 12, 6)
    assert str(made.front_matter.date_basis).startswith("inferred")


@pytest.mark.parametrize(
    ("text", "ordinary"),
    [("Customer Support", True), ("free trial", True), ("Ada Quill", False), ("Li Wu", False), ("", False)],
)
def test_ordinary_words_are_no_names(text: str, ordinary: bool) -> None:
    """A heading in capitals is told from a name by its words; two letters are no word."""
    assert is_ordinary(text) is ordinary


def test_a_list_of_many_names_takes_no_more_than_its_length() -> None:
    """The time for candidates grows with the lines, not with their square."""
    names = "\n".join(f"By Ada Quill{chr(97 + at % 26)} {date(2024, 1, 1 + at % 28)}" for at in range(20_000))
    start = time.process_time()
    read_text(f"{names}\n\n" + "\n\n".join(BODY))
    assert time.process_time() - start < 20
