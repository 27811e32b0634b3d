"""Each kind of structure that generators write in their own way reads alike: fixtures of title, page and Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from lxml import etree
from lxml.html import HTMLParser

from digest.extract.pages.block_markdown import markdown
from digest.extract.pages.html_reader import with_notes
from digest.extract.pages.normal import RULES, normalise
from digest.extract.pages.normal.markup import with_few_attributes, with_nested_emphasis
from digest.extract.pages.page_blocks import page_blocks
from digest.extract.pages.text_blocks import shown_text

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.txt"))
ADDRESS = "https://example.org/2025/ferry"


def fixtures() -> Iterator[ParameterSet]:
    """The fixtures of all files: a title, a page and its Markdown, each ended by a line with a full stop alone."""
    for path in FIXTURES:
        parts = path.read_text("utf-8").split("\n.\n")
        for title, page, written in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
            yield pytest.param(page, written, id=f"{path.stem}: {title.strip()}")


def converted(page: str, address: str | None = ADDRESS) -> str:
    """The Markdown of all that stands in a page."""
    tree = etree.fromstring(with_nested_emphasis(f"<html><body>{page}</body></html>"), HTMLParser(encoding="utf-8"))
    notes = normalise(tree, address, shown_text(tree))
    return markdown(with_notes(page_blocks(tree, frozenset(), address), notes, address))


@pytest.mark.parametrize(("page", "written"), tuple(fixtures()))
def test_a_kind_of_structure_is_kept(page: str, written: str) -> None:
    assert converted(page) == f"{written}\n"


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len(set(RULES)) == len(RULES)


def test_a_picture_whose_page_is_not_known_keeps_its_relative_address() -> None:
    """A link does not: it would lead nowhere."""
    page = '<p>See <a href="/map">the map</a>.</p><img src="img/pier one.png" alt="Pier"><p>It is here.</p>'
    assert converted(page, None) == "See the map.\n\n![Pier](img/pier%20one.png)\n\nIt is here.\n"


def test_an_element_keeps_its_first_attributes() -> None:
    """A parser compares each with all before it."""
    many = " ".join(f'a{number}="<x>"' for number in range(1000))
    assert (
        with_few_attributes(f"<p {many}>One <b>two</b></p>") == f"<p {many[: many.index(' a500')]}>One <b>two</b></p>"
    )
    usual = "<p a='1' b=2 c>One < two <b>three</b></p>"
    assert with_few_attributes(usual) == usual
