"""The built-in theme shows every view, whole and valid."""

from __future__ import annotations

import itertools
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import html5lib
import pytest
from theme_switch import take_out

from digest.render.note_html import HUES
from digest.theme.theme import Theme
from themes import find_theme

_SPEC = spec_from_file_location("sample_views", Path(__file__).with_name("sample_views.py"))
samples = module_from_spec(_SPEC)
_SPEC.loader.exec_module(samples)


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Theme:
    return find_theme("paper", tmp_path_factory.mktemp("project"))


def html(theme: Theme, name: str) -> str:
    body = theme.render(samples.PAGES[name])
    assert isinstance(body, bytes), str(body)
    return body.decode()


def test_the_samples_show_every_template(paper):
    """Each template that is a page of its own has a sample, so that none is left untested."""
    parts = {template.name for template in paper.templates if "/" not in template.name}
    pages = {name for name in parts if not name.startswith("_")} - {"base.html"}
    assert {page.template for page in samples.PAGES.values()} == pages


@pytest.mark.parametrize("name", samples.PAGES)
def test_every_page_is_valid_html(paper, name):
    """A strict parser finds no error, and the output ends in one line feed."""
    text = html(paper, name)
    html5lib.HTMLParser(strict=True).parse(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert text.endswith("</html>\n")


@pytest.mark.parametrize("name", samples.PAGES)
def test_a_page_has_one_first_heading_and_no_gap_below_it(paper, name):
    """Readers who jump from heading to heading miss none: one h1, and no level is left out going down."""
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", html(paper, name))]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("name", samples.PAGES)
def test_nothing_of_a_source_is_active(paper, name):
    """Text is escaped wherever it stands; no script but data, the switch and those of the search, no handler, no style attribute."""
    text = html(paper, name)
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    assert take_out(tree) == []
    assert "5329" not in "".join(tree.itertext())
    for element in tree.iter():
        if isinstance(element.tag, str):
            own = name == "search" and element.attrib.keys() == {"src", "defer"} and not element.text
            assert element.tag != "script" or element.get("type") == "application/ld+json" or own
            assert not [key for key in element.attrib if key.startswith("on") or key == "style"]


def test_a_hostile_title_is_text(paper):
    """A title with a script element in it is read as it is written."""
    tree = html5lib.parse(html(paper, "article, hostile"), namespaceHTMLElements=False)
    assert tree.find(".//h1").text == samples.HOSTILE
    assert samples.HOSTILE in tree.find(".//title").text


def test_no_template_has_words_of_its_own(paper):
    """Whatever a reader sees or hears comes from the catalogue, or from the content."""
    for template in (template for template in paper.templates if not template.name.endswith(".js")):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "\0", template.text, flags=re.DOTALL)
        spoken = re.findall(r'\b(?:title|alt|aria-label|content)="([^"]*)"', re.sub(r"<meta [^>]*>", "", text))
        shown = re.sub(r' [\w-]+="[^"]*"', "", re.sub(r"<[^>]*>", "", text))
        code = re.findall(r"\{%.*?%\}|\{\{.*?\}\}", template.text, flags=re.DOTALL)
        literals = [literal for piece in code for literal in re.findall(r""""[^"]*"|'[^']*'""", piece)]
        words = [word for part in [*spoken, shown] for word in re.findall(r"[^\W\d_]+", part)]
        words += [literal for literal in literals if re.search(r"[A-Z][a-z]|\w \w", literal)]
        assert words == [], template.name


def test_every_word_of_a_template_is_in_the_catalogue(paper):
    """Also those that only some pages show."""
    for template in paper.templates:
        calls = re.findall(r'"(\w+)"\|word\b|counted\("(\w+)"', template.text)
        assert all(key in paper.words.texts for key, _ in calls if key), template.name
        assert all(key in paper.words.plurals for _, key in calls if key), template.name


@pytest.mark.parametrize("name", samples.PAGES)
def test_a_page_in_german_has_no_english_phrases(paper, tmp_path, name):
    """No text of several words that a template takes from the catalogue is left, and the page is valid."""
    page = html(find_theme("paper", tmp_path, "de"), name)
    for key in {key for template in paper.templates for key in re.findall(r'"(\w+)"\|word\b', template.text)}:
        english = paper.words.texts[key]
        if len(re.findall(r"\w+", re.sub(r"\{\w+\}", "", english))) > 1:
            assert not re.search(pattern(english), page), key
    html5lib.HTMLParser(strict=True).parse(page)


def pattern(text: str) -> str:
    """An expression for a text of the catalogue with any values in it."""
    return "[^<]*?".join(re.escape(part) for part in re.split(r"\{\w+\}", text.strip(" ,:")))


def test_an_article_in_german(paper, tmp_path):
    """A sample of the words, a plural and the days."""
    text = html(find_theme("paper", tmp_path, "de"), "article")
    for words in ("Kurz gefasst", "2 Anmerkungen", "4 Min.", "3. Januar 2025", "März 2025", "Von Mira Holt, Jon Ask"):
        assert words in text
    assert "30. Dezember 2024 – 5. Januar 2025" in html(find_theme("paper", tmp_path, "de"), "week")


def test_a_site_written_from_right_to_left_says_so(tmp_path):
    """The direction is that of the words; English pages need not say theirs."""
    folder = tmp_path / "themes/paper/words"
    folder.mkdir(parents=True)
    (folder / "he.yml").write_text("archive: ארכיון\n")
    assert '<html lang="en" dir="rtl">' in html(find_theme("paper", tmp_path, "he"), "home")


def test_another_language_is_marked(paper):
    """A German title in an English digest says so, for hyphenation and for readers who listen."""
    week = html(paper, "week")
    assert week.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert re.search(r'<h3 class="entry-title" lang="de">', week)
    assert not re.search(r'class="entry-title" lang="en"', week)
    assert re.search(r'<div class="prose body" lang="de">', html(paper, "article, German"))


def test_an_inferred_date_says_so(paper):
    """A date that nobody has confirmed is marked where it stands, and the article's page says how it was found."""
    text = html(paper, "article")
    assert 'class="inferred"' in text
    assert "inferred: the source names no year" in text
    assert 'class="inferred"' not in html(paper, "article, German")


def test_a_key_point_leads_to_its_highlight(paper):
    """Each link of a key point has its target in the body."""
    text = html(paper, "article")
    links = re.findall(r'<li><a href="#(a\d+)">', text)
    assert links == ["a1", "a2"]
    assert all(f'id="{anchor}"' in text for anchor in links)


def test_a_digest_names_its_week_and_days(paper):
    """The head of a digest says which days it is about, across the turn of the year."""
    text = html(paper, "week")
    assert "Digest of Week 1, 2025" in text
    assert "30 December 2024 – 5 January 2025" in text


@pytest.mark.parametrize("name", samples.PAGES)
def test_a_page_asks_nothing_of_another_host(paper, name):
    """Whatever is loaded with a page comes from the site itself, and the page's policy says so."""
    tree = html5lib.parse(html(paper, name), namespaceHTMLElements=False)
    loaded = [link.get("href") for link in tree.iter("link") if link.get("rel") in {"stylesheet", "icon"}]
    loaded += [image.get("src") for image in tree.iter("img")]
    assert loaded
    assert all(address.startswith("../") for address in loaded)
    policies = [meta.get("content") for meta in tree.iter("meta") if meta.get("http-equiv")]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'; ")


def test_the_stylesheets_ask_nothing_of_another_host(paper):
    """Fonts are part of the theme."""
    for artifact in paper.assets:
        if artifact.path.endswith(".css"):
            assert not re.search(rb"https?://|@import", artifact.body)


def test_no_text_is_too_faint(paper):
    """Text and accents have a contrast of 4.5 or more on both grounds, light and dark (WCAG 2.2, 1.4.3)."""
    sheet = next(item.body.decode() for item in paper.assets if item.path.startswith("assets/paper."))
    checked = 0
    for colours in schemes(sheet):
        for text, ground in [
            ("ink", "marker"),
            *(("ink", f"hue-{number}") for number in range(1, HUES + 1)),
            *((f"code-{kind}", "sheet") for kind in ("keyword", "name", "string", "number", "comment")),
            *((t, g) for t in ("ink", "soft", "accent") for g in ("paper", "sheet")),
        ]:
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
            checked += 1
    assert checked == 36


def test_browsers_without_both_schemes_get_the_light_one(paper):
    """The colours that stand in are those of the light scheme, so that no highlight is without its ground."""
    sheet = next(item.body.decode() for item in paper.assets if item.path.startswith("assets/paper."))
    light = dict(re.findall(r"--([\w-]+):light-dark\((#[0-9a-f]{6}),", sheet))
    (stand_in,) = re.findall(r"@supports not \(color:\s*light-dark\(#000,\s*#fff\)\)\s*\{:root\{([^}]*)\}", sheet)
    assert dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", stand_in)) == {
        name: colour for name, colour in light.items() if not name.startswith(("code-", "tone"))
    }


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_an_article_ends_with_what_links_to_it(paper):
    """Under a heading of its own, by title."""
    text = html(paper, "article")
    assert 'aria-labelledby="linked-from"' in text
    assert '<li><a href="../2025/w01/next/">Next</a></li>' in text


def test_lists_lead_on_to_their_other_pages(paper):
    """A list of several pages links back and forward; one of a single page has no such links."""
    older = html(paper, "topic, an older page")
    assert 'rel="prev" href="../topics/biology/page/1/"' in older
    assert 'rel="next" href="../topics/biology/"' in older
    assert 'rel="next" href="../archive/"' in html(paper, "archive, an older page")
    assert 'rel="prev"' not in html(paper, "topic")


def test_home_says_how_many_more_articles_a_topic_has(paper):
    """The line leads to that topic on the page of the week."""
    body = html(paper, "home")
    assert re.search(r'<p class="more"><a href="[^"#]*2025/w01/#[a-z-]+">88 more articles on ', body)


def test_the_number_of_a_week_can_be_read_on_every_shade(paper):
    """Contrast 4.5 or more, light and dark: of the number on the mixtures of accent and paper, and on the accent alone."""
    sheet = next(item.body.decode() for item in paper.assets if item.path.startswith("assets/paper."))
    shares = re.findall(
        r"\.year \.shade-\d[^{]*\{fill:color-mix\(in srgb,var\(--accent\) (\d+)%,var\(--paper\)\)", sheet
    )
    assert len(shares) == 3
    for colours in schemes(sheet):
        for share in map(int, shares):
            assert contrast(colours["ink"], mixed(colours["accent"], colours["paper"], share / 100)) >= 4.5, share
        assert contrast(colours["paper"], colours["accent"]) >= 4.5


def schemes(sheet):
    """The colours of the light scheme and of the dark one, by name."""
    pairs = re.findall(r"--([\w-]+):light-dark\((#[0-9a-f]{6}),(#[0-9a-f]{6})\)", sheet)
    return [{pair[0]: pair[number] for pair in pairs} for number in (1, 2)]


def mixed(one: str, other: str, share: float) -> str:
    """A colour made of a share of one and the rest of another."""
    pairs = [[int(colour[at : at + 2], 16) for colour in (one, other)] for at in (1, 3, 5)]
    return "#" + "".join(f"{round(share * mine + (1 - share) * theirs):02x}" for mine, theirs in pairs)


def test_the_archive_draws_its_years_as_links_with_names(paper):
    """Each week with a digest is a link that says which it is, how many articles it has, and when it was; others are not."""
    tree = html5lib.parse(html(paper, "archive"), namespaceHTMLElements=False)
    svg = "{http://www.w3.org/2000/svg}"
    drawings = [drawing for drawing in tree.iter(f"{svg}svg") if drawing.get("role") == "group"]
    assert [[link.find(f"{svg}title").text for link in drawing.iter(f"{svg}a")] for drawing in drawings] == [
        ["Week 1, 2025, 3 articles · 30 December 2024 – 5 January 2025"],
        ["Week 52, 2024, 1 article · The week of long nights · 23–29 December 2024"],
    ]
    assert [drawing.find(f"{svg}a").get("href") for drawing in drawings] == ["../2025/w01/", "../2024/w52/"]


def test_publishers_are_named_with_their_site(paper):
    """In the list and on their own page, as a link that leaves the site as others do."""
    for name in ("source", "sources"):
        tree = html5lib.parse(html(paper, name), namespaceHTMLElements=False)
        (link,) = [link for link in tree.iter("a") if link.get("href") == "https://press.example/"]
        assert (link.text, link.get("rel")) == ("press.example", "external noopener noreferrer")


def test_a_topic_names_its_feed_where_readers_and_programs_look_for_it(paper):
    """In the line under its title, by the topic's name; and in the head."""
    tree = html5lib.parse(html(paper, "topic"), namespaceHTMLElements=False)
    feeds = [link.text for link in tree.find(".//main").iter("a") if link.get("href") == f"../{samples.FEED.path}"]
    assert feeds == ["Feed: Life & ecology"]
    heads = [link.get("title") for link in tree.iter("link") if link.get("href") == f"../{samples.FEED.path}"]
    assert heads == ["The Quiet Review: Life & ecology"]


def test_letters_lead_to_their_names(paper):
    """Also the sign under which names without a letter stand, which no fragment may hold (RFC 3986, section 3.5)."""
    tree = html5lib.parse(html(paper, "sources"), namespaceHTMLElements=False)
    (nav,) = [nav for nav in tree.iter("nav") if nav.get("class") == "letters"]
    links = [(link.text, link.get("href")) for link in nav.iter("a")]
    assert links == [(heading.text, f"#{heading.get('id')}") for heading in tree.iter("h3")] == [("#", "#letter-0")]
