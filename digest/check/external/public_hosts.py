"""Which hosts may be asked: those of the public internet, told by their names and by the addresses behind them.

Addresses in texts of strangers may lead to a router, a cloud's metadata service or a program on this machine. A name
can have such an address behind it, so that what counts is what it resolves to.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

_PRIVATE_ENDINGS: Final = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa")
"""Names that are only used within networks (RFC 6761, RFC 6762, RFC 8375, and what routers give out)."""

_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""IPv6 addresses that carry one of IPv4 in their last four bytes (RFC 6052)."""


def is_private_name(host: str) -> bool:
    """Whether a name is one that only means something within a network."""
    name = host.rstrip(".").lower()
    return name == "localhost" or name.endswith(_PRIVATE_ENDINGS) or ("." not in name and ":" not in name)


def is_public(address: str) -> bool:
    """Whether an address of IPv4 or IPv6 is one of the public internet."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _carried(ip) if isinstance(ip, IPv6Address) else None
    return _is_global(ip if inner is None else inner)


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _carried(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that one of IPv6 stands for."""
    if ip in _TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
