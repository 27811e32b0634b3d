"""The entry point. It handles Ctrl-C before anything heavy is imported."""

from __future__ import annotations

import gc
import signal
import sys


def main() -> int:
    """Run the command line. Ctrl-C ends it at any moment with exit code 130, without a traceback."""
    signal.signal(signal.SIGINT, lambda *_: sys.exit(130))
    from digest.cli import run  # noqa: PLC0415  (only now is the handler in place)

    code = run(sys.argv[1:])
    gc.freeze()  # or Python would look for cycles at exit, in everything that a large build has made
    return code


if __name__ == "__main__":
    sys.exit(main())
