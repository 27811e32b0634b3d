"""Promise 2: nothing runs in a browser, whatever a visitor does."""

from __future__ import annotations

import shutil

import pytest

_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

_VISIT = """() => {
  document.addEventListener('click', event => {
    let link = event.target.closest && event.target.closest('a');
    if (link && link.href.baseVal !== undefined)  // a link of a drawing, which has no protocol of its own
      link = Object.assign(document.createElement('a'), {href: link.href.baseVal});
    if (link && /^(file|https?|mailto):$/.test(link.protocol)) event.preventDefault();
  }, true);
  const all = [...document.querySelectorAll('*')];
  for (const element of all)
    for (const name of ['mouseover', 'mouseenter', 'focus', 'blur', 'keydown', 'input', 'toggle', 'load', 'error', 'submit'])
      element.dispatchEvent(new Event(name, {bubbles: name === 'mouseover'}));
  const pressed = [...document.querySelectorAll('a, summary, button, input, area, label')];
  for (const element of pressed)
    if (element.click) element.click();
    else element.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
  return pressed.length;
}"""
"""Touches everything and presses every link, staying on the page where a link merely leads elsewhere."""


@pytest.fixture(scope="module")
def browser(in_ci):
    """Headless Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        (pytest.fail if in_ci else pytest.skip)("Chromium is not installed; .ci/run installs it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield chromium
        chromium.close()


class Watch:
    """A tab, and everything that happened in it which should not."""

    def __init__(self, browser) -> None:
        self.seen: list[str] = []
        self.context = browser.new_context()
        self.context.route("**/*", self._request)
        self.page = self.context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.on("popup", lambda popup: self.seen.append(f"window {popup.url}"))
        self.page.on("console", lambda message: self.seen.append(f"console {message.text}"))
        self.page.on("pageerror", lambda error: self.seen.append(f"script {error}"))
        self.page.on("download", lambda download: self.seen.append(f"download {download.url}"))

    def _dialog(self, dialog) -> None:
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            self.seen.append(f"request {route.request.url}")
            route.abort()

    def visit(self, address: str) -> int:
        """Open a page, touch everything, press every link; gives how many were pressed."""
        self.page.goto(address)
        pressed = self.page.evaluate(_VISIT)
        self.page.wait_for_timeout(30)  # milliseconds for whatever was set off
        if self.page.url.partition("#")[0] != address:
            self.seen.append(f"left for {self.page.url}")
        return pressed


def test_nothing_runs_whatever_a_visitor_does(hostile, attacks, browser):
    """Promises 2, 3, 10: every page opened, everything touched, every link pressed: no dialog, script, request, complaint."""
    for number, attack in enumerate(attacks["markup"]):
        text = f"Title {attack}\n\nMarch 18, 2025\n\nThe methane of the lakes was counted for nine years.\n{attack}\n"
        hostile.write(f"seeds/{number:02}.txt", text)
    assert hostile.digest("convert").code == 0
    hostile.digest("build")
    watch = Watch(browser)
    pages = sorted((hostile.folder / "site").rglob("*.html"))
    assert len(pages) > len(attacks["markup"])
    pressed = [watch.visit(page.as_uri()) for page in pages if page.name != "404.html"]
    assert all(count > 3 for count in pressed)
    assert watch.seen == []
    watch.context.close()


def test_the_watch_sees_what_runs(attacks, browser, tmp_path):
    """The eye is not blind: the same attacks, in a page as they are, are noticed."""
    missed = []
    attempts = [text for text in attacks["markup"] if "alert(1)" in text and text.lstrip().startswith("<")]
    assert len(attempts) > 8
    for attack in attempts[::2]:
        page = tmp_path / "page.html"
        page.write_text(f"<!DOCTYPE html><title>t</title><p>{attack}</p>", "utf-8")
        watch = Watch(browser)
        watch.visit(page.as_uri())
        if not watch.seen:
            missed.append(attack)
        watch.context.close()
    assert len(missed) <= 1, missed  # a browser refuses some addresses by itself
