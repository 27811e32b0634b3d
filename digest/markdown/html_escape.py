"""Text and attributes as HTML, escaped as browsers and `sanitise` write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


def text_html(text: str) -> str:
    """Text as HTML."""
    # Four calls of `replace` take a fifth of the time of one of `translate`.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


def attribute_value(text: str) -> str:
    """Text as it stands between the quotation marks of an attribute."""
    return text_html(text).replace('"', "&quot;")


def attribute(name: str, value: str) -> str:
    """` name="value"`, or nothing if the value is empty."""
    return f' {name}="{attribute_value(value)}"' if value else ""


def direction(token: Token) -> str:
    """The direction of a block that runs the other way than the text around it; else nothing."""
    return attribute("dir", str(token.attrs["dir"])) if "dir" in token.attrs else ""


def external(address: str) -> str:
    """The attributes of a link that leaves the site."""
    return f'{attribute("href", address)} rel="external noopener noreferrer"'
