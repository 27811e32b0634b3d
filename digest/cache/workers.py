"""Runs one function over many values, on all cores where that pays, with results in the order given.

If the system can fork, workers are forked: they start at once, inherit function and values without pickling them, and
share the memory of what was read before. Of n workers each takes every n-th batch, and only results are sent between
processes. On other systems, and if other threads run (one could hold a lock at the moment of the fork), workers are
spawned as new processes; then function, values and results must be picklable.

Results are not collected: while the next one due is being computed, each worker runs ahead by a few batches and then
waits, so that memory does not grow with the number of values.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from digest.cache.kept_code import kept_code
from digest.errors import DigestError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_FUNCTIONS: Final[list[Callable[[Any], Any]]] = []
"""In a spawned worker: its function."""

T = TypeVar("T")
R = TypeVar("R")

WORTH_A_POOL: Final = 48
"""With fewer values than this, one process is done sooner than workers are started."""

WORTH_SPAWNING: Final = 240
"""The same where workers are spawned: each imports the program anew, which takes as long as a hundred texts."""

_WORTH_A_POOL_ALONE: Final = 8
"""The same for values that are sent one at a time, each of which takes long."""

_BATCH: Final = 16

_AHEAD: Final = 4
"""Batches of one worker that are kept until those before them have come."""

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
        lost: what stands for the result of a value whose worker the system killed, where workers are forked. With
            it values are sent one at a time, since only so it is known which one that was.

    Raises:
        DigestError: of the function, or a worker was killed and there is no `lost`.
    """
    batch, worth = (1, _WORTH_A_POOL_ALONE) if lost is not None and _can_fork() else (_BATCH, WORTH_A_POOL)
    jobs = min(jobs or usable_cores(), -(-len(values) // batch))
    if jobs <= 1 or len(values) < worth:
        yield from map(function, values)
    elif _can_fork():
        yield from _forked(_Task(function=function, values=values, jobs=jobs, batch=batch), lost)
    elif len(values) < WORTH_SPAWNING:
        yield from map(function, values)
    else:
        yield from _spawned(function, values, jobs)


def _can_fork() -> bool:
    """Whether a copy of this process would work: not on macOS, whose own libraries do not expect it."""
    there = "fork" in _multiprocessing().get_all_start_methods() and sys.platform != "darwin"
    return there and threading.active_count() == 1


def _multiprocessing() -> Any:
    """Python's package for processes: most runs have too little to do for another process, and it is slow to import."""
    return import_module("multiprocessing")


def usable_cores() -> int:
    """How many cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What workers share: a function, its values, and how they part them."""

    function: Callable[[Any], Any]
    values: Sequence[Any]
    jobs: int
    batch: int

    @property
    def count(self) -> int:
        """How many batches there are."""
        return -(-len(self.values) // self.batch)

    def batch_at(self, number: int) -> Sequence[Any]:
        """The values of a batch."""
        return self.values[number * self.batch : (number + 1) * self.batch]


@dataclass(frozen=True, slots=True)
class _Worker:
    process: Any
    source: Connection


def _spawned(function: Callable[[T], R], values: Sequence[T], jobs: int) -> Iterator[R]:
    """The results of spawned workers; values are submitted in windows, so that results do not pile up."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  (slow to import, seldom needed)
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from pickle import dumps  # noqa: PLC0415

    context = _multiprocessing().get_context("spawn")
    window = jobs * _AHEAD * _BATCH
    with ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_receive_function, initargs=(dumps(function),)
    ) as pool:
        try:
            for first in range(0, len(values), window):
                yield from pool.map(_call, values[first : first + window], chunksize=_BATCH)
        except BrokenProcessPool as error:
            raise _killed() from error


def _receive_function(pickled: bytes) -> None:
    """Keep the function in a spawned worker, so that it is not sent with each batch; what it needs is imported here."""
    from pickle import loads  # noqa: PLC0415

    with kept_code():
        _FUNCTIONS.append(loads(pickled))  # noqa: S301  (of the process that started this one)
    gc.freeze()
    gc.set_threshold(*_COLLECTION)


def _call(value: Any) -> Any:
    return _FUNCTIONS[-1](value)


def _forked(task: _Task, lost: Callable[[T], R] | None) -> Iterator[R]:
    sys.stdout.flush()
    sys.stderr.flush()
    workers: list[_Worker] = []
    try:
        workers.extend(_start(task, number) for number in range(task.jobs))
        yield from _in_order(task, workers, lost)
    finally:
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.process.join()
            worker.source.close()


def _start(task: _Task, first: int) -> _Worker:
    """A worker for every n-th batch from the first on, where n is the number of workers."""
    context: Any = _multiprocessing().get_context("fork")
    source, sink = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(task, first, sink, source), daemon=True)
    process.start()
    sink.close()
    return _Worker(process, source)


def _in_order(task: _Task, workers: list[_Worker], lost: Callable[[Any], R] | None) -> Iterator[R]:
    """The results as they come, each batch held back until those before it came."""
    early: dict[int, list[R]] = {}
    ended: set[int] = set()
    for due in range(task.count):
        owner = due % task.jobs
        while due not in early:
            if owner not in ended:
                _receive(workers, early, ended)
            elif lost is None:
                raise _killed()
            else:
                early[due] = [lost(value) for value in task.batch_at(due)]
                workers[owner].source.close()
                workers[owner] = _start(task, due + task.jobs)
                ended.discard(owner)
        yield from early.pop(due)


def _receive(workers: Sequence[_Worker], early: dict[int, list[R]], ended: set[int]) -> None:
    """Wait for batches of those workers that are not far ahead."""
    ahead = [number % len(workers) for number in early]
    awaited = {
        worker.source: number
        for number, worker in enumerate(workers)
        if number not in ended and ahead.count(number) < _AHEAD
    }
    for ready in import_module("multiprocessing.connection").wait(list(awaited)):
        source = cast("Connection", ready)
        try:
            number, batch = source.recv()
        except (EOFError, ConnectionResetError):
            ended.add(awaited[source])
            continue
        if isinstance(batch, DigestError):
            raise batch
        if isinstance(batch, str):
            raise RuntimeError(f"in a worker: {batch}")  # noqa: TRY004  (the text is of an exception)
        early[number] = batch


def _killed() -> DigestError:
    return DigestError("a worker process was killed, perhaps for want of memory; try again with --jobs 1")


def _work(task: _Task, first: int, sink: Connection, source: Connection) -> None:
    """Compute every n-th batch, and send the results."""
    source.close()
    gc.freeze()  # what was inherited stays, and is not to be copied by looking through it
    gc.set_threshold(*_COLLECTION)
    gc.enable()
    for kind in (signal.SIGINT, signal.SIGTERM):  # the parent decides when to stop, and ends its workers
        signal.signal(kind, signal.SIG_IGN if kind == signal.SIGINT else signal.SIG_DFL)
    try:
        for number in range(first, task.count, task.jobs):
            sink.send((number, [task.function(value) for value in task.batch_at(number)]))
    except BrokenPipeError:
        pass  # the parent is gone
    except DigestError as error:
        sink.send((-1, error))
    except BaseException:  # noqa: BLE001  (a bug: the parent raises it, with where it happened)
        sink.send((-1, traceback.format_exc()))
    finally:
        sink.close()
        os._exit(0)
