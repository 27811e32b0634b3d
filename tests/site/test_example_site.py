"""The example site of this repository, as browsers, validators and feed readers see it."""

from __future__ import annotations

import re
import shutil
import subprocess
import uuid
from pathlib import Path

import feedparser
import html5lib
import pytest
from feed_rules import complaints
from lxml import etree
from theme_switch import policy, take_out

REPOSITORY = Path(__file__).resolve().parents[2]

MOVED = "default-src 'none'"
"""The policy of a page that only leads to another."""

_ACTIVE = {"script", "iframe", "object", "embed", "form", "base", "frame", "applet"}
_LOADS = {
    "img": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "link": "href",
    "script": "src",
    "image": "href",
}


def pages(site):
    return sorted(site.rglob("*.html"))


def test_converting_the_example_changes_nothing(tmp_path):
    """content/ in the repository is what this converter makes of seeds/, but for what was edited by hand."""
    from digest.cli import run

    for name in ("seeds", "content", "themes"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    shutil.copy(REPOSITORY / "digest.yml", tmp_path)
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    assert run(["-C", str(tmp_path), "convert"]) == 0
    shutil.rmtree(tmp_path / ".digest")
    assert {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()} == before


def test_every_source_of_the_example_has_its_article():
    """Sixteen sources, sixteen articles, each naming its seed."""
    from digest.articles.provenance import seed_of

    seeds = {f"seeds/{path.name}" for path in (REPOSITORY / "seeds").iterdir()}
    named = [seed_of(path.read_text("utf-8"))[0] for path in (REPOSITORY / "content").rglob("*.md")]
    assert len(seeds) >= 14
    assert sorted(filter(None, named)) == sorted(seeds)


def test_pages_parse_without_error(example_site):
    """Each page is well-formed HTML5 by the strict parser of html5lib."""
    for page in pages(example_site):
        html5lib.HTMLParser(strict=True).parse(page.read_text("utf-8"))


def test_pages_pass_the_nu_html_checker(example_site, scripts, need):
    """No error on any page, also of sites in Arabic, Japanese and German."""
    jars = sorted((REPOSITORY / ".tools").glob("vnu-*.jar"))
    need(jars and shutil.which("java"), "the Nu HTML checker")
    command = ["java", "-jar", str(jars[-1]), "--errors-only", "--format", "text"]
    sites = [example_site, *(project / "site" for project in scripts.values())]
    command += [str(page) for site in sites for page in pages(site)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "Document checking completed. No errors found.\n")


def test_pages_hold_nothing_active_and_load_nothing_from_elsewhere(example_site):
    """No script but data and the switch, no frame, no form, no handler, no style attribute; what is loaded is of this site.

    The page of the search alone has a form and two scripts more, which are files of this site.
    """
    for page in pages(example_site):
        own = ["form", "script", "script"] if page == example_site / "search/index.html" else []
        document = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
        moved = 'http-equiv="refresh"' in page.read_text("utf-8")
        assert moved or take_out(document) == [], page
        for element in document.iter():
            if not isinstance(element.tag, str):
                continue
            if element.tag in own and (element.tag == "form" or element.get("src")):
                own.remove(element.tag)
            elif element.tag in _ACTIVE:
                assert (element.tag, element.get("type")) == ("script", "application/ld+json"), page
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"], page
            loaded = element.get(_LOADS.get(element.tag, "")) or ""
            if element.tag != "link" or element.get("rel") in {"stylesheet", "icon", "preload"}:
                assert not re.match(r"(?i)[a-z]+:|//", loaded), (page, loaded)
        said = document.find("head/meta[@http-equiv='Content-Security-Policy']").get("content")
        assert own == []
        assert said == (MOVED if moved else policy(search=page == example_site / "search/index.html")), page


def test_feeds_are_valid(example_site):
    """Each feed fits the grammar of RFC 4287 and reads without complaint: unique ids, whole addresses, full content."""
    grammar = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
    feeds = sorted(example_site.rglob("feed.xml"))
    assert len(feeds) == 8
    for path in feeds:
        grammar.assertValid(etree.parse(path))
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, path
        ids = [entry.id for entry in feed.entries]
        assert len(set(ids)) == len(ids)
        assert feed.feed.id not in ids
        assert all(entry.link.startswith("https://") and entry.content[0].value for entry in feed.entries)


def test_feeds_keep_the_rules_of_the_validator(example_site):
    """Whole addresses, ids and moments; no active or blank content; nothing that stands in one of them twice."""
    address = "https://marginal-digest.example.org/"
    for path in sorted(example_site.rglob("feed.xml")):
        assert complaints(path.read_bytes(), address + path.relative_to(example_site).as_posix()) == [], path


def test_ids_of_the_example_are_those_that_it_was_published_with(example_site):
    """They were made of its address before they were kept: whatever moves, these stay."""
    feed = feedparser.parse((example_site / "feed.xml").read_bytes())
    address = "https://marginal-digest.example.org/"
    for entry in (feed.feed, *feed.entries):
        place = "feed.xml" if entry is feed.feed else f"{entry.link.removeprefix(address)}index.html"
        assert entry.id == uuid.uuid5(uuid.NAMESPACE_URL, f"{address}#{place}").urn


def test_the_feed_grammar_refuses_what_is_no_feed():
    """The check above can fail: an entry without an id, and a moment without a zone, are refused."""
    grammar = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
    head = '<feed xmlns="http://www.w3.org/2005/Atom"><author><name>A</name></author><title>T</title><id>urn:x:1</id><link href="u"/>'
    good = head + "<updated>2025-01-01T00:00:00Z</updated></feed>"
    assert grammar.validate(etree.fromstring(good))
    assert not grammar.validate(etree.fromstring(good.replace("00Z", "00")))
    assert not grammar.validate(etree.fromstring(good.replace("</feed>", "<entry><title>E</title></entry></feed>")))


SAMPLE = (
    "index.html",
    "2025/w02/index.html",
    "archive/index.html",
    "topics/index.html",
    "about/index.html",
    "guide/annotating/index.html",
    "guide/reference/index.html",
    "404.html",
)


WIDTHS = (320, 390, 1440)
LOOK = """() => ({
  width: document.documentElement.scrollWidth,
  sheets: document.styleSheets.length,
  ground: getComputedStyle(document.body).backgroundColor,
})"""


def test_pages_look_right_from_disk(example_site, browser):
    """Styles apply, nothing overflows sideways, the policy is obeyed, nothing is asked of another host.

    Each page is loaded once and shown at every width, in light and in dark, as it is to a reader who turns a phone.
    """
    articles = [
        str(path.relative_to(example_site))
        for path in sorted(example_site.glob("20*/w*/*/index.html"))
        if b'http-equiv="refresh"' not in path.read_bytes()  # an old address, which leads to an article
    ]
    complaints, asked, grounds = [], [], set()
    page = browser.new_page()
    page.on("console", lambda message: complaints.append((page.url, message.text)))
    page.on("request", lambda request: asked.append(request.url))
    for name in (*SAMPLE, *articles):
        if name == "404.html":
            continue  # links from the root of its server
        page.goto((example_site / name).as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                look = page.evaluate(LOOK)
                assert look["width"] <= width, (name, width, scheme)
                assert look["sheets"] > 0, name
                assert look["ground"] != "rgba(0, 0, 0, 0)", (name, width, scheme)
                grounds.add((scheme, look["ground"]))
    page.close()
    assert len({ground for scheme, ground in grounds if scheme == "light"}) == 1
    assert len({ground for _, ground in grounds}) == 2, "dark is another ground than light"
    assert not complaints
    assert all(url.startswith("file:") for url in asked)


NOTE_PLACE = """() => {
  const note = document.querySelector(".body .note"), paragraph = note.closest("p");
  const number = document.querySelector(".note-ref").getBoundingClientRect();
  const box = note.getBoundingClientRect(), column = paragraph.getBoundingClientRect();
  return {shown: box.height > 0, beside: box.left >= column.right - 1, level: Math.abs(box.top - number.top),
          within: box.left >= column.left - 1 && box.right <= column.right + 1, top: box.top, bottom: box.bottom,
          number: number.top, height: innerHeight};
}"""


def _page_with_a_note(site, browser, width):
    noted = next(path for path in sorted(site.glob("20*/w*/*/index.html")) if 'class="note"' in path.read_text("utf-8"))
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")  # no scroll is under way
    page.goto(noted.as_uri())
    return page


@pytest.mark.parametrize("width", [960, 1440])
def test_notes_stand_in_the_margin_level_with_their_passage_on_wide_screens(example_site, browser, width):
    page = _page_with_a_note(example_site, browser, width)
    place = page.evaluate(NOTE_PLACE)
    assert place["shown"]
    assert place["beside"]
    assert place["level"] < 40
    page.locator(".note-ref").first.click()
    after = page.evaluate(NOTE_PLACE)
    assert 0 < after["number"] < after["height"], "the passage stays on the screen"
    page.close()


def test_a_note_opens_at_the_foot_of_a_narrow_screen_and_leads_back(example_site, browser):
    """Closed it cuts no sentence; open it leaves the passage where it is; its arrow closes it. On paper it is shown."""
    page = _page_with_a_note(example_site, browser, 390)
    assert not page.evaluate(NOTE_PLACE)["shown"]
    number = page.locator(".note-ref").first
    number.scroll_into_view_if_needed()
    before = page.evaluate(NOTE_PLACE)
    number.click()
    after = page.evaluate(NOTE_PLACE)
    assert after["shown"]
    assert after["number"] == before["number"]
    assert after["number"] < after["top"] < after["bottom"] <= after["height"]
    page.locator(".note:target .note-back").click()
    back = page.evaluate(NOTE_PLACE)
    assert not back["shown"]
    assert 0 < back["number"] < back["height"]
    page.emulate_media(media="print")
    on_paper = page.evaluate(NOTE_PLACE)
    assert on_paper["shown"]
    assert on_paper["within"]
    page.close()
