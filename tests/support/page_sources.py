"""A page made of a head and a body, and what is read of it."""

from lxml.html import document_fromstring

from digest.extract.facts.document import Document
from digest.extract.pages.metadata.page_facts import page_facts
from digest.extract.pages.text_blocks import shown_text

PROSE = (
    "<p>The survey team spent eleven weeks on the estuary, counting every pile that the old pier had left behind.</p>"
)


def facts(body: str, head: str = "") -> Document:
    """What a page says of itself."""
    tree = document_fromstring(f"<html lang='en'><head>{head}</head><body>{body}{PROSE * 3}</body></html>")
    return page_facts(tree, shown_text(tree))
