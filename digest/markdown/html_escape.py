"""Text and attributes as HTML, escaped as browsers and `sanitise` write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"})
ATTRIBUTE_ESCAPES = _ESCAPES | str.maketrans({'"': "&quot;"})


def text_html(text: str) -> str:
    """Text as HTML."""
    return text.translate(_ESCAPES)


def attribute(name: str, value: str) -> str:
    """` name="value"`, or nothing if the value is empty."""
    return f' {name}="{value.translate(ATTRIBUTE_ESCAPES)}"' if value else ""


def direction(token: Token) -> str:
    """The direction of a block that runs the other way than the text around it; else nothing."""
    return attribute("dir", str(token.attrs.get("dir", "")))


def external(address: str) -> str:
    """The attributes of a link that leaves the site."""
    return attribute("href", address) + attribute("rel", "external noopener noreferrer")
