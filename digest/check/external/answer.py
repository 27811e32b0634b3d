"""What came of asking for an address, and what it means."""

from __future__ import annotations

from typing import Final, Literal

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
