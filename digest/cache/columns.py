"""Long rows of values in the store, a piece at a time: all in one text they would be in memory several times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, count
from typing import Final, Generic, TypeVar

from digest.cache.codec import Codec
from digest.cache.store import Store, batches

T = TypeVar("T")

_COLUMNS: Final = "column"
"""The name under which the store holds the pieces, by column and number."""

_PIECE: Final = 1024
"""Values that are stored together."""

TEXTS: Final = Codec[tuple[str, ...]](tuple[str, ...])
"""Encodes pieces of columns of texts."""


class Column(Generic[T]):
    """The values of a column, in order; after the last piece one without values is stored."""

    def __init__(self, store: Store, name: str, codec: Codec[tuple[T, ...]]) -> None:
        """Read nothing yet.

        Args:
            store: where the column is.
            name: of the column.
            codec: of its pieces.
        """
        self._store, self._name, self._codec = store, name, codec

    def __iter__(self) -> Iterator[T]:
        """All values.

        Raises:
            ValueError: a piece is lost.
        """
        for at in count():
            piece = self._piece(at)
            if not piece:
                return
            yield from piece

    def at(self, places: Iterable[int]) -> list[T]:
        """The values at some places.

        Raises:
            ValueError: as above.
            LookupError: there is no such place.
        """
        piece = cache(self._piece)
        return [piece(place // _PIECE)[place % _PIECE] for place in places]

    def put(self, values: Iterable[T]) -> None:
        """Store values in the place of those that were there."""
        for at, piece in enumerate(chain(batches(values, _PIECE), [[]])):
            self._store.put(_COLUMNS, {f"{self._name}/{at}": self._codec.encode(tuple(piece))})

    def _piece(self, at: int) -> tuple[T, ...]:
        return self._codec.decode(self._store.get(_COLUMNS, f"{self._name}/{at}") or "")
