"""Runs one function over many values, on all cores where that pays, with results in the order given.

If the system can fork, workers are forked: they start at once, inherit function and values without pickling them, and
share the memory of what was read before. On other systems, and if other threads run (one could hold a lock at the
moment of the fork), workers are spawned as new processes; then function and values must be picklable, as results are.

Whoever has done a batch is given another one. Results are not collected: while the next one due is being computed, the
others run ahead by a few batches and then wait, so that memory does not grow with the number of values.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from digest.compiled.kept_code import kept_code
from digest.errors import DigestError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

WORTH_A_POOL: Final = 48
"""With fewer values than this, one process is done sooner than workers are started."""

WORTH_SPAWNING: Final = 240
"""The same where workers are spawned: each imports the program anew, which takes as long as a hundred texts."""

_WORTH_A_POOL_ALONE: Final = 8
"""The same for values that are sent one at a time, each of which takes long."""

_BATCH: Final = 16
"""Values that are worked on at a time, and fewer towards the end, so that all workers end at once."""

_AHEAD: Final = 64
"""Batches that are given away or kept, beginning with the one that is due: it may hold what takes half a second."""

_AHEAD_ALONE: Final = 16
"""The same of values that are sent one at a time, the results of which may be large."""

_IN_HAND: Final = {"fork": 2, "spawn": 1}
"""Batches that a worker has at a time. A number is sent ahead, so that a worker need not wait for it; values are not,
since both sides could wait for each other to receive."""

_COLLECTION: Final = (50_000, 20, 100)
"""When a worker looks for cyclic garbage: after some hundred kilobytes of it, not after every paragraph."""


def each(
    function: Callable[[T], R],
    values: Sequence[T],
    jobs: int = 0,
    *,
    lost: Callable[[T], R] | None = None,
) -> Iterator[R]:
    """The result for each value, in order.

    Args:
        function: returns problems as values; a DigestError that it raises ends the run.
        values: what to work on.
        jobs: processes; 0 takes the number of usable cores, 1 stays in this process.
        lost: what stands for the result of a value whose worker the system killed. With it values are sent one at a
            time, since only so it is known which one that was.

    Raises:
        DigestError: of the function, or a worker was killed and there is no `lost`.
    """
    batch, worth = (_BATCH, WORTH_A_POOL) if lost is None else (1, _WORTH_A_POOL_ALONE)
    jobs = min(jobs or usable_cores(), -(-len(values) // batch))
    if jobs <= 1 or len(values) < worth or (len(values) < WORTH_SPAWNING and not _can_fork()):
        yield from map(function, values)
        return
    sys.stdout.flush()
    sys.stderr.flush()
    pool = _Pool(function, tuple(_batches(values, jobs, batch)), "fork" if _can_fork() else "spawn")
    workers: list[_Worker] = []
    try:
        workers.extend(pool.start() for _ in range(jobs))
        yield from _in_order(pool, workers, lost)
    finally:
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.process.join()
            worker.connection.close()


def _batches(values: Sequence[T], jobs: int, most: int) -> Iterator[Sequence[T]]:
    """The values in batches, each of an eighth of what is left for each worker (guided self-scheduling)."""
    first = 0
    while rest := len(values) - first:
        size = min(most, -(-rest // (8 * jobs)))
        yield values[first : first + size]
        first += size


def _can_fork() -> bool:
    """Whether a copy of this process would work: not on macOS, whose own libraries do not expect it."""
    methods = import_module("multiprocessing").get_all_start_methods()  # slow to import, and most runs do without it
    return "fork" in methods and sys.platform != "darwin" and threading.active_count() == 1


def usable_cores() -> int:
    """How many cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


class _Worker(NamedTuple):
    """A worker, and the numbers of the batches that it was given and has not done yet, in this order."""

    process: Any
    connection: Connection
    given: deque[int]


class _Pool(NamedTuple):
    """What is to be done, and how workers are started."""

    function: Callable[[Any], Any]
    batches: Sequence[Sequence[Any]]
    method: str

    def start(self) -> _Worker:
        """A new worker; a spawned one is sent what a forked one has."""
        context = import_module("multiprocessing").get_context(self.method)
        ours, theirs = context.Pipe()
        if self.method == "fork":
            process = context.Process(target=_work, args=(theirs, self.function, self.batches, ours), daemon=True)
        else:
            pickled = import_module("pickle").dumps(self.function)
            process = context.Process(target=_work_elsewhere, args=(theirs, pickled), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, deque())

    def give(self, worker: _Worker, number: int) -> None:
        """Let a worker do a batch."""
        worker.given.append(number)
        with suppress(ConnectionError):  # it was killed, which is seen where its results are awaited
            worker.connection.send(number if self.method == "fork" else self.batches[number])


def _in_order(pool: _Pool, workers: list[_Worker], lost: Callable[[Any], R] | None) -> Iterator[R]:
    """The results as they come, each batch held back until those before it came."""
    early: dict[int, list[R]] = {}
    waiting, ahead = deque(range(len(pool.batches))), _AHEAD if lost is None else _AHEAD_ALONE
    for due in range(len(pool.batches)):
        while due not in early:
            for worker in workers:
                while waiting and waiting[0] < due + ahead and len(worker.given) < _IN_HAND[pool.method]:
                    pool.give(worker, waiting.popleft())
            for place in _receive(workers, early):
                if lost is None:
                    raise _killed()
                worker, workers[place] = workers[place], pool.start()
                worker.connection.close()
                for number in [worker.given.popleft()] if worker.given else []:
                    early[number] = [lost(value) for value in pool.batches[number]]
                waiting.extendleft(reversed(worker.given))
        yield from early.pop(due)


def _receive(workers: Sequence[_Worker], early: dict[int, list[R]]) -> Iterator[int]:
    """Wait for batches; gives the places of workers that were killed."""
    places = {worker.connection: place for place, worker in enumerate(workers)}
    for ready in import_module("multiprocessing.connection").wait(list(places)):
        try:
            batch = ready.recv()
        except (EOFError, ConnectionError):
            yield places[ready]
            continue
        if isinstance(batch, DigestError):
            raise batch
        if isinstance(batch, str):
            raise RuntimeError(f"in a worker: {batch}")  # noqa: TRY004  (the text is of an exception)
        early[workers[places[ready]].given.popleft()] = batch


def _killed() -> DigestError:
    return DigestError("a worker process was killed, perhaps for want of memory; try again with --jobs 1")


def _work_elsewhere(connection: Connection, pickled: bytes) -> None:
    """Work in a spawned worker; what the function needs is imported here."""
    with kept_code():
        function = import_module("pickle").loads(pickled)
    _work(connection, function)


def _work(
    connection: Connection,
    function: Callable[[Any], Any],
    batches: Sequence[Sequence[Any]] = (),
    inherited: Connection | None = None,
) -> None:
    """Send the results of batches: of those whose numbers come where they are inherited, else of those that come."""
    if inherited:
        inherited.close()  # the parent's end, which would seem open else when the parent is gone
    gc.freeze()  # what was inherited stays, and is not to be copied by looking through it
    gc.set_threshold(*_COLLECTION)
    gc.enable()
    for kind in (signal.SIGINT, signal.SIGTERM):  # the parent decides when to stop, and ends its workers
        signal.signal(kind, signal.SIG_IGN if kind == signal.SIGINT else signal.SIG_DFL)
    try:
        for given in _given(connection):
            connection.send([function(value) for value in (batches[given] if batches else given)])
    except ConnectionError:
        pass  # the parent is gone
    except DigestError as error:
        connection.send(error)
    except BaseException:  # noqa: BLE001  (a bug: the parent raises it, with where it happened)
        connection.send(traceback.format_exc())
    finally:
        connection.close()
        os._exit(0)


def _given(connection: Connection) -> Iterator[Any]:
    """What the parent gives, as long as it is there."""
    with suppress(EOFError, ConnectionError):
        while True:
            yield connection.recv()
