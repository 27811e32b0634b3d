"""Texts from right to left, in a site from left to right and the other way round, as a browser sets them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import html5lib
import pytest

from digest.cli import run

REPOSITORY = Path(__file__).resolve().parents[2]

ARABIC = """\
---
title: مسح الميناء
date: 2025-02-11
source: صحيفة الميناء
authors: [ليلى حداد, Ada Byron]
summary: قضى فريق المسح أحد عشر أسبوعا على مصب النهر.
comment: What the survey found (2024).
---

قضى فريق المسح أحد عشر أسبوعا على مصب النهر (2024).

- أول

> An English quotation.

قال الفريق إن ==مصب النهر==[^a1] تغير كثيرا.

[^a1]: @ann #method: Which part?
"""

ENGLISH = """\
---
title: On הארץ
date: 2025-02-12
source: הארץ
---

The paper of record wrote about the harbour, and about the survey. See [[a]].

> ציטוט בעברית ==ובו הערה==[^b1], עם נקודה.

[^b1]: Words.
"""

SIDES = """() => {
  const box = selector => document.querySelector(selector).getBoundingClientRect();
  const text = (selector, part) => {
    const node = document.querySelector(selector).firstChild, range = document.createRange();
    const at = part < 0 ? node.data.trimEnd().length - 1 : part;
    range.setStart(node, at), range.setEnd(node, at + 1);
    return range.getBoundingClientRect().left;
  };
  const body = box('.body'), note = box('.note');
  return {
    first: text('.body p', 0), last: text('.body p', -1),
    column: [body.left, body.right], note: [note.left, note.right],
    wide: document.documentElement.scrollWidth - innerWidth, screen: innerWidth,
  };
}"""


def make(folder, language):
    """The pages of a week of an article in Arabic and one in English, in a site in this language."""
    (folder / "content/2025-W07").mkdir(parents=True)
    (folder / "digest.yml").write_text(f"title: Reading\nlanguage: {language}\nrights: full\n")
    (folder / "content/2025-W07/a.md").write_text(ARABIC, "utf-8")
    (folder / "content/2025-W07/b.md").write_text(ENGLISH, "utf-8")
    assert run(["-C", str(folder), "build"]) == 0
    return folder / "site/2025/w07"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The pages in a site from left to right, and in one from right to left, each built once."""
    return cache(lambda language="en": make(tmp_path_factory.mktemp(language), language))


def elements(page):
    """The elements of a page that is valid HTML."""
    text = page.read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    return html5lib.parse(text, namespaceHTMLElements=False)


def test_an_article_without_a_language_gets_direction_and_script_from_its_letters(built):
    """Title, summary and text; the editor's English words and the English quotation run the other way."""
    site = built()
    page = elements(site / "a/index.html")
    article = page.find(".//article")
    assert article.get("dir") == "rtl"
    for place in (".//h1", ".//p[@class='summary']", ".//div[@class='prose body']"):
        element = article.find(place)
        assert (element.get("lang"), element.get("dir")) == ("und-Arab", "rtl")
    assert article.find(".//section[@class='comment prose']").get("dir") == "ltr"
    assert article.find(".//blockquote").get("dir") == "ltr"
    assert page.get("dir") is None
    week = elements(site / "index.html")
    assert [entry.get("dir") for entry in week.iter("article")] == ["rtl", None]


def test_names_and_titles_keep_their_order_among_the_words_of_the_site(built):
    """In elements where they stand alone, by isolating characters within a sentence; nothing where nothing mixes."""
    site = built()
    page = elements(site / "b/index.html")
    assert page.find(".//a[@class='source']/bdi").text == "הארץ"
    assert elements(site / "a/index.html").find(".//p[@class='byline']").text == "By \u2068ليلى حداد\u2069, Ada Byron"
    text = (site / "../../archive/index.html").read_text("utf-8")
    assert "<bdi>" not in text
    assert "\u2068" not in text


def test_the_language_in_front_matter_comes_before_letters(project):
    project.article("a.md", title="Salam", language="fa-Latn", body="English words.", rights="full")
    project.article("b.md", title="Salam", language="fa", body="English words.", rights="full")
    project.digest("build")
    site = project.folder / "site/2025/w12"
    assert elements(site / "a/index.html").find(".//article").get("dir") is None
    page = elements(site / "b/index.html")
    assert page.find(".//article").get("dir") == "rtl"
    assert page.find(".//div[@class='prose body']/p").get("dir") == "ltr"


def test_feeds_say_the_direction_of_what_runs_from_right_to_left(built):
    """Whatever program shows them."""
    feed = (built() / "../../topics/unsorted/feed.xml").read_text("utf-8")
    assert '&lt;div lang="und-Arab"&gt;&lt;div dir="rtl"&gt;\n&lt;p&gt;قضى' in feed
    assert '&lt;blockquote dir="ltr"&gt;\n&lt;p&gt;An English' in feed


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("width", [390, 1280])
def test_lines_begin_on_their_side_and_notes_stand_in_the_margin_on_the_screen(built, browser, language, width):
    """First letter and full stop on the right sides, in both texts on both sites; nothing hangs over the edge."""
    site = built(language)
    for name, way in (("a", "rtl"), ("b", "ltr")):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto((site / name / "index.html").as_uri())
        sides = page.evaluate(SIDES)
        page.close()
        assert (sides["first"] > sides["last"]) == (way == "rtl")
        assert sides["wide"] <= 0
        left, right = sides["note"]
        assert left >= 0
        assert right <= sides["screen"]
        if width == 1280:
            assert right <= sides["column"][0] if way == "rtl" else left >= sides["column"][1]


def test_the_style_sheet_names_no_side():
    """But for columns of tables whose author named one, and the margin of notes, which goes by the article."""
    css = (REPOSITORY / "themes/paper/assets/paper.css").read_text("utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    sides = re.findall(r"[^{};]*\b(?:left|right)\b[^{};]*", css)
    allowed = (r"align-(?:left|right)", r"text-align: (?:left|right)", r"--note-", r"var\(--note-")
    assert [side for side in sides if not any(re.search(pattern, side) for pattern in allowed)] == []
    aligned = re.findall(r"([^{}]*)\{[^{}]*text-align: (?:left|right)", css)
    assert [rule.strip() for rule in aligned if ".align-" not in rule and "[dir=" not in rule] == []
    for values in re.findall(r"(?:margin|padding|border-width): ([^;{}]+);", css):
        parts = top_values(values)
        assert len(parts) < 4 or parts[1] == parts[3] or "--note-" in values, values


def top_values(text):
    """The values of a property; one each, whatever functions stand in it."""
    while "(" in text:
        text = re.sub(r"[\w-]*\(([^()]*)\)", lambda function: re.sub(r"[\s,]+", "/", function[1]), text)
    return text.split()
