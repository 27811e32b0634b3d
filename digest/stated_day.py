"""The day that commands, conversions and builds take for today: the one place that reads a calendar."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

_DIGITS: Final = 12
"""Digits of a number of seconds that is taken for a moment: those of year 9999 has twelve."""

_LAST: Final = 253_402_300_799
"""The last second of year 9999."""


def stated_day() -> date:
    """The day that SOURCE_DATE_EPOCH states (UTC), so that a run can be repeated; else today by this machine.

    A number that names no moment up to year 9999 states nothing (reproducible-builds.org, "SOURCE_DATE_EPOCH").
    """
    from datetime import UTC, datetime  # noqa: PLC0415  (`digest --version` imports this, and needs no calendar)

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal() and epoch.isascii() and len(epoch) <= _DIGITS and int(epoch) <= _LAST:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now().astimezone().date()
