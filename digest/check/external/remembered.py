"""Answers of earlier days, so that nobody is asked again and again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from digest.cache.codec import Codec
from digest.cache.store import Store
from digest.check.external.answer import Answer, Verdict

_KIND: Final = "answers"
_CODEC: Final = Codec[Answer](Answer)
_DAY: Final = 86_400

DAYS: Final[Mapping[Verdict, int]] = {"good": 14, "private": 14, "refused": 14, "dead": 3, "unreachable": 1}
"""How many days an answer holds: what is bad is looked at sooner."""


class Remembered:
    """Answers by address, in a store."""

    def __init__(self, store: Store, *, refresh: bool = False) -> None:
        """Take the answers of a store.

        Args:
            store: of them alone, so that another state of the program still finds them.
            refresh: whether to ask for everything anew.
        """
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
