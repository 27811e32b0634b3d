"""A tab of a browser, with all that the browser complains of in it."""

from __future__ import annotations

import time

PATIENCE = 30_000
"""Milliseconds: a deadline for slow machines; nothing waits for so long."""


def becomes(page, expression, expected) -> None:
    """Wait until a page says this: what a finger, another page or a setting does may come a moment after it was asked for.

    Playwright's own waiting evaluates in the page, which the policy of these pages forbids.
    """
    end = time.monotonic() + PATIENCE / 1000
    while (found := page.evaluate(expression)) != expected and time.monotonic() < end:
        page.wait_for_timeout(20)
    assert found == expected, expression


class BrowserTab:
    """A tab, and all complaints of the browser in it."""

    def __init__(self, browser, **options) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(f"script {error}"))
        self.page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("console", self._console)

    def hears_keys(self) -> None:
        """Wait for what the preview adds to a page once all of it is there: keys pressed before that go unheard."""
        self.page.wait_for_selector("#digest-status", state="attached")

    def comes_again(self, selector: str) -> None:
        """Wait until the page was loaded again, is whole, and has this."""
        self.page.wait_for_selector(selector)
        self.hears_keys()

    def _console(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console {message.text} ({message.location.get('url', '')})")
