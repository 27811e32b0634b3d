"""Asks for one address: HEAD, then GET where that is refused; again where it may help; along redirects.

A page that is dead may have a copy in the Wayback Machine of the Internet Archive.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from digest.check.external.answer import Answer
from digest.check.external.clients import Client, Reply, UnreachableError
from digest.check.external.pace import Pace, seconds_until

TRIES: Final = 3
"""Times that one address is asked for where it may help."""

LONGEST_REST: Final = 60.0
"""Seconds that are waited for a host which wants to be left alone; one that wants more is asked another day."""

_ARCHIVE: Final = "https://web.archive.org/web/"
_MOST_REDIRECTS: Final = 10
_LONGEST: Final = 2000
"""Characters of an address that is followed."""

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})
_PASSING: Final = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses that may be others a moment later."""


async def ask(address: str, client: Client, pace: Pace) -> Answer:
    """What comes of asking for a whole address of http or https."""
    place, moved_to, permanent = address, "", True
    asked = int(pace.clock.now())
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            reply = await _reply(place, client, pace)
        except UnreachableError as error:
            return Answer(asked=asked, moved_to=moved_to, reason=error.reason, private=error.private)
        if reply.status not in _REDIRECTS or not reply.location:
            return Answer(asked=asked, status=reply.status, moved_to=moved_to)
        following = _following(place, reply.location)
        if following is None:
            return Answer(asked=asked, reason=f"it is sent on to {reply.location[:80]!r}, which is not of the web")
        place = following
        permanent = permanent and reply.status in _PERMANENT
        moved_to = place if permanent else moved_to
    return Answer(asked=asked, reason=f"it is sent on more than {_MOST_REDIRECTS} times")


def _following(place: str, location: str) -> str | None:
    """Where a redirect leads; None where that is not an address of the web, or one of an unreasonable length."""
    try:
        following = urldefrag(urljoin(place, location))[0]
        scheme = urlsplit(following).scheme
    except ValueError:  # a bracket without its other half
        return None
    return following if scheme in {"http", "https"} and len(following) <= _LONGEST else None


async def _reply(address: str, client: Client, pace: Pace) -> Reply:
    """The reply of a host, after as many tries as may help.

    Raises:
        UnreachableError: none came.
    """
    for attempt in range(1, TRIES + 1):
        wait: float = 2.0**attempt
        try:
            reply = await _head_or_get(address, client, pace)
        except UnreachableError as error:
            if attempt == TRIES or error.lasting or error.private:
                raise
        else:
            if reply.status not in _PASSING or attempt == TRIES:
                return reply
            wait = seconds_until(reply.retry_after, pace.clock.now()) or wait
            if wait > LONGEST_REST:
                return reply
        pace.rest(address, wait)
    raise AssertionError


async def _head_or_get(address: str, client: Client, pace: Pace) -> Reply:
    """The reply to HEAD; that to GET where HEAD is answered with an error, as hosts do that do not know it."""
    async with pace.turn(address):
        reply = await client.request("HEAD", address)
    if reply.status < 400 or reply.status == 429:
        return reply
    async with pace.turn(address):
        return await client.request("GET", address)


async def find_copy(address: str, day: date | None, client: Client, pace: Pace) -> str:
    """The copy of a page; empty where there is none, and the address to try where the archive does not say.

    Args:
        address: of the page.
        day: near which the copy should have been made; None for the newest.
        client: sends each request.
        pace: says when.
    """
    wanted = f"{_ARCHIVE}{day:%Y%m%d}/{address}" if day else f"{_ARCHIVE}{address}"
    try:
        async with pace.turn(wanted):
            reply = await client.request("HEAD", wanted)
    except UnreachableError:
        return wanted
    if reply.status == 404:
        return ""
    return reply.location if reply.location.startswith(_ARCHIVE) else wanted
