"""HTML -> Markdown of its words, a paragraph for each of its blocks; tags and their attributes are dropped."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

from digest.markdown.escape import escape

_BLOCKS: Final = frozenset({
    "p", "div", "ul", "ol", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "section",
    "article", "br", "hr", "dl", "dt", "dd",
})  # fmt: skip
_SILENT: Final = frozenset({"script", "style", "template", "head", "title"})


class _Words(HTMLParser):
    """Collects lines of text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = [[]]
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.lines.append([])

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.lines.append([])

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.lines[-1].append(data)


def html_to_markdown(html: str) -> str:
    """The words of a piece of HTML, a paragraph for each of its blocks."""
    words = _Words()
    words.feed(html)
    words.close()
    return text_to_markdown("\n\n".join(" ".join("".join(line).split()) for line in words.lines))


def text_to_markdown(text: str) -> str:
    """Plain text as Markdown that reads the same, a paragraph for each of its own."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n\n".join(escape(line) for line in lines if line.strip())
