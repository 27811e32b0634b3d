"""What is damaged, mislabelled or meant to harm is read as far as it goes, or named; nothing raises."""

from datetime import date
from pathlib import PurePosixPath

import pytest

from digest.errors import Problem
from digest.extract.extract import extract
from digest.model.article import Extract
from digest.model.source import Source

SENTENCE = "The ferry that had crossed the sound since {} made its last trip on a windless morning, and nobody waved. "
PARAGRAPHS = [SENTENCE.format(year) + SENTENCE.format(year + 1) for year in (1931, 1950, 1977, 2003)]
PAGE = f"<html><head><title>Ferry</title></head><body><article>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</article>"
LEVELS = 9
ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, LEVELS))


def made(name: str, body: bytes) -> Extract | Problem:
    source = Source(
        path=PurePosixPath(f"seeds/{name}"), body=body, reference_day=date(2025, 6, 1), reference_basis="its own date"
    )
    found = extract(source, topics=())
    return found if isinstance(found, Problem) else found[0]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_a_truncated_page_gives_what_is_there(share: float) -> None:
    """A download that broke off, amid a tag or a character, still holds its first paragraphs."""
    body = PAGE.encode()
    found = made("broken.html", body[: int(len(body) * share)])
    assert isinstance(found, Extract)
    assert "1931" in found.body


def test_entities_of_xhtml_are_not_multiplied() -> None:
    """A billion laughs stay one: the parser knows no entities of a page's own."""
    bomb = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "laugh">{ENTITIES}]>{PAGE}<p>&l{LEVELS - 1};</p></body></html>'
    found = made("bomb.xhtml", bomb.encode())
    assert isinstance(found, Extract)
    assert len(found.body) < 2 * len(PAGE)


def test_entities_of_xhtml_read_no_file() -> None:
    """What an entity of a page would fetch stays where it is."""
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>{PAGE}<p>&f;</p></body></html>'
    )
    found = made("file.xhtml", page.encode())
    assert isinstance(found, Extract)
    assert "root:" not in found.body


def test_a_wrong_ending_is_named_or_read() -> None:
    """An image under the name of a text is called one; a text under the name of a page is read."""
    image = made("ferry.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    assert isinstance(image, Problem)
    assert "PNG" in image.message
    text = made("ferry.html", "\n\n".join(["The last ferry", *PARAGRAPHS]).encode())
    assert isinstance(text, Extract)
    assert "1931" in text.body


def test_text_between_nul_bytes_is_read() -> None:
    """Bytes that say nothing are left out."""
    found = made("nul.txt", "\n\n".join(["The last ferry", *PARAGRAPHS]).encode().replace(b" ", b" \x00"))
    assert isinstance(found, Extract)
    assert "\x00" not in found.body
    assert "nobody waved" in found.body
