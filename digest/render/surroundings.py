"""What a token's HTML depends on beside the token itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a token's HTML depends on beside the token.

    Attributes:
        asides: the inline HTML of each note that can stand in a sidenote, with its head and replies, by its id.
        sources: where each annotated passage stands in the page it was published on, by the id of its element.
        anchors: those of the headings, which a link within the page may name without their `h-`.
    """

    asides: Mapping[str, str]
    sources: Mapping[str, str] = field(default_factory=dict)
    anchors: frozenset[str] = frozenset()
