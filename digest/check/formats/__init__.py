"""Problems in the formats that people and programs read; values in, text out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

from digest.check.formats.text_report import text_report
from digest.errors import Problem

ReportFormat = Literal["text"]

FORMATS: Final[Mapping[ReportFormat, Callable[[Sequence[Problem]], str]]] = MappingProxyType({"text": text_report})
"""What each format makes of problems, sorted as they are to be shown."""


def report(problems: Sequence[Problem], kind: ReportFormat) -> str:
    """Problems in a format, with a line feed at the end."""
    return FORMATS[kind](problems)
