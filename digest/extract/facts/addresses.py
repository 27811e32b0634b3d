"""Web addresses out of a source: only http and https, without tracking parameters."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING_WORDS = "fbclid gclid dclid msclkid mc_cid mc_eid igshid yclid _ga"
_TRACKING = frozenset(_TRACKING_WORDS.split())
_LONGEST = 2000
"""Code points: no browser takes much more, and no article's address needs it."""


def web_address(address: str | None) -> str | None:
    """The address without tracking parameters and fragment, or None where it is not an address of the web."""
    parts = _split(address or "")
    if parts is None or parts.scheme.lower() not in {"http", "https"} or not parts.netloc or "@" in parts.netloc:
        return None
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    wanted = [pair for pair in pairs if not pair[0].lower().startswith("utm_") and pair[0].lower() not in _TRACKING]
    query = parts.query if len(wanted) == len(pairs) else urlencode(wanted)
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, query, ""))


@lru_cache(maxsize=4096)
def absolute(address: str, base: str | None) -> str | None:
    """A link's or image's address as it can stand in an article (http, https, mailto), or None.

    Cached, since a page is read in more than one way.
    """
    address = address.strip()
    parts = _split(address)
    if parts is None:
        return None
    if parts.scheme.lower() in {"http", "https"} and parts.netloc:
        return address
    if parts.scheme.lower() == "mailto":
        return address
    if parts.scheme or not base or address.startswith("#") or not address:
        return None
    try:
        return web_address(urljoin(base, address))
    except ValueError:
        return None


def host(address: str | None) -> str | None:
    """The host name of an address, without `www.`."""
    parts = _split(address or "")
    return (parts.hostname or "").removeprefix("www.") or None if parts else None


def _split(address: str) -> SplitResult | None:
    address = address.strip()
    if len(address) > _LONGEST or len(address.split(maxsplit=1)) > 1:
        return None
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (raises where the port is not a number)
    except ValueError:
        return None
    return parts
