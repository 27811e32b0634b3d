"""Rules that are asked less read the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import inline

from digest.markdown import parser
from digest.markdown.marks import MARKS
from digest.markdown.parser import build_parser


class EveryBlockRule(ParserBlock):
    """markdown-it's own chain: each rule is asked at each line."""

    def add(self, name: str, _opens: str, rule: Any, *, before: str, ends: Sequence[str]) -> None:
        self.ruler.before(before, name, rule, {"alt": [*ends]})


class EveryInlineRule(ParserInline):
    """markdown-it's own chain: each rule is asked at each place where the text stops."""

    def add(self, name: str, opens: str, rule: Any, *, is_first: bool = False) -> None:
        for character in opens:
            self.add_terminator_char(character)
        add = self.ruler.after if is_first else self.ruler.before
        add("text" if is_first else "escape", name, lambda state, silent: _is_at(state, opens) and rule(state, silent))

    def parse_all(self, state: Any) -> None:
        inline(state)

    def add_pairing(self, name: str, _marker: str, rule: Any) -> None:
        self.ruler2.after("balance_pairs", name, rule)


def _is_at(state: Any, opens: str) -> bool:
    return state.src[state.pos] in opens


@pytest.fixture(scope="module")
def readers() -> tuple[MarkdownIt, MarkdownIt]:
    """The parser, and one that asks every rule."""
    options = frozenset(mark.option for mark in MARKS if mark.option)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "BlockChain", EveryBlockRule)
        patch.setattr(parser, "InlineChain", EveryInlineRule)
        every = build_parser(options)
    return build_parser(options), every


PIECES = [
    *(mark.example for mark in MARKS),
    *("*a*", "**b**", "_c_", "*d", "e**", "_f", "__g__", " **h:** ", "*i “*", " __j k__.", "*l\u00a0* ", "字* "),
    *(" ==m n== ", "==o==.", "==p", "q==", " == ", "===", "==www.a.b== ", " *https://c.d* "),
    *(
        "[a b](https://e.org/a?b=c)",
        "[c](http://e.org/?d&amp;e)",
        "[f *g*](https://e.org/",
        "[h [i](https://e.org/) j]",
    ),
    *(
        "a b",
        " ",
        "\n",
        "\n\n",
        "*",
        "**",
        "_",
        "~~",
        "==",
        "%%",
        "<!--",
        "-->",
        "[",
        "](",
        ")",
        "[[",
        "]]",
        "![",
        "^[",
    ),
    *(
        "\n> ",
        "\n> [!tip]- T\n> ",
        "\n- ",
        "\n1. ",
        "\n10) ",
        "\n    ",
        "\n\t",
        "`",
        "\n```\n",
        "\n~~~\n",
        "\n# ",
        "\n",
    ),
    *(
        "\n===",
        "\n---\n",
        "\n***\n",
        "|",
        "\n| a | b |\n| - | :-: |\n| c | d |\n",
        "\n- [x] t",
        "\n- one\n- **two**\n",
        "\n\n7) one\n2) two ",
        "\n\n* one\n+ two\n\n",
        " \n \n",
        "\n  three\n",
        "{++",
        "++}",
        "{~~",
        "~>",
    ),
    *("\n<details>\n", "\n</details>\n", "&amp;", "\\", "  \n", "https://e.org/a?b=c", "<https://e.org>", "[ref]", "!"),
    *(
        "\n[ref]: https://x.y/z 'T'\n",
        "\n[^a]: @b: c\n",
        "漢字",
        "「重点」",
        "\u00a0",
        "$",
        "\n$$\n",
        "^name",
        "\u2028",
        "\x0b",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(deadline=None, max_examples=300)
def test_what_cannot_begin_a_rule_is_read_alike_without_asking_it(
    readers: tuple[MarkdownIt, MarkdownIt], text: str
) -> None:
    ours, every = ([token.as_dict() for token in md.parse(text, {})] for md in readers)
    assert ours == every


@pytest.mark.parametrize("sign", ["*", "_", "**", "__", "=="])
@pytest.mark.parametrize(
    "text",
    [
        "#a `b` x#c# d",
        "(#a#)",
        "#a#b#",
        "#a.#b #c#",
        "#a:# b",
        "#a:#b",
        "#a #b# c#",
        "#a#. #b#",
        "#a#。",
        "#字#.",
        "#字# a",
    ],
)
def test_a_mark_around_plain_text_is_paired_as_all_others_are(
    readers: tuple[MarkdownIt, MarkdownIt], sign: str, text: str
) -> None:
    """Also where it could end one that began before it, or begin another one."""
    text = text.replace("#", sign)
    ours, every = ([token.as_dict() for token in md.parse(text, {})] for md in readers)
    assert ours == every


@given(
    st.sampled_from(["https://", "http://", "HTTPS://", "//", "", "mailto:"]),
    st.lists(
        st.sampled_from(["a.example", "b-c", "/", "?", "#", "&", "=", "@", ":", "~", "%", "é", " ", "'", "[", "\\"])
    ),
)
def test_an_address_that_is_left_as_it_is_is_normal(scheme: str, parts: list[str]) -> None:
    """As markdown-it normalises it."""
    address = scheme + "".join(parts)
    assert parser.parser().normalizeLink(address) == MarkdownIt().normalizeLink(address)


@pytest.mark.parametrize("change", [lambda md: md.disable("list"), lambda md: md.disable(["emphasis", "table"])])
def test_a_rule_that_is_switched_off_later_is_not_asked(change: Callable[[MarkdownIt], object]) -> None:
    text = "- a *b*\n\n| c |\n| - |\n"
    md, plain = build_parser(), MarkdownIt("commonmark", {"html": False}).enable("table")
    md.parse(text, {})
    change(md)
    change(plain)
    assert [token.type for token in md.parse(text, {})] == [token.type for token in plain.parse(text, {})]
