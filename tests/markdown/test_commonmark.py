"""CommonMark 0.31.2: what the parser reads as the specification says, and where and why it reads otherwise.

The examples are those of the specification (see the licence in `commonmark-0.31.2.json`). They are compared as
markdown-it's own renderer shows them, since headings, links and images of a page have this project's own HTML.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from digest.markdown.parser import parse, plain_parser

EXAMPLES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "commonmark-0.31.2.json").read_text("utf-8"))[
    "examples"
]

OTHERWISE: dict[str, tuple[int, ...]] = {
    "raw HTML is text, whoever wrote it": (
        21, 31, *range(148, 192), 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536, 613, 614, 615, 616, 617,
        623, 625, 626, 627, 628, 629, 630, 631, 642, 643,
    ),
    "an address leads somewhere by http, https or mailto alone": (596, 598, 599, 601),
    "a bare address is a link, as on GitHub": (602, 608, 611),
    "two brackets are a wikilink": (548, 559, 590),
}  # fmt: skip
"""The examples that our own syntax, or our care, changes; by the reason."""


def same(html: str) -> str:
    """HTML as the specification compares it: white space between blocks does not count."""
    return html.replace("<blockquote>\n</blockquote>", "<blockquote></blockquote>")


def as_read(markdown: str) -> str:
    env: dict[str, Any] = {}
    options = plain_parser(MarkdownIt).options
    options["xhtmlOut"] = True
    html: str = RendererHTML().render(parse(markdown, env), options, env)
    return html


def test_all_examples_are_there() -> None:
    """The specification has 652."""
    assert [each["example"] for each in EXAMPLES] == list(range(1, 653))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: str(each["example"]))
def test_without_our_syntax_the_parser_is_commonmark(example: dict[str, Any]) -> None:
    """All 652 examples hold."""
    md = plain_parser(MarkdownIt)
    md.options["xhtmlOut"] = True
    assert same(md.render(example["markdown"])) == same(example["html"])


def test_our_syntax_changes_these_examples_and_no_others() -> None:
    """Each with its reason; an example that changes for no stated one fails."""
    changed = [each["example"] for each in EXAMPLES if same(as_read(each["markdown"])) != same(each["html"])]
    assert changed == sorted(number for numbers in OTHERWISE.values() for number in numbers)
