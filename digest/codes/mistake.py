"""What is known of a kind of mistake."""

from __future__ import annotations

from digest.dataclass import dataclass
from digest.errors import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A kind of mistake.

    Attributes:
        name: short words joined by hyphens, stable: people write them into their files.
        severity: of its problems: an error keeps something from being published as it is meant, or publishes what is
            wrong; a warning is to be looked at.
        meaning: what is wrong, a sentence with a full stop.
        reason: why it matters, a sentence or two.
        remedy: how it is mended, a sentence or two.
        fixable: whether `digest check --fix` mends some of them.
    """

    name: str
    severity: Severity
    meaning: str
    reason: str
    remedy: str
    fixable: bool = False
