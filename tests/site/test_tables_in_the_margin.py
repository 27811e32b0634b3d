"""Wide tables and images take of the margin, and never cover what stands there."""

from __future__ import annotations

import struct
import zlib

import pytest

LONG = " ".join(["A note of many words that goes on beside whatever follows."] * 6)
WIDE = "| {0} one | {0} two | {0} three | {0} four | {0} five | {0} six |\n|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | 6 |"
BODY = f"""\
A short paragraph.[^a1]

{WIDE.format("A heading of several words, the")}

Another paragraph.[^a2]

| {"a long heading of a narrow table " * 3} | b | c | d |
|---|---|---|---|
| 1 | 2 | 3 | 4 |

[^a1]: {LONG}
[^a2]: {LONG}
"""

BOXES = """() => {
  const box = element => { const {left, right, top, bottom} = element.getBoundingClientRect(); return {left, right, top, bottom} };
  const all = selector => [...document.querySelectorAll(selector)].map(box);
  return {body: box(document.querySelector('.body')), tables: all('.table'), notes: all('.note'),
          scrolled: document.documentElement.scrollWidth - document.documentElement.clientWidth};
}"""


def _overlap(one, other):
    return (
        one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_table_of_many_columns_takes_of_the_margin_below_its_notes(project, browser, language):
    """On the side where the notes stand; a table of few columns keeps to the text."""
    project.article("2025-W12/a.md", body=BODY, language=language)
    assert project.digest("build").code == 0
    page = browser.new_page()
    for width in (1000, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((project.folder / "site/2025/w12/a/index.html").as_uri())
        seen = page.evaluate(BOXES)
        side, sign = ("left", -1) if language == "ar" else ("right", 1)
        wide, narrow = (sign * (table[side] - seen["body"][side]) for table in seen["tables"])
        assert (wide > 100, narrow) == (True, 0), width
        assert len(seen["notes"]) == 2
        assert not [note for note in seen["notes"] for table in seen["tables"] if _overlap(note, table)]
        assert seen["scrolled"] == 0
    page.close()


def _png(width, height):
    """An image of one colour."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


IMAGES = f"""\
A short paragraph.[^a1]

![A wide chart](wide.png)

Another paragraph.[^a2]

![A photograph](high.png)

[^a1]: {LONG}
[^a2]: {LONG}
"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_wide_image_takes_of_the_margin_below_its_notes(project, browser, language):
    """On the side where the notes stand; one that is high keeps to the text, and so does every image on a phone."""
    project.article("2025-W12/a.md", body=IMAGES, language=language)
    project.write("content/2025-W12/wide.png", _png(1400, 500))
    project.write("content/2025-W12/high.png", _png(1400, 900))
    assert project.digest("build").code == 0
    page = browser.new_page()
    for width, least in ((390, 0), (1000, 100), (1280, 250)):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((project.folder / "site/2025/w12/a/index.html").as_uri())
        page.evaluate("document.querySelectorAll('img').forEach(each => { each.loading = 'eager' })")
        seen = page.evaluate(BOXES.replace("tables: all('.table')", "tables: all('.body img')"))
        side, sign = ("left", -1) if language == "ar" else ("right", 1)
        wide, high = (sign * (image[side] - seen["body"][side]) for image in seen["tables"])
        assert (wide >= least, wide == 0, high) == (True, least == 0, 0), width
        assert not [note for note in seen["notes"] for image in seen["tables"] if _overlap(note, image)]
        assert seen["scrolled"] == 0
    page.close()
