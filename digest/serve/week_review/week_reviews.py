"""The sessions of the review page: one a week, led by requests instead of a terminal's keys."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Final

from digest.config import Config
from digest.errors import Location, Problem
from digest.model.week import Week
from digest.plan.routes import Route, permalink
from digest.review.article_writer import UNREADABLE, ArticleWriter
from digest.review.session import ReviewSession
from digest.review.typed_values import NAMES, refused
from digest.review.week_candidates import Candidate, Known, candidates
from digest.serve.inject import REVIEW
from digest.serve.week_review.review_cards import CardFrame, review_card, unreadable_card
from digest.serve.week_review.review_page import missing_page, problem_list, review_page
from digest.serve.write_access import article_path
from digest.serve.write_requests import NOT_AN_ARTICLE, sentence, status_of

ADDRESS: Final = f"{REVIEW}/decisions"
"""Where a decision is sent to."""

CARDS: Final = 40
"""Candidates that are shown at once; more come when they are asked for."""

_SHORT: Final = 16
"""Characters of a fingerprint by which a page says which state of a card it has."""

_NOTHING: Final = Problem(message="The request asks for nothing that can be done.", code=NOT_AN_ARTICLE.code)

Answer = tuple[int, Mapping[str, object]]


class WeekReviews:
    """The reviews of all weeks in one run of the preview. Its methods may be called from several threads."""

    def __init__(
        self,
        project: Path,
        writer: ArticleWriter,
        config: Callable[[], Config],
        problems: Callable[[], Sequence[Problem]],
        today: Callable[[], date],
    ) -> None:
        self._project, self._writer = project, writer
        self._config, self._problems, self._today = config, problems, today
        self._lock = threading.Lock()
        self._sessions: dict[Week, ReviewSession] = {}
        self._known: tuple[Sequence[str], Known] = ((), {})

    def page(self, label: str) -> tuple[Week | None, str]:
        """The page of a week, by its label or of this week without one; no week where the label is not one's."""
        week = Week.parse(label) if label else Week.of(self._today())
        if week is None:
            return None, missing_page(label, self._today())
        with self._lock:
            config = self._config()
            session, problems = self._updated(week, config)
            shown = session.paths[:CARDS]
            cards = [self._card(session, config, path) for path in shown]
            link = permalink(Route(kind="week", key=str(week))) if session.holds_any() else ""
            more = session.count - len(shown)
            page = review_page(week, cards, tally=session.tally(), link=link, problems=problems, more=more)
            return week, page

    def respond(self, request: Mapping[str, object]) -> Answer:
        """The status and the answer to a request of the page.

        Args:
            request: `week`; `action`: `cards` or `more` (with `shown`, the cards that the page has: the first
                characters of their fingerprints by their paths), `undo`, or a decision (`accept`, `skip`, `draft`,
                `confirm`, `lead`, `set`) with `path` and `fingerprint` of the article; to set, `name` and `value`.
        """
        week = Week.parse(str(request.get("week")))
        if week is None:
            return _refusal(refused(f"{request.get('week')} is not a week", "write it as 2026-W48"))
        with self._lock:
            config = self._config()
            match request.get("action"):
                case "cards":
                    return self._changes(week, config, _shown(request), more=0)
                case "more":
                    return self._changes(week, config, _shown(request), more=CARDS)
                case "undo":
                    session = self._session(week, config)
                    return self._answer(session, config, session.undo())
                case _:
                    return self._decision(self._session(week, config), config, request)

    def _decision(self, session: ReviewSession, config: Config, request: Mapping[str, object]) -> Answer:
        path = article_path(request.get("path"))
        if path is None:
            return _refusal(NOT_AN_ARTICLE)
        if not session.go_to(path):
            hint = "load the page again"
            message = f"is not a candidate for {session.week} any more"
            return _refusal(Problem(message=message, location=Location(path=path), hint=hint, code=UNREADABLE))
        candidate = session.current()
        if isinstance(candidate, Problem):
            return self._answer(session, config, replace(candidate, code=UNREADABLE))
        seen = str(request.get("fingerprint"))
        result = _decide(session, replace(candidate, seen=seen), request)
        return self._answer(session, config, result)

    def _answer(self, session: ReviewSession, config: Config, result: str | Problem) -> Answer:
        """What became of a decision, with the card as it is now."""
        if not session.paths:
            return _refusal(result) if isinstance(result, Problem) else (HTTPStatus.OK, {"said": result})
        state = {
            "path": str(session.path),
            "card": self._card(session, config, session.path),
            "tally": session.tally(),
        }
        if isinstance(result, Problem):
            return status_of(result), {"error": sentence(result), **state}
        return HTTPStatus.OK, {"said": f"{result[:1].upper()}{result[1:]}.", **state}

    def _changes(self, week: Week, config: Config, shown: Mapping[str, str], more: int) -> Answer:
        """The cards that are not as a page has them, and so many more of those that it has not."""
        session, problems = self._updated(week, config)
        others = [path for path in session.paths if str(path) not in shown]
        listed = [path for path in map(article_path, shown) if path is not None]
        changed = [path for path in listed if self._state(session, path) != shown[str(path)]]
        cards = {str(path): self._card(session, config, path) for path in (*changed, *others[:more])}
        return HTTPStatus.OK, {
            "cards": cards,
            "more": max(0, len(others) - more),
            "tally": session.tally(),
            "problems": problem_list(problems),
        }

    def _state(self, session: ReviewSession, path: PurePosixPath) -> str:
        candidate = session.candidate(path)
        return candidate.seen[:_SHORT] if isinstance(candidate, Candidate) else ""

    def _card(self, session: ReviewSession, config: Config, path: PurePosixPath) -> str:
        candidate = session.candidate(path)
        if isinstance(candidate, Problem):
            return unreadable_card(path, candidate)
        frame = CardFrame(project=self._project, week=session.week, topics=config.topics, editor=config.editor)
        return review_card(frame, candidate, skipped=session.is_skipped(path))

    def _session(self, week: Week, config: Config) -> ReviewSession:
        """The session of a week; its candidates are looked for when it begins, and when a page asks for them."""
        return self._sessions.get(week) or self._updated(week, config)[0]

    def _updated(self, week: Week, config: Config) -> tuple[ReviewSession, tuple[str, ...]]:
        """The session of a week with its candidates as they are now, and the problems to be shown."""
        if self._known[0] != config.topic_slugs:
            self._known = (config.topic_slugs, {})
        paths, unreadable = candidates(self._project, config, week, self._known[1])
        writable = [path for path in paths if article_path(str(path))]
        unnamed = [_unnamed(path) for path in paths if path not in writable]
        session = self._sessions.get(week)
        if session is None:
            session = ReviewSession(self._project, config, week, writable, self._writer)
            self._sessions[week] = session
        else:
            session.update(config, writable)
        others = [each for each in self._problems() if not each.location or each.location.path not in session.paths]
        return session, tuple(dict.fromkeys(map(str, (*others, *unreadable, *unnamed))))


def _decide(session: ReviewSession, shown: Candidate, request: Mapping[str, object]) -> str | Problem:
    """Do what a request asks for with the current article, over the bytes that the page saw."""
    match request.get("action"), request.get("name"), request.get("value"):
        case "accept", _, _:
            return session.accept(shown.seen)
        case "skip", _, _:
            return session.skip()
        case "draft", _, _:
            return session.turn_draft(shown)
        case "confirm", _, _:
            return session.confirm_date(shown)
        case "lead", _, _:
            return session.turn_lead(shown)
        case "set", str(name), str(value) if name in NAMES:
            return session.set_property(shown.seen, name, value)
        case _:
            return _NOTHING


def _shown(request: Mapping[str, object]) -> dict[str, str]:
    """The cards that a page says it has."""
    shown = request.get("shown")
    return {path: str(seen) for path, seen in shown.items()} if isinstance(shown, Mapping) else {}


def _unnamed(path: PurePosixPath) -> Problem:
    """The problem of a candidate whose name a page cannot send."""
    hint = "rename it, or decide about it with `digest review` in a terminal"
    return Problem(message="its name has characters that no page can name", location=Location(path=path), hint=hint)


def _refusal(problem: Problem) -> Answer:
    return status_of(problem), {"error": sentence(problem)}
