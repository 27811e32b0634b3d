"""Mistakes in what the texts of `content/` say, and in what they lead to."""

from __future__ import annotations

from typing import Final

from digest.codes.mistake import Code

CONTENT_CODES: Final[tuple[Code, ...]] = (
    Code(
        name="changed-quotation",
        severity="warning",
        meaning="Words that are marked or quoted in a converted article do not stand in its source.",
        reason="They are published as a quotation, so the source is quoted with words that it does not say.",
        remedy="Mark what the source says; words of your own belong into a note.",
    ),
    Code(
        name="dead-block",
        severity="warning",
        meaning="A link names a block, ^like-this, that is not in the text it leads to.",
        reason="Readers land at the top of the page instead of the passage you meant.",
        remedy="Write the name of the block as it stands there, or take the part from # on out of the link.",
    ),
    Code(
        name="dead-heading",
        severity="warning",
        meaning="A link names a heading that is not in the text it leads to.",
        reason="Readers land at the top of the page instead of the part you meant.",
        remedy="Write the heading as it stands there, or take the part from # on out of the link.",
    ),
    Code(
        name="dead-image",
        severity="error",
        meaning="An image leads to no file that is published.",
        reason="Readers see its name where they should see the picture.",
        remedy="Name a file of content/, relative to the text, whose kind is published.",
    ),
    Code(
        name="dead-link",
        severity="error",
        meaning="A link leads to no page and no file that is published.",
        reason="Its words are published without the link: readers cannot follow it.",
        remedy="Name a file of content/, relative to the text, or an address of the site; a draft is not published.",
    ),
    Code(
        name="dead-wikilink",
        severity="error",
        meaning="A wikilink names no text of content/ that is published, or several.",
        reason="Its words are published without a link.",
        remedy="Write the name of the file without its ending, with folders where two files have one name.",
    ),
    Code(
        name="formula",
        severity="warning",
        meaning="A formula cannot be set.",
        reason="Readers see its source.",
        remedy="Mend what the message names; commands that are not known are best written out.",
    ),
    Code(
        name="garbled-text",
        severity="warning",
        meaning="A text holds characters that stand for lost bytes, or were read in a wrong encoding.",
        reason="Readers see Ã© or � where a letter should be.",
        remedy="Save the source as UTF-8 and convert it again, or mend the text.",
    ),
    Code(
        name="image-without-text",
        severity="warning",
        meaning="An image has no text that says what it shows.",
        reason="Who cannot see it, on a screen reader or where it fails to load, learns nothing of it.",
        remedy="Write what it shows between the brackets: ![a map of the bay](map.png).",
    ),
    Code(
        name="missing-note",
        severity="warning",
        meaning="A text refers to a footnote that is not written anywhere in it.",
        reason="Readers see [^name] where they should find a note.",
        remedy="Write the note on a line of its own, [^name]: …, or take the reference out.",
    ),
    Code(
        name="repeated-note",
        severity="warning",
        meaning="Two notes of a text have one name.",
        reason="All references lead to the first; the second is shown where nothing leads to it.",
        remedy="Give one of them another name, or take it out.",
    ),
    Code(
        name="unanchored-note",
        severity="warning",
        meaning="A note has no passage: a change of the source took it, or nothing refers to the note.",
        reason="It stands at the end of the page, where nobody knows what it is about.",
        remedy="Move it to another passage, write a reference to it into the text, or delete it.",
    ),
    Code(
        name="unclosed-comment",
        severity="error",
        meaning="An HTML comment, <!--, has no end in its block.",
        reason="Nobody can tell how far it was meant to hide, so nothing behind it is published.",
        remedy=r"Close it with -->, or write \<!-- if it is text.",
    ),
    Code(
        name="unclosed-private",
        severity="error",
        meaning="A private part, which begins with %%, has no end in its block or property.",
        reason="Nobody can tell how far it was meant to hide, so nothing behind it is published.",
        remedy=r"Close it with another %%, or write \%\% if it is text.",
    ),
    Code(
        name="unusable-image",
        severity="error",
        meaning="An image or drawing cannot be read.",
        reason="It is not published, since nobody can tell what is in it.",
        remedy="Export it anew from the program that made it.",
    ),
)
