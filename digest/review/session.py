"""A walk through a week's candidates: each decision is an edit of a file, and a line that says what became of it.

It reads no key and prints nothing, so that a terminal, a page or a test can lead it. An article is read again whenever
it is looked at, since an editor may have changed it in the meantime.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from digest.articles.edits import Values, accept_into, as_draft, confirm_date, edit_article
from digest.config import Config
from digest.errors import Problem
from digest.model.week import Week
from digest.review.edited_files import EditedFiles
from digest.review.week_candidates import Candidate, read_candidate


class ReviewSession:
    """The candidates of a week, one of which is the current one.

    Attributes:
        week: whose digest is being made.
        position: of the current candidate, from 0.
    """

    def __init__(
        self, project: Path, config: Config, week: Week, paths: Sequence[PurePosixPath], files: EditedFiles
    ) -> None:
        """Begin at the first candidate.

        Args:
            project: its folder.
            config: its options.
            week: whose digest is being made.
            paths: of the candidates, at least one.
            files: through which articles are written.
        """
        self._project = project
        self._config = config
        self._paths = tuple(paths)
        self._files = files
        self._skipped: set[PurePosixPath] = set()
        self.week = week
        self.position = 0

    @property
    def count(self) -> int:
        """How many candidates there are."""
        return len(self._paths)

    @property
    def path(self) -> PurePosixPath:
        """The file of the current candidate."""
        return self._paths[self.position]

    def current(self) -> Candidate | Problem:
        """The current candidate as its file has it now, or why it cannot be read."""
        return read_candidate(self._project, self._config, self.path)

    def move(self, step: int) -> bool:
        """Go to the next candidate (1) or the one before (-1); False at the end, where there is none."""
        if not 0 <= self.position + step < self.count:
            return False
        self.position += step
        return True

    def skip(self) -> str:
        """Leave the article out for now; nothing is written, and nothing remembered after the session."""
        self._skipped.add(self.path)
        return "skipped"

    def accept(self, seen: str) -> str | Problem:
        """Put the article into the week."""
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

    def set_title(self, seen: str, title: str) -> str | Problem:
        """Give the article a title; the same one again confirms it."""
        if not title.strip():
            return "the title stays, since an article needs one"
        return self._edit(seen, {"title": title.strip()}, "title written")

    def set_comment(self, seen: str, comment: str) -> str | Problem:
        """Write why the article matters; without words the comment is removed."""
        text = comment.strip()
        return self._edit(seen, {"comment": text or None}, "comment written" if text else "no comment")

    def undo(self) -> str | Problem:
        """Take back the last edit, and go to its article."""
        undone = self._files.undo()
        if undone is None:
            return "there is nothing to take back"
        if isinstance(undone, Problem):
            return undone
        self.position = self._paths.index(undone.path)
        self._skipped.discard(undone.path)
        return f"taken back: {undone.path} is as it was"

    def tally(self) -> str:
        """How many are accepted and drafts as their files have it now, and how many were skipped."""
        read = [read_candidate(self._project, self._config, path) for path in self._paths]
        known = [candidate for candidate in read if isinstance(candidate, Candidate)]
        accepted = {each.article.path for each in known if each.accepted_into(self.week)}
        drafts = sum(candidate.article.front_matter.draft for candidate in known)
        skipped = len(self._skipped - accepted)
        return f"accepted into {self.week}: {len(accepted)} of {self.count}; drafts: {drafts}; skipped: {skipped}"

    def _edit(self, seen: str, values: Values, done: str) -> str | Problem:
        """Write an edit of the current article; `done` says that it was made."""
        topics = self._config.topic_slugs
        written = self._files.write(self.path, seen, lambda text, path: edit_article(text, path, values, topics))
        if isinstance(written, Problem):
            return written
        return done if written.after != written.before else f"{done} already"
