"""Annotations by a program of the user's own, if `annotator_command` names one.

The program gets an article's plain text on standard input, in UTF-8, and writes on standard output, a line for each
passage, an object of JSON: `{"exact": "…", "comment": "…"}`, and if it likes `prefix`, `suffix` and `tags`. No shell
is involved. Its time and output are limited; whatever it does, the article is made. Its answer is cached in
`.digest/` by text and command, so that it is run once.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from threading import Event, Thread, Timer
from typing import IO, Final

from digest.config import Config
from digest.convert.signing import LONGEST, MOST, sign
from digest.dataclass import dataclass
from digest.errors import DigestError, Location, Problem
from digest.extract.decoding import clean
from digest.markdown.plain import plain_text
from digest.model.annotation import Annotation, TextQuoteSelector
from digest.model.article import Extract
from digest.model.fingerprint import fingerprint
from digest.output.file_writes import write_file

ANSWERS: Final = Path(".digest/answers")
"""Where answers are kept, relative to the project; it may be deleted at any time."""

LARGEST_ANSWER: Final = 2**20
"""Bytes of an answer."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a program gave no answer, in words, and what to do."""

    reason: str
    hint: str


def with_command(
    project: Path, config: Config, seed: PurePosixPath, extract: Extract
) -> tuple[Extract, bool, tuple[Problem, ...]]:
    """Let the command annotate what was made of a source.

    Returns:
        The extract with its annotations, whether the command answered (or there is none), and warnings where
        annotations are missing.
    """
    command = config.annotator_command
    if not command:
        return extract, True, ()
    name, text = _name(command), plain_text(extract.body)
    answer = _answer(project, command, config.annotator_seconds, text)
    if isinstance(answer, Failed):
        return extract, False, (_warning(seed, f"{name} did not annotate it: {answer.reason}", answer.hint),)
    lines = [line for line in answer.splitlines() if line.strip()]
    annotations = [annotation for line in lines[:MOST] if (annotation := read(line)) is not None]
    signed, without_place = sign(extract, annotations, name)
    left_out = len(lines) - len(annotations) + without_place
    problem = _warning(
        seed,
        f"{left_out} of {len(lines)} annotations by {name} were left out",
        "each is a line of JSON whose `exact` are words of the text",
    )
    return signed, True, (problem,) if left_out else ()


def read(line: str) -> Annotation | None:
    """A line of an answer, unsigned; None where it is not an annotation."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    exact, prefix, suffix, comment = (value.get(key) or "" for key in ("exact", "prefix", "suffix", "comment"))
    tags = value.get("tags") or []
    if not all(isinstance(text, str) and len(text) <= LONGEST for text in (exact, prefix, suffix, comment)):
        return None
    if not exact.strip() or not isinstance(tags, list):
        return None
    return Annotation(
        id=None,
        kind="highlight",
        quote=TextQuoteSelector(exact=exact.strip(), prefix=prefix, suffix=suffix),
        comment=clean(comment).strip() or None,
        tags=tuple(tag for tag in tags if isinstance(tag, str)),
    )


def _name(command: Sequence[str]) -> str:
    """The name with which the annotations are signed: the program's, in letters that a name may have."""
    return re.sub(r"[^\w.-]+|^\W+", "", Path(command[0]).stem) or "command"


def _warning(seed: PurePosixPath, message: str, hint: str) -> Problem:
    return Problem(message=message, location=Location(path=seed), hint=hint, severity="warning")


def _answer(project: Path, command: Sequence[str], seconds: int, text: str) -> str | Failed:
    """The answer to a text, from the cache if it is there."""
    cached = project / ANSWERS / f"{fingerprint(text, tuple(command))[:32]}.jsonl"
    with suppress(OSError, UnicodeDecodeError):
        return cached.read_text("utf-8")
    answer = _ask(project, command, seconds, text)
    if isinstance(answer, str):
        with suppress(DigestError):  # it is asked again, then
            write_file(cached, answer.encode())
    return answer


def _ask(project: Path, command: Sequence[str], seconds: int, text: str) -> str | Failed:
    try:
        process = subprocess.Popen(
            command,
            cwd=project,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = f"it cannot be started ({getattr(error, 'strerror', None) or error})"
        return Failed(reason, "see annotator_command in digest.yml")
    assert process.stdin is not None
    assert process.stdout is not None
    late = Event()

    def expire() -> None:
        late.set()
        _end(process)

    timer = Timer(seconds, expire)
    timer.start()
    Thread(target=_feed, args=(process.stdin, text.encode()), daemon=True).start()
    with process.stdout as output:
        answer = output.read(LARGEST_ANSWER + 1)
    if len(answer) > LARGEST_ANSWER:
        _end(process)
    code = process.wait()
    timer.cancel()
    return _judged(answer, code, seconds, late=late.is_set())


def _judged(answer: bytes, code: int, seconds: int, *, late: bool) -> str | Failed:
    if late:
        return Failed(f"it took more than {seconds} s", "raise annotator_seconds in digest.yml, or take a faster one")
    if len(answer) > LARGEST_ANSWER:
        return Failed("its answer is larger than 1 MiB", "it should write a line of JSON for each passage")
    if code:
        return Failed(f"it ended with code {code}", "run it by hand on a text to see why")
    try:
        return answer.decode("utf-8")
    except UnicodeDecodeError:
        return Failed("its answer is not UTF-8", "it should write UTF-8")


def _feed(stdin: IO[bytes], text: bytes) -> None:
    """Write to a program that may not read it."""
    with suppress(OSError, ValueError), stdin:
        stdin.write(text)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a program, and the processes it started where the system allows that."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
