"""What is said of each kind of fault: the message, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Words(NamedTuple):
    """How a fault is told.

    Attributes:
        message: with the thing that is wrong in place of `{what}`, and what it leads to in place of `{target}`.
        hint: what to do.
    """

    message: str
    hint: str


WORDS: Final[Mapping[str, Words]] = {
    "broken-link": Words(
        'the link "{what}" leads to nothing on the site',
        "name a page that is there, or give the page that moved an alias",
    ),
    "broken-anchor": Words(
        'the link "{what}" leads to a place that is not on its page',
        "name the id of a heading or a passage of that page, or take the part from # on out",
    ),
    "link-to-old-address": Words(
        'the link "{what}" leads to an old address, which sends browsers on', "link to the page itself"
    ),
    "link-out-of-site": Words(
        'the address "{what}" leads above the site, which does not stand at the root of its host',
        "write it relative to the page, or whole",
    ),
    "empty-link": Words("a link leads nowhere", "give it an address, or make it plain text"),
    "malformed-address": Words('"{what}" is not an address', "write it as https://host/path"),
    "missing-asset": Words(
        'the page loads "{what}", which is not on the site', "put the file there, or take the reference out"
    ),
    "mixed-content": Words(
        '"{what}" is loaded without encryption, so browsers refuse it on this site',
        "load it with https:, or keep the file in content/",
    ),
    "loads-from-elsewhere": Words(
        '"{what}" is loaded from another host, which so learns of every reader',
        "keep a copy of the file in content/ or in the theme",
    ),
    "machine-path": Words(
        '"{what}" is a place on this machine, not on the web', "take it out, or link to a file of content/"
    ),
    "duplicate-id": Words('the id "{what}" stands more than once, so that links lead to the first alone', "rename one"),
    "image-without-text": Words(
        'the image "{what}" has no text that says what it shows', 'give it an alt text; alt="" if it is mere decoration'
    ),
    "empty-page": Words("the page is empty", "see that its template writes something"),
    "bad-feed": Words("the feed is not valid: {what}", "mend what the feed is made from"),
    "bad-feed-date": Words('the feed has a date that is not one: "{what}"', "write it as 2025-03-18T00:00:00Z"),
    "doubled-feed-id": Words(
        'two entries of the feed have the id "{what}", so that readers show one', "give each an id of its own"
    ),
    "relative-feed-link": Words(
        'the feed links to "{what}", which holds on the site alone', "write the whole address in feeds"
    ),
    "blank-feed-entry": Words(
        'the entry "{what}" of the feed has no content', "give its article a comment, a summary or a text"
    ),
    "bad-sitemap": Words("the sitemap is not valid: {what}", "mend what it is made from"),
    "foreign-sitemap-address": Words(
        'the sitemap lists "{what}", which is not a whole address of this site',
        "list pages of the site by their whole address",
    ),
    "sitemap-lists-nothing": Words('the sitemap lists "{what}", which is not on the site', "take it out"),
    "sitemap-lists-hidden-page": Words(
        'the sitemap lists "{what}", which search engines are told to leave out',
        "take it out, or let the page be found",
    ),
    "site-too-large": Words(
        "the site is larger than the 1 GB that GitHub Pages takes: {what}",
        "keep large files elsewhere, and link to them",
    ),
    "file-too-large": Words(
        "the file is larger than the 100 MiB that GitHub takes: {what}", "keep it elsewhere, and link to it"
    ),
    "heavy-page": Words(
        "the page and what it loads weigh {what}, most of it {target}", "make pictures smaller, or split the page"
    ),
}
"""By code."""
