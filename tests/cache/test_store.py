"""What earlier runs found out, and all the ways in which it can be lost."""

import os
import random
import sqlite3
import time
from pathlib import Path

import pytest

from digest.cache.store import Store, batches

VERSION = 7
ITEMS = {f"content/{number}.md": f"text {number} \u00e9 \U0001f600" * 50 for number in range(300)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".digest" / "cache" / "digest.sqlite"


def filled(path: Path) -> None:
    store = Store(path, VERSION)
    store.put("card", ITEMS)
    store.close()


def check_it_works(store: Store) -> None:
    """Whatever became of the file, this run can store and read."""
    store.put("card", {"new": "new text"})
    store.save()
    assert store.get("card", "new") == "new text"
    assert dict(store.all("card"))["new"] == "new text"
    store.close()


def test_what_was_stored_is_there_in_the_next_run(path: Path) -> None:
    """By name and all together, kind by kind; what was dropped is gone, what was put again is the new."""
    filled(path)
    store = Store(path, VERSION)
    assert dict(store.all("card")) == ITEMS
    assert store.get("card", "content/7.md") == ITEMS["content/7.md"]
    assert (store.get("card", "none"), store.get("text", "content/7.md"), dict(store.all("text"))) == (None, None, {})
    store.drop("card", ["content/7.md"])
    store.put("card", {"content/8.md": "other"})
    store.close()
    store = Store(path, VERSION)
    assert (store.get("card", "content/7.md"), store.get("card", "content/8.md")) == (None, "other")
    store.close()


def test_what_was_not_saved_is_as_if_it_had_never_been(path: Path) -> None:
    """A run that is killed leaves what was there before."""
    filled(path)
    if (child := os.fork()) == 0:
        store = Store(path, VERSION)
        store.put("card", {"content/1.md": "half of a run"})
        os._exit(0)
    os.waitpid(child, 0)
    store = Store(path, VERSION)
    assert dict(store.all("card")) == ITEMS
    store.close()


def test_a_store_of_another_version_is_empty(path: Path) -> None:
    """What another state of the program stored may mean something else."""
    filled(path)
    store = Store(path, VERSION + 1)
    assert dict(store.all("card")) == {}
    check_it_works(store)


@pytest.mark.parametrize("keep", [0, 1, 50, 99, 4096, 5000, 20_000, -1])
def test_a_truncated_store_is_empty_or_partly_there(path: Path, keep: int) -> None:
    """It never raises, and never gives a text that was not stored."""
    filled(path)
    path.write_bytes(path.read_bytes()[:keep])
    store = Store(path, VERSION)
    assert dict(store.all("card")).items() <= ITEMS.items()
    check_it_works(store)


@pytest.mark.parametrize("seed", range(8))
def test_random_bytes_are_no_store(path: Path, seed: int) -> None:
    """Whole or in part, with SQLite's own head or without."""
    filled(path)
    rng = random.Random(seed)
    body = bytearray(path.read_bytes())
    start = (0, 16, 100, 4096)[seed % 4]
    end = len(body) if seed < 4 else min(len(body), start + 6000)
    body[start:end] = rng.randbytes(end - start)
    path.write_bytes(body)
    store = Store(path, VERSION)
    assert dict(store.all("card")).items() <= ITEMS.items()
    assert store.get("card", "content/9.md") in {None, ITEMS["content/9.md"]}
    check_it_works(store)


def test_a_changed_byte_within_a_text_is_noticed(path: Path) -> None:
    """The text is as good as none; its neighbours are still there."""
    filled(path)
    body = path.read_bytes()
    assert body.count(b"text 123 ") > 1
    path.write_bytes(body.replace(b"text 123 ", b"text 124 ", 1))
    store = Store(path, VERSION)
    assert store.get("card", "content/123.md") is None
    assert len(dict(store.all("card"))) == len(ITEMS) - 1
    store.close()


@pytest.mark.parametrize("body", ["CAST(x'ff' || body AS TEXT)", "CAST(body AS BLOB)"])
def test_a_text_that_damage_has_made_something_else_is_lost_alone_or_with_its_store(path: Path, body: str) -> None:
    """Bytes that are not UTF-8, or that do not count as text any more."""
    filled(path)
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE card SET body = {body} WHERE name = 'content/7.md'")
    connection.close()
    store = Store(path, VERSION)
    assert dict(store.all("card")).items() <= ITEMS.items()
    assert store.get("card", "content/7.md") is None
    check_it_works(store)


def test_a_store_whose_description_of_itself_is_damaged_is_replaced(path: Path) -> None:
    """SQLite's message quotes the damaged bytes, which Python cannot read."""
    filled(path)
    body = path.read_bytes()
    path.write_bytes(body.replace(b"CREATE TABLE card (name", b"CREATE TABLE card \xff\xd8ame", 1))
    check_it_works(Store(path, VERSION))


def test_what_cannot_be_a_store_is_done_without(tmp_path: Path) -> None:
    """A folder in its place, a file in the place of its folder: this run remembers in memory."""
    (tmp_path / "folder.sqlite").mkdir()
    check_it_works(Store(tmp_path / "folder.sqlite", VERSION))
    (tmp_path / "file").write_text("mine")
    check_it_works(Store(tmp_path / "file" / "digest.sqlite", VERSION))
    assert (tmp_path / "file").read_text() == "mine"


def test_a_store_that_another_run_holds_is_done_without(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever, and the other run loses nothing."""
    monkeypatch.setattr("digest.cache.store._TIMEOUT", 0.05)
    filled(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = Store(path, VERSION)
    assert dict(store.all("card")) == ITEMS
    check_it_works(store)
    other.execute("COMMIT")
    other.close()
    store = Store(path, VERSION)
    assert dict(store.all("card")) == ITEMS
    store.close()


def test_a_forked_worker_reads_what_was_saved(path: Path) -> None:
    """With a connection of its own."""
    filled(path)
    store = Store(path, VERSION)
    assert store.get("card", "content/1.md")
    if (child := os.fork()) == 0:
        os._exit(0 if store.get("card", "content/2.md") == ITEMS["content/2.md"] else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert store.get("card", "content/3.md") == ITEMS["content/3.md"]
    store.close()


def test_a_forked_worker_leaves_an_open_transaction_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the run that it belongs to has put and not saved is neither undone nor lost by it."""
    monkeypatch.setattr("digest.cache.store._TIMEOUT", 0.5)  # seconds that the worker waits for the transaction's end
    filled(path)
    store = Store(path, VERSION)
    store.put("card", {f"more/{number}": "text" * 2000 for number in range(700)})  # more than SQLite holds back
    if (child := os.fork()) == 0:
        store.get("card", "content/2.md")
        os._exit(0)
    os.waitpid(child, 0)
    store.put("card", {"last": "text"})
    store.close()
    store = Store(path, VERSION)
    assert len(dict(store.all("card"))) == len(ITEMS) + 701
    store.close()


def test_a_worker_waits_for_an_open_transaction_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite locks the file once a transaction is larger than its memory; a worker does not wait at each text."""
    monkeypatch.setattr("digest.cache.store._PATIENCE", 0.1)
    filled(path)
    store = Store(path, VERSION)
    store.put("card", {f"more/{number}": "text" * 2000 for number in range(700)})
    if (child := os.fork()) == 0:
        started = time.monotonic()
        found = [store.get("card", name) for name in ITEMS]
        os._exit(0 if found == [None] * len(ITEMS) and time.monotonic() - started < 5 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    store.close()


def test_batches_hold_every_item_once() -> None:
    """In order, none larger than asked for."""
    assert list(batches(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(batches([], 3)) == []
