"""Sources that take a converter long: one kind of structure each, repeated as often as is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

SENTENCE: Final = (
    "The ferry that had crossed the sound since 1931 made its last trip on a windless morning, and nobody waved."
)
_ARTICLE: Final = "".join(f"<p>{SENTENCE} {SENTENCE} It was number {number}.</p>" for number in range(4))


def page(body: str, head: str = "") -> str:
    """A saved page with an article, and with more behind its last paragraph."""
    return (
        f"<!DOCTYPE html><html><head><title>The last ferry</title>{head}</head>"
        f"<body><article><h1>The last ferry</h1>{_ARTICLE}{body}</article></body></html>"
    )


def text(body: str) -> str:
    """A scraped text with an article, and with more behind its first paragraph."""
    return f"The last ferry\n\n{SENTENCE} {SENTENCE}\n\n{body}\n\n{SENTENCE} {SENTENCE}\n"


def _nested(start: str, end: str, count: int, inner: str = "deep") -> str:
    return start * count + inner + end * count


def _notes(count: int) -> str:
    references = "".join(
        f'<p>Words {n}<sup><a href="#fn{n}" id="fnref{n}">{n}</a></sup> more.</p>' for n in range(count)
    )
    notes = "".join(f'<li id="fn{n}"><p>Note {n} <a href="#fnref{n}">↩</a></p></li>' for n in range(count))
    return f'{references}<section class="footnotes"><ol>{notes}</ol></section>'


def _rowspans(count: int) -> str:
    row = '<tr><td rowspan="65534" colspan="1000">one</td><td>two</td></tr>'
    return f"<table>{row * count}</table>"


PAGES: Final[dict[str, Callable[[int], str]]] = {
    "attributes": lambda n: page("<div " + " ".join(f"a{i}=b" for i in range(n)) + ">words</div>"),
    "nested tables": lambda n: page(_nested("<table><tr><td>", "</td></tr></table>", 80, f"<p>{SENTENCE}</p>" * n)),
    "nested div": lambda n: page(_nested("<div>", "</div>", n)),
    "nested span": lambda n: page(_nested("<span>", "</span>", n)),
    "nested quotes": lambda n: page(_nested("<blockquote>", "</blockquote>", n)),
    "nested lists": lambda n: page(_nested("<ul><li>", "</li></ul>", n)),
    "nested emphasis": lambda n: page(f"<p>{_nested('<b><i>', '</i></b>', n)}</p>"),
    "unclosed div": lambda n: page("<div>words " * n),
    "unclosed b": lambda n: page("<p>" + "<b>words " * n),
    "crossed": lambda n: page("<p>" + "<b>one<i>two</b>three</i>" * n + "</p>"),
    "empty spans": lambda n: page(f"<p>{'<span></span>' * n}</p>"),
    "empty div": lambda n: page("<div></div>" * n),
    "empty p": lambda n: page("<p></p>" * n),
    "breaks": lambda n: page(f"<p>{'words<br>' * n}</p>"),
    "many breaks": lambda n: page(f"<p>{'<br>' * n}</p>"),
    "paragraphs": lambda n: page("".join(f"<p>{SENTENCE} {i}</p>" for i in range(n))),
    "equal paragraphs": lambda n: page(f"<p>{SENTENCE}</p>" * n),
    "headings": lambda n: page("".join(f"<h2>Heading {i}</h2><p>words {i}</p>" for i in range(n))),
    "h1 alone": lambda n: page("".join(f"<h1>Heading {i}</h1>" for i in range(n))),
    "links": lambda n: page("<p>" + "".join(f'<a href="/a/{i}">link {i}</a> ' for i in range(n)) + "</p>"),
    "link list": lambda n: page("<ul>" + "".join(f'<li><a href="/a/{i}">link {i}</a></li>' for i in range(n)) + "</ul>"),
    "notes": lambda n: page(_notes(n)),
    "superscripts": lambda n: page(f"<p>{'10<sup>-4</sup> and ' * n}</p>"),
    "ruby": lambda n: page(f"<p>{'<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>' * n}</p>"),
    "quoted": lambda n: page(f"<p>{'<q>so</q> ' * n}</p>"),
    "unknown elements": lambda n: page(f"<p>{'<x-word>so</x-word> ' * n}</p>"),
    "definitions": lambda n: page(f"<dl>{'<dt>term</dt><dd>meaning</dd>' * n}</dl>"),
    "items": lambda n: page(f"<ol>{'<li>item</li>' * n}</ol>"),
    "rows": lambda n: page(f"<table>{'<tr><td>one</td><td>two</td></tr>' * n}</table>"),
    "columns": lambda n: page(f"<table><tr>{'<td>one</td>' * n}</tr><tr><td>two</td></tr></table>"),
    "spans": lambda n: page(_rowspans(n)),
    "ragged table": lambda n: page(f"<table><tr>{'<td>one</td>' * (n // 2)}</tr>{'<tr><td>two</td></tr>' * (n // 2)}</table>"),
    "pictures": lambda n: page("".join(f'<p><img src="/p{i}.jpg" alt="picture {i}"></p>' for i in range(n))),
    "srcset": lambda n: page('<img srcset="' + ", ".join(f"/p{i}.jpg {i}w" for i in range(n)) + '" alt="a">'),
    "data uri": lambda n: page(f'<img src="data:image/png;base64,{"QUJD" * n}">'),
    "data svg": lambda n: page('<img src="data:image/svg+xml;utf8,' + "%3Cpath/%3E" * n + '">'),
    "code": lambda n: page(f"<pre><code>{'let x = 1;<br>' * n}</code></pre>"),
    "code spans": lambda n: page(f"<pre><code>{'<span>let x = 1;</span>' * n}</code></pre>"),
    "code lines": lambda n: page("".join(f'<div class="line"><span class="k">x{i}</span></div>' for i in range(n))),
    "frames": lambda n: page("".join(f'<iframe src="https://e.example/{i}"></iframe>' for i in range(n))),
    "callouts": lambda n: page('<div class="admonition note"><p class="admonition-title">Note</p><p>x</p></div>' * n),
    "mathml": lambda n: page("<p><math>" + "<mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow>" * n + "</math></p>"),
    "nested mathml": lambda n: page("<p><math>" + _nested("<msqrt>", "</msqrt>", n, "<mi>x</mi>") + "</math></p>"),
    "tex delimiters": lambda n: page("<p>" + "\\( " * n + "</p>"),
    "tex dollars": lambda n: page("<p>" + "$x " * n + "</p>", '<script src="/mathjax.js"></script>'),
    "json-ld": lambda n: page(
        "", '<script type="application/ld+json">{"@type":"NewsArticle","author":[' + ",".join(['{"name":"Ann Lee"}'] * n) + "]}</script>"
    ),
    "nested json-ld": lambda n: page(
        "", '<script type="application/ld+json">' + '{"a":[' * n + "1" + "]}" * n + "</script>"
    ),
    "meta": lambda n: page("", "".join(f'<meta name="author" content="Ann{i} Lee">' for i in range(n))),
    "classes": lambda n: page('<p class="' + " ".join(f"c{i}" for i in range(n)) + '">words</p>'),
    "bylines": lambda n: page("".join(f'<p class="author">By Ann Lee{i}</p>' for i in range(n))),
    "dates": lambda n: page("".join(f"<p>3 May {1900 + i % 120}, at noon</p>" for i in range(n))),
    "times": lambda n: page('<time datetime="2024-05-03">3 May</time>' * n),
    "entities": lambda n: page("<p>" + "&amp;&lt;&#8217; " * n + "</p>"),
    "less than": lambda n: page("<" * n),
    "open comments": lambda n: page("<!--" * n),
    "comments": lambda n: page("<p>word<!-- c -->s</p>" * n),
    "open tags": lambda n: page("<a " * n),
    "open scripts": lambda n: page("<script>" * n),
    "one line": lambda n: page("<p>" + "words and words " * n + "</p>"),
    "one word": lambda n: page("<p>" + "x" * n + "</p>"),
    "spaces": lambda n: page("<p>" + " \n" * n + "</p>"),
}  # fmt: skip
"""Kind of page -> it, with so many of its elements."""

_RUNS: Final = (
    "*", "_", "[", "]", "`", "$", "<", "=", "{++", "%%", "^[", "![", "[^", "(", "\\", "~", "|", ">", "#", "-", ".", "&",
    "\\( ", "* ", "_a ", "**a ", "[a](", "<a ", "<!--", "`a ", "&#", "“", '" ', "(a ", "1. ", "a@", "http://", "- ",
    "www.", "By ", "ab-\n", " ", "\t", "\u3000", "\u0301", "\u00ad", "\u200d",
)  # fmt: skip
"""Delimiters, and beginnings of what is never finished."""

_LINES: Final = (
    "*", "a", "#", ">", "|", "=", "---", "```", "$$", "- a", "1. a", "    a", "a\tb", "%%", "[^1]: a", "[a]: b",
)  # fmt: skip

TEXTS: Final[dict[str, Callable[[int], str]]] = {
    "runs": lambda n: text("\n\n".join(run * n for run in _RUNS)),
    "runs in lines": lambda n: text("\n\n".join(f"{line}\n" * n for line in _LINES)),
    "lines": lambda n: "\n".join(f"{SENTENCE} {i}" for i in range(n)),
    "short lines": lambda n: "\n".join(f"line {i}" for i in range(n)),
    "equal lines": lambda n: f"{SENTENCE}\n" * n,
    "paragraphs": lambda n: "\n\n".join(f"{SENTENCE} {i}" for i in range(n)),
    "wrapped": lambda n: "\n".join("the ferry had crossed the sound since then and nobody ever waved at it" for _ in range(n)),
    "endless sentence": lambda n: "\n".join(f"and so it went on, as far as {'they' * (i % 30)} had ever seen" for i in range(n)),
    "one line": lambda n: " ".join([SENTENCE] * n),
    "one word": lambda n: "x" * n,
    "capitals": lambda n: text(" ".join(f"Ann Lee{chr(97 + i % 26)}" for i in range(n))),
    "quotations": lambda n: text(" ".join(f"“It is so {i},” said Ann Lee." for i in range(n))),
    "quotations by line": lambda n: text("\n\n".join(f"“It is so {i},” said Ann Lee." for i in range(n))),
    "base64": lambda n: text("QUJDRA" * n),
    "base64 lines": lambda n: text(("QUJD" * 19 + "\n") * n),
    "mail levels": lambda n: f"From: ann@e.example\nSubject: The ferry\n\n{SENTENCE}\n\n{'> ' * n}deep\n",
    "mail lines": lambda n: f"From: ann@e.example\nSubject: The ferry\n\n{SENTENCE}\n\n" + f"> {SENTENCE}\n" * n,
    "mail staircase": lambda n: f"From: ann@e.example\nSubject: The ferry\n\n{SENTENCE}\n\n" + "".join(f"{'>' * (i % 1000)} words\n" for i in range(n)),
    "table by tabs": lambda n: text("".join(f"one\ttwo\tthree {i}\n" for i in range(n))),
    "columns by tabs": lambda n: text("one\t" * n + "\n" + "two\t" * n + "\n"),
    "commas": lambda n: text("".join(f"one,two,three {i}\n" for i in range(n))),
    "chinese": lambda n: text("渡轮在无风的早晨最后一次航行没有人挥手" * n),
    "chinese stops": lambda n: text("渡轮在无风的早晨最后一次航行。" * n),
    "dates": lambda n: text("\n".join(f"3 May {1900 + i % 120}" for i in range(n))),
    "dates in one line": lambda n: text(", ".join(f"3 May {1900 + i % 120}" for i in range(n))),
    "iso dates": lambda n: text(" ".join(f"{1900 + i % 120}-05-03" for i in range(n))),
    "bylines": lambda n: "".join(f"By Ann Lee{chr(97 + i % 26)}\n" for i in range(n)) + text(""),
    "names": lambda n: "".join(f"Ann Lee{chr(97 + i % 26)}\n" for i in range(n)) + text(""),
    "entities": lambda n: text("&amp;&lt;&#8217; " * n),
    "addresses": lambda n: text("\n".join(f"https://e.example/{i}" for i in range(n))),
    "mojibake": lambda n: text("CafÃ© donâ€™t Ã¼ " * n),
    "divided": lambda n: text("\n".join("the ferry had crossed the sound since then and no-" for _ in range(n))),
    "numbers": lambda n: text(" ".join(str(i) for i in range(n))),
    "copyright": lambda n: text("© 2024 The Sound\n" * n),
    "surrogate pairs": lambda n: text("😀" * n),
    "arabic": lambda n: text("العبّارة لم تعد تعبر " * n),
    "spaces before newline": lambda n: text((" " * 50 + "\n") * n),
    "nul": lambda n: text("words\x00 " * n),
}  # fmt: skip
"""Kind of text -> it, with so many of its lines or words."""
