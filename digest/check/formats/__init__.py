"""Problems in the formats that programs read; values in, text out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from digest.check.formats.github_report import github_report
from digest.check.formats.json_report import json_report
from digest.check.formats.sarif_report import sarif_report
from digest.errors import Problem

FORMATS: Final[Mapping[str, Callable[[Sequence[Problem]], str]]] = MappingProxyType(
    {"json": json_report, "github": github_report, "sarif": sarif_report}
)
"""What each format makes of problems, sorted as they are to be shown; with a line feed at its end."""
