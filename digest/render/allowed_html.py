"""The elements, attributes and values that a text may have as HTML.

What the writers of a mark need beyond CommonMark's, the mark declares (`Mark.elements`).
"""

from __future__ import annotations

import re
from typing import Final

from digest.markdown.marks import MARKS

_PLAIN = (
    "p br hr em strong s code blockquote ul li h2 h3 h4 h5 h6 table thead tbody tr figure "
    "figcaption sup mrow mn mtext ms msqrt mroot msub msup msubsup munderover mmultiscripts mprescripts mtr mphantom"
)
ATTRIBUTES: Final[dict[str, set[str]]] = {
    "a": {"href", "title", "rel", "class", "id", "aria-label"},
    "img": {"src", "width", "alt", "title", "loading"},
    "span": {"id", "class", "data-by", "data-tags", "role", "aria-label"},
    "div": {"id", "class", "data-kind", "data-by", "data-tags", "tabindex"},
    "pre": {"tabindex"},
    "section": {"class", "role"},
    "ol": {"start"},
    "li": {"id", "class", "data-by", "data-tags", "value"},
    "p": {"class"},
    "code": {"class"},
    "th": {"class"},
    "td": {"class"},
    "math": {"display"},
    "mo": {
        "stretchy",
        "fence",
        "form",
        "separator",
        "accent",
        "movablelimits",
        "lspace",
        "rspace",
        "minsize",
        "maxsize",
    },
    "mi": {"mathvariant"},
    "mspace": {"width"},
    "mfrac": {"linethickness"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mtable": {"displaystyle", "columnalign", "columnspacing", "rowspacing"},
    "mtd": {"columnalign"},
    "mstyle": {"displaystyle", "scriptlevel", "mathvariant"},
    "menclose": {"notation"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
for _tag in ("p", "ul", "ol", "li", "blockquote", "div", "details", "td", "th", "span", "h2", "h3", "h4", "h5", "h6"):
    ATTRIBUTES[_tag] = ATTRIBUTES.get(_tag, set()) | {"dir"}
ATTRIBUTES["blockquote"] |= {"lang"}
for _mark in MARKS:
    for _tag, _attributes in _mark.elements.items():
        ATTRIBUTES[_tag] = ATTRIBUTES.get(_tag, set()) | _attributes
"""The attributes that each element may have."""

_MATHML = {"math", "mo", "mi", "mspace", "mfrac", "mover", "munder", "mtable", "mtd", "mstyle", "menclose"}
"""Elements of formulas that have attributes; none of these leads anywhere or names a style."""

TAGS: Final = frozenset(_PLAIN.split()) | set(ATTRIBUTES)
"""The elements that are allowed."""

ID = re.compile(r"[a-z][a-z0-9.-]*", re.ASCII)
"""The ids that elements may have."""

_CLASS = re.compile(r"(?:[A-Za-z][\w+#.-]*)(?: [A-Za-z][\w+#.-]*)*", re.ASCII)
_HREF = re.compile(r"(?:https?|mailto|digest-file|digest-root|digest-wiki):.*|#.+", re.DOTALL | re.IGNORECASE)
_SRC = re.compile(r"digest-(?:file|root|wiki):.*", re.DOTALL)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_MATH = re.compile(r"[\w. %-]{0,60}", re.ASCII)
_ANY = re.compile(r".*", re.DOTALL)
"""Of an attribute without a pattern of its own: `alt`, `title`, the names and tags of reviewers."""

_VALUES = {
    "href": _HREF,
    "src": _SRC,
    "id": ID,
    "class": _CLASS,
    "start": _NUMBER,
    "tabindex": re.compile(r"0"),
    "value": _NUMBER,
    "width": _NUMBER,
    "rel": re.compile(r"external noopener noreferrer"),
    "role": re.compile(r"note|img|doc-endnotes"),
    "loading": re.compile(r"lazy"),
    "open": re.compile(r""),
    "display": re.compile(r"inline|block"),
    "dir": re.compile(r"ltr|rtl"),
    "lang": re.compile(r"[a-z]{2}"),
}


def allowed_value(tag: str, attribute: str, value: str) -> str | None:
    """The value of an attribute that an element may have, or None if the attribute may not have that value."""
    pattern = _MATH if tag in _MATHML else _VALUES.get(attribute, _ANY)
    return value if pattern.fullmatch(value) else None
