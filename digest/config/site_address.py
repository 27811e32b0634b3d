"""The web address at which a site stands."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


def normal_base_url(address: str) -> str | None:
    """The web address with a slash at its end; None if the text is not one, or has a query or a fragment."""
    try:
        parts = urlsplit(address.strip())
        _ = parts.port  # raises ValueError if it is not a number
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        return None
    if re.search(r"[\s\x00-\x1f\x7f<>\"'\\]", address.strip()):
        return None
    return address.strip().rstrip("/") + "/"
