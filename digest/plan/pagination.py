"""Long lists over several pages, cut so that a page that is full never changes when something newer comes.

Pages are numbered from the oldest. The list's own address holds the newest items: what is left over by the full
pages before it, at least one page's worth and fewer than two. So a permalink to page 3 shows the same items for ever
(unless somebody adds, removes or changes an old one), and a new article costs one page to render, not all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from digest.dataclass import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page of a list.

    Attributes:
        number: from the oldest, beginning with 1; 0 for the newest, which stands at the list's own address.
        items: oldest first.
        older: the number of the page before it, or None.
        newer: the number of the page after it, or None.
    """

    number: int
    items: Sequence[T]
    older: int | None
    newer: int | None


def paginate(items: Sequence[T], size: int) -> tuple[Leaf[T], ...]:
    """Cut a list, oldest item first, into pages of a size; the newest page is the first one given.

    Every item is on exactly one page, and there is at least one page, which may be empty.
    """
    full = max(0, len(items) // size - 1)
    newest = Leaf(0, items[full * size :], full or None, None)
    return newest, *(
        Leaf(number, items[(number - 1) * size : number * size], number - 1 or None, number + 1 if number < full else 0)
        for number in range(full, 0, -1)
    )
