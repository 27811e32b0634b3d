"""The memory of a preview while two tabs, an editor and git change its articles at random; then its site is compared.

    python tests/benchmarks/preview_memory.py 500

It makes the steps of `tests/serve/test_everything_at_once.py`, which fails if a text is lost or the last site is not
that of a clean build, and prints what its process holds: server and clients together.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
EVERY = 50
"""Steps between two looks at the memory."""


def main() -> None:
    """Make as many steps as the command line says."""
    sys.path[:0] = [str(TESTS.parent), str(TESTS / "support"), str(TESTS / "serve")]
    os.environ["DIGEST_PREVIEW_STEPS"] = sys.argv[1]
    import test_everything_at_once as story

    make_step = story.Writers.step

    async def step(writers: Any, number: int) -> None:
        await make_step(writers, number)
        if (number + 1) % EVERY == 0:
            print(f"{number + 1} steps: {memory():.1f} MiB", flush=True)

    story.Writers.step = step
    with tempfile.TemporaryDirectory(prefix="digest-memory-") as folder:
        story.test_nothing_is_lost_and_the_last_site_is_that_of_a_clean_build(Path(folder))
    print("nothing is lost, and the site is that of a clean build")


def memory() -> float:
    """MiB that this process holds."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
