"""The search by Pagefind, with the real program: whole texts below a path of a host, by filters, without what is hidden."""

from __future__ import annotations

import functools
import gzip
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from browser_tab import becomes

from digest.build import Options, build, open_publication
from digest.build.pagefind import find_index, run_pagefind
from digest.cli import run
from digest.config import Config, parse_config
from digest.serve import ProjectBuild

ARTICLES = {
    "2025-W12/call.md": (
        "---\ntitle: The call\ndate: 2025-03-18\ntopics: [energy]\nsource: Daily News\nsummary: Gas prices fell.\n"
        "authors: [Béa Ruiz]\nmachine: [summary]\n---\nThe harbour was <!-- quietly --> closed. %%unspeakable%%\n\n## Afterwards\n\n"
        "Nobody sailed a trawler. ==The minister named natural gas first.==[^a3]\n\n[^a3]: @ann: Naïve, I think.\n"
    ),
    "2025-W12/quoted.md": (
        "---\ntitle: Quoted\ndate: 2025-03-17\nrights: excerpt\nsource_url: https://example.org/\n---\n"
        "Withheld words. ==A shown passage.==[^n]\n\n[^n]: Why?\n"
    ),
    "2025-W13/ja.md": "---\ntitle: 検索と索引\ndate: 2025-03-26\nlanguage: ja-JP\n---\n東京都の港湾調査。\n",
    "2025-W13/draft.md": "---\ntitle: Draft\ndate: 2025-03-26\ndraft: true\n---\nUnfinished words.\n",
    "2099-W01/later.md": "---\ntitle: Later\ndate: 2099-01-02\n---\nForthcoming words.\n",
}
OPTIONS = "title: T\nsearch: pagefind\nrights: full\ntopics:\n  - {name: Energy, slug: energy}\n"
CALL = "content/2025-W12/call.md"

NO_WORKER = "Failed to initialize Pagefind in the web worker"
"""What Pagefind warns of, and searches without one, where its worker needs more than five seconds on a busy machine."""


def make(folder):
    (folder / "digest.yml").write_text(OPTIONS, "utf-8")
    for name, text in ARTICLES.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text, "utf-8")
    return folder


def built(project, config=None, **options):
    return build(project, config or parse_config(OPTIONS)[0], Options(output=project / "site", jobs=1, **options))


def of_pagefind(result):
    return [problem for problem in result.problems if problem.code == "pagefind"]


def files_of(project):
    folder = project / "site/search/pagefind"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project that was built by the command."""
    folder = make(tmp_path_factory.mktemp("project"))
    assert run(["-C", str(folder), "build"]) == 0
    return folder


@pytest.fixture(scope="module")
def address(project, tmp_path_factory):
    """The site below a path of a host."""
    root = tmp_path_factory.mktemp("host")
    (root / "name").symlink_to(project / "site")
    handler = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/name/"
        server.shutdown()


@pytest.fixture(scope="module")
def tab(browser, address):
    """The page of the search, what its console said, and what it asked of other hosts."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.said, page.asked = [], []
    page.on("console", lambda message: message.text.startswith(NO_WORKER) or page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(f"{address}search/")
    yield page
    assert page.said == []
    assert [url for url in page.asked if not url.startswith(address)] == []
    page.close()


def titles(tab, query, **filters):
    """The titles of the results, once they are shown."""
    tab.evaluate("document.getElementById('search-count').textContent = ''")
    tab.evaluate(
        """([query, filters]) => {
          const form = document.getElementById('search-form');
          form.elements.q.value = query;
          for (const name of ['topic', 'source', 'week', 'language']) form.elements[name].value = filters[name] || '';
          form.elements.marked.checked = Boolean(filters.marked);
          form.dispatchEvent(new Event('input', {bubbles: true}));
        }""",
        [query, filters],
    )
    tab.locator("#search-count:not(:empty)").wait_for()
    return tab.locator("#search-results h2").all_inner_texts()


def test_whole_texts_are_found_and_opened_at_their_words(tab, address):
    """Below their heading; all words must be there; forms of a word count, and the marks say where it stands."""
    assert titles(tab, "trawlers") == ["The call"]
    assert tab.locator("#search-results mark").all_inner_texts() == ["trawler"]
    way = tab.locator("#search-results .found-text a")
    assert way.get_attribute("href").startswith("../2025/w12/call/index.html#h-afterwards:~:text=trawler")
    assert titles(tab, "harbour trawler") == ["The call"]
    assert titles(tab, "harbour nowhere") == []
    assert titles(tab, "harbours trawlers") == ["The call"]
    assert f"{address}search/pagefind/pagefind.js" in tab.asked


def test_the_readers_words_are_shown_as_theirs(tab):
    """A highlight and a note by their place, a summary with whose it is."""
    assert titles(tab, "minister") == ["The call"]
    quote = tab.locator("#search-results .found-quote a")
    assert quote.inner_html() == "The <mark>minister</mark> named natural gas first."
    assert quote.get_attribute("href") == "../2025/w12/call/index.html#a3"
    titles(tab, "naive")
    assert tab.inner_html("#search-results .found-note a") == "<mark>Naïve</mark>, I think."
    assert tab.inner_text("#search-results .found-kind") == "Note · ann"
    titles(tab, "prices")
    assert tab.inner_text("#search-results .found-kind") == "Summary by machine"
    assert tab.inner_text("#search-results .meta") == "Daily News 18 March 2025"


def test_publisher_authors_and_who_noted_are_found(tab):
    """With other words too; marked where they stand."""
    for query, marked in (("daily price", "Daily"), ("bea minister", "Béa"), ("ann", "ann")):
        assert titles(tab, query) == ["The call"], query
        assert marked in tab.locator("#search-results mark").all_inner_texts()
    assert titles(tab, "daily nowhere") == []


SOME = """
const article = JSON.stringify({ title: "T", path: "p/", source: "", date: "", lang: "" });
const data = at => at < 10 ? Promise.resolve({ anchors: [{ id: article }] }) : Promise.reject(new Error("gone"));
export const init = async () => {};
export const search = async () => ({ results: [...Array(12).keys()].map(at => ({ data: () => data(at) })) });
"""
"""A program with twelve results, of which the files of the last two are gone."""


def test_where_more_results_cannot_be_loaded_the_page_says_so(browser, address):
    """As where the first ones cannot; nothing is left unhandled."""
    page, said = browser.new_page(), []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.route("**/pagefind.js", lambda route: route.fulfill(body=SOME, content_type="text/javascript"))
    page.goto(f"{address}search/")
    assert titles(page, "trawler") == ["T"] * 10
    page.click("#search-more")
    page.locator("#search-failed").wait_for()
    assert not page.is_visible("#search-form")
    assert said == []
    page.close()


HELD = """
const article = path => JSON.stringify({ title: path, path: path, source: "", date: "", lang: "" });
const paths = ["2025/w12/gas/", "2025/w12/call/", ...[...Array(12).keys()].map(at => `${at}/`)];
export const init = async () => {};
export const search = async term => {
  (window.asked = window.asked || []).push(term);
  await new Promise(done => { window.answer = done; });
  return { results: paths.map(path => ({ data: async () => ({ anchors: [{ id: article(path) }] }) })) };
};
"""
"""A program that answers when the page is told so; of its fourteen results one is what digest's own index finds too."""


@pytest.fixture
def held(browser, address):
    """The page of the search, with that program."""
    page = browser.new_page()
    page.route("**/pagefind.js", lambda route: route.fulfill(body=HELD, content_type="text/javascript"))
    page.goto(f"{address}search/")
    yield page
    page.close()


def ask(page, query, asked):
    """Type a query; wait until Pagefind was asked for these."""
    page.fill("#search-words", query)
    becomes(page, "window.asked", asked)


def test_what_the_own_index_finds_is_shown_before_pagefind_answers_and_stays_first(held):
    """Each article once; the number is said when it is known, and a reader who went on to a result stays there."""
    shown = held.locator("#search-results h2")
    ask(held, "minister", ["minister"])
    shown.first.wait_for()
    assert (shown.all_inner_texts(), held.inner_text("#search-count")) == (["The call"], "")
    held.press("#search-words", "ArrowDown")
    held.evaluate("window.answer()")
    held.locator("#search-count:not(:empty)").wait_for()
    assert shown.all_inner_texts() == ["The call", "2025/w12/gas/", *(f"{at}/" for at in range(8))]
    assert held.inner_text("#search-count") == "Articles found: 14"
    assert held.evaluate("document.activeElement.textContent") == "The call"
    held.click("#search-more")
    becomes(held, "document.querySelectorAll('#search-results h2').length", 14)
    assert shown.all_inner_texts()[10:] == ["8/", "9/", "10/", "11/"]


def test_words_that_only_begin_so_are_shown_at_once_and_then_where_pagefind_has_them(held):
    """While a word is typed they are all there is."""
    shown = held.locator("#search-results h2")
    ask(held, "minist", ["minist"])
    shown.first.wait_for()
    assert shown.all_inner_texts() == ["The call"]
    held.evaluate("window.answer()")
    held.locator("#search-count:not(:empty)").wait_for()
    assert shown.all_inner_texts()[:2] == ["2025/w12/gas/", "2025/w12/call/"]


def test_pagefind_is_asked_for_one_question_at_a_time_and_not_for_those_that_are_over(held):
    """What was typed while it worked is passed over; without words it is not asked at all."""
    ask(held, "mini", ["mini"])
    held.fill("#search-words", "minis")
    held.fill("#search-words", "minister")
    held.evaluate("window.answer()")
    becomes(held, "window.asked", ["mini", "minister"])
    held.fill("#search-words", "")
    held.select_option("[name=topic]", "energy")
    held.locator("#search-count:not(:empty)").wait_for()
    assert held.locator("#search-results h2").all_inner_texts() == ["The call"]
    assert held.evaluate("window.asked") == ["mini", "minister"]


def test_scripts_without_spaces_are_found_within_a_word(tab):
    """By pairs of letters, and shown as they are written."""
    assert titles(tab, "港湾調査") == ["検索と索引"]
    assert tab.locator("#search-results mark").all_inner_texts() == ["港湾調査"]
    assert titles(tab, "港調") == []


def test_the_hint_says_nothing_of_texts_that_are_not_searched(tab):
    assert tab.inner_text("#search-hint") == "An article is found if it has all words, or words that begin with them."


def test_filters(tab):
    """By topic, source, week, language and marks; without words the newest stand first."""
    assert titles(tab, "", topic="energy") == ["The call"]
    assert titles(tab, "", source="Daily News") == ["The call"]
    assert titles(tab, "", week="2025-W12") == ["The call", "Quoted"]
    assert titles(tab, "", marked=True) == ["The call", "Quoted"]
    assert titles(tab, "", language="ja") == ["検索と索引"]
    assert titles(tab, "minister", week="2025-W13") == []


def test_from_disk_and_where_it_is_missing_digests_own_index_answers(browser, project, address):
    """With the same page."""
    page = browser.new_page()
    page.goto((project / "site/search/index.html").as_uri())
    assert titles(page, "minister") == ["The call"]
    assert titles(page, "trawler") == []
    page.route("**/pagefind.js", lambda route: route.abort())
    page.goto(f"{address}search/")
    assert titles(page, "minister") == ["The call"]
    page.close()


def test_nothing_that_is_hidden_is_in_a_file_of_it(project):
    """No private word, comment of HTML, draft, text of a later day, nor text that rights hide."""
    files = {name: body for name, body in files_of(project).items() if name.endswith((".json", "pf_meta"))}
    files |= {name: body for name, body in files_of(project).items() if "/" in name}
    whole = b"".join(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body for body in files.values())
    assert b"trawler" in whole
    assert b"shown passage" in whole
    for word in ("unspeakable", "quietly", "withheld", "unfinished", "draft", "forthcoming", "later"):
        assert word not in whole.decode("utf-8", "replace").lower()
    assert str(project).encode() not in whole


def test_one_page_alone_may_run_it(project):
    """By a policy that allows what it needs and no more."""
    for path in (project / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        assert (" 'self' 'wasm-unsafe-eval'; style-src" in text) == (path.parent.name == "search"), path
        assert text.count("unsafe") == (path.parent.name == "search")


def test_it_is_made_where_a_page_changed_and_goes_with_the_site(tmp_path, monkeypatch):
    """Another digest of the same words is not; what it no longer has is removed, and all of it is published."""
    project, runs = make(tmp_path), []
    whole = find_index.run_pagefind
    monkeypatch.setattr(find_index, "run_pagefind", lambda *given: runs.append(1) or whole(*given))
    built(project)
    before = files_of(project)
    assert {"pagefind.js", "pagefind-entry.json"} < before.keys()
    assert not [name for name in before if "-ui." in name]
    assert built(project).written == 0
    (project / "digest.yml").touch()
    (project / "content/pages").mkdir()
    (project / "content/pages/about.md").write_text("About us.\n")
    built(project)
    assert (len(runs), files_of(project)) == (1, before)
    (project / CALL).write_text(ARTICLES["2025-W12/call.md"].replace("trawler", "dinghy"))
    assert built(project).foreign == ()
    after = files_of(project)
    assert len(runs) == 2
    assert sum(name.startswith("fragment/") for name in after) == 3
    assert len([name for name in before if name.startswith("fragment/") and after.get(name) == before[name]]) == 2
    (project / "site/search/pagefind/pagefind.js").unlink()
    built(project)
    assert (len(runs), files_of(project)) == (2, after)
    with open_publication(project, parse_config(OPTIONS)[0]) as publication:
        assert {f"search/pagefind/{name}" for name in after} <= {*publication.files}
    assert len(runs) == 2
    built(project, Config(search="off"))
    assert not (project / "site/search").exists()


def test_without_the_extra_one_message_says_so(tmp_path, monkeypatch):
    """And digest's own index is what the page asks."""
    project = make(tmp_path)
    monkeypatch.setattr(find_index, "pagefind_version", lambda: "")
    (problem,) = of_pagefind(built(project))
    assert str(problem) == (
        "digest.yml:2:9  warning: search: pagefind needs Pagefind, which is not installed\n"
        "  2 | search: pagefind\n              ^^^^^^^^\n"
        '  pip install "research-digest[search]", or write search: plain; until then digest\'s own index answers'
    )
    assert files_of(project) == {}
    page = (project / "site/search/index.html").read_text("utf-8")
    assert "pagefind" not in page
    assert "wasm" not in page


@pytest.mark.parametrize(
    ("program", "longest", "said"),
    [
        ("#!/bin/sh\necho 'panicked at: out of memory' >&2\nexit 101\n", 600, "panicked at: out of memory"),
        ("#!/bin/sh\nkill -9 $$\n", 600, "it ended with -9"),
        ("#!/bin/sh\nexit 0\n", 600, "it wrote no pagefind.js"),
        ("#!/bin/sh\nexec sleep 600\n", 0.2, "it took longer than 0.2 seconds"),
        ("no program", 600, "Exec format error"),
    ],
)
def test_where_it_fails_the_site_is_built_and_the_next_build_tries_again(tmp_path, monkeypatch, program, longest, said):
    """With a warning, never a traceback."""
    project, binary = make(tmp_path), tmp_path / "pagefind"
    binary.write_text(program)
    binary.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setattr("pagefind_bin.get_executable", lambda: binary)
        patch.setattr(run_pagefind, "LONGEST", longest)
        (problem,) = of_pagefind(built(project))
        assert problem.message == f"Pagefind made no index of the search: {said}"
        assert problem.severity == "warning"
        assert files_of(project) == {}
    assert [path.name for path in (project / ".digest").iterdir() if path.name.startswith("pagefind")] == []
    assert of_pagefind(built(project)) == []
    assert files_of(project)


def test_a_kept_index_that_was_damaged_is_named_and_made_anew(tmp_path):
    """What is not what Pagefind wrote is not published."""
    project = make(tmp_path)
    built(project)
    (kept,) = (project / ".digest/cache/pagefind").iterdir()
    (kept / "pagefind.js").write_text("alert(1)")
    (project / "site/search/pagefind/pagefind.js").unlink()
    with pytest.raises(Exception, match="was damaged where it is kept"):
        built(project)
    built(project)
    assert b"alert" not in files_of(project)["pagefind.js"][:20]


def test_the_preview_does_without_it(tmp_path):
    """Else every save would wait for it."""
    project = make(tmp_path)
    preview = ProjectBuild(project, tmp_path / "preview", lambda: parse_config(OPTIONS), converts=False)
    preview.whole(frozenset())
    assert not (tmp_path / "preview/search/pagefind").exists()
    assert (tmp_path / "preview/search/index.html").exists()


def test_why_tells_of_both_indexes(project, capsys):
    """Whose they are, and what is in them."""
    (own,) = (project / "site/search").glob("index.*.js")
    for path in ("search/pagefind/pagefind.js", f"search/{own.name}"):
        assert run(["-C", str(project), "why", f"site/{path}"]) == 0
    said = capsys.readouterr().out
    assert "made  by Pagefind from what articles show: for readers who search" in said
    assert "made  from titles, comments, highlights, notes and summaries: for readers who search" in said
