"""A file of `content/` -> what is wrong in it. Runs in workers, one file at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import Any, Final

from digest.articles.library import read_file
from digest.check.content.checked_text import CheckedText
from digest.check.content.image_texts import images_without_text
from digest.check.content.line_comments import unknown_codes
from digest.config import Config
from digest.errors import Problem
from digest.markdown.parser import parse

Check = Callable[[CheckedText], Iterable[Problem]]

_CHECKS: Final[tuple[Check, ...]] = (images_without_text, unknown_codes)
"""What is asked of every text that is published."""


def check_file(config: Config, path: PurePosixPath, body: bytes) -> tuple[Problem, ...]:
    """What is wrong in a file beside what a build reports.

    Args:
        config: the project's options.
        path: the file, relative to the project.
        body: its bytes.
    """
    article, _ = read_file(path, body, topics=config.topic_slugs, published=True)
    if article.front_matter.draft:
        return ()
    env: dict[str, Any] = {}
    text = body.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    checked = CheckedText(article=article, config=config, text=text, tokens=parse(article.body, env))
    return tuple(problem for check in _CHECKS for problem in check(checked))
