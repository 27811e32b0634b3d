"""An article as the target of annotations: by what addresses others know it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit
from uuid import NAMESPACE_URL, uuid5

from digest.dataclass import dataclass
from digest.model.annotation import Annotation

_PORTS: Final = {"http": 80, "https": 443}
_CAMPAIGN: Final = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid"})
"""Parameters that say where a reader came from, beside those that begin with `utm_`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An article.

    Attributes:
        path: relative to the project.
        title: plain.
        publisher: its name, or empty.
        day: of publication.
        source_url: where the text stands, or empty.
        permalink: of the article's page, absolute; empty where the site's address is not known.
    """

    path: PurePosixPath
    title: str
    publisher: str = ""
    day: date | None = None
    source_url: str = ""
    permalink: str = ""

    @property
    def urn(self) -> str:
        """A name for what has no address: the same for the same path, on every machine."""
        return urn(f"digest:{self.path}")

    @property
    def address(self) -> str:
        """What annotations of the article are annotations of: the source, or the article itself."""
        return self.source_url or self.permalink or self.urn


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """An article's annotations, for export.

    Attributes:
        target: the article.
        annotations: in reading order.
        anchors: for each, the id of its element in the article's page.
    """

    target: Target
    annotations: tuple[Annotation, ...]
    anchors: tuple[str, ...]


def urn(name: str) -> str:
    """A name-based identifier (RFC 9562, version 5)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def normal_address(address: str) -> str:
    """An address as it is compared: what commonly differs between two addresses of one page is left out.

    That is the scheme http or https, `www.`, a default port, a slash at the end, the fragment, and parameters of
    campaigns. What is not an address of the web is compared as it is.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return address.strip()
    if parts.scheme.lower() not in _PORTS or not parts.hostname:
        return address.strip()
    host = parts.hostname.rstrip(".").removeprefix("www.")
    place = f"{host}:{port}" if port and port != _PORTS[parts.scheme.lower()] else host
    path = quote(unquote(parts.path, errors="replace"), safe="/").rstrip("/")
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_campaign(name)]
    return f"{place}{path}{'?' if query else ''}{urlencode(query)}"


def by_address(targets: Sequence[Target]) -> dict[str, Target]:
    """Articles by each address that annotations may name; the first of several that share one."""
    targets_by_address: dict[str, Target] = {}
    for target in targets:
        for address in (target.source_url, target.permalink, target.urn):
            if address:
                targets_by_address.setdefault(normal_address(address), target)
    return targets_by_address


def _is_campaign(name: str) -> bool:
    return name.lower().startswith("utm_") or name.lower() in _CAMPAIGN
