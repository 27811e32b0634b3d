"""Annotating where one reads, in a real browser: `digest serve` as a person starts it, and what it lets a page do (promise 48)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from browser_tab import BrowserTab
from preview import ARTICLE, CALL, PAGE, config_in

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 30  # seconds: a deadline for slow machines

SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector('.prose.body'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    document.getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    return true;
  }
  return false;
}"""


class Serving:
    """A project that `digest serve` serves."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = ""
        self.lines: list[str] = []

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def read(self, name: str = CALL) -> str:
        return (self.folder / name).read_text("utf-8")

    def is_built(self, address: str) -> bool:
        """Whether a page is made of its file as it is now."""
        try:
            with urlopen(f"{self.url}{address}") as response:
                return bool(config_in(response.read().decode()).get("fingerprint"))
        except HTTPError:
            return False

    def until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline
            time.sleep(0.05)


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    project = Serving(tmp_path)
    project.write("digest.yml", "title: Test\n")
    project.write(CALL, ARTICLE)
    project.write(
        "content/2025-W12/other.md",
        "---\ntitle: Other\ndate: 2025-03-19\nrights: excerpt\n---\nSome hidden words here.\n",
    )
    command = [sys.executable, "-m", "digest", "-C", str(tmp_path), "serve", "--port", "0", "--no-convert"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as running:
        assert running.stdout
        for line in running.stdout:
            project.lines.append(line)
            if line.startswith("serving "):
                project.url = line.split()[1]
                break
        assert project.url, project.lines
        yield project
        running.terminate()
        running.communicate(timeout=PATIENCE)


class Tab(BrowserTab):
    """A tab in which pages of a project that is served are opened."""

    def open(self, serving: Serving, address: str = PAGE) -> None:
        serving.until(lambda: serving.is_built(address))  # else the page would be loaded again at any moment
        self.page.goto(f"{serving.url}{address}")
        self.hears_keys()


@pytest.fixture
def tab(browser) -> Iterator[Tab]:
    tab = Tab(browser)
    yield tab
    tab.context.close()


def test_a_passage_is_marked_and_its_note_changed_deleted_and_undone_by_keyboard(serving, tab):
    """`h`, a note, Ctrl+Enter; the page comes again with it. The browser complains of nothing."""
    tab.open(serving)
    page = tab.page
    assert page.evaluate(SELECT, "ended early")
    page.keyboard.press("h")
    assert page.evaluate("document.activeElement.id") == "digest-note"
    page.keyboard.type("#why Too soon?")
    page.keyboard.press("Control+Enter")
    tab.comes_again("#note-a2")
    marked = ARTICLE.replace("ended early", "==ended early==[^a2]") + "\n[^a2]: #why Too soon?\n"
    assert serving.read() == marked

    page.focus("#note-a2 .digest-edit")
    page.keyboard.press("Enter")
    page.wait_for_selector("#digest-dialog[open]")
    assert page.input_value("#digest-note") == "#why Too soon?"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "digest-edit"
    page.keyboard.press("Enter")
    page.wait_for_selector("#digest-dialog[open]")
    page.fill("#digest-note", "Far too soon.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#note-a2:has-text('Far too soon.')")

    page.click("#note-a2 .digest-edit")
    page.click("#digest-dialog [data-does=delete]")
    page.wait_for_selector("#note-a2", state="detached")
    assert serving.read() == ARTICLE
    page.wait_for_selector("#digest-status button:visible")
    page.keyboard.press("u")
    page.wait_for_selector("#note-a2:has-text('Far too soon.')")
    assert serving.read() == marked.replace("#why Too soon?", "Far too soon.")
    assert tab.complaints == []


def test_a_note_is_answered_and_a_bare_highlight_gets_a_note(serving, tab):
    """Each by its pencil; a name that was typed once stands before the next note too."""
    tab.open(serving)
    tab.page.click("#note-a1 > .digest-edit")
    tab.page.click("#digest-dialog [data-does=reply]")
    tab.page.fill("#digest-note", "The follow-up had more.")
    tab.page.fill("#digest-author", "ben")
    tab.page.click("#digest-dialog [data-does=save]")
    tab.page.wait_for_selector("[id='note-a1.1']:has-text('The follow-up had more.')")
    answered = f"{ARTICLE}[^a1.1]: @ben: The follow-up had more.\n"
    assert serving.read() == answered

    serving.write(CALL, answered.replace("ended early", "==ended early=="))
    tab.page.click("#hl-ended-early ~ .digest-edit")
    tab.page.fill("#digest-note", "Why?")
    tab.page.click("#digest-dialog [data-does=save]")
    tab.page.wait_for_selector("#note-a2:has-text('Why?')")
    assert "==ended early==[^a2]." in serving.read()
    assert serving.read().endswith("\n\n[^a2]: @ben: Why?\n")
    assert tab.complaints == []


def test_what_cannot_be_placed_is_refused_in_the_page(serving, tab):
    """The reason stands in the dialog, which stays open with what was typed."""
    tab.open(serving)
    assert tab.page.evaluate(SELECT, "The dose was low")
    tab.page.keyboard.press("h")
    tab.page.evaluate("document.querySelector('#digest-note').value = 'kept'")
    # The context decides in the page; without it the words stand there twice.
    tab.page.keyboard.press("Control+Enter")
    serving.until(lambda: "[^a2]: kept" in serving.read())
    assert "==The dose was low==[^a2]. The dose was low." in serving.read()
    tab.comes_again("#note-a2")
    across = """() => { const [first, second] = document.querySelectorAll('.prose.body > p');
      document.getSelection().setBaseAndExtent(first, 0, second, 1); }"""
    tab.page.evaluate(across)
    tab.page.keyboard.press("h")
    tab.page.keyboard.type("typed")
    before = serving.read()
    tab.page.keyboard.press("Control+Enter")
    tab.page.wait_for_selector("#digest-problem:has-text('paragraph')")
    assert tab.page.input_value("#digest-note") == "typed"
    assert serving.read() == before


def test_a_note_that_is_being_typed_survives_what_others_write(serving, tab):
    """The page waits with loading again; the write over bytes that have moved on is refused, and the note is kept."""
    tab.open(serving)
    assert tab.page.evaluate(SELECT, "ended early")
    tab.page.keyboard.press("h")
    tab.page.keyboard.type("Not yet saved")
    other = ARTICLE.replace("forty", "fifty")
    serving.write(CALL, other)
    page_file = serving.folder / f".digest/serve/{PAGE}index.html"
    serving.until(lambda: "fifty patients" in page_file.read_text("utf-8"))
    tab.page.wait_for_timeout(500)  # milliseconds for the page to be told
    assert tab.page.input_value("#digest-note") == "Not yet saved"
    tab.page.keyboard.press("Control+Enter")
    tab.page.wait_for_selector("#digest-problem:has-text('has changed since')")
    assert serving.read() == other
    tab.page.keyboard.press("Escape")
    tab.comes_again("text=fifty patients")
    assert tab.page.evaluate(SELECT, "ended early")
    tab.page.keyboard.press("h")
    assert tab.page.input_value("#digest-note") == "Not yet saved"
    tab.page.keyboard.press("Control+Enter")
    tab.comes_again("#note-a2")
    assert "==ended early==[^a2]" in serving.read()
    assert tab.page.evaluate(SELECT, "The dose")
    tab.page.keyboard.press("h")
    assert tab.page.input_value("#digest-note") == ""


def test_it_works_by_touch_and_from_right_to_left(serving, browser):
    """On a phone the button comes with the selection; what is marked is what was selected."""
    arabic = "content/2025-W12/arabic.md"
    body = "كانت الجرعة منخفضة جدا في هذه التجربة."
    serving.write(arabic, f"---\ntitle: تجربة\ndate: 2025-03-20\nlanguage: ar\nrights: full\n---\n{body}\n")
    tab = Tab(browser, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    tab.open(serving, "2025/w12/arabic/")
    assert tab.page.evaluate(SELECT, "الجرعة منخفضة")
    tab.page.tap("#digest-mark")
    tab.page.wait_for_selector("#digest-dialog[open]")
    box = tab.page.locator("#digest-dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    tab.page.fill("#digest-note", "لماذا؟")
    tab.page.tap("#digest-dialog [data-does=save]")
    tab.page.tap(".note-ref[href='#note-a1']")
    assert "لماذا؟" in tab.page.locator("#note-a1").inner_text()
    assert body.replace("الجرعة منخفضة", "==الجرعة منخفضة==[^a1]") in serving.read(arabic)
    tab.context.close()


def test_the_whole_text_of_an_excerpt_can_be_read_and_marked(serving, tab):
    """Of what is not published yet, one reads all in the preview; the published page then shows the passage."""
    tab.page.goto(f"{serving.url}2025/w12/other/")
    assert "hidden words" not in tab.page.content()
    tab.hears_keys()
    tab.page.keyboard.press("h")
    tab.page.wait_for_selector("#digest-status:has-text('behind “Read and annotate the whole text”')")
    tab.page.click("#digest-preview >> text=Read and annotate the whole text")
    tab.hears_keys()
    assert tab.page.evaluate(SELECT, "hidden words")
    tab.page.keyboard.press("h")
    tab.page.keyboard.press("Control+Enter")
    tab.page.wait_for_selector("mark:has-text('hidden words')")
    assert "Some ==hidden words== here." in serving.read("content/2025-W12/other.md")
    tab.page.click("text=As it is published")
    tab.page.wait_for_selector("mark:has-text('hidden words')")
    assert tab.complaints == []


def test_a_hostile_source_neither_runs_nor_writes(serving, tab):
    """Even where a page held its script: the policy keeps it out, the token is out of reach, buttons want a person."""
    attack = (
        "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'><a href='javascript:window.ran=3'>x</a>"
    )
    serving.write(
        "content/2025-W12/evil.md", f"---\ntitle: Evil {attack}\ndate: 2025-03-20\nrights: full\n---\nWords. {attack}\n"
    )
    page_file = serving.folder / ".digest/serve/2025/w12/evil/index.html"
    serving.until(page_file.exists)
    tab.open(serving, "2025/w12/evil/")
    assert tab.page.evaluate("window.ran") is None
    assert tab.complaints == []

    raw = page_file.read_text("utf-8").replace("<p>Words.", f"{attack}<script src='/-/preview.js'></script><p>Words.")
    assert attack in raw
    page_file.write_text(raw, "utf-8")  # as if cleaning had failed
    tab.open(serving, "2025/w12/evil/")
    assert tab.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in tab.complaints)
    # What its script could do if it ran: look for the token, ask for a page that holds it, press buttons.
    assert "token" not in tab.page.evaluate("document.documentElement.outerHTML").lower()
    asked = "async address => { try { return await (await fetch(address)).text() } catch (error) { return 'blocked' } }"
    assert tab.page.evaluate(asked, f"/{PAGE}") == "blocked"
    assert "data-config=&quot" not in tab.page.evaluate(asked, f"/-/read/{CALL}")
    assert '"token"' not in tab.page.evaluate(asked, f"/-/read/{CALL}").replace("&quot;", '"')
    before = serving.read("content/2025-W12/evil.md")
    assert tab.page.evaluate(SELECT, "Words")
    tab.page.keyboard.press("h")
    tab.page.evaluate("document.querySelector('[data-does=save]').click()")
    tab.page.wait_for_timeout(300)  # milliseconds for whatever was set off
    assert serving.read("content/2025-W12/evil.md") == before


def test_another_site_cannot_write(serving, browser, tmp_path_factory):
    """A form and a script of a page elsewhere, sent by a browser that has the preview open."""
    evil = tmp_path_factory.mktemp("evil") / "page.html"
    target = f"{serving.url}-/annotations"
    evil.write_text(
        f"<form id=f method=post enctype=text/plain action='{target}'><input name='{{\"action\":\"delete\",\"x' value='\":1}}'></form>"
    )
    tab = Tab(browser)
    tab.page.goto(evil.as_uri())
    sent = f"""async () => {{
      const answers = [];
      for (const type of ['application/json', 'text/plain'])
        try {{ const answer = await fetch('{target}', {{method: 'POST', headers: {{'Content-Type': type}}, body: '{{}}'}});
          answers.push(answer.status) }} catch (error) {{ answers.push('blocked') }}
      return answers; }}"""
    assert tab.page.evaluate(sent) == ["blocked", "blocked"]
    with tab.page.expect_navigation() as navigation:
        tab.page.evaluate("document.getElementById('f').submit()")
    assert navigation.value.status in {403, 415}
    assert serving.read() == ARTICLE
    tab.context.close()


def test_only_pages_that_changed_are_loaded_again_and_style_sheets_without_that(serving, tab):
    """An edit elsewhere leaves the page alone; a style sheet of the theme takes effect in it as it stands."""
    far = "---\ntitle: Far\ndate: 2025-07-21\nrights: full\n---\nOne thing.\n"
    serving.write("content/2025-W30/far.md", far)
    page_file = serving.folder / ".digest/serve/2025/w30/far/index.html"
    serving.until(page_file.exists)
    tab.open(serving)
    tab.page.evaluate("window.same = 1")
    serving.write("content/2025-W30/far.md", far.replace("One", "Another"))
    serving.until(lambda: "Another thing" in page_file.read_text("utf-8"))
    sheet = next((REPOSITORY / "themes/paper/assets").rglob("*.css"))
    name = sheet.relative_to(REPOSITORY / "themes/paper").as_posix()
    serving.write(f"themes/paper/{name}", sheet.read_text("utf-8") + "\nbody { outline: 7px solid red }\n")
    serving.until(lambda: tab.page.evaluate("getComputedStyle(document.body).outlineWidth") == "7px")
    assert tab.page.evaluate("window.same") == 1
    serving.write(CALL, ARTICLE.replace("ended early", "went on"))
    tab.page.wait_for_selector("text=went on")
    assert tab.page.evaluate("window.same") is None
