"""The entry point. It handles Ctrl-C before anything heavy is imported."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys

_COLLECTION = (200_000, 20, 100)
"""When Python looks for cyclic garbage: to import modules makes much that stays, and no garbage."""


def main() -> int:
    """Run the command line. Ctrl-C ends it at any moment with exit code 130, without a traceback."""
    signal.signal(signal.SIGINT, lambda *_: sys.exit(130))
    gc.set_threshold(*_COLLECTION)
    codes: list[int] = []
    atexit.register(_end, codes)  # first, so that it is called last
    from digest.cli import run  # noqa: PLC0415  (only now is the handler in place)

    codes.append(run(sys.argv[1:]))
    return codes[0]


def _end(codes: list[int]) -> None:
    """End the process with its exit code at once: Python would free one by one all values that a build has made."""
    if codes:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(codes[0])


if __name__ == "__main__":
    sys.exit(main())
