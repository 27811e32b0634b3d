"""The table of readers, and what a reader is free to do."""

from datetime import date
from pathlib import PurePosixPath

from digest.articles.kinds import MARKDOWN
from digest.errors import Problem
from digest.extract import FORMATS, Document, Source
from digest.extract.explain import why
from digest.extract.extract import extract, read
from digest.extract.formats import PAGES, PLAIN_TEXT


def source(name: str, body: bytes) -> Source:
    return Source(
        path=PurePosixPath("seeds") / name, body=body, reference_day=date(2025, 6, 1), reference_basis="its own date"
    )


def test_the_table_names_each_ending_once() -> None:
    """The endings of a format are listed in one place."""
    assert tuple(FORMATS) == (*PLAIN_TEXT, *MARKDOWN, *PAGES)


def test_the_evidence_of_a_reader_that_decodes_by_itself_is_kept() -> None:
    """What it says of the encoding, and of characters it could not read, is what is told and counted."""

    def read_log(given: Source) -> tuple[Document, ...]:
        return (Document(body=given.body.decode("cp437"), read_as="cp437, as its header says", lost=3),)

    log = source("a.log", b"\x80ble night on the ice.\n")
    [made] = extract(log, topics=(), readers={".log": read_log})  # type: ignore[misc]
    assert (made.body, made.lost) == ("Çble night on the ice.\n", 3)  # type: ignore[union-attr]
    report = why(log, topics=(), readers={".log": read_log})
    assert isinstance(report, str)
    assert report.startswith("encoding: cp437, as its header says, 3 characters lost\n")


def test_a_format_need_not_be_text() -> None:
    """A reader sees the bytes as they are: what is a mistake in a text may be what it reads."""

    def read_pdf(given: Source) -> tuple[Document, ...]:
        assert given.body == b"%PDF-1.7 \x00\x01\x02"
        return (Document(title="A report", body="Nobody looked at the bolts.\n"),)

    [made] = extract(source("a.pdf", b"%PDF-1.7 \x00\x01\x02"), topics=(), readers={".pdf": read_pdf})  # type: ignore[misc]
    assert made.front_matter.title == "A report"  # type: ignore[union-attr]


def test_a_source_may_hold_several_documents() -> None:
    """Each becomes an extract; those without a text are left out."""

    def read_mail(_source: Source) -> tuple[Document, ...]:
        bodies = ("One.\n", " \n", "Two.\n")
        return tuple(Document(body=body, part=f"m{number}") for number, body in enumerate(bodies))

    extracts = extract(source("a.mbox", b"From"), topics=(), readers={".mbox": read_mail})
    assert [(each.part, each.body) for each in extracts] == [("m0", "One.\n"), ("m2", "Two.\n")]  # type: ignore[union-attr]
    report = why(source("a.mbox", b"From"), topics=(), readers={".mbox": read_mail})
    assert isinstance(report, str)
    assert "document 1 of 2\n" in report
    assert "document 2 of 2\n" in report


def test_a_reader_says_itself_why_there_is_no_document() -> None:
    """Its problem is the source's."""
    locked = Problem(message="is locked with a password")
    assert read(source("a.pdf", b"%PDF"), {".pdf": lambda _source: locked}) == locked
    nothing = read(source("a.pdf", b"%PDF"), {".pdf": lambda _source: (Document(body="\n"),)})
    assert isinstance(nothing, Problem)
    assert "nothing readable" in nothing.message
