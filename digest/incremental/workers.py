"""Runs one function over many values, on all cores where that pays, with results in the order given."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_A_POOL: Final = 48
"""Fewer values than this are done sooner in this process than workers are started."""

_BATCH: Final = 16


def each(function: Callable[[T], R], values: Sequence[T], jobs: int = 0) -> Iterator[R]:
    """The result for each value, in order.

    Args:
        function: picklable; returns problems as values, since an exception may not survive the way back.
        values: picklable.
        jobs: processes; 0 takes the number of usable cores, 1 stays in this process.
    """
    jobs = jobs or usable_cores()
    if jobs == 1 or len(values) < WORTH_A_POOL:
        yield from map(function, values)
        return
    # fork starts at once, but only where no other thread could hold a lock at that moment.
    forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as pool:
        yield from pool.map(function, values, chunksize=_BATCH)


def usable_cores() -> int:
    """How many cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
