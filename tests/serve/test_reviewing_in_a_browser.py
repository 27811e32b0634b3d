"""The review page in a real browser: by keys, by touch, beside an editor, and with a hostile article (promises 2, 48)."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest
from browser_tab import BrowserTab
from preview import Preview

from digest.model.fingerprint import fingerprint

A, B, C, EVIL = (f"content/2025-W12/{name}.md" for name in ("a", "b 100%", "c", "evil"))
ATTACK = "</textarea><script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"
CONFIG = "title: Test\ntopics:\n  - slug: climate\n    name: Climate\n  - slug: health\n    name: Health\n"
PATIENCE = 30  # seconds: a deadline for slow machines


def article(title: str, *lines: str) -> str:
    properties = "\n".join((f"title: {title}", "date: 2025-03-18", "rights: full", *lines))
    return f"---\n{properties}\n---\nThe trial had forty patients and ended early.\n"


ARTICLES = {
    A: article("Aa", "date_basis: inferred from the week"),
    B: article("Bb"),
    C: article("تجربة", "language: ar"),
    EVIL: article(f'"Evil {ATTACK}"', f'summary: "{ATTACK}"', f'comment: "{ATTACK}"'),
}


class Serving:
    """A preview in a thread of its own, since the browser's library wants this one."""

    def __init__(self, folder: Path) -> None:
        self.preview = Preview(folder, CONFIG)
        (folder / "content/2025-W12/call.md").unlink()
        for name, text in ARTICLES.items():
            self.preview.write(name, text)
        self.ready, self.stop = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=lambda: self.preview.run(self.visit, patience=600))
        self.thread.start()
        assert self.ready.wait(PATIENCE)

    async def visit(self) -> None:
        self.ready.set()
        await asyncio.to_thread(self.stop.wait)

    @property
    def url(self) -> str:
        return f"{self.preview.server.url}-/review"

    def until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def end(self) -> None:
        self.stop.set()
        self.thread.join()


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Serving]:
    serving = Serving(tmp_path_factory.mktemp("review"))
    yield serving
    serving.end()


@pytest.fixture
def serving(server: Serving) -> Serving:
    """The same project, its articles as they were."""
    for name, text in ARTICLES.items():
        (server.preview.folder / name).chmod(0o644)
        server.preview.write(name, text)
    return server


@pytest.fixture
def tab(browser) -> Iterator[BrowserTab]:
    tab = BrowserTab(browser)
    yield tab
    tab.context.close()


def opened(tab: BrowserTab, serving: Serving, path: str = A) -> None:
    tab.page.goto(f"{serving.url}#{quote(path)}")
    tab.page.wait_for_selector(f"[id='{path}'].current")


def test_an_article_is_decided_about_by_keys_and_all_is_taken_back(serving, tab):
    """The keys of the terminal, what they write, and where they lead; the browser complains of nothing."""
    page, read = tab.page, serving.preview.read
    opened(tab, serving)
    page.keyboard.press("y")
    page.keyboard.press("c")
    page.keyboard.type("Why it matters.")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("2")
    page.keyboard.press("l")
    page.keyboard.press("a")
    page.wait_for_selector(f"[id='{A}'].accepted.lead")
    for line in ("date_basis: confirmed", "comment: Why it matters.", "  - health", "lead: true", "week: 2025-W12"):
        assert f"{line}\n" in read(A)
    assert page.evaluate("document.querySelector('.card.current').id") == B
    page.keyboard.press("l")
    page.wait_for_selector("#digest-status.refused:has-text('leads 2025-W12 already: Aa')")
    page.keyboard.press("t")
    page.keyboard.press("End")
    page.keyboard.type(" and more")
    page.keyboard.press("Enter")
    page.keyboard.press("d")
    page.wait_for_selector(f"[id='{B}'].draft")
    assert "title: Bb and more\n" in read(B)
    page.keyboard.press("s")
    page.wait_for_selector(f"[id='{C}'].skipped")
    page.keyboard.press("k")
    for _ in range(9):
        page.keyboard.press("u")
    page.wait_for_selector("#digest-status:has-text('nothing to take back')")
    assert {name: read(name) for name in ARTICLES} == ARTICLES
    assert len(tab.complaints) == 1
    assert "status of 422 (Unprocessable Entity)" in tab.complaints[0]


def test_one_reads_and_annotates_and_comes_back_to_the_card(serving, tab):
    page = tab.page
    opened(tab, serving, B)
    page.keyboard.press("o")
    page.wait_for_selector("#digest-to-review:has-text('Back')")
    tab.hears_keys()
    page.locator(".prose.body p").dblclick(position={"x": 12, "y": 10})
    page.keyboard.press("h")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#digest-dialog", state="hidden")
    assert "==The==" in serving.preview.read(B)
    tab.comes_again(".prose.body mark:has-text('The')")
    page.keyboard.press("b")
    page.wait_for_selector(f"[id='{B}'].current a.read:has-text('1 marked')")
    assert tab.complaints == []


def test_words_that_are_not_saved_survive_what_others_write(serving, tab):
    """The save over other bytes is refused; the card comes as it is now, with what was typed; then it is saved."""
    page = tab.page
    opened(tab, serving)
    page.keyboard.press("c")
    page.keyboard.type("Mine")
    other = article("Changed elsewhere", "comment: Theirs")
    serving.preview.write(A, other)
    page_file = serving.preview.folder / ".digest/serve/2025/w12/a/index.html"
    serving.until(lambda: "Changed elsewhere" in page_file.read_text("utf-8"))
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#digest-status.refused:has-text('has changed since it was shown')")
    assert serving.preview.read(A) == other
    field = page.locator(f"[id='{A}'] [data-name=comment]")
    assert (field.input_value(), field.evaluate("field => field.defaultValue")) == ("Mine", "Theirs")
    page.reload()
    page.wait_for_selector("#digest-status:has-text('did not save')")
    assert field.input_value() == "Mine"
    field.press("Control+Enter")
    serving.until(lambda: "comment: Mine\n" in serving.preview.read(A))
    assert "title: Changed elsewhere\n" in serving.preview.read(A)


def test_a_click_is_not_lost_to_what_is_saved_by_it(serving, tab):
    """Leaving a field saves it and brings another card, but not under a button that is held down."""
    page = tab.page
    opened(tab, serving, B)
    page.locator(f"[id='{B}'] [data-name=comment]").fill("Why.")
    page.locator(f"[id='{B}'] [data-does=accept]").hover()
    page.mouse.down()
    page.wait_for_selector("#digest-status:has-text('Comment written')")
    page.mouse.up()
    page.wait_for_selector(f"[id='{B}'].accepted")
    assert "comment: Why.\n" in serving.preview.read(B)


def test_a_guessed_title_is_called_right_by_a_click(serving, tab):
    page = tab.page
    serving.preview.write(B, article("Bb", "title_basis: inferred from line 1"))
    opened(tab, serving, B)
    button = page.locator(f"[id='{B}'] [data-does=title]")
    button.click()
    button.wait_for(state="detached")
    assert "title_basis" not in serving.preview.read(B)


def test_what_an_editor_saves_is_shown_without_a_reload(serving, tab):
    page = tab.page
    opened(tab, serving, B)
    page.evaluate("window.stays = true")
    serving.preview.write(B, article("Saved in an editor"))
    serving.until(lambda: page.locator(f"[id='{B}'] [data-name=title]").input_value() == "Saved in an editor")
    assert page.evaluate("window.stays")


def test_it_works_by_touch_and_from_right_to_left(serving, browser):
    """The page begins at its top, nothing is wider than a phone, and what is typed runs as its script does."""
    tab = BrowserTab(browser, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = tab.page
    page.goto(serving.url)
    page.wait_for_selector(f"[id='{A}'].current")
    assert page.evaluate("scrollY") == 0
    opened(tab, serving, C)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    title = page.locator(f"[id='{C}'] [data-name=title]")
    assert title.evaluate("field => field.matches(':dir(rtl)')")
    page.locator(f"[id='{C}'] [data-name=comment]").fill("لماذا؟")
    page.locator(f"[id='{C}'] [data-does=accept]").tap()
    page.wait_for_selector(f"[id='{C}'].accepted")
    assert "comment: لماذا؟\n" in serving.preview.read(C)
    assert tab.complaints == []
    tab.context.close()


def test_a_hostile_article_in_a_card_neither_runs_nor_writes(serving, tab):
    """Also where a card held its script: the policy keeps it out, the token is out of reach, keys want a person."""
    page = tab.page
    opened(tab, serving, EVIL)
    assert page.locator(f"[id='{EVIL}'] [data-name=title]").input_value() == f"Evil {ATTACK}"
    assert page.evaluate("window.ran") is None
    assert tab.complaints == []
    page.evaluate("attack => document.querySelector('main').insertAdjacentHTML('beforeend', attack)", ATTACK)
    page.evaluate("""() => { const script = document.createElement('script');
      script.textContent = 'window.ran = 3'; document.body.append(script); }""")
    page.wait_for_timeout(100)  # milliseconds for whatever was set off
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in tab.complaints)
    assert "token" not in page.evaluate("document.documentElement.outerHTML").lower()
    asked = "async address => (await (await fetch(address)).text())"
    assert '"token"' not in page.evaluate(asked, "/-/review").replace("&quot;", '"')
    page.evaluate("""() => { document.querySelector('.current [data-does=accept]').click();
      document.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', bubbles: true})); }""")
    page.wait_for_timeout(100)
    assert serving.preview.read(EVIL) == ARTICLES[EVIL]


def test_another_site_cannot_decide(serving, browser, tmp_path):
    """A form and a script of a page elsewhere, that know the file and its bytes, in a browser that has the preview open."""
    target = f"{serving.url}/decisions"
    seen = fingerprint(ARTICLES[A].encode())
    decision = json.dumps({"action": "accept", "week": "2025-W12", "path": A, "fingerprint": seen, "x": "="})
    name, value = map(escape, decision.split("=", 1))
    form = f"<form id=f method=post enctype=text/plain action='{target}'><input name='{name}' value='{value}'></form>"
    (tmp_path / "page.html").write_text(form)
    tab = BrowserTab(browser)
    tab.page.goto((tmp_path / "page.html").as_uri())
    sent = """async ([target, body]) => {
      const answers = [];
      for (const type of ['application/json', 'text/plain'])
        try { answers.push((await fetch(target, {method: 'POST', headers: {'Content-Type': type}, body})).status) }
        catch (error) { answers.push('blocked') }
      return answers; }"""
    assert tab.page.evaluate(sent, [target, decision]) == ["blocked", "blocked"]
    with tab.page.expect_navigation() as navigation:
        tab.page.evaluate("document.getElementById('f').submit()")
    assert navigation.value.status == 403
    assert serving.preview.read(A) == ARTICLES[A]
    tab.context.close()
