"""A topic of the taxonomy in `digest.yml`."""

from __future__ import annotations

from digest.dataclass import dataclass

UNSORTED = "unsorted"
"""The slug of the group that holds articles without a topic; no topic may bear it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A term of the taxonomy.

    Attributes:
        slug: how front matter and addresses name it.
        name: how a reader sees it.
        description: a sentence for its page, may be empty.
        keywords: words and phrases that speak for it, lower case.
    """

    slug: str
    name: str
    description: str = ""
    keywords: tuple[str, ...] = ()
