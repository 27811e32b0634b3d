"""Answers about sources in `seeds/`: which article came of one, or why none did."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePosixPath

from digest.convert.source_state import SourceState, source_state
from digest.why.asked_project import AskedProject
from digest.why.fact import Answer, Fact


def source_answer(project: AskedProject, path: PurePosixPath) -> Answer | None:
    """What became of a source; None where there is no such file, nor was one."""
    state = source_state(project.folder, path)
    if not (os.path.lexists(project.folder / path) or state.articles or state.was_converted):
        return None
    facts = [Fact(name="article", value=str(article)) for article in state.articles] or [_without_article(state, path)]
    return Answer(subject=str(path), kind="source", facts=(*facts, *_asked_elsewhere(state, path)))


def _without_article(state: SourceState, path: PurePosixPath) -> Fact:
    if state.problem is not None:
        return Fact(name="article", value="none", reason=state.problem.message, place=str(path))
    if state.is_companion:
        reason = "a browser saved it beside a page, and it belongs to that"
    elif state.was_converted:
        reason = f"it was converted, and its article was deleted; `digest convert {path}` brings it back"
    elif state.is_source:
        reason = "it was not converted yet, or a conversion named it with the reason; run `digest convert`"
    elif any(part.startswith(".") for part in path.parts):
        reason = "names that begin with a dot are left alone"
    else:
        reason = "it is not a file that can be read as a source"
    return Fact(name="article", value="none", reason=reason, place="content/.converted" if state.was_converted else "")


def _asked_elsewhere(state: SourceState, path: PurePosixPath) -> Iterator[Fact]:
    if state.is_source:
        yield Fact(name="lines", value="each with its reason", reason=f"`digest convert --why {path}` shows them")
