"""The entry point: Ctrl-C is handled before anything heavy is imported."""

from __future__ import annotations

import gc
import signal
import sys


def main() -> int:
    """Run the command line; an interruption at any moment ends it with 130 and without a traceback."""
    signal.signal(signal.SIGINT, lambda *_: sys.exit(130))
    from digest.cli import run  # noqa: PLC0415  (after the handler stands)

    code = run(sys.argv[1:])
    gc.freeze()  # at exit Python would look for cycles in everything that a large build has made
    return code


if __name__ == "__main__":
    sys.exit(main())
