"""The table of all kinds of mistakes: what each means, why it matters and how it is mended.

A problem names its kind by `Problem.code`, where it is raised; a new kind is raised under a new code and gets its row
in one of the modules here. `digest check --explain CODE` shows a row, the option `check_ignore` names codes, and a test
holds the two together: every code that is raised has a row, and every row is raised.
"""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final

from digest.codes.content_codes import CONTENT_CODES
from digest.codes.file_codes import FILE_CODES
from digest.codes.front_matter_codes import FRONT_MATTER_CODES
from digest.codes.mistake import Code
from digest.codes.option_codes import OPTION_CODES
from digest.codes.outside_codes import OUTSIDE_CODES
from digest.codes.site_codes import SITE_CODES

_TABLES: Final = (OPTION_CODES, FILE_CODES, FRONT_MATTER_CODES, CONTENT_CODES, SITE_CODES, OUTSIDE_CODES)

CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {code.name: code for code in sorted(chain(*_TABLES), key=lambda code: code.name)}
)
"""Every code by its name, sorted."""

__all__ = ["CODES", "Code"]
