"""Brings an article up to date: it is replaced, merged, or left as it is with the new version beside it.

Nothing that a person wrote is lost: where the new text cannot be merged, the article stays as it is, byte by byte,
and the new version is put beside it under a name that neither Obsidian nor a build takes for an article. Once the
person has removed that file, the article counts as what they made of the new version.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from digest.articles.front_matter import foreign_properties, split
from digest.articles.kinds import ASIDE
from digest.articles.provenance import base_name, base_of, is_edited, seed_of, with_added, with_duplicate
from digest.convert.bases import memory_bytes, memory_path, read_base, read_memory
from digest.convert.writing import ContentWriter, write_article
from digest.errors import Location, Problem
from digest.markdown.plain import plain_text
from digest.merge import Change, Conflict, Merged, merge

_SHOWN: Final = 60
"""Code points of a passage that a message quotes."""


def revise(
    writer: ContentWriter, path: PurePosixPath, theirs: str, seed: PurePosixPath, *, forced: bool
) -> list[Problem]:
    """Bring an article up to date with its source.

    Args:
        writer: of the run.
        path: of the article, which has been converted before.
        theirs: the article as the converter makes it now.
        seed: its source.
        forced: whether it is taken even if little is left of the text.

    Returns:
        What a person should look at.

    Raises:
        DigestError: a file cannot be read or written.
    """
    body = writer.bytes_of(path)
    if body is None:  # deleted since it was looked at
        return []
    mine = body.decode("utf-8", "surrogateescape")
    if not is_edited(mine):
        theirs = _marked_like(mine, theirs)
    if is_edited(mine):
        return _Revision(writer, path, mine, theirs, seed).run(forced=forced)
    if not forced and (left := _shrunk(mine, theirs)):
        return [_shrunk_problem(path, seed, left)]
    write_article(writer, path, theirs, replaces=True)
    return []


class _Revision:
    """An edited article and the version that is to be merged into it."""

    def __init__(self, writer: ContentWriter, path: PurePosixPath, mine: str, theirs: str, seed: PurePosixPath) -> None:
        self.writer = writer
        self.path = path
        self.mine = mine
        self.theirs = theirs
        self.seed = seed
        self.beside = path.with_name(path.name + ASIDE)
        self.name = base_of(mine)
        self.memory = read_memory(writer.project, self.name)

    def run(self, *, forced: bool) -> list[Problem]:
        """Merge, or put the new version beside the article."""
        base = self._base()
        if base is None:
            if _source_of(self.mine) == _source_of(self.theirs):  # only the converter is newer
                return []
            return self._wait([self._problem("was edited, and what digest once wrote there is not at hand to compare")])
        self.theirs = _marked_like(base, self.theirs)
        if not forced and (left := _shrunk(base, self.theirs)):
            return [_shrunk_problem(self.path, self.seed, left)]
        result = merge(base, self.mine, self.theirs, self.memory)
        if isinstance(result, Conflict):
            return self._wait(self._disputes(result))
        return self._merged(result)

    def _base(self) -> str | None:
        """The version from which the person started: the one that was offered, once it is not waiting any more."""
        resolved = self.memory.offered and self.writer.bytes_of(self.beside) is None
        return read_base(self.writer.project, base_name(self.memory.offered) if resolved else self.name)

    def _merged(self, result: Merged) -> list[Problem]:
        if self.writer.bytes_of(self.path) != self.mine.encode("utf-8", "surrogateescape"):
            return []  # edited in this very moment: the next run merges that
        self.writer.keep_base(self.theirs)
        self.writer.put_aside(memory_path(base_of(self.theirs)), memory_bytes(result.memory))
        self.writer.put(self.path, result.text.encode("utf-8", "surrogateescape"))
        waiting = self.writer.bytes_of(self.beside)
        if waiting is not None and not is_edited(waiting.decode("utf-8", "replace")):
            self.writer.remove(self.beside)
        lines = result.text.split("\n")
        changed, lost = "the text under an annotation has changed: please look", "an annotation has lost its passage"
        problems = [self._change(change, lines, changed) for change in result.moved]
        return problems + [self._change(change, lines, lost) for change in result.orphans]

    def _wait(self, problems: list[Problem]) -> list[Problem]:
        """Put the new version beside the article, unless a person works on one there."""
        waiting = self.writer.bytes_of(self.beside)
        if waiting is not None and is_edited(waiting.decode("utf-8", "replace")):
            return [
                *problems,
                Problem(
                    message=f"was edited, so that the newest version of {self.seed} is not put there",
                    location=Location(path=self.beside),
                    hint="take over what you need into the article, remove this file, and convert again",
                    severity="warning",
                ),
            ]
        offered = seed_of(self.theirs)[1]
        self.writer.keep_base(self.theirs)
        if self.name:
            memory = replace(self.memory, offered=offered)
            self.writer.put_aside(memory_path(self.name), memory_bytes(memory))
        self.writer.put(self.beside, self.theirs.encode())
        return problems

    def _disputes(self, conflict: Conflict) -> list[Problem]:
        return [
            self._problem(dispute.reason, line=dispute.line, text=dispute.text)
            for dispute in sorted(conflict.disputes, key=lambda dispute: dispute.line)
        ]

    def _problem(self, reason: str, line: int | None = None, text: str | None = None) -> Problem:
        return Problem(
            message=f"left as it is, its source {self.seed} has changed: {reason}",
            location=Location(path=self.path, line=line, text=text or None),
            hint=f"the new version is {self.beside}: take over what you want, and remove that file",
            severity="warning",
        )

    def _change(self, change: Change, lines: list[str], message: str) -> Problem:
        hint = f"it was on “{_short(change.old)}”"
        hint += f", it is on “{_short(change.new)}” now; remove the note #moved when it is right" if change.new else ""
        hint += "" if change.new else ", and is kept under “Unanchored notes”"
        text = lines[change.line - 1].rstrip("\r") if change.line <= len(lines) else None
        return Problem(
            message=message,
            location=Location(path=self.path, line=change.line, text=text),
            hint=hint,
            severity="warning",
        )


def _marked_like(before: str, theirs: str) -> str:
    """The new version with what the last one says that a conversion does not know.

    Whether it is a duplicate is decided later, over all articles; the day of its first conversion stays.
    """
    properties = foreign_properties(split(before)[0] or "")
    slug, added = properties.get("duplicate_of"), properties.get("added")
    theirs = with_duplicate(theirs, slug) if isinstance(slug, str) else theirs
    return with_added(theirs, added) if isinstance(added, date) else theirs


def _source_of(text: str) -> str:
    return seed_of(text)[1].partition("-")[0]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _shrunk(old: str, new: str) -> str:
    """How much is left of a text, in words, if that is less than half."""
    before, after = (len(plain_text(split(text)[1])) for text in (old, new))
    return f"{after} of {before} characters" if after * 2 < before else ""


def _shrunk_problem(path: PurePosixPath, seed: PurePosixPath, left: str) -> Problem:
    return Problem(
        message=f"left as it is: of its text only {left} are left in {seed}",
        location=Location(path=path),
        hint=f"if that is right, take the new text with `digest convert {seed}`",
        severity="warning",
    )
