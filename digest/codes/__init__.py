"""The table of all kinds of mistakes: what each means, why it matters and how it is mended.

A problem names its kind by `Problem.code`, where it is raised; a new kind is raised under a new code and gets its rows
in one of the files here. `digest check --explain CODE` shows them, the option `check_ignore` names codes, and a test
holds the two together: every code that is raised has its rows, and all rows belong to a code that is raised.

The files are about `digest.yml` and the theme (`options.txt`), files of `content/` as such (`files.txt`), their front
matter (`front_matter.txt`), what they say and lead to (`texts.txt`), the site as it is built (`site.txt`), and links
that lead out of it (`outside.txt`). A code has four lines: its name with its severity, and `fixable` behind it if
`digest check --fix` mends some of its problems; what is wrong; why it matters; how it is mended. One that is found in
the site as it is built has two more, how a problem is told: its message, and its hint.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast

from digest.dataclass import dataclass
from digest.errors import Severity

__all__ = ["CODES", "Code", "read_codes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A kind of mistake.

    Attributes:
        name: short words joined by hyphens, stable: people write them into their files.
        severity: of its problems: an error keeps something from being published as it is meant, or publishes what is
            wrong; a warning is to be looked at.
        meaning: what is wrong, a sentence with a full stop.
        reason: why it matters, a sentence or two.
        remedy: how it is mended, a sentence or two.
        fixable: whether `digest check --fix` mends some of them.
        message: of a problem in the site, with the thing that is wrong in place of `{what}`, and what it leads to in
            place of `{target}`; else empty.
        hint: of such a problem, what to do.
    """

    name: str
    severity: Severity
    meaning: str
    reason: str
    remedy: str
    fixable: bool
    message: str = ""
    hint: str = ""


def read_codes(table: str) -> tuple[Code, ...]:
    """The codes of one of the files, by its name without `.txt`."""
    rows = Path(__file__).with_name(f"{table}.txt").read_text("utf-8").strip().split("\n\n")
    return tuple(_code(*row.split("\n")) for row in rows)


def _code(head: str, meaning: str, reason: str, remedy: str, message: str = "", hint: str = "") -> Code:
    name, severity, *fixable = head.split()
    return Code(
        name=name,
        severity=cast("Severity", severity),
        meaning=meaning,
        reason=reason,
        remedy=remedy,
        fixable=bool(fixable),
        message=message,
        hint=hint,
    )


_TABLES: Final = ("options", "files", "front_matter", "texts", "site", "outside")

CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {code.name: code for code in sorted(chain.from_iterable(map(read_codes, _TABLES)), key=lambda code: code.name)}
)
"""Every code by its name, sorted."""
