"""The quotation among the selectors of a target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from digest.annotations.formats.incoming import safe_text
from digest.model.annotation import CONTEXT, TextQuoteSelector

_DEEPEST: Final = 8
"""Selectors within selectors (`refinedBy`, lists)."""


def quote_of(selector: Any, depth: int = 0) -> TextQuoteSelector | None:
    """The first TextQuoteSelector of a selector, of a list of them, or of what refines one; None without one."""
    if depth > _DEEPEST:
        return None
    if isinstance(selector, list):
        return next(filter(None, (quote_of(each, depth + 1) for each in selector)), None)
    if not isinstance(selector, Mapping):
        return None
    if selector.get("type") == "TextQuoteSelector" and isinstance(selector.get("exact"), str):
        return TextQuoteSelector(
            exact=safe_text(selector["exact"]),
            prefix=_context(selector.get("prefix"))[-CONTEXT:],
            suffix=_context(selector.get("suffix"))[:CONTEXT],
        )
    return quote_of(selector.get("refinedBy"), depth + 1)


def _context(text: Any) -> str:
    return safe_text(text) if isinstance(text, str) else ""
