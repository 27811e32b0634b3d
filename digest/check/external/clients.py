"""What asking needs of the world: one request at a time, and the time. Tests hand in their own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple, Protocol

from digest.dataclass import dataclass


class Reply(NamedTuple):
    """The head of an answer.

    Attributes:
        status: of HTTP.
        location: where a redirect leads, as the host wrote it; else empty.
        retry_after: when the host wants to be asked again, as it wrote it; else empty.
    """

    status: int
    location: str = ""
    retry_after: str = ""


class UnreachableError(Exception):
    """No answer came.

    Attributes:
        reason: in words, without a full stop.
        private: whether the host was not asked, since it is not one of the public internet.
        lasting: whether another try of any address of the host would end the same, such as an unknown name.
    """

    def __init__(self, reason: str, *, private: bool = False, lasting: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.private = private
        self.lasting = lasting


class Client(Protocol):
    """Sends one request; follows nothing, keeps nothing."""

    async def request(self, method: str, address: str) -> Reply:
        """The head of the answer.

        Args:
            method: HEAD or GET.
            address: whole, of http or https.

        Raises:
            UnreachableError: none came.
        """

    async def close(self) -> None:
        """Let all connections go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time, by default of this machine.

    Attributes:
        now: seconds since 1970.
        sleep: waits some seconds.
    """

    now: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
