"""Runs one function over many values, on all cores where that pays, with results in the order given.

Where the system can fork, workers are forked: they start at once, inherit function and values without pickling them,
and share the memory of what was read before. Each takes every so-manieth batch, and only results travel. Elsewhere,
and where other threads run (one could hold a lock at the moment of the fork), workers are started anew, which needs
function and values that can be pickled.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Final, TypeVar, cast

from digest.errors import DigestError

T = TypeVar("T")
R = TypeVar("R")

WORTH_A_POOL: Final = 48
"""Fewer values than this are done sooner in this process than workers are started."""

_BATCH: Final = 16

_COLLECTION: Final = (50_000, 20, 100)
"""When a worker looks for cyclic garbage: after some hundred kilobytes of it, not after every paragraph."""


def each(function: Callable[[T], R], values: Sequence[T], jobs: int = 0, *, portable: bool = True) -> Iterator[R]:
    """The result for each value, in order.

    Args:
        function: returns problems as values; a DigestError that it raises ends the run.
        values: what to work on.
        jobs: processes; 0 takes the number of usable cores, 1 stays in this process.
        portable: whether function and values can be pickled; those that cannot stay in this process where the
            system cannot fork.

    Raises:
        DigestError: of the function, or a worker was killed.
    """
    jobs = min(jobs or usable_cores(), -(-len(values) // _BATCH))
    forks = _can_fork()
    if jobs <= 1 or len(values) < WORTH_A_POOL or not (forks or portable):
        yield from map(function, values)
    elif forks:
        yield from _forked(function, values, jobs)
    else:
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  (slow to import, seldom needed)

        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as pool:
            yield from pool.map(function, values, chunksize=_BATCH)


def _can_fork() -> bool:
    """Whether a copy of this process would work: not on macOS, whose own libraries do not expect it."""
    there = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return there and threading.active_count() == 1


def usable_cores() -> int:
    """How many cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _forked(function: Callable[[T], R], values: Sequence[T], jobs: int) -> Iterator[R]:
    context: Any = multiprocessing.get_context("fork")
    sys.stdout.flush()
    sys.stderr.flush()
    workers, sources = [], []
    try:
        for number in range(jobs):
            source, sink = context.Pipe(duplex=False)
            worker = context.Process(target=_work, args=(function, values, number, jobs, sink, source), daemon=True)
            worker.start()
            sink.close()
            workers.append(worker)
            sources.append(source)
        for batch in _in_order(sources, -(-len(values) // _BATCH)):
            yield from batch
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join()
        for source in sources:
            source.close()


def _in_order(sources: Sequence[Connection], count: int) -> Iterator[list[Any]]:
    """The batches as they come, each held back until those before it came."""
    early: dict[int, list[Any]] = {}
    due, open_sources = 0, list(sources)
    while due < count:
        for ready in wait(open_sources):
            source = cast("Connection", ready)
            try:
                number, batch = source.recv()
            except EOFError:
                open_sources.remove(source)
                continue
            if isinstance(batch, DigestError):
                raise batch
            if isinstance(batch, str):
                raise RuntimeError(f"in a worker: {batch}")  # noqa: TRY004  (the text is of an exception)
            early[number] = batch
        if not open_sources and due not in early:
            raise DigestError("a worker process was killed, perhaps for want of memory; try again with --jobs 1")
        while due in early:
            yield early.pop(due)
            due += 1


def _work(
    function: Callable[[T], R], values: Sequence[T], number: int, jobs: int, sink: Connection, source: Connection
) -> None:
    """Do every so-manieth batch, and send what came of it."""
    source.close()
    gc.freeze()  # what was inherited stays, and is not to be copied by looking through it
    gc.set_threshold(*_COLLECTION)
    gc.enable()
    for kind in (signal.SIGINT, signal.SIGTERM):  # the parent decides when to stop, and ends its workers
        signal.signal(kind, signal.SIG_IGN if kind == signal.SIGINT else signal.SIG_DFL)
    try:
        for batch in range(number, -(-len(values) // _BATCH), jobs):
            sink.send((batch, [function(value) for value in values[batch * _BATCH : (batch + 1) * _BATCH]]))
    except BrokenPipeError:
        pass  # the parent is gone
    except DigestError as error:
        sink.send((-1, error))
    except BaseException:  # noqa: BLE001  (a bug: the parent raises it, with where it happened)
        sink.send((-1, traceback.format_exc()))
    finally:
        sink.close()
        os._exit(0)
