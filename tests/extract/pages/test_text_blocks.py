"""The text blocks of a page, and the elements around them."""

from itertools import pairwise

from lxml import etree
from lxml.html import HTMLParser

from digest.extract.pages.text_blocks import Containers, TextBlock, containers, text_blocks

PAGE = (
    "<html><body><nav><a href='/'>Home</a></nav>\n<div><p>One <b>word</b>.</p>\n<p>Two.</p></div>"
    "<div>\n<section><p>Three.</p></section> four</div></body></html>"
)


def read() -> tuple[list[TextBlock], Containers]:
    blocks = text_blocks(etree.fromstring(PAGE, HTMLParser()))
    return blocks, containers(blocks)


def around(found: Containers, index: int) -> list[int]:
    """The elements around a block, from the innermost."""
    numbers = [found.innermost[index]]
    while found.parents[numbers[-1]] >= 0:
        numbers.append(found.parents[numbers[-1]])
    return numbers


def test_the_elements_around_a_block_are_as_many_as_its_tags() -> None:
    """Both begin at the first word of the block, not at the white space before it."""
    blocks, found = read()
    assert [block.text for block in blocks] == ["Home", "One word.", "Two.", "Three.", "four"]
    assert [len(around(found, index)) for index in range(len(blocks))] == [len(block.tags) for block in blocks]


def test_blocks_share_the_elements_that_hold_both() -> None:
    """The two paragraphs of one division have it, the body and the root in common."""
    _, found = read()
    assert around(found, 1)[1:] == around(found, 2)[1:]
    assert around(found, 2)[2:] == around(found, 4)[1:]
    assert around(found, 2)[1] != around(found, 4)[0]


def test_an_element_has_a_higher_number_than_the_one_around_it() -> None:
    """So sums over elements take one pass."""
    blocks, found = read()
    assert all(inner > outer for index in range(len(blocks)) for inner, outer in pairwise(around(found, index)))


def test_a_page_without_blocks_has_no_elements() -> None:
    assert containers([]) == Containers(innermost=(), parents=())
