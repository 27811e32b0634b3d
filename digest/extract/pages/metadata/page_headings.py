"""The headings of a page that may be its title, without what stands in them beside it.

A heading often holds more than the title: a kicker above it, a label for screen readers, a link to itself. And many a
first heading is not a title but the site's name or logo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element

from digest.dataclass import dataclass
from digest.extract.pages.metadata.json_ld import one_line

_ENTRY_TITLE = re.compile(r"\b(?:entry|post|article)[-_]?(?:title|headline)\b|\bheadline\b", re.IGNORECASE)
_BESIDE_TITLE = re.compile(
    r"(?:^|[\s_-])(?:kicker|over-?line|topline|top-line|dachzeile|spitzmarke|eyebrow|roofline|rubrik|pre-?(?:title|headline|head)"
    r"|super-?(?:title|headline)|sub-?(?:title|head|headline)|deck|standfirst|tagline|label|badge|prefix|visually-?hidden|sr-only|screen-?reader(?:-text)?|assistive-text|descriptor|headerlink"
    r"|permalink|anchor(?:-?link)?|anchorjs-link|mw-editsection|edit-?link)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names of elements in a heading that are not part of the title."""

_LOGO = re.compile(
    r"(?:^|[\s_-])(?:logo|brand|branding|navbar-brand|masthead|site-?(?:title|name|heading|logo)|blog-?(?:title|name))"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HOME: Final = frozenset({"", "/", "./", "/index.html", "/index.php", "index.html", "index.php"})
_MOST_HEADINGS: Final = 50
"""Headings that are compared with each title that the page states."""

_OUTER: Final = 3
"""Elements around a heading that may say it is the site's logo."""

_MOST: Final = 50_000
_INLINE_TAGS = "a abbr b bdi bdo cite code em font i kbd mark q s small span strong sub sup u var wbr"
_INLINE: Final = frozenset(_INLINE_TAGS.split())
_UNREAD: Final = frozenset({"script", "style", "noscript", "button", "rt", "rp", "svg"})
_MARKS: Final = frozenset("#¶§🔗")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHeading:
    """A heading of a page.

    Attributes:
        text: without what stands beside the title.
        whole: as it is shown.
        is_logo: whether it is the site's name, by its classes or since it only leads to the first page.
    """

    text: str
    whole: str
    is_logo: bool


def page_headings(tree: _Element) -> tuple[PageHeading, ...]:
    """Each `<h1>`; before them the one `<h1>` or `<h2>` whose class calls it the entry's title, if only one does."""
    elements = islice(tree.iter("h1", "h2"), _MOST)
    first_level = []
    named = []
    for element in elements:
        if element.tag == "h1":
            first_level.append(element)
        if _ENTRY_TITLE.search(element.get("class") or ""):
            named.append(element)
    entry_titles = named if len(named) == 1 else []
    headings = [_heading(element, is_entry_title=True) for element in entry_titles]
    headings += [_heading(element, is_entry_title=False) for element in first_level if element not in entry_titles]
    return tuple(heading for heading in headings if heading.text)[:_MOST_HEADINGS]


def _heading(element: _Element, *, is_entry_title: bool) -> PageHeading:
    whole = element_text(element)
    return PageHeading(
        text=element_text(element, without=_BESIDE_TITLE) or whole,
        whole=whole,
        is_logo=not is_entry_title and _is_logo(element, whole),
    )


def _is_logo(heading: _Element, text: str) -> bool:
    outer = (heading, *islice(heading.iterancestors(), _OUTER), *islice(heading.iter("a", "span", "div"), 5))
    if any(_LOGO.search(_names(element)) for element in outer if element.tag not in {"body", "html"}):
        return True
    links = [*islice(heading.iter("a"), 2)] or [*islice(heading.iterancestors("a"), 1)]
    return len(links) == 1 and _is_home(links[0].get("href")) and element_text(links[0]) == text


def _is_home(address: str | None) -> bool:
    """Whether a link leads to the first page of a site."""
    try:
        parts = urlsplit((address or "#").strip())
    except ValueError:
        return False
    return parts.path in _HOME and not parts.query and not parts.fragment


def _names(element: _Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def element_text(element: _Element, *, without: re.Pattern[str] | None = None, longest: int = 1000) -> str:
    """The text of an element on one line; a space where a block or a break parts it.

    Args:
        element: of a page.
        without: what the names of elements have whose text is left out.
        longest: code points.
    """
    return one_line("".join(islice(_pieces(element, without), longest)))[:longest].strip()


def _pieces(element: _Element, without: re.Pattern[str] | None) -> Iterator[str]:
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        is_root = node is element
        boundary = "" if is_root or node.tag in _INLINE else " "
        if event == "end":
            yield boundary if is_root else f"{boundary}{node.tail or ''}"
        elif not is_root and _is_left_out(node, without):
            walker.skip_subtree()
        else:
            yield f"{boundary}{node.text or ''}"


def _is_left_out(element: _Element, without: re.Pattern[str] | None) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNREAD:
        return True
    if without is None:
        return False
    is_mark = element.tag == "a" and len(element) == 0 and set((element.text or "").strip()) <= _MARKS
    return is_mark or bool(without.search(_names(element)))
