"""Publishers named by the lines around a text: source lines, footers of feeds, copyright lines."""

from __future__ import annotations

import re

_PUBLISHER = (
    re.compile(r"(?:source|quelle|fuente)\s*:\s*(?P<name>[^:/]+?)\s*::\s*(?P<section>\S.*)$", re.IGNORECASE),
    re.compile(r"the post .* appeared first on\s+(?P<name>.+?)\.?$", re.IGNORECASE),
    re.compile(r"(?:source|quelle|fuente)\s*:\s*(?P<name>[^:/]{2,60})$", re.IGNORECASE),
    re.compile(
        r"\W*(?:©|\(c\)|copyright)\s*(?:©"
        r"|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,]*(?:by\s+)?(?P<name>[^.|,\d©]{2,60})",
        re.IGNORECASE,
    ),
)
"""What names a publisher, most trusted first."""

_RIGHTS = re.compile(
    r"\s*(?:無断|禁無断|禁止|版权所有|版權所有|保留|جميع الحقوق|כל הזכויות|all rights).*$", re.IGNORECASE
)
"""What a copyright line says of rights behind the name."""


def publisher(text: str) -> str | None:
    """The publisher's name a line gives, or None."""
    if len(text) > 300:
        return None
    match = next((match for pattern in _PUBLISHER if (match := pattern.match(text))), None)
    return _RIGHTS.sub("", match["name"]).strip() or None if match else None


def trust(text: str) -> int:
    """The rank of what a line says about the publisher, lower is better."""
    return next((rank for rank, pattern in enumerate(_PUBLISHER) if pattern.match(text)), len(_PUBLISHER))


def section(text: str) -> str | None:
    """The section of the publisher that a source line names."""
    match = _PUBLISHER[0].match(text) if len(text) <= 300 else None
    return match["section"].strip() if match else None
