"""Assets are named after their bytes, and style sheets follow."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from digest.theme.assets import minify, publish_assets


def published(**files: str):
    """Paths and bodies by name; `__` in a name stands for a folder."""
    named = {f"assets/{name.replace('__', '/')}": body for name, body in files.items()}
    result, problems = publish_assets({key: (PurePosixPath("t", key), body.encode()) for key, body in named.items()})
    return {key: (str(item.path), item.body.decode()) for key, item in result.items()}, problems


def test_a_name_changes_with_the_bytes_alone():
    """Eight digits before the suffix, the same for the same bytes."""
    one, _ = published(**{"a.svg": "1"})
    same, _ = published(**{"a.svg": "1"})
    other, _ = published(**{"a.svg": "2"})
    assert re.fullmatch(r"assets/a\.[0-9a-f]{8}\.svg", one["assets/a.svg"][0])
    assert one == same
    assert one["assets/a.svg"][0] != other["assets/a.svg"][0]


def test_addresses_in_a_stylesheet_are_renamed():
    """`url(…)` in any quotes and `@import` name the published file, relative to the sheet; the rest stays."""
    sheet = """/* url(none.png) */ @import "b.css";
    a { src: url(fonts/f.woff2?v=1#x) } b { src: url("fonts/f.woff2") } c { src: url( 'fonts/f.woff2' ) }
    d { src: url(data:image/png;base64,AA) url(https://example.org/x.png) url(#y) url(/z.png) }"""
    result, problems = published(**{"a.css": sheet, "b.css": "i{}", "fonts__f.woff2": "F"})
    font = result["assets/fonts/f.woff2"][0].removeprefix("assets/")
    other = result["assets/b.css"][0].removeprefix("assets/")
    expected = sheet.replace("fonts/f.woff2", font).replace('"b.css"', f'"{other}"')
    assert problems == ()
    assert result["assets/a.css"][1] == minify("a.css", expected.encode()).decode()


def test_a_sheet_in_a_folder_finds_its_way():
    """An address is relative to the sheet that has it."""
    result, problems = published(**{"css__a.css": "a{b:url(../i/x.png)}", "i__x.png": "1"})
    assert problems == ()
    assert result["assets/css/a.css"][1] == f"a{{b:url(../{result['assets/i/x.png'][0].removeprefix('assets/')})}}\n"


def test_a_stylesheet_is_renamed_with_what_it_shows():
    """A new font gives the sheet a new name, or a browser would keep the old one."""
    before, _ = published(**{"a.css": "a{b:url(f.woff2)}", "f.woff2": "1"})
    after, _ = published(**{"a.css": "a{b:url(f.woff2)}", "f.woff2": "2"})
    assert before["assets/a.css"][0] != after["assets/a.css"][0]


def test_an_address_that_leads_nowhere_is_a_problem():
    """It is named with file, line and column; so is what leads out of the theme, and a circle of sheets."""
    _, problems = published(**{"a.css": "a{}\n b{c:url(none.png)}"})
    assert [str(problem.location) for problem in problems] == ["t/assets/a.css:2:6"]
    assert published(**{"a.css": "a{b:url(../../secret)}"})[1]
    assert published(**{"a.css": '@import "b.css";', "b.css": '@import "a.css";'})[1]


def test_a_name_with_spaces_is_renamed_however_it_is_written():
    """In quotes, percent-encoded or with CSS's own escape; in quotes afterwards, since without them it is not an address."""
    for written in (
        'url("bg img.png")',
        "url('bg img.png')",
        "url(bg%20img.png)",
        'url("bg%20img.png")',
        r"url(bg\ img.png)",
    ):
        result, problems = published(**{"a.css": f"a{{b:{written}}}", "bg img.png": "1"})
        name = result["assets/bg img.png"][0].removeprefix("assets/")
        assert problems == ()
        assert re.search(rf"url\((?:\"{re.escape(name)}\"|'{re.escape(name)}')\)", result["assets/a.css"][1]), written
    result, problems = published(
        **{"a.css": 'a{b:url("f (1).png")} @import "b c.css";', "f (1).png": "1", "b c.css": "i{}"}
    )
    assert problems == ()
    assert result["assets/f (1).png"][0].removeprefix("assets/") in result["assets/a.css"][1]
    _, problems = published(**{"a.css": 'a{b:url("no such.png")}'})
    assert len(problems) == 1
