"""Work on all cores."""

import pytest

from digest.incremental.workers import WORTH_A_POOL, each, usable_cores
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
