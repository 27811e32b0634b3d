"""A walk through a week's candidates: each decision is an edit of a file, and a line that says what became of it.

It reads no key and prints nothing, so that a terminal, a page or a test can lead it. An article is read again whenever
it is looked at, since an editor may have changed it in the meantime.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from digest.articles.edits import Values, accept_into, as_draft, confirm_date, edit_article
from digest.articles.kinds import LARGEST_TEXT
from digest.articles.library import read_file
from digest.cache.scan import read
from digest.config import Config
from digest.errors import Location, Problem
from digest.model.article import FrontMatter, week_of
from digest.model.fingerprint import fingerprint
from digest.model.week import Week
from digest.review.article_writer import CHANGED, NOTHING_TO_UNDO, ArticleWriter
from digest.review.typed_values import REFUSED, typed_values
from digest.review.week_candidates import Candidate, is_accepted, read_candidate


class ReviewSession:
    """The candidates of a week, one of which is the current one.

    Attributes:
        week: whose digest is being made.
        position: of the current candidate, from 0.
    """

    def __init__(
        self, project: Path, config: Config, week: Week, paths: Sequence[PurePosixPath], writer: ArticleWriter
    ) -> None:
        self._project = project
        self._config = config
        self._writer = writer
        self._skipped: set[PurePosixPath] = set()
        self._decisions: list[tuple[PurePosixPath, str]] = []  # with the name of the write; empty for one left out
        self._known: dict[PurePosixPath, Candidate] = {}
        self._properties: dict[PurePosixPath, tuple[str, FrontMatter]] = {}  # with the fingerprint of the file
        self.paths = tuple(paths)
        self.week = week
        self.position = 0

    @property
    def count(self) -> int:
        """How many candidates there are."""
        return len(self.paths)

    @property
    def path(self) -> PurePosixPath:
        """The file of the current candidate."""
        return self.paths[self.position]

    def current(self) -> Candidate | Problem:
        """The current candidate as its file has it now, or why it cannot be read."""
        return self.candidate(self.path)

    def candidate(self, path: PurePosixPath) -> Candidate | Problem:
        """A candidate as its file has it now, or why it cannot be read."""
        candidate = read_candidate(self._project, self._config, path, self._known.get(path))
        if isinstance(candidate, Candidate):
            self._known[path] = candidate
        return candidate

    def is_skipped(self, path: PurePosixPath) -> bool:
        """Whether an article was left out for now."""
        return path in self._skipped

    def update(self, config: Config, paths: Sequence[PurePosixPath]) -> None:
        """Take the candidates and options as they are now; what was decided stays, and so does the current one."""
        if config != self._config:
            self._config, self._known, self._properties = config, {}, {}
        current = self.path if self.paths else None
        self.paths = tuple(paths)
        self.position = self.paths.index(current) if current in self.paths else 0

    def go_to(self, path: PurePosixPath) -> bool:
        """Make a candidate the current one; False if it is none."""
        if path not in self.paths:
            return False
        self.position = self.paths.index(path)
        return True

    def move(self, step: int) -> bool:
        """Go to the next candidate (1) or the one before (-1); False at the end, where there is none."""
        if not 0 <= self.position + step < self.count:
            return False
        self.position += step
        return True

    def skip(self) -> str:
        """Leave the article out for now; nothing is written, and nothing remembered after the session."""
        if self.path not in self._skipped:
            self._skipped.add(self.path)
            self._decisions.append((self.path, ""))
        return "skipped"

    def accept(self, seen: str) -> str | Problem:
        """Put the article into the week."""
        candidate = self.current()
        if isinstance(candidate, Candidate) and candidate.article.front_matter.lead and (problem := self._led()):
            return problem
        return self._edit(seen, accept_into(self.week), f"accepted into {self.week}")

    def turn_draft(self, candidate: Candidate) -> str | Problem:
        """Make the article a draft, or one that is a draft none."""
        draft = not candidate.article.front_matter.draft
        return self._edit(candidate.seen, as_draft(draft=draft), "a draft now" if draft else "not a draft any more")

    def confirm_date(self, candidate: Candidate) -> str | Problem:
        """Say that an inferred date is right."""
        front_matter = candidate.article.front_matter
        if front_matter.date is None:
            return "there is no date to confirm; e opens the article, where you can write one"
        if not front_matter.date_inferred:
            return f"the date {front_matter.date} is not in doubt"
        return self._edit(candidate.seen, confirm_date(), f"the date {front_matter.date} is confirmed")

    def turn_lead(self, candidate: Candidate) -> str | Problem:
        """Make the article the lead story of its week, or one that is it none; a week has one lead."""
        lead = not candidate.article.front_matter.lead
        if lead and (problem := self._led()):
            return problem
        done = "the lead story now" if lead else "not the lead story any more"
        return self._edit(candidate.seen, {"lead": True if lead else None}, done)

    def set_property(self, seen: str, name: str, text: str) -> str | Problem:
        """Give a property what a person typed; see `typed_values`. The same again makes it the person's own."""
        values = typed_values(name, text)
        if isinstance(values, Problem):
            return values
        return self._edit(seen, values, f"{name} written" if text.strip() else f"no {name}")

    def undo(self) -> str | Problem:
        """Take back the last decision, and go to its article.

        Where its file was changed since, it stays as it is, and the decision before that one is the next to be taken
        back.
        """
        if not self._decisions:
            return "there is nothing to take back"
        path, name = self._decisions[-1]
        undone = self._writer.undo(name) if name else None
        if not isinstance(undone, Problem) or undone.code in {CHANGED, NOTHING_TO_UNDO}:
            self._decisions.pop()
        if isinstance(undone, Problem):
            return undone
        self.go_to(path)
        self._skipped.discard(path)
        return f"taken back: {path} is as it was" if name else f"taken back: {path} is not skipped any more"

    def holds_any(self) -> bool:
        """Whether any candidate stands in the week's digest by now."""
        known = map(self._front_matter, self.paths)
        return any(each and week_of(each, self._config.weeks) == self.week for each in known)

    def tally(self) -> str:
        """How many are accepted and drafts as their files have it now, and how many were skipped."""
        known = {path: each for path in self.paths if (each := self._front_matter(path)) is not None}
        accepted = {path for path, front_matter in known.items() if is_accepted(front_matter, self.week)}
        drafts = sum(front_matter.draft for front_matter in known.values())
        skipped = len(self._skipped - accepted)
        return f"accepted into {self.week}: {len(accepted)} of {self.count}; drafts: {drafts}; skipped: {skipped}"

    def _led(self) -> Problem | None:
        """The problem that another article leads the week; None if none does."""
        for path in self.paths:
            other = self._front_matter(path)
            if path == self.path or other is None or not other.lead or other.draft:
                continue
            if week_of(other, self._config.weeks) == self.week:
                message = f"leads {self.week} already: {other.title}"
                hint = "a week has one lead story; take it from that article first"
                return Problem(message=message, location=Location(path=path), hint=hint, code=REFUSED)
        return None

    def _front_matter(self, path: PurePosixPath) -> FrontMatter | None:
        """The properties of a candidate as its file has them now; None if it cannot be read."""
        body = read(self._project, path, LARGEST_TEXT)
        if isinstance(body, Problem):
            return None
        seen = fingerprint(body)
        known = self._properties.get(path)
        if known is None or known[0] != seen:
            article, _ = read_file(path, body, topics=self._config.topic_slugs, slugs=self._config.slugs)
            known = self._properties[path] = (seen, article.front_matter)
        return known[1]

    def _edit(self, seen: str, values: Values, done: str) -> str | Problem:
        """Write an edit of the current article; `done` says that it was made."""
        topics = self._config.topic_slugs
        written = self._writer.write(self.path, seen, lambda text, path: edit_article(text, path, values, topics))
        if isinstance(written, Problem):
            return written if written.code else replace(written, code=REFUSED)
        if not written.undo:
            return f"{done} already"
        self._decisions.append((self.path, written.undo))
        return done
