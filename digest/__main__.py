"""The entry point. It handles Ctrl-C before anything heavy is imported."""

from __future__ import annotations

import gc
import signal
import sys

_COLLECTION = (50_000, 20, 100)
"""When Python looks for cyclic garbage: to import modules makes much that stays, and no garbage."""


def main() -> int:
    """Run the command line. Ctrl-C ends it at any moment with exit code 130, without a traceback."""
    signal.signal(signal.SIGINT, lambda *_: sys.exit(130))
    gc.set_threshold(*_COLLECTION)
    from digest.cli import run  # noqa: PLC0415  (only now is the handler in place)

    code = run(sys.argv[1:])
    gc.freeze()  # or Python would look for cycles at exit, in everything that a large build has made
    return code


if __name__ == "__main__":
    sys.exit(main())
