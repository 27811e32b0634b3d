"""Reads what a page names, what it is, and what is wrong with it alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, Final

from lxml import etree

from digest.check.site.file_facts import FileFacts, Flaw
from digest.check.site.page_references import Reference, page_references
from digest.check.site.site_addresses import Target, resolve_address
from digest.check.site.trees import finder, line_of, parse_page

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
    places = frozenset(name for name, _ in ids)
    named: dict[str, dict[str, None]] = {}
    flaws: list[Flaw] = []
    for reference in page_references(tree):
        target = resolve_address(path, reference.address, base_url)
        for fact, what in _facts(path, reference, target):
            named.setdefault(fact, {})[what] = None
        if code := _fault(path, base_url, places, reference, target):
            flaws.append(Flaw(code=code, what=reference.address, line=reference.line))
    facts: dict[str, Any] = {fact: tuple(things) for fact, things in named.items()}
    refresh = str(_REFRESH(tree)).partition("url=")[2].strip()
    return FileFacts(
        kind="page",
        ids=" ".join(dict.fromkeys(name for name, _ in ids)),
        hidden=bool(_HIDDEN(tree)),
        redirect=resolve_address(path, refresh, base_url).path if refresh else "",
        flaws=(*flaws, *_doubled(ids), *_without_text(tree)),
        **facts,
    )


def _facts(page: str, reference: Reference, target: Target) -> Iterator[tuple[str, str]]:
    """The facts of a page that a reference adds to, by their names in `FileFacts`, each with what it adds."""
    if target.kind == "outside" and reference.use == "link":
        yield "outside", target.path
    elif target.kind == "inside" and reference.use != "link":
        yield f"{reference.use}s", target.path
    elif target.kind == "inside" and target.path != page:
        yield "links", target.path
        if target.fragment not in _TOP:
            yield "anchors", f"{target.path}#{target.fragment}"


def _fault(page: str, base_url: str, places: Collection[str], reference: Reference, target: Target) -> str:
    """The code of what is wrong with a reference by itself; empty if nothing is."""
    code, is_link = "", reference.use == "link"
    match target.kind:
        case "inside" if is_link and reference.address.strip() in {"", "#"}:
            code = "empty-link"
        case "inside" if is_link and target.path == page and target.fragment not in _TOP:
            code = "" if target.fragment in places else "broken-anchor"
        case "outside" if not is_link and reference.tag != "meta":  # other sites load `meta` to show a preview
            mixed = target.path.startswith("http:") and base_url.startswith("https:")
            code = "mixed-content" if mixed else "loads-from-elsewhere"
        case "above":
            code = "link-out-of-site"
        case "malformed":
            code = "malformed-address"
        case "other" if target.path.lower().startswith("file:"):
            code = "machine-path"
    return code


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
