"""The table of marks: each is one declaration, which holds in every room that meets its tokens."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from markdown_it.token import Token

import digest
from digest.markdown.escape import escape
from digest.markdown.marks import MARKS, TOKENS
from digest.markdown.parser import build_parser, parse
from digest.markdown.plain import plain_text
from digest.markdown.rules.declaration import Mark
from digest.markdown.source_map import source_blocks
from digest.markdown.text_positions import pieces

FIXTURES = sorted((Path(__file__).parents[1] / "render" / "fixtures").glob("*.md"))

each_mark = pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.name)


def types(tokens: Sequence[Token]) -> Iterator[str]:
    """The types of tokens and of all their children."""
    for token in tokens:
        yield token.type
        yield from types(token.children or ())


def read(mark: Mark, *switched_off: str) -> list[str]:
    """The types of the tokens of a mark's example."""
    options = frozenset({mark.option}) if mark.option else frozenset()
    md = build_parser(options)
    md.disable(list(switched_off))
    return list(types(md.parse(mark.example, {})))


@each_mark
def test_a_mark_is_switched_off_by_the_names_of_its_rules(mark: Mark) -> None:
    """Its example is then read as if the mark did not exist; no name is that of another rule."""
    own = {token.name for token in mark.tokens}
    without = read(mark, *(rule.name for rule in mark.rules))
    assert own.intersection(read(mark)) or "link_open" in read(mark)
    assert not own.intersection(without)
    assert "link_open" not in without


@each_mark
def test_text_that_looks_like_a_mark_is_escaped(mark: Mark) -> None:
    """Escaped, an example is its own plain text."""
    line = " ".join(mark.example.split())
    assert plain_text(escape(line)) == line


@each_mark
def test_every_token_of_a_mark_has_its_place_in_the_source(mark: Mark) -> None:
    """Each block of an example is cut into pieces to its end, so that a quotation behind the mark can be marked."""
    env: dict[str, Any] = {}
    blocks = source_blocks(mark.example, parse(mark.example, env))
    assert blocks
    for block in blocks:
        found = list(pieces(block.source, env))
        assert [piece.start for piece in found] == [0, *(piece.end for piece in found[:-1])]
        assert found[-1].end == len(block.source)
        assert sum(piece.length for piece in found) == len(block.text)


@each_mark
def test_a_mark_is_shown_in_the_fixtures_of_rendering(mark: Mark) -> None:
    """Some document there holds each type of its tokens, but for those that a pass makes of them."""
    sources = [
        source for path in FIXTURES for source in re.split(r"^\.\n", path.read_text("utf-8"), flags=re.MULTILINE)[1::3]
    ]
    shown = {name for source in sources for name in types(parse(source, {mark.option: True} if mark.option else {}))}
    assert {token.name for token in mark.tokens} - shown <= {"block_name"}


def test_names_are_given_once() -> None:
    """No two marks have a name in common, nor two rules, nor two types of tokens."""
    for names in (
        [mark.name for mark in MARKS],
        [rule.name for mark in MARKS for rule in mark.rules],
        [token.name for mark in MARKS for token in mark.tokens],
    ):
        assert len(names) == len(set(names))
    assert len(TOKENS) > sum(len(mark.tokens) for mark in MARKS)


ASK = """
import json
from digest.markdown.escape import escape
from digest.markdown.parser import parse
from digest.markdown.plain import plain_text
from digest.markdown.source_map import source_blocks
from digest.markdown.text_positions import passage
from digest.model.words import LanguageRules, Words
from digest.model.rendering import Text
from digest.render import feed_edition, render

words = Words(language="en", rules=LanguageRules(months=(), number_group=","), texts={}, plurals={})
body = "Words ,,in *small* print,, and `a,,b`, others."
(block,) = source_blocks(body, parse(body, {}))

def source_of(words):
    start = block.text.index(words)
    return block.source[slice(*passage(block.source, {}, start, start + len(words)))]

rendering = render(body, words)
print(json.dumps({
    "page": rendering.html,
    "feed": feed_edition(Text(html=rendering.html, feed=rendering.feed)),
    "plain": plain_text(body),
    "escaped": escape("a ,,b,, c"),
    "reads": plain_text(escape("a ,,b,, c")),
    "within": source_of("in small"),
    "around": source_of("in small print"),
    "behind": source_of("others"),
}))
"""


def test_a_mark_is_added_by_one_file_and_its_line_in_the_table(tmp_path: Path) -> None:
    """As the recipe in CONTRIBUTING says: no other module is touched, and every room knows the mark."""
    package = tmp_path / "digest"
    shutil.copytree(Path(digest.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(Path(__file__).parent / "small_mark.py", package / "markdown" / "rules" / "small.py")
    table = package / "markdown" / "marks.py"
    text = table.read_text("utf-8")
    text = text.replace(
        "from digest.markdown.rules.wikilinks",
        "from digest.markdown.rules.small import SMALL\nfrom digest.markdown.rules.wikilinks",
    )
    table.write_text(text.replace("    ADDRESS,\n)", "    ADDRESS,\n    SMALL,\n)"), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    asked = subprocess.run(
        [sys.executable, "-c", ASK], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert asked.stderr == ""
    html = "<p>Words <small>in <em>small</em> print</small> and <code>a,,b</code>, others.</p>\n"
    assert json.loads(asked.stdout) == {
        "page": html,
        "feed": html,
        "plain": "Words in small print and a,,b, others.",
        "escaped": r"a \,\,b\,\, c",
        "reads": "a ,,b,, c",
        "within": "in *small*",
        "around": ",,in *small* print,,",
        "behind": "others",
    }
