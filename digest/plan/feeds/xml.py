"""Writes XML documents: well-formed whatever the text, the same bytes for the same elements.

An element is text, so that one that stands in several documents is written once. Indented as a child of the document's
first element it is a `depth` of 1.
"""

from __future__ import annotations

import re
from typing import Final

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything outside the production Char of XML 1.0, section 2.2; none of it is printable."""


def element(depth: int, name: str, text: str = "", *children: str, **attributes: str) -> str:
    """An element with attributes and either text or children, on a line of its own.

    Args:
        depth: how many elements it stands in.
        name: with its prefix, if it has one.
        text: plain.
        children: elements.
        attributes: plain texts by name.
    """
    line = f"\n{'  ' * depth}"
    start = name + "".join([f' {key}="{_attribute(value)}"' for key, value in attributes.items()])
    if children:
        return f"{line}<{start}>{''.join(children)}{line}</{name}>"
    return f"{line}<{start}>{_escaped(text)}</{name}>" if text else f"{line}<{start} />"


def document(root: str) -> bytes:
    """The document of an element in UTF-8, with its declaration."""
    return f"<?xml version='1.0' encoding='utf-8'?>{root}\n".encode()


def _attribute(value: str) -> str:
    quoted = _escaped(value).replace('"', "&quot;")
    return quoted.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")


def _escaped(text: str) -> str:
    clean = text if text.isprintable() else _NOT_XML.sub("", text)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
