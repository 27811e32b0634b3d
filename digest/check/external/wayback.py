"""Copies of dead pages in the Wayback Machine of the Internet Archive."""

from __future__ import annotations

from datetime import date
from typing import Final

from digest.check.external.clients import Client, UnreachableError
from digest.check.external.pace import Pace

_ARCHIVE: Final = "https://web.archive.org/web/"


def copy_address(address: str, day: date | None) -> str:
    """Where a copy of a page would stand, if there is one: that nearest to a day, or the newest."""
    return f"{_ARCHIVE}{day:%Y%m%d}/{address}" if day else f"{_ARCHIVE}{address}"


async def find_copy(address: str, day: date | None, client: Client, pace: Pace) -> str:
    """The copy of a page; empty where there is none, and the address to try where the archive does not say.

    Args:
        address: of the page.
        day: near which the copy should have been made; None for the newest.
        client: sends each request.
        pace: says when.
    """
    wanted = copy_address(address, day)
    try:
        async with pace.turn(wanted):
            reply = await client.request("HEAD", wanted)
    except UnreachableError:
        return wanted
    if reply.status == 404:
        return ""
    return reply.location if reply.location.startswith(_ARCHIVE) else wanted
