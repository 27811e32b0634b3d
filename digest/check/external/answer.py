"""What came of asking for an address and what it means, and answers of earlier days, so that nobody is asked again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from digest.cache.codec import Codec
from digest.cache.store import Store
from digest.dataclass import dataclass

Verdict = Literal["good", "dead", "refused", "private", "unreachable"]

_DEAD: Final = frozenset({404, 410})
_REFUSED: Final = frozenset({401, 402, 403, 405, 406, 407, 429, 451, 999})
"""Statuses with which hosts answer programs though the page may be there; 999 is LinkedIn's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking for an address.

    Attributes:
        asked: when, in seconds since 1970.
        status: of the last reply, after redirects; 0 where none came.
        moved_to: where the page stands now, as far as redirects said that they are permanent; else empty.
        reason: why no reply came; else empty.
        private: whether the host was not asked, since it is not one of the public internet.
        archived: of a dead page, its copy in the Wayback Machine; empty where none is known.
    """

    asked: int
    status: int = 0
    moved_to: str = ""
    reason: str = ""
    private: bool = False
    archived: str = ""

    @property
    def verdict(self) -> Verdict:
        """What the answer says of the page."""
        if self.private:
            return "private"
        if self.status in _DEAD:
            return "dead"
        if self.status in _REFUSED:
            return "refused"
        return "good" if 200 <= self.status < 300 else "unreachable"


_KIND: Final = "answers"
_CODEC: Final = Codec[Answer](Answer)
_DAY: Final = 86_400

DAYS: Final[Mapping[Verdict, int]] = {"good": 14, "private": 14, "refused": 14, "dead": 3, "unreachable": 1}
"""How many days an answer holds: what is bad is looked at sooner."""


class Remembered:
    """Answers by address, in a store."""

    def __init__(self, store: Store, *, refresh: bool = False) -> None:
        self._store = store
        self._refresh = refresh

    def answer(self, address: str, now: float) -> Answer | None:
        """The answer that still holds; None where there is none."""
        text = None if self._refresh else self._store.get(_KIND, address)
        try:
            answer = None if text is None else _CODEC.decode(text)
        except ValueError:
            return None
        if answer is None or not 0 <= now - answer.asked < DAYS[answer.verdict] * _DAY:
            return None
        return answer

    def keep(self, answers: Mapping[str, Answer]) -> None:
        """Remember answers, at once."""
        self._store.put(_KIND, {address: _CODEC.encode(answer) for address, answer in answers.items()})
        self._store.save()
