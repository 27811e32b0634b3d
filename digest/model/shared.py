"""A mark for fields whose values repeat over many articles: publishers, topics, tags."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SHARED: Final[Mapping[str, bool]] = MappingProxyType({"shared": True})
"""The metadata of such a field of a dataclass. Where values are read from a cache, equal ones become one object."""
