"""Whole sites in Arabic, Japanese and German, with English, French and mixed names in them: `tests/site/projects/`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import quote

import feedparser
import html5lib
import pytest
from feed_rules import complaints
from interface_words import english_texts, spoken
from lxml import etree

from digest.cli import run

LANGUAGES = ("ar", "ja", "de")
ADDRESSES = {
    "ar": "https://daftar.example.org/",
    "ja": "https://yomu.example.org/",
    "de": "https://lesebuch.example.org/",
}
BLOCKS = {"p", "h2", "h3", "li", "ul", "ol", "div", "blockquote", "table", "thead", "tbody", "tr"}
LEADS = {"ar": "مسح-المصب", "ja": "河口調査", "de": "muendung"}


def pages(project):
    """Every page of a site but those that only lead elsewhere."""
    found = sorted((project / "site").rglob("*.html"))
    return [path for path in found if 'http-equiv="refresh"' not in path.read_text("utf-8")]


def elements(path):
    """The elements of a page that is valid HTML."""
    text = path.read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    return html5lib.parse(text, namespaceHTMLElements=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_to_mend_and_every_page_is_valid(scripts, capsys, language):
    """But for the date that nobody has confirmed."""
    assert run(["-C", str(scripts[language]), "check"]) == 0
    assert re.findall(r" \[([a-z-]+)\]", capsys.readouterr().out) == ["inferred-date"]
    for page in pages(scripts[language]):
        elements(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_word_of_the_interface_is_left(scripts, language):
    """On no page and in no feed."""
    site, texts = scripts[language] / "site", english_texts(language, scripts[language])
    left = {
        f"{path.relative_to(site)}: {key}: {found.strip()!r}"
        for path in [*site.rglob("*.html"), *site.rglob("feed.xml")]
        for text in [spoken(path)]
        for key, pattern in texts.items()
        for found in pattern.findall(text)
    }
    assert sorted(left) == []


@pytest.mark.parametrize("language", ["ar", "ja"])
def test_what_is_in_latin_letters_was_written_by_a_person(scripts, language):
    """But for the program's name: what is seen and heard, of pages and feeds."""
    project = scripts[language]
    written = "\n".join(path.read_text("utf-8") for path in (project / "content").rglob("*.md"))
    written = re.sub(r"(?m)^(?:date_basis|\\[\\^d1\\]):.*", "", written)  # by digest, in English
    known = {word.lower() for word in re.findall("[A-Za-z]+", written)} | {"digest", "javascript", "count", "inferred"}
    technical = r"(?i)width=device-width.*|light dark|default-src.*|website|article|summary|digest [\d.]+|[\w:/.%#-]+"
    for path in [*pages(project), *(project / "site").rglob("feed.xml")]:
        lines = [line for line in spoken(path).split("\n") if not re.fullmatch(technical, line.strip())]
        lines = [line for line in lines if not line.startswith(('{"@', "urn:"))]
        found = {word for line in lines for word in re.findall("[A-Za-z]{2,}", line) if word.lower() not in known}
        assert found == set(), path


@pytest.mark.parametrize(
    ("language", "day", "week", "period", "count"),
    [
        ("ar", "30 ديسمبر 2025", "عدد الأسبوع 1، 2026", "29 ديسمبر 2025 – 4 يناير 2026", "3 مقالات"),
        ("ja", "2025年12月30日", "2026年第1週のダイジェスト", "2025年12月29日～2026年1月4日", "記事3件"),
        ("de", "30. Dezember 2025", "Ausgabe der Woche 1, 2026", "29. Dezember 2025 – 4. Januar 2026", "3 Artikel"),
    ],
)
def test_days_weeks_and_numbers_are_written_as_the_language_does(scripts, language, day, week, period, count):
    """On the page, in its description and in the feed; none by ISO 8601 but for machines."""
    site = scripts[language] / "site"
    text = spoken(site / "2026/w01/index.html")
    assert all(each in text for each in (day, week, period, count))
    feed = feedparser.parse((site / "feed.xml").read_bytes()).entries[1].content[0].value
    assert day in feed
    assert not re.search(r"2025-12-30|2026-01-0", text.replace("2026-01-02", "") + feed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_feeds_are_valid_and_say_languages_and_directions(scripts, language):
    """Programs that show them begin lines on the left, whatever the language."""
    site = scripts[language] / "site"
    grammar = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
    for path in sorted(site.rglob("feed.xml")):
        grammar.assertValid(etree.parse(path))
        assert complaints(path.read_bytes(), ADDRESSES[language] + quote(path.relative_to(site).as_posix())) == []
        for entry in feedparser.parse(path.read_bytes()).entries:
            assert (entry.title_detail.language == "en") == (entry.title.startswith("A survey"))
            content = html5lib.parse(entry.content[0].value, namespaceHTMLElements=False).find("body")
            for block, lang, way in blocks(content):
                text = "".join(block.itertext())
                arabic, latin = len(re.findall("[ء-ي]", text)), len(re.findall("[A-Za-z]", text))
                assert way == "rtl" if arabic > latin else way == "ltr" or arabic or "@digest" in text, text
                assert lang == "en" or not text.startswith(("A survey", "The second survey", "A channel")), text


def blocks(element, lang="", way="ltr"):
    """The innermost blocks of an entry that hold English or no text of the other direction, as they are shown."""
    lang, way = element.get("lang", lang), element.get("dir", way)
    inner = [child for child in element if child.tag in BLOCKS]
    if not inner and element.tag in BLOCKS and "".join(element.itertext()).strip():
        yield element, lang, way
    for child in inner:
        yield from blocks(child, lang, way)


NOTE_HEAD = """() => {
  const text = document.querySelector('#note-a1 .note-head').firstChild;
  const left = part => {
    const range = document.createRange(), at = text.data.indexOf(part);
    range.setStart(text, at), range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  };
  return { name: left('@'), tag: left('#'), year: left('2026'), day: left('02') };
}"""


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("ja", "ltr"), ("de", "ltr")])
def test_the_head_of_a_note_reads_in_order(scripts, browser, language, way):
    """Name, tag and day in the direction of the text; the day itself from the year on."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto((scripts[language] / f"site/2026/w01/{LEADS[language]}/index.html").as_uri())
    found = page.evaluate(NOTE_HEAD)
    reply = page.evaluate("getComputedStyle(document.querySelector('.reply')).direction")
    page.close()
    assert found["year"] < found["day"]
    order = [found["name"], found["tag"], found["year"]]
    assert order == sorted(order, reverse=way == "rtl")
    assert reply == "ltr"


STYLES = """() => {
  const style = (selector) => getComputedStyle(document.querySelector(selector));
  const em = style('.prose em');
  return {
    em: em.fontStyle, weight: em.fontWeight, mark: em.textEmphasisStyle,
    spacing: [...document.querySelectorAll('h1, .name, h2')].map(element => getComputedStyle(element).letterSpacing),
    slant: style('blockquote').fontSynthesisStyle, breaks: style('.body p').lineBreak,
    wide: document.documentElement.scrollWidth - innerWidth,
  };
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_neither_slanted_nor_set_apart_where_they_must_not_be(scripts, browser, language):
    """Emphasis is a heavier face in Arabic, stands above the letters in Japanese, and is an italic in German."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((scripts[language] / f"site/2026/w01/{LEADS[language]}/index.html").as_uri())
    found = page.evaluate(STYLES)
    page.close()
    assert found["wide"] <= 0
    plain = {"ar": ("normal", "600", "none"), "ja": ("normal", "400", "dot"), "de": ("italic", "400", "none")}
    assert (found["em"], found["weight"], found["mark"]) == plain[language]
    if language != "de":
        assert set(found["spacing"]) <= {"normal", "0px"}
        assert found["slant"] == "none"
    assert (found["breaks"] == "strict") == (language == "ja")


def test_a_line_that_ends_the_page_ends_as_its_language_does(scripts):
    """No full stop of Latin letters behind Japanese words."""
    footers = {
        language: elements(project / "site/index.html").find(".//footer/p") for language, project in scripts.items()
    }
    ends = {language: "".join(footer.itertext())[-1] for language, footer in footers.items()}
    assert ends == {"ar": ".", "ja": "。", "de": "."}


@pytest.mark.parametrize(
    ("language", "queries"),
    [
        ("ar", ["المصب", "مصب", "اسبوعا", "أُسبوعًا", "مـصـب", "جديده", "قناة ١٩٨٧", "للمصب"]),
        ("ja", ["水路", "調査班", "深さの列", "十一週間", "１９８７年"]),
        ("de", ["fahrrinne", "FLUSSMÜNDUNG", "flussmundung", "Fluß", "spalte tiefen"]),
    ],
)
def test_readers_find_an_article_however_they_write(scripts, browser, language, queries):
    """Without vowel signs, with another alef, with or without the article; in other digits and widths; ss for ß."""
    page = browser.new_page()
    page.goto((scripts[language] / "site/search/index.html").as_uri())
    found = {}
    for query in queries:
        page.fill("#search-words", query)
        found[query] = page.locator("#search-results h2 a").first.get_attribute("href")
    page.close()
    assert all(quote(LEADS[language]) in link for link in found.values()), found


@pytest.mark.parametrize(("language", "named"), [("ar", {"مجلة-التقنية", "قناة"}), ("ja", {"港新聞", "水路"})])
def test_addresses_of_publishers_and_tags_are_in_own_letters_too(scripts, language, named):
    """With `slugs: own`, as those of articles and topics."""
    assert named <= {path.name for path in (scripts[language] / "site").rglob("*")}


@pytest.mark.parametrize("language", ["ar", "ja"])
def test_annotations_come_back_to_their_passages(scripts, tmp_path, capsys, language):
    """Taken out of the articles and imported from what was exported: beside full stops, brackets and joined letters."""
    project = tmp_path / "project"
    shutil.copytree(scripts[language], project)
    assert run(["-C", str(project), "annotations", "export"]) == 0
    (tmp_path / "exported.json").write_text(capsys.readouterr().out, "utf-8")
    before = {path: path.read_text("utf-8") for path in (project / "content").rglob("*.md")}
    for path, text in before.items():
        bare = re.sub(r"(?m)^\[\^a[\d.]+\]:.*\n", "", re.sub(r"==([^=]+)==\[\^a[\d.]+\]", r"\1", text))
        path.write_text(bare, "utf-8")
        assert "[^a" not in bare
    assert run(["-C", str(project), "annotations", "import", str(tmp_path / "exported.json")]) == 0
    for path, text in before.items():
        assert sorted(filter(None, path.read_text("utf-8").split("\n"))) == sorted(filter(None, text.split("\n")))


@pytest.mark.parametrize(
    ("language", "page", "said"),
    [
        ("ar", "مياه-الشرب", "بل استُنتج"),
        ("ja", "飲み水", "推定したものです"),
        ("de", "trinkwasser", "Es wurde erschlossen"),
    ],
)
def test_an_inferred_date_says_so_in_the_language_of_the_site(scripts, language, page, said):
    """At the day and in the converter's note; what the converter wrote in English stays in the file."""
    text = (scripts[language] / f"site/2026/w01/{page}/index.html").read_text("utf-8")
    assert text.count(said) == 2
    assert "inferred from" not in text
    assert "names no year" not in text
    assert "date_basis" not in text
    feeds = "".join(feed.read_text("utf-8") for feed in (scripts[language] / "site").rglob("feed.xml"))
    assert said in feeds
    assert "names no year" not in feeds
