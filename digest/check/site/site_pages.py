"""Reads what a page names, what it is, and what is wrong with it alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final

from lxml import etree

from digest.check.site.file_facts import FileFacts, Flaw
from digest.check.site.page_references import Reference, page_references
from digest.check.site.site_addresses import Target, resolve_address
from digest.check.site.trees import finder, line_of, parse_page
from digest.dataclass import dataclass

_NAMED: Final = finder("//*[@id or (self::a and @name)]")
_IMAGES_WITHOUT_TEXT: Final = finder("//img[not(@alt)]")
_HIDDEN: Final = etree.XPath("boolean(//meta[@name='robots'][contains(@content, 'noindex')])")
_REFRESH: Final = etree.XPath("string(//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content)")

_TOP: Final = frozenset({"", "top"})
"""Fragments that lead to the beginning of any page (HTML Living Standard, "Scrolling to a fragment")."""


def page_facts(path: str, body: bytes, base_url: str) -> FileFacts:
    """The facts of a page in UTF-8; arguments as of `xml_facts`."""
    tree = parse_page(body)
    if tree is None:
        return FileFacts(kind="page", flaws=(Flaw(code="empty-page", what=path),))
    ids = [(str(element.get("id") or element.get("name")), line_of(element)) for element in _NAMED(tree)]
    reader = _Reader(path=path, base_url=base_url, ids=frozenset(name for name, _ in ids))
    reader.read(page_references(tree))
    refresh = str(_REFRESH(tree)).partition("url=")[2].strip()
    return FileFacts(
        kind="page",
        links=tuple(reader.links),
        anchors=tuple(reader.anchors),
        loads=tuple(reader.loads),
        offers=tuple(reader.offers),
        outside=tuple(reader.outside),
        ids=" ".join(dict.fromkeys(name for name, _ in ids)),
        hidden=bool(_HIDDEN(tree)),
        redirect=resolve_address(path, refresh, base_url).path if refresh else "",
        flaws=(*reader.flaws, *_doubled(ids), *_without_text(tree)),
    )


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Sorts the references of a page by where they lead; each target once, in the page's order.

    Attributes:
        path: of the page.
        base_url: as of `page_facts`.
        ids: of the page's elements.
    """

    path: str
    base_url: str
    ids: frozenset[str]
    links: dict[str, None] = field(default_factory=dict)
    anchors: dict[str, None] = field(default_factory=dict)
    loads: dict[str, None] = field(default_factory=dict)
    offers: dict[str, None] = field(default_factory=dict)
    outside: dict[str, None] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)

    def read(self, references: Iterable[Reference]) -> None:
        """Take in references."""
        for reference in references:
            target = resolve_address(self.path, reference.address, self.base_url)
            if target.kind == "inside":
                self._inside(reference, target)
            elif target.kind == "outside":
                self._outside(reference, target)
            else:
                self._elsewhere(reference, target)

    def _inside(self, reference: Reference, target: Target) -> None:
        if reference.use != "link":
            (self.loads if reference.use == "load" else self.offers)[target.path] = None
        elif reference.address.strip() in {"", "#"}:
            self._flaw(reference, code="empty-link")
        elif target.path != self.path:
            self.links[target.path] = None
            if target.fragment not in _TOP:
                self.anchors[f"{target.path}#{target.fragment}"] = None
        elif target.fragment not in _TOP and target.fragment not in self.ids:
            self._flaw(reference, code="broken-anchor")

    def _outside(self, reference: Reference, target: Target) -> None:
        if reference.use == "link":
            self.outside[target.path] = None
        elif reference.tag == "meta":  # what other sites load to show a preview
            return
        else:
            mixed = target.path.startswith("http:") and self.base_url.startswith("https:")
            self._flaw(reference, code="mixed-content" if mixed else "loads-from-elsewhere")

    def _elsewhere(self, reference: Reference, target: Target) -> None:
        if target.kind == "above":
            self._flaw(reference, code="link-out-of-site")
        elif target.kind == "malformed":
            self._flaw(reference, code="malformed-address")
        elif target.path.lower().startswith("file:"):
            self._flaw(reference, code="machine-path")

    def _flaw(self, reference: Reference, code: str) -> None:
        """Note that a reference has a flaw."""
        self.flaws.append(Flaw(code=code, what=reference.address, line=reference.line))


def _doubled(ids: list[tuple[str, int]]) -> Iterator[Flaw]:
    """Ids that several elements have: a link leads to the first alone."""
    counts = Counter(name for name, _ in ids)
    lines = dict(ids)  # of the last of each
    yield from (
        Flaw(code="duplicate-id", what=name, line=lines[name]) for name, count in counts.items() if name and count > 1
    )


def _without_text(tree: etree._Element) -> Iterator[Flaw]:
    for image in _IMAGES_WITHOUT_TEXT(tree):
        yield Flaw(code="image-without-text", what=str(image.get("src") or "an image"), line=line_of(image))
