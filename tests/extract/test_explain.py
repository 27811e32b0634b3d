"""`digest convert --why`: nothing that was decided about a source is hidden."""

from datetime import date
from pathlib import PurePosixPath

from digest.errors import Problem
from digest.extract.explain import why
from digest.model.source import Source

PARAGRAPH = (
    "The ferry that had crossed the sound since 1931 made its last trip on a windless morning, and nobody waved. "
)


def report(name: str, text: str) -> str:
    found = why(
        Source(
            path=PurePosixPath(f"seeds/{name}"),
            body=text.encode(),
            reference_day=date(2025, 6, 1),
            reference_basis="the file's own date",
        ),
        topics=(),
    )
    assert isinstance(found, str)
    return found


def test_every_line_of_a_text_has_its_verdict() -> None:
    """Each line that is not blank is shown once, with its number, kept or dropped, and the reason."""
    lines = [
        "Skip to content",
        "",
        "The last ferry",
        "By Jane Doe, 8 January 2025",
        *[PARAGRAPH * 3] * 4,
        "Leave a Reply",
    ]
    found = report("ferry.txt", "\n".join(lines)).split("\n")
    shown = {int(line[1:11]): line for line in found if line[:1] in {"+", "-"}}
    assert sorted(shown) == [number for number, line in enumerate(lines, start=1) if line]
    assert shown[1].startswith("-")
    assert "skip link" in shown[1]
    assert shown[5].startswith("+")
    assert "comment form" in shown[9]


def test_every_claim_is_shown_with_its_evidence() -> None:
    """What is believed stands above what else was said."""
    years = ("1931", "1950", "1977", "2003")
    paragraphs = [f"<p>In {year}: {PARAGRAPH}It was the {year} boat. {PARAGRAPH.lower()}</p>" for year in years]
    page = f"""<html><head><title>Ferry ends – The Sound</title><meta property="og:title" content="Ferry ends">
    <meta name="author" content="Jane Doe"><meta property="article:published_time" content="2025-01-08T06:00:00Z">
    <meta property="article:modified_time" content="2025-02-01"></head>
    <body><nav>Home</nav><article><h1>Ferry ends</h1>{"".join(paragraphs)}</article></body></html>"""
    found = report("ferry.html", page)
    assert "title: Ferry ends\n" in found
    assert "meta og:title" in found
    assert "title of the head" in found
    assert "authors: Jane Doe\n    meta author" in found
    assert "date: 2025-01-08 (meta article:published_time)" in found
    assert "+ " in found
    assert "found by trafilatura" in found


def test_a_claim_of_the_future_says_why_it_is_not_believed() -> None:
    """A date after the file's own cannot be that of its publication."""
    found = report("note.txt", f"The last ferry\nBy Jane Doe, 8 January 2031\n\n{PARAGRAPH * 3}\n\n{PARAGRAPH * 4}\n")
    assert "2031-01-08, but that is after the file's own date" in found


def test_what_cannot_be_read_is_a_problem() -> None:
    """A report on nothing is none."""
    source = Source(path=PurePosixPath("seeds/a.txt"), body=b"", reference_day=date(2025, 1, 1), reference_basis="x")
    assert isinstance(why(source, topics=()), Problem)
