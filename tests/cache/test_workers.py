"""Work on all cores."""

import os
import signal
import time
from pathlib import Path

import pytest

from digest.cache.workers import WORTH_A_POOL, each, usable_cores
from digest.errors import DigestError
from digest.model.week import Week

LABELS = [f"{year}-W{number:02d}" for year in range(2000, 2004) for number in range(60)]


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
def test_results_come_in_the_order_of_the_values_however_many_jobs(jobs: int) -> None:
    """One worker or several: the same results in the same order."""
    assert list(each(Week.parse, LABELS, jobs)) == [Week.parse(label) for label in LABELS]


@pytest.mark.parametrize("count", [0, 1, WORTH_A_POOL - 1, WORTH_A_POOL, WORTH_A_POOL + 1])
def test_nothing_is_lost_at_the_edges(count: int) -> None:
    """As many results as values, whether or not a pool is started."""
    assert list(each(abs, range(-count, 0), 2)) == list(range(count, 0, -1))


def test_few_values_start_no_process() -> None:
    """Below the threshold even a function that cannot be sent to another process is called."""
    seen: list[int] = []
    list(each(seen.append, range(WORTH_A_POOL - 1), 2))
    assert seen == list(range(WORTH_A_POOL - 1))


def test_there_is_always_a_core() -> None:
    """The number of usable cores is at least one."""
    assert usable_cores() >= 1


def test_a_bug_comes_back_with_where_it_happened() -> None:
    """The exception names the line in the worker, not only the pool."""

    def divide(value: int) -> float:
        return 1 / value

    with pytest.raises(RuntimeError, match=r"(?s)in divide.*ZeroDivisionError"):
        list(each(divide, range(100), 2))


def test_an_error_in_words_comes_back_in_words() -> None:
    """What a worker cannot do is told as if it had been done here."""

    def fail(value: int) -> int:
        if value == 70:
            raise DigestError("the disk is full")
        return value

    with pytest.raises(DigestError, match="the disk is full"):
        list(each(fail, range(100), 2))


def test_a_worker_that_is_killed_is_told_in_words() -> None:
    """The system ends one for want of memory: the run stops and says what to try."""

    def die(value: int) -> int:
        if value == 70:
            os.kill(os.getpid(), signal.SIGKILL)
        return value

    with pytest.raises(DigestError, match="a worker process was killed"):
        list(each(die, range(100), 2))


def test_uneven_work_comes_back_in_order() -> None:
    """A slow batch holds back those after it; none is lost."""

    def slow(value: int) -> int:
        time.sleep(0.02 if value < 3 else 0)
        return value

    assert list(each(slow, range(200), 3)) == list(range(200))


def test_workers_that_are_started_anew_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system cannot fork, function and values are sent to other processes, and results come in order."""
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    here = os.getpid()
    assert set(each(_process, range(WORTH_A_POOL), 2)) == {here}  # it would take longer to start them
    monkeypatch.setattr("digest.cache.workers.WORTH_SPAWNING", WORTH_A_POOL)
    assert list(each(Week.parse, LABELS, 2)) == [Week.parse(label) for label in LABELS]
    assert here not in set(each(_process, range(WORTH_A_POOL), 2))


def _process(_value: int) -> int:
    return os.getpid()


def test_a_value_whose_worker_is_killed_is_named_and_the_others_are_done() -> None:
    """With a stand-in for lost results the run goes on in another worker, whatever the number of deaths."""

    def die(value: int) -> int:
        if value in {3, 5, 6, 39}:
            os.kill(os.getpid(), signal.SIGKILL)
        return value

    found = list(each(die, range(40), 2, lost=lambda value: -value))
    assert found == [-value if value in {3, 5, 6, 39} else value for value in range(40)]


def test_a_value_whose_spawned_worker_is_killed_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """New processes are told what to do in other words, and end in the same ways."""
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setattr("digest.cache.workers.WORTH_SPAWNING", 12)
    found = list(each(_die_at_5, range(12), 2, lost=lambda value: -value))
    assert found == [-value if value == 5 else value for value in range(12)]


def _die_at_5(value: int) -> int:
    if value == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return value


def test_large_values_and_results_of_spawned_workers_do_not_wait_for_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Batches are larger than what the system keeps between two processes, in both directions."""
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setattr("digest.cache.workers.WORTH_SPAWNING", WORTH_A_POOL)
    values = [bytes([number]) * 300_000 for number in range(WORTH_A_POOL)]
    assert list(each(bytes.swapcase, values, 2)) == [value.swapcase() for value in values]


def test_a_bug_that_looks_like_the_end_of_a_connection_is_told() -> None:
    """A file that ends too soon raises what a connection does whose other end is gone."""

    def read(value: int) -> int:
        if value == 70:
            raise EOFError("no more frames")
        return value

    with pytest.raises(RuntimeError, match="no more frames"):
        list(each(read, range(100), 2))


def test_results_do_not_pile_up_behind_a_slow_one(tmp_path: Path) -> None:
    """While the first value is being worked on, the other worker stops after a few batches."""

    def note(value: int) -> bytes:
        if value == 0:
            time.sleep(0.5)
            return str(len(list(tmp_path.iterdir()))).encode()
        (tmp_path / str(value)).touch()
        return b"x" * 100_000

    done, *rest = each(note, range(200), 2, lost=lambda _: b"")
    assert 0 < int(done) < 20
    assert len(rest) == 199
