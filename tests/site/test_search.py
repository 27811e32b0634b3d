"""The search as readers use it: from disk, in a browser, by keyboard, in every script, and without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from theme_switch import policy

from digest.cli import run

BASE = Path(__file__).resolve().parents[2] / "themes/paper/base.html"

ARTICLES = {
    "2025-W12/call.md": (
        "---\ntitle: The call\ndate: 2025-03-18\ntopics: [energy]\nsource: Daily News\nsummary: Gas prices fell.\n"
        "authors: [Béa Ruiz, Tom Oak]\nmachine: [summary]\n---\nText. ==The minister named natural gas first.==[^a3]\n\n[^a3]: @ann: Naïve, I think.\n"
    ),
    "2025-W12/gas.md": "---\ntitle: Gas\ndate: 2025-03-17\ntopics: [climate]\nsource: Other Post\n---\nText.\n",
    "2025-W13/comment.md": (
        "---\ntitle: A comment\ndate: 2025-03-25\ncomment: On gas, and <b onclick=alert(1)>bold</b> words.\n---\nText.\n"
    ),
    "2025-W13/gaslight.md": "---\ntitle: Gaslight of the old town\ndate: 2025-03-26\nlanguage: en-GB\n---\nText.\n",
    "2025-W13/ja.md": (
        "---\ntitle: 検索と索引\ndate: 2025-03-26\nlanguage: ja\n---\n本文。==東京都の港湾調査==[^b1]\n\n[^b1]: メモ。\n"
    ),
    "2025-W13/ar.md": "---\ntitle: مَسْح الميناء\ndate: 2025-03-26\nlanguage: ar\n---\nنص.\n",
    "2025-W13/de.md": "---\ntitle: Straße am Fluß\ndate: 2025-03-26\nlanguage: de\n---\nText.\n",
}
CONFIG = "title: T\nrights: full\ntopics:\n  - {name: Energy, slug: energy}\n  - {name: Climate, slug: climate}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A built site."""
    project = tmp_path_factory.mktemp("project")
    (project / "digest.yml").write_text(CONFIG, "utf-8")
    for name, text in ARTICLES.items():
        (project / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "content" / name).write_text(text, "utf-8")
    assert run(["-C", str(project), "build"]) == 0
    return project / "site"


@pytest.fixture(scope="module")
def tab(browser, site):
    """The page of the search, opened from disk, and what its console said."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: request.url.startswith("file:") or page.said.append(request.url))
    page.goto((site / "search/index.html").as_uri())
    yield page
    assert page.said == []


def titles(tab, query):
    tab.fill("#search-words", query)
    return tab.locator("#search-results h2").all_inner_texts()


def test_the_readers_words_stand_above_titles_and_these_above_words_that_only_begin_so(tab):
    """All words must be there; a beginning counts half."""
    assert titles(tab, "gas")[:1] == ["The call"]
    assert set(titles(tab, "gas")) == {"The call", "Gas", "A comment", "Gaslight of the old town"}
    assert titles(tab, "gas")[-1] == "Gaslight of the old town"
    assert titles(tab, "gas minister") == ["The call"]
    assert titles(tab, "gas nowhere") == []
    assert tab.inner_text("#search-count") == "Nothing was found. Try fewer words, or other filters."


def test_a_result_shows_the_passage_and_leads_to_it(tab):
    """With the words marked; a summary by digest says so; text is text."""
    titles(tab, "minister")
    assert tab.inner_text("#search-count") == "Articles found: 1"
    quote = tab.locator("#search-results .found-quote a")
    assert quote.inner_html() == "The <mark>minister</mark> named natural gas first."
    assert quote.get_attribute("href") == "../2025/w12/call/index.html#a3"
    titles(tab, "naive")
    assert tab.inner_html("#search-results .found-note a") == "<mark>Naïve</mark>, I think."
    assert tab.inner_text("#search-results .found-kind") == "Note · ann"
    titles(tab, "prices")
    assert tab.inner_text("#search-results .found-kind") == "Summary by machine"
    titles(tab, "bold")
    assert tab.locator("#search-results [onclick], #search-results b").count() == 0


@pytest.mark.parametrize(
    ("query", "meta", "kind"),
    [
        ("daily", "<mark>Daily</mark> News", "Note · ann"),
        ("bea ruiz prices", "<mark>Béa</mark> <mark>Ruiz</mark>, Tom Oak", "Summary by machine"),
        ("ann", "Daily News", "Note · ann"),
    ],
)
def test_publisher_authors_and_who_noted_are_found_and_marked(tab, query, meta, kind):
    """Authors are shown where they were looked for; a note is shown with its writer."""
    assert titles(tab, query) == ["The call"]
    assert meta in tab.locator("#search-results .meta bdi").evaluate_all("all => all.map(each => each.innerHTML)")
    assert tab.inner_text("#search-results .found-kind") == kind
    assert tab.locator("#search-results .meta .item").count() == (3 if "ruiz" in query else 2)
    assert titles(tab, "daily nowhere") == []


@pytest.mark.parametrize(
    ("query", "title", "marked"),
    [
        ("京都", "検索と索引", ["京都"]),
        ("索引", "検索と索引", ["索引"]),
        ("港湾調査", "検索と索引", ["港湾調査"]),
        ("東", "検索と索引", ["東京"]),
        ("مسح", "مَسْح الميناء", ["مَسْح"]),
        ("STRASSE fluss", "Straße am Fluß", ["Straße", "Fluß"]),
    ],
)
def test_letters_are_folded_and_scripts_without_spaces_are_cut_into_pairs(tab, query, title, marked):
    """Case, vowel signs, ß; Japanese within a word."""
    assert titles(tab, query) == [title]
    assert tab.locator("#search-results mark").all_inner_texts() == marked


def test_a_pair_of_letters_is_found_only_where_it_stands(tab):
    """Not its letters apart."""
    assert titles(tab, "索調") == []


def test_arrows_lead_through_the_results_and_enter_opens_one(tab, site):
    """The way back leads to the same results."""
    titles(tab, "minister")
    tab.press("#search-words", "ArrowDown")
    assert tab.evaluate("document.activeElement.textContent") == "The call"
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.hash") == "#a3"
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate("document.activeElement.id") == "search-words"
    tab.keyboard.press("Enter")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/call/index.html#a3")
    assert tab.locator("#a3").count() == 1
    tab.go_back()
    assert tab.input_value("#search-words") == "minister"
    assert tab.locator("#search-results h2").all_inner_texts() == ["The call"]
    assert tab.url == (site / "search/index.html").as_uri() + "#q=minister"


def test_filters_by_topic_source_week_and_marks(tab):
    """Alone and together with words; without words the newest stand first."""
    shown = tab.locator("#search-results h2")
    titles(tab, "")
    assert shown.count() == 0
    tab.select_option("[name=source]", "Other Post")
    assert shown.all_inner_texts() == ["Gas"]
    tab.select_option("[name=source]", "")
    tab.select_option("[name=topic]", "energy")
    assert shown.all_inner_texts() == ["The call"]
    tab.select_option("[name=topic]", "")
    tab.check("[name=marked]")
    assert shown.all_inner_texts() == ["検索と索引", "The call"]
    tab.select_option("[name=week]", "2025-W12")
    assert titles(tab, "gas") == ["The call"]
    tab.select_option("[name=week]", "")
    tab.uncheck("[name=marked]")


def test_the_hint_promises_what_is_searched_and_an_empty_answer_blames_no_word(tab):
    """Texts are not in this index; a filter may be why nothing is found."""
    assert tab.inner_text("#search-hint").endswith("Whole texts are not searched.")
    tab.select_option("[name=topic]", "climate")
    assert titles(tab, "minister") == []
    assert tab.inner_text("#search-count") == "Nothing was found. Try fewer words, or other filters."
    tab.select_option("[name=topic]", "")


def test_a_filter_by_language_names_them_in_that_of_the_site(tab):
    """Among articles in several; the site's own language stands first."""
    options = tab.locator("[name=language] option")
    assert options.all_inner_texts() == ["All languages", "English", "Arabic", "German", "Japanese"]
    tab.select_option("[name=language]", "de")
    assert titles(tab, "") == ["Straße am Fluß"]
    tab.select_option("[name=language]", "en")
    assert titles(tab, "gas")[:1] == ["The call"]
    assert titles(tab, "gaslight") == ["Gaslight of the old town"], "a text of Britain is English"
    tab.select_option("[name=language]", "")


def test_every_passage_is_a_way_to_where_it_stands(tab):
    """A highlight by its place, other words by themselves; a word within them begins the fragment."""
    titles(tab, "prices")
    way = tab.locator("#search-results .found-summary a")
    assert way.get_attribute("href") == "../2025/w12/call/index.html#:~:text=prices%20fell."
    titles(tab, "bold")
    way = tab.locator("#search-results .found-comment a")
    assert way.get_attribute("href") == "../2025/w13/comment/index.html#:~:text=bold%3C%2Fb%3E%20words."


def test_no_line_is_wider_than_a_phone(tab):
    """The form and the results fit."""
    titles(tab, "gas")
    assert tab.evaluate("document.documentElement.scrollWidth <= 390")


def test_without_a_script_the_page_leads_to_the_archive_and_the_topics(browser, site):
    """And shows no form that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "search/index.html").as_uri())
    assert "Searching needs JavaScript" in page.inner_text("main")
    assert not page.locator("form").is_visible()
    ways = [link.get_attribute("href") for link in page.locator("main a:visible").all()]
    assert ways == ["../archive/index.html", "../topics/index.html"]
    context.close()


def test_an_index_that_is_missing_is_told(browser, site):
    """With the same ways to every article."""
    text = (site / "search/index.html").read_text("utf-8")
    broken = site / "search/broken.html"
    broken.write_text(text.replace("../search/index.", "../search/none."), "utf-8")
    page = browser.new_page()
    page.goto(broken.as_uri())
    broken.unlink()
    assert page.locator("#search-failed").is_visible()
    assert not page.locator("form").is_visible()
    page.close()


def test_where_a_base_of_ones_own_lets_no_script_run_the_page_leads_on_and_the_build_says_so(browser, tmp_path, capsys):
    """Its line is named; the same ways to every article stand on the page after a moment."""
    (tmp_path / "content").mkdir()
    (tmp_path / "themes/paper").mkdir(parents=True)
    base = re.sub(r"script-src .*?; style-src", "style-src", BASE.read_text("utf-8"))
    assert "script-src" not in base
    (tmp_path / "themes/paper/base.html").write_text(base, "utf-8")
    (tmp_path / "digest.yml").write_text("title: T\n", "utf-8")
    assert run(["-C", str(tmp_path), "build"]) == 0
    line = base[: base.index("Content-Security-Policy")].count("\n") + 1
    said = capsys.readouterr().err
    assert f"themes/paper/base.html:{line}  warning: the policy lets no script run" in said
    page = browser.new_page()
    page.goto((tmp_path / "site/search/index.html").as_uri())
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
    assert page.locator("#search-failed").is_visible()
    assert page.locator("#search-failed a").count() == 2
    page.close()
    (tmp_path / "digest.yml").write_text("title: T\nsearch: off\n", "utf-8")
    assert run(["-C", str(tmp_path), "build"]) == 0
    assert "policy" not in capsys.readouterr().err


def test_no_other_page_has_a_script_of_its_own(site):
    """Nor a policy that would let one run: only the switch between light and dark, which is known by its hash."""
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        own = path == site / "search/index.html"
        assert ("<script src" in text) == own, path
        assert f'content="{policy(search=own)}"' in text, path
