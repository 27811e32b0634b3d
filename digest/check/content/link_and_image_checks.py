"""Images that nobody described, and links that lead nowhere yet, in what is published."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.content.checked_text import CheckedText
from digest.errors import Problem


def images_without_text(checked: CheckedText) -> Iterator[Problem]:
    """The images of a body that have no text alternative; one that is shown by its file's name has none either."""
    for line, token in checked.published_tokens():
        if token.type == "image" and not token.content.strip() and "wiki" not in token.meta:
            yield Problem(
                message="the image has no text that says what it shows",
                location=checked.on_line(line, "!["),
                hint="write what it shows between the brackets: ![a map of the bay](map.png)",
                severity="warning",
                code="image-without-text",
            )


def empty_links(checked: CheckedText) -> Iterator[Problem]:
    """The links of a body without an address, which are published as plain text."""
    for line, token in checked.published_tokens():
        if token.type == "link_open" and "wiki" not in token.meta and token.attrs.get("href", "") in {"", "#"}:
            yield Problem(
                message="the link has no address yet",
                location=checked.on_line(line, f"]({token.attrs.get('href', '')})"),
                hint="write the address between the brackets behind it, or take the link out",
                severity="warning",
                code="empty-link",
            )
