"""Mistakes in the files of `content/` as such: their bytes, places and addresses."""

from __future__ import annotations

from typing import Final

from digest.codes.mistake import Code

FILE_CODES: Final[tuple[Code, ...]] = (
    Code(
        name="address-taken",
        severity="error",
        meaning="Two files, or a file and an alias, claim one address.",
        reason="Only one page can stand at an address; nothing is built before that is settled.",
        remedy="Rename one of the files, or take the alias out of one.",
    ),
    Code(
        name="leftover-file",
        severity="warning",
        meaning="A file was left in content/ by another program, or is empty.",
        reason="It is not published, since nobody wrote it to be read.",
        remedy="Take what you need out of it, and delete it.",
    ),
    Code(
        name="merge-conflict",
        severity="error",
        meaning="A file holds a conflict of git that nobody has resolved.",
        reason="Both versions and git's marks would be published, so nothing of the file is.",
        remedy="Choose what is right, and take out the lines of <<<<<<<, ======= and >>>>>>>.",
    ),
    Code(
        name="misplaced-file",
        severity="error",
        meaning="An introduction belongs to no week and no topic.",
        reason="There is no page that could show it.",
        remedy="Move it to content/2025-W12/_index.md, or name it content/topics/SLUG.md after a topic.",
    ),
    Code(
        name="near-duplicate",
        severity="warning",
        meaning="Two articles tell the same story, and none says so.",
        reason="Readers of a digest read it twice.",
        remedy="Write the slug of the one that leads into duplicate_of of the other, or no if it is not the same.",
    ),
    Code(
        name="no-content",
        severity="error",
        meaning="The project has no folder content/.",
        reason="A site without articles would take the place of the one that is published.",
        remedy="Check that you are in the right folder, and that a submodule is fetched.",
    ),
    Code(
        name="no-search",
        severity="warning",
        meaning="A page of content/pages/ stands at the address of the search.",
        reason="Your page is shown there, and the site has no page to search it.",
        remedy="Give the file another name, or write search: off into digest.yml if you want no search.",
    ),
    Code(
        name="not-utf-8",
        severity="error",
        meaning="A file is not encoded as UTF-8.",
        reason="Some of its letters are lost, and shown as �.",
        remedy="Save it as UTF-8.",
    ),
    Code(
        name="unreadable-file",
        severity="error",
        meaning="A file cannot be read, is too large, or is not a file of the project.",
        reason="Nothing of it is published.",
        remedy="Do what the message says; files that lie elsewhere are to be copied, not linked.",
    ),
)
