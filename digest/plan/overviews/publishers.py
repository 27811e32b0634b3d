"""The publishers: those with most articles first, each with the address of its site where its articles agree on one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from digest.model.card import Card
from digest.plan.catalogue import Catalogue
from digest.plan.overviews.letters import collation
from digest.plan.views import OutsideLink

_HOSTS_OF_MANY: Final = (
    "academia.edu archive.is archive.org archive.ph archive.today arxiv.org bit.ly blogspot.com bsky.app doi.org "
    "docs.google.com drive.google.com dx.doi.org facebook.com flipboard.com github.com gist.github.com instagram.com "
    "linkedin.com m.facebook.com medium.com mobile.twitter.com news.google.com news.yahoo.com news.ycombinator.com "
    "old.reddit.com pubmed.ncbi.nlm.nih.gov reddit.com researchgate.net scribd.com ssrn.com substack.com t.co t.me "
    "tumblr.com twitter.com vimeo.com web.archive.org wordpress.com x.com youtu.be youtube.com"
)
"""Hosts on which many publishers' texts stand: an article there does not say that the site is its publisher's."""

_LETTERS: Final = re.compile(r"[^\W_]+")


def sources(catalogue: Catalogue) -> Sequence[tuple[str, str, tuple[Card, ...]]]:
    """The publishers: name, slug, articles; those with most articles first, of equals by name."""
    named = [(cards[0].source or slug, slug, cards) for slug, cards in catalogue.by_source.items()]
    return sorted(named, key=lambda source: (-len(source[2]), *collation(source[0]), source[1]))


def publisher_site(name: str, cards: Iterable[Card]) -> OutsideLink | None:
    """The site on which all articles of a publisher stand that have an address; None where they name several hosts.

    Args:
        name: the publisher's: a host of many is taken for its site only if it bears this name.
        cards: its articles.
    """
    starts = Counter(filter(None, [_start(card.source_url) for card in cards]))
    hosts = {_host(start) for start in starts}
    if len(hosts) != 1:
        return None
    (host,) = hosts
    if host in _HOSTS_OF_MANY.split() and "".join(_LETTERS.findall(name.casefold())) not in host.split("."):
        return None
    most = min(starts, key=lambda start: (-starts[start], not start.startswith("https:"), start))
    return OutsideLink(label=host, address=f"{most}/")


def _start(address: str) -> str:
    """The scheme and host of an address, without the name of a user; empty where there is none."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2].lower()
    return f"{parts.scheme}://{host}" if host else ""


def _host(start: str) -> str:
    return start.partition("://")[2].removeprefix("www.")
