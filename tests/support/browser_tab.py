"""A tab of a browser, with all that the browser complains of in it."""

from __future__ import annotations

PATIENCE = 30_000
"""Milliseconds: a deadline for slow machines; nothing waits for so long."""


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

    def _console(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console {message.text} ({message.location.get('url', '')})")
