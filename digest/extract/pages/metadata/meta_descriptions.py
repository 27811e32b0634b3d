"""What a page says it is about, for search engines and for those who share its address."""

from __future__ import annotations

from typing import Final

from digest.extract.pages.metadata.json_ld import is_article, one_line
from digest.extract.pages.metadata.page_metadata import PageMetadata

_NAMES: Final = ("og:description", "description", "twitter:description", "dc.description")
_LONGEST: Final = 2000
"""Code points: a longer one is the text itself."""


def page_descriptions(page: PageMetadata) -> tuple[str, ...]:
    """The descriptions of a page, most trusted first, each once."""
    meta = [value for _, value in page.values(_NAMES)]
    json_ld = [one_line(item.get("description")) for item in page.json_ld if is_article(item)]
    return tuple(dict.fromkeys(text for text in (*meta, *json_ld) if text and len(text) <= _LONGEST))
