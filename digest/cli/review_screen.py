"""`digest review` on a terminal: a card in plain text, a key, what it did, and the next card.

Nothing is drawn over: cards follow each other down the terminal, so that a slow line, a screen reader and a log of
the session have all of it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from digest.cli.editor import open_in_editor
from digest.cli.terminal import say
from digest.errors import Problem
from digest.review.card_text import card_text
from digest.review.session import ReviewSession
from digest.review.week_candidates import Candidate

KEYS: Final[Mapping[str, str]] = {
    "a": "accept into this week",
    "s": "skip for now",
    "d": "make it a draft, or none",
    "c": "comment: why it matters, in a line; without words it is removed",
    "C": "comment in your editor, for several lines",
    "t": "title",
    "y": "confirm the inferred date",
    "l": "lead story of the week, or not",
    "w": "weight: its place in its section; without a number it is removed",
    "e": "open the article in your editor",
    "u": "take the last change back",
    "j": "next",
    "k": "the one before",
    "q": "quit",
    "?": "this help",
}
"""What each key does."""

_WIDEST: Final = 100
"""Columns of the widest line: longer ones are hard to read."""

_PROMPT: Final = "[a]ccept [s]kip [d]raft [c]omment [t]itle [y] date [e]dit [u]ndo [q]uit [?] "


class ReviewScreen:
    """Asks about one candidate after the other until the person quits."""

    def __init__(self, project: Path, session: ReviewSession, topic_names: Mapping[str, str]) -> None:
        self._project = project
        self._session = session
        self._topic_names = topic_names
        self._shown: Candidate | Problem

    def run(self) -> None:
        """Show cards and do what keys say."""
        self._show_card()
        while (key := _read_key()) != "q":
            if key == "?":
                say("\n".join(f"  {name}  {meaning}" for name, meaning in KEYS.items()))
            elif key in {"j", "k"}:
                self._move(1 if key == "j" else -1)
            else:
                self._act(key)
        say(self._session.tally())

    def _act(self, key: str) -> None:
        """Do what a key means, to the article as it was shown."""
        shown = self._shown
        if key == "u":
            self._tell(self._session.undo())
        elif key == "e":
            self._edit()
        elif key == "s":
            self._tell(self._session.skip(), settled=True)
        elif isinstance(shown, Problem):
            self._tell(shown)
        elif key == "a":
            self._tell(self._session.accept(shown.seen), settled=True)
        elif key == "d":
            self._tell(self._session.turn_draft(shown), settled=True)
        elif key == "l":
            self._tell(self._session.turn_lead(shown))
        else:
            self._tell(self._write(key, shown) or "nothing was changed")

    def _write(self, key: str, candidate: Candidate) -> str | Problem | None:
        """Have the person write, or confirm, a property of an article; None if they left it."""
        session, front_matter = self._session, candidate.article.front_matter
        if key == "y":
            return session.confirm_date(candidate)
        if key == "w":
            weight = _read_line("weight: ", str(front_matter.weight or ""))
            return None if weight is None else session.set_property(candidate.seen, "weight", weight)
        if key == "t":
            title = _read_line("title: ", " ".join(front_matter.title.split()))
            return None if title is None else session.set_property(candidate.seen, "title", title)
        before = front_matter.comment or ""
        comment = _read_text(before) if key == "C" or "\n" in before else _read_line("comment: ", before)
        return None if comment is None else session.set_property(candidate.seen, "comment", comment)

    def _edit(self) -> None:
        path = self._session.path
        if message := open_in_editor(self._project / path, Path(path)):
            say(message)
        else:
            self._show_card()

    def _tell(self, result: str | Problem, *, settled: bool = False) -> None:
        """Say what became of a key, and show the article as it is now; the next one, where that is settled."""
        say(f"→ {result}")
        if settled and isinstance(result, str) and not self._session.move(1):
            say("that was the last; q quits")
        self._show_card()

    def _move(self, step: int) -> None:
        if self._session.move(step):
            self._show_card()
        else:
            say("this is the last" if step > 0 else "this is the first")

    def _show_card(self) -> None:
        session = self._session
        self._shown = shown = session.current()
        width = max(20, min(_WIDEST, shutil.get_terminal_size().columns))
        say(f"\n── {session.position + 1} of {session.count} for {session.week} · {session.path}")
        say(str(shown) if isinstance(shown, Problem) else card_text(shown, session.week, self._topic_names, width))


def _read_key() -> str:
    """One of `KEYS`, from the terminal; the end of the input and Ctrl+C quit."""
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout import FormattedTextControl, Layout, Window

    bindings = KeyBindings()

    def bind(name: str, key: str) -> None:
        @bindings.add(name)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=key)

    for key in KEYS:
        bind(key, key)
    for name, key in {"down": "j", "up": "k", "c-c": "q", "c-d": "q"}.items():
        bind(name, key)
    window = Window(FormattedTextControl(_PROMPT, show_cursor=True), height=1, wrap_lines=False)
    application: Application[str] = Application(Layout(window), key_bindings=bindings, erase_when_done=True)
    return _answer(application.run) or "q"


def _read_line(message: str, before: str) -> str | None:
    """A line that the person edits; None if they leave it with Ctrl+C or Ctrl+D."""
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession()
    return _answer(lambda: session.prompt(message, default=before))


def _answer(ask: Callable[[], str]) -> str | None:
    try:
        return ask()
    except (EOFError, KeyboardInterrupt):
        return None


def _read_text(before: str) -> str | None:
    """A text of several lines that the person edits in their editor; None if they changed nothing, or have none."""
    with tempfile.TemporaryDirectory(prefix="digest-") as folder:
        file = Path(folder) / "comment.md"
        file.write_text(before, "utf-8")
        if message := open_in_editor(file, file):
            say(message)
            return None
        after = file.read_text("utf-8", "replace")
    return None if after.strip() == before.strip() else after
