"""What an edit of an article leaves as it was: where nothing of it changed that other files are planned by.

Such an edit changes what files show of the article, and neither which files there are nor what else they hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from digest.articles.kinds import is_article
from digest.dataclass import dataclass
from digest.model.card import Record
from digest.plan.catalogue import Catalogue
from digest.plan.grouping import reading_key
from digest.plan.linking.references import target_of
from digest.plan.linking.wikilink_targets import name_key

_SHOWN: Final = (
    *("title", "summary", "key_points", "comment_html", "authors", "date_inferred", "machine", "minutes", "notes"),
)
"""The fields of a card that pages show and nothing is decided by, as long as `_decides_alike` holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What ties articles to files that need not show them.

    Attributes:
        order: the files of all articles in reading order.
        names: what wikilinks name.
        guessed: whether one of these names nothing, so that the titles that are like it are told.
        parts: the files of which links name a part.
    """

    order: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    guessed: bool = False
    parts: tuple[str, ...] = ()

    def hold(self, was: Record, now: Record, record_of: Callable[[str], Record | None]) -> bool:
        """Whether a text that was edited changes nothing but what is shown of it.

        Args:
            was: the text as it was, which leads where it leads now.
            now: as it is.
            record_of: gives the records of articles as they are, None of those that are not known.
        """
        if was.card == now.card and was.marks == now.marks and was.anchors == now.anchors:
            return True
        may_change = is_article(was.path) and not was.duplicate_of and _decides_alike(was, now)
        has_parts = was.anchors == now.anchors or was.file not in self.parts
        return may_change and has_parts and (was.card.title == now.card.title or self._frees(was, now, record_of))

    def _frees(self, was: Record, now: Record, record_of: Callable[[str], Record | None]) -> bool:
        """Whether links and cards alone show the title of an article, and no order changes with it."""
        names = {name_key(was.card.title), name_key(now.card.title)}
        is_free = not (was.aliases or self.guessed) and names.isdisjoint(self.names)
        return is_free and self._is_in_order(was.file, record_of)

    def _is_in_order(self, path: str, record_of: Callable[[str], Record | None]) -> bool:
        """Whether an article stands where it stood; one that is not published stands nowhere."""
        if path not in self.order:
            return True
        at = self.order.index(path)
        records = [record_of(each) for each in self.order[max(0, at - 1) : at + 2]]
        keys = [reading_key(record.card) for record in records if record]
        return len(keys) == len(records) and all(first < second for first, second in pairwise(keys))


def ties_of(catalogue: Catalogue) -> Ties:
    """The ties of a site."""
    texts = [record for record in catalogue.library.texts if record.references]
    links = [(record, reference) for record in texts for reference in record.references]
    wikilinks = [reference for _, reference in links if reference.wiki]
    parts = {str(target_of(record, reference)): None for record, reference in links if reference.fragment}
    return Ties(
        order=tuple([record.file for record in catalogue.records]),
        names=tuple(sorted({name_key(reference.target) for reference in wikilinks})),
        guessed=any(reference.file is None for reference in wikilinks),
        parts=tuple(parts),
    )


def _decides_alike(was: Record, now: Record) -> bool:
    """Whether a plan decides alike by two states of an article."""
    card = replace(now.card, **{name: getattr(was.card, name) for name in _SHOWN})
    return card == was.card and _decisions(was) == _decisions(now)


def _decisions(record: Record) -> tuple[object, ...]:
    """Whether a person wrote of an article, whose its events are, whether it has highlights, and their tags."""
    card = record.card
    has_words = bool(card.comment_html or record.marks)
    return has_words, "timeline" in card.machine, bool(record.marks), record.tags
