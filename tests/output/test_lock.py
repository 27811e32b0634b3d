"""One writer at a time."""

from __future__ import annotations

import subprocess
import sys
import threading

from digest.output.lock import hold_lock

HOLD = """
import sys
from pathlib import Path
from digest.output.lock import hold_lock
with hold_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder):
    """A process that holds the folder's lock until its input ends."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"held\n"
    return process


def test_a_second_run_says_that_it_waits_and_goes_on_when_the_first_has_ended(tmp_path):
    """Nobody writes beside another."""
    process = holder(tmp_path)
    waits, done = threading.Event(), threading.Event()

    def second():
        with hold_lock(tmp_path, waits.set):
            done.set()

    thread = threading.Thread(target=second)
    thread.start()
    assert waits.wait(20)
    assert not done.is_set()
    process.communicate(b"")
    assert done.wait(20)
    thread.join()


def test_a_killed_run_leaves_no_lock(tmp_path):
    """A kill -9 gives the lock back."""
    process = holder(tmp_path)
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    waited = []
    with hold_lock(tmp_path, lambda: waited.append(1)):
        pass
    assert not waited


def test_the_lock_leaves_nothing_behind(tmp_path):
    """No file of its own lies in the folder, on systems that can lock a folder."""
    with hold_lock(tmp_path / "site"):
        pass
    assert list((tmp_path / "site").iterdir()) == [] or sys.platform == "win32"
