"""What feeds hold of a text: the page's HTML with other pieces in some places.

Few texts stand in a feed, and which ones is known once all are read. So the differences are stored with each text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from digest.render.sanitise import sanitise

if TYPE_CHECKING:
    from digest.model.rendering import Text


def differences(page: Sequence[str], others: Mapping[int, str]) -> str:
    """Where the HTML of a page is otherwise in a feed, as JSON: a text is read for its page more often than for a feed.

    Args:
        page: the pieces of its HTML.
        others: those that stand in a feed in the place of some, by number and in order.
    """
    ends = list(accumulate(map(len, page)))
    changed = [(ends[at] - len(page[at]), ends[at], html) for at, html in others.items() if html != page[at]]
    return json.dumps(changed) if changed else ""


def feed_edition(text: Text) -> str:
    """A text as feeds hold it: notes are footnotes at the end, for readers without the theme's styles; sanitised."""
    html, at = "", 0
    for start, end, other in json.loads(text.feed or "[]"):
        html, at = f"{html}{text.html[at:start]}{other}", end
    return sanitise(html + text.html[at:])
