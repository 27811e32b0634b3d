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
    named = named_publisher(text)
    return named[1] if named else None


def named_publisher(text: str) -> tuple[int, str, str] | None:
    """What a line says of the publisher: the rank of how it says so, lower is better, the name, and a section or ""."""
    if len(text) > 300:
        return None
    matches = ((rank, match) for rank, pattern in enumerate(_PUBLISHER) if (match := pattern.match(text)))
    rank, match = next(matches, (0, None))
    name = _RIGHTS.sub("", match["name"]).strip() if match else ""
    return (rank, name, match.groupdict().get("section", "").strip()) if match and name else None
