"""Mistakes in `digest.yml` and in the theme."""

from __future__ import annotations

from typing import Final

from digest.codes.mistake import Code

OPTION_CODES: Final[tuple[Code, ...]] = (
    Code(
        name="blocked-search",
        severity="warning",
        meaning="A template of your own has a policy that lets no script run on the page Search.",
        reason="Readers who look for something there find nothing; all other pages are as they should be.",
        remedy="Allow scripts of the site on that page alone, as the message shows, or write search: off.",
    ),
    Code(
        name="missing-words",
        severity="warning",
        meaning="Words of the site are not there in its language.",
        reason="They are shown in English.",
        remedy="Write them into themes/NAME/words/LANGUAGE.yml; the guide says how.",
    ),
    Code(
        name="no-address",
        severity="warning",
        meaning="Nothing says at which address the site will stand.",
        reason="Feeds have relative links, which many feed readers do not follow, and there is no sitemap.",
        remedy="Write the address as base_url into digest.yml.",
    ),
    Code(
        name="other-address",
        severity="error",
        meaning="digest.yml says of the site that it stands where it will not.",
        reason="Feeds, the sitemap and link previews would lead elsewhere. Where only the git remote speaks against "
        "base_url, it is a warning.",
        remedy="Let base_url and cname name the same place, the one that the site is published to.",
    ),
    Code(
        name="pagefind",
        severity="warning",
        meaning="digest.yml says search: pagefind, and Pagefind is not there or made no index.",
        reason="Readers find titles, comments, highlights and summaries as with search: plain, but not whole texts.",
        remedy="Install research-digest[search], or build again; or write search: plain.",
    ),
    Code(
        name="theme-file",
        severity="error",
        meaning="The theme, or a file of it, is not there or cannot be used.",
        reason="Pages would lack what they are to look like.",
        remedy="Write the name as it is, or put the file where the theme looks for it.",
    ),
    Code(
        name="theme-template",
        severity="error",
        meaning="A template of the theme cannot be read, or fails on a page.",
        reason="No page that uses it can be made.",
        remedy="Mend the line that the message names; the guide lists what templates are given.",
    ),
    Code(
        name="theme-words",
        severity="error",
        meaning="A catalogue of words has a key, form or placeholder that cannot be.",
        reason="Pages would show the wrong words, or none.",
        remedy="Write it as the English catalogue, digest/theme/words/en.yml, does.",
    ),
    Code(
        name="unknown-code",
        severity="error",
        meaning="check_ignore, or a comment digest-ignore, names a code that does not exist.",
        reason="It switches nothing off, so what you meant is still reported.",
        remedy="Write the code as digest check writes it behind a message.",
    ),
    Code(
        name="unknown-key",
        severity="error",
        meaning="digest.yml, or a catalogue, has a key that does not exist.",
        reason="What it says counts for nothing.",
        remedy="Write it as the message proposes, or take it out.",
    ),
    Code(
        name="unusable-options",
        severity="error",
        meaning="digest.yml cannot be read, or not all of its topics can.",
        reason="Every article would be judged by options that nobody set, so nothing is done at all.",
        remedy="Mend the place that the message names.",
    ),
)
