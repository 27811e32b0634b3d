"""Long rows of texts are stored in pieces, and come back whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.cache import columns
from digest.cache.columns import TEXTS, Column
from digest.cache.store import Store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(columns, "_PIECE", 3)
    store = Store(tmp_path / "store.sqlite", 1)
    yield store
    store.close()


@pytest.mark.parametrize("size", [0, 1, 3, 4, 6, 7])
def test_a_column_comes_back_in_its_order(store: Store, size: int) -> None:
    """Also where its last piece is full, and where a longer one stood in its place."""
    texts = [f"text\n{at}" for at in range(size)]
    Column(store, "a", TEXTS).put("old" for _ in range(9))
    Column(store, "b", TEXTS).put(["another"])
    Column(store, "a", TEXTS).put(texts)
    assert list(Column(store, "a", TEXTS)) == texts
    assert Column(store, "a", TEXTS).at(range(size)) == texts


def test_a_text_is_found_by_its_place(store: Store) -> None:
    Column(store, "a", TEXTS).put("abcdefg")
    assert Column(store, "a", TEXTS).at([6, 0, 4, 0]) == ["g", "a", "e", "a"]
    with pytest.raises(LookupError):
        Column(store, "a", TEXTS).at([7])


def test_a_column_without_one_of_its_pieces_is_lost(store: Store) -> None:
    """And so is one that was never stored."""
    Column(store, "a", TEXTS).put("abcdefg")
    store.drop("column", ["a/1"])
    for name in ("a", "b"):
        with pytest.raises(ValueError, match="Expecting value"):
            list(Column(store, name, TEXTS))
