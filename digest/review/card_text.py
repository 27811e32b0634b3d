"""A candidate in plain text: what an editor needs to decide about it, and who wrote what of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from digest.errors import Problem
from digest.model.week import Week
from digest.review.week_candidates import Candidate


def card_text(candidate: Candidate, week: Week, topic_names: Mapping[str, str], width: int) -> str:
    """A candidate as lines of text, of at most so many columns where words can be broken to keep to it."""
    front_matter = candidate.article.front_matter
    lines = [
        front_matter.title,
        state_line(candidate, week),
        *_origin(candidate),
        _topics(candidate, topic_names),
        *_words(candidate),
        *(f"! {problem_line(problem)}" for problem in candidate.problems),
        *(f"? {doubt.message}: {doubt.hint}" for doubt in candidate.doubts),
    ]
    return "\n".join(_wrapped(line, width) for line in lines)


def problem_line(problem: Problem) -> str:
    """A problem of an article that is shown with it: the line, what is wrong there, and what to do."""
    line = f"line {problem.location.line}: " if problem.location and problem.location.line else ""
    return f"{line}{problem.message}" + (f" ({problem.hint})" if problem.hint else "")


def state_line(candidate: Candidate, week: Week) -> str:
    """Where the article stands now."""
    front_matter = candidate.article.front_matter
    where = f"in {candidate.week}" if candidate.week else "in no week"
    if candidate.accepted_into(week):
        where = f"accepted into {week}"
    elif candidate.week is not None and front_matter.week is None:
        where += ", by its date"
    return f"draft, {where}" if front_matter.draft else where


def _origin(candidate: Candidate) -> Iterator[str]:
    front_matter = candidate.article.front_matter
    day = front_matter.date.isoformat() if front_matter.date else "no date"
    basis = f" ({front_matter.date_basis})" if front_matter.date_basis else ""
    yield " · ".join(part for part in (front_matter.source or "no source", day + basis) if part)
    if front_matter.source_url:
        yield front_matter.source_url


def _topics(candidate: Candidate, names: Mapping[str, str]) -> str:
    topics = ", ".join(names.get(slug, slug) for slug in candidate.topics) or "unsorted"
    return f"Topics: {topics}" + (" (by keywords)" if candidate.topics_by_score and candidate.topics else "")


def _words(candidate: Candidate) -> Iterator[str]:
    """The editor's words, which come first, then the summary with who wrote it."""
    front_matter = candidate.article.front_matter
    if front_matter.lead:
        yield "Lead story of its week"
    if front_matter.comment:
        yield f"Comment: {front_matter.comment}"
    if candidate.highlights:
        yield f"Highlights and notes: {candidate.highlights}"
    if front_matter.summary:
        by = summary_origin(candidate)
        yield f"Summary{f' ({by})' if by else ''}: {front_matter.summary}"


def summary_origin(candidate: Candidate) -> str:
    """Who wrote the summary; empty if it was a person, or there is none."""
    front_matter = candidate.article.front_matter
    if not front_matter.summary:
        return ""
    return "by digest" if "summary" in front_matter.findings.machine else front_matter.summary_basis or ""


def _wrapped(text: str, width: int) -> str:
    """A text in lines of at most so many characters, those after the first indented."""
    lines = [
        textwrap.wrap(line, width - 2, break_on_hyphens=False, break_long_words=False) or [""]
        for line in text.splitlines() or [""]
    ]
    return "\n  ".join(piece for pieces in lines for piece in pieces)
