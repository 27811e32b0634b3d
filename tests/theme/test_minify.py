"""Style sheets and scripts become smaller and stay what they are."""

from pathlib import Path

import pytest

from digest.theme.assets import minify

PAPER = Path(__file__).resolve().parents[2] / "themes/paper/assets/paper.css"


def small(name: str, text: str) -> str:
    return minify(name, text.encode()).decode().removesuffix("\n")


@pytest.mark.parametrize(
    ("sheet", "minified"),
    [
        ("a { color : red ; } /* gone */\n", "a{color:red}"),
        ("a { width: calc(100% - 2 * (1rem + 3px)) }", "a{width:calc(100% - 2 * (1rem + 3px))}"),
        (".a { &:hover { color: red } .b & { x: y } }", ".a{&:hover{color:red}.b & {x:y}}"),
        ("a :is(.b, .c) :not(.d) { x: y }", "a :is(.b,.c) :not(.d){x:y}"),
        ("@media (width >= 40em) and (print) { a { b: light-dark(#fff, #000) } }",
         "@media (width>=40em) and (print){a{b:light-dark(#fff,#000)}}"),
        ("a { background: color-mix(in oklab, red 50%, blue) }", "a{background:color-mix(in oklab,red 50%,blue)}"),
        ("@layer base, theme; @import url('x.css') layer(base);", "@layer base,theme;@import url('x.css') layer(base)"),
        ("a::before { content: '/* no  comment */' }", "a::before{content:'/* no  comment */'}"),
        ("/*! licence */ a { b: c }", "/*! licence */a{b:c}"),
        ("a { margin: -1px +2px; --x:  1 }", "a{margin:-1px +2px;--x:1}"),
    ],
)  # fmt: skip
def test_a_style_sheet_loses_only_spaces_and_comments(sheet: str, minified: str) -> None:
    """Whatever is new in CSS: nesting, layers, ranges, colours."""
    assert small("assets/a.css", sheet) == minified


@pytest.mark.parametrize(
    ("script", "minified"),
    [
        ("const a = `x  ${ b }  y`; // gone\n", "const a=`x  ${ b }  y`;"),
        ("let r = /[/]\\/ \"'/g.test(s) ? a?.b ?? c : d\n", "let r=/[/]\\/ \"'/g.test(s)?a?.b??c:d"),
        ("const s = 'http://x  // y'\nlet b = a / 2 / c\n", "const s='http://x  // y'\nlet b=a/2/c"),
        ("a = b\n++c\n", "a=b\n++c"),
    ],
)
def test_a_script_keeps_its_texts_and_lines(script: str, minified: str) -> None:
    """Template literals, regular expressions, addresses, and line ends that end a statement."""
    assert small("assets/a.mjs", script) == minified


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("assets/a.min.css", b"a { b: c }"),
        ("assets/a.min.js", b"let a = 1"),
        ("assets/a.txt", b"a { b: c }"),
        ("assets/a.css", b"a { b: '\xff' }"),
        ("assets/a.css", b"a { background: url( 'a b.png' ) }"),
    ],
)
def test_what_must_not_be_changed_is_not(name: str, body: bytes) -> None:
    """What is minified, of another kind or encoding, or would come out with other texts."""
    assert minify(name, body) == body


def test_the_own_theme_gets_smaller() -> None:
    """And a second pass finds nothing more."""
    body = PAPER.read_bytes()
    once = minify("assets/paper.css", body)
    assert len(once) < 0.9 * len(body)
    assert minify("assets/paper.css", once) == once
