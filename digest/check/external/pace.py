"""How fast a host is asked: one thing at a time, with a pause between, and later where it says so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from digest.check.external.clients import Clock, UnreachableError

PAUSE: Final = 1.0
"""Seconds between two requests to one host."""

MOST_AT_ONCE: Final = 16
"""Hosts that are asked at the same time."""


class Pace:
    """The pace of every host."""

    def __init__(self, clock: Clock, pause: float = PAUSE) -> None:
        self.clock = clock
        self._pause = pause
        self._turns: dict[str, asyncio.Lock] = {}
        self._next: dict[str, float] = {}
        self._lost: dict[str, UnreachableError] = {}
        self._all = asyncio.Semaphore(MOST_AT_ONCE)

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """Wait until the host of an address may be asked, and keep others from asking it meanwhile.

        Raises:
            UnreachableError: the host cannot be reached at all, as an earlier address of it showed.
        """
        host = host_of(address)
        async with self._turns.setdefault(host, asyncio.Lock()):
            if host in self._lost:
                raise self._lost[host]
            wait = self._next.get(host, 0.0) - self.clock.now()
            if wait > 0:
                await self.clock.sleep(wait)
            try:
                async with self._all:
                    yield
            except UnreachableError as error:
                if error.lasting:
                    self._lost[host] = error
                raise
            finally:
                self._next[host] = max(self._next.get(host, 0.0), self.clock.now() + self._pause)

    def rest(self, address: str, seconds: float) -> None:
        """Leave the host of an address alone for some seconds."""
        host = host_of(address)
        self._next[host] = max(self._next.get(host, 0.0), self.clock.now() + seconds)


def host_of(address: str) -> str:
    """The host of a whole address, with its port."""
    return urlsplit(address).netloc.rpartition("@")[2].lower()


def seconds_until(retry_after: str, now: float) -> float | None:
    """How long a host wants to be left alone (RFC 9110, section 10.2.3): seconds, or a day and time.

    Args:
        retry_after: the header, or empty.
        now: seconds since 1970.

    Returns:
        The seconds, none where it does not say so.
    """
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError, IndexError):
        return None
    return max(0.0, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now)
