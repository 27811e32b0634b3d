"""The day that commands take for today."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import Final

_DIGITS: Final = 12
"""Digits of a number of seconds that is taken for a moment: those of year 9999 has twelve."""

_LAST: Final = 253_402_300_799
"""The last second of year 9999."""


def today() -> date:
    """The day that SOURCE_DATE_EPOCH states, so that a run can be repeated; else today, where this machine stands."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal() and epoch.isascii() and len(epoch) <= _DIGITS and int(epoch) <= _LAST:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now().astimezone().date()
