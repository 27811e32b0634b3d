"""Writes XML documents: well-formed whatever the text, the same bytes for the same tree."""

from __future__ import annotations

import re
from typing import cast
from xml.etree import ElementTree as ET

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything outside the production Char of XML 1.0, section 2.2."""


def element(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Add a child with text and attributes."""
    clean = {key: _NOT_XML.sub("", value) for key, value in attributes.items()}
    child = ET.SubElement(parent, name, clean)
    child.text = _NOT_XML.sub("", text) or None
    return child


def document(root: ET.Element) -> bytes:
    """The document in UTF-8, indented, with its declaration."""
    ET.indent(root)
    body = cast("bytes", ET.tostring(root, encoding="utf-8", xml_declaration=True))
    return body + b"\n"
