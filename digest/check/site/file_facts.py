"""What the check of a site needs to know of each file: small enough to be remembered for ten thousand pages."""

from __future__ import annotations

from typing import Literal

from digest.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something wrong with a file that shows in the file alone.

    Attributes:
        code: the kind of mistake.
        what: the thing that is wrong, as it is shown: an address, an id, or a sentence without a full stop.
        line: in the file, 1-based; 0 where none is known.
    """

    code: str
    what: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What a file of the site says of others, and what is wrong with it alone.

    Paths are relative to the site's root, and name the file that a server would send.

    Attributes:
        kind: what the file is.
        links: files that a person can go to from here.
        anchors: elements of other files that links name: a path, `#` and an id.
        loads: files that every browser loads with this one.
        offers: files of which a browser loads those that it wants.
        outside: whole addresses on other hosts that a person can go to.
        ids: those of the elements, with spaces between them.
        hidden: whether search engines are told to leave the page out.
        redirect: where the page sends browsers on at once; empty for most pages.
        entries: the ids of a feed's entries, or the pages that a sitemap lists.
        flaws: what is wrong with the file itself.
    """

    kind: Literal["page", "style", "feed", "sitemap", "other"] = "other"
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    ids: str = ""
    hidden: bool = False
    redirect: str = ""
    entries: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = ()
