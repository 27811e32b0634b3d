"""A drawing (SVG) as it may be published: nothing in it runs, and it asks no other place for anything.

Elements and attributes are those of SVG itself, without those that run or load something. What drawing programs note in
namespaces of their own (paths of files, names of layers) is left out with the comments.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from digest.build.images.image_metadata import UnreadableImageError, without_metadata

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_XML: Final = "http://www.w3.org/XML/1998/namespace"

_ELEMENTS = re.compile(
    "svg|g|defs|symbol|use|title|desc|switch|style|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|textPath|"
    "image|a|marker|pattern|mask|clipPath|linearGradient|radialGradient|stop|view|filter|fe[A-Z][A-Za-z]+"
)
_LOCAL = re.compile(r"\s*#|\s*data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
_EMBEDDED = re.compile(r"\s*data:", re.IGNORECASE)
_OUTSIDE = re.compile(r"\s*(?:https?:|mailto:|#)", re.IGNORECASE)
_LOADS = re.compile(r"@import|expression|javascript:|behavior|-moz-binding|url\((?!\s*[\"']?\s*#)|\\", re.IGNORECASE)
"""In styles: what loads something, or is escaped so that it may."""


class UnreadableDrawingError(ValueError):
    """The bytes are not an SVG that can be read safely."""


def safe_drawing(body: bytes, *, metadata: bool = False) -> bytes:
    """The drawing without anything that runs or loads.

    Args:
        body: its bytes.
        metadata: whether photographs within it keep what their camera wrote.

    Raises:
        UnreadableDrawingError: it is not well formed, or defines entities.
    """
    if b"<!ENTITY" in body or b"<!\0E\0N\0T\0I\0T\0Y" in body:
        message = "it defines entities"
        raise UnreadableDrawingError(message)
    try:
        root = ET.fromstring(body)  # noqa: S314  (entities are refused above, and expat loads nothing)
    except (ET.ParseError, ValueError, LookupError) as error:
        message = "it is not well-formed XML"
        raise UnreadableDrawingError(message) from error
    if root.tag != f"{{{_SVG}}}svg":
        message = "its root is not svg in the namespace of SVG"
        raise UnreadableDrawingError(message)
    _clean(root)
    if not metadata:
        _clean_photographs(root)
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _clean(root: ET.Element) -> None:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = element.tag.removeprefix(f"{{{_SVG}}}")
        for attribute in [key for key, value in element.attrib.items() if not _is_safe(name, key, value)]:
            del element.attrib[attribute]
        if name == "style" and _LOADS.search(element.text or ""):
            element.text = ""
        for child in list(element):
            if _is_allowed(child):
                waiting.append(child)
            else:
                _remove(element, child)


def _clean_photographs(root: ET.Element) -> None:
    """Take out of each image that stands within the drawing what its camera wrote; one that cannot be read goes."""
    for element in root.iter():
        for key, value in tuple(element.attrib.items()):
            if _EMBEDDED.match(value) is None or key.rpartition("}")[2] != "href":
                continue
            head, _, data = value.partition(",")
            try:
                body = base64.b64decode("".join(unquote(data).split()), validate=True)
                clean = without_metadata(body)
            except (UnreadableImageError, binascii.Error, ValueError):
                del element.attrib[key]
                continue
            if clean != body:
                element.attrib[key] = f"{head},{base64.b64encode(clean).decode('ascii')}"


def _is_allowed(element: ET.Element) -> bool:
    namespace, _, name = element.tag[1:].rpartition("}")
    return namespace == _SVG and _ELEMENTS.fullmatch(name) is not None


def _remove(parent: ET.Element, child: ET.Element) -> None:
    """Remove an element, and keep the text behind it."""
    index = list(parent).index(child)
    tail = child.tail or ""
    parent.remove(child)
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _is_safe(element: str, attribute: str, value: str) -> bool:
    namespace, _, name = attribute[1:].rpartition("}") if attribute[0] == "{" else ("", "", attribute)
    if namespace == _XML:
        return name in ("space", "lang")
    if namespace not in ("", _XLINK) or name.lower().startswith("on"):
        return False
    if name == "href":
        return (_OUTSIDE if element == "a" else _LOCAL).match(value) is not None
    return (namespace == "" or name == "title") and not _LOADS.search(value)
