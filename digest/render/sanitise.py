"""The last step of rendering: only allowed HTML leaves this room.

The parser makes no HTML of a source, so this changes nothing. It is there for the day when a step before it is wrong.
Allowed are named tags, named attributes, and of these only values of the form that our renderer gives them.
"""

from __future__ import annotations

import nh3

from digest.render.allowed_html import ATTRIBUTES, TAGS, allowed_value
from digest.render.clean_html import is_clean

_CLEANER = nh3.Cleaner(
    tags={*TAGS},
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    attribute_filter=allowed_value,
    strip_comments=True,
    link_rel=None,
    url_schemes={"http", "https", "mailto", "digest-file", "digest-root", "digest-wiki"},
)


def sanitise(html: str) -> str:
    """The HTML without anything active; what our renderer wrote comes out as it is."""
    return html if is_clean(html) else _CLEANER.clean(html)
