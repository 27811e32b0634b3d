"""Long rows of texts in the store, a piece at a time: all in one text they would be in memory several times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, count
from typing import Final

from digest.cache.codec import Codec
from digest.cache.store import Store, batches

_COLUMNS: Final = "column"
"""The name under which the store holds the pieces, by column and number."""

_PIECE: Final = 1024
"""Texts that are stored together."""

_CODEC: Final = Codec[tuple[str, ...]](tuple[str, ...])


class Column:
    """The texts of a column, in order; after the last piece one without texts is stored."""

    def __init__(self, store: Store, name: str) -> None:
        """Read nothing yet.

        Args:
            store: where the column is.
            name: of the column.
        """
        self._store, self._name = store, name

    def __iter__(self) -> Iterator[str]:
        """All texts.

        Raises:
            ValueError: a piece is lost.
        """
        for at in count():
            piece = self._piece(at)
            if not piece:
                return
            yield from piece

    def at(self, places: Iterable[int]) -> list[str]:
        """The texts at some places.

        Raises:
            ValueError: as above.
            LookupError: there is no such place.
        """
        piece = cache(self._piece)
        return [piece(place // _PIECE)[place % _PIECE] for place in places]

    def put(self, texts: Iterable[str]) -> None:
        """Store texts in the place of those that were there."""
        for at, piece in enumerate(chain(batches(texts, _PIECE), [[]])):
            self._store.put(_COLUMNS, {f"{self._name}/{at}": _CODEC.encode(tuple(piece))})

    def _piece(self, at: int) -> tuple[str, ...]:
        return _CODEC.decode(self._store.get(_COLUMNS, f"{self._name}/{at}") or "")
