"""What may be wrong with links that lead out of the site, as other hosts answer on one day."""

from __future__ import annotations

from typing import Final

from digest.codes.mistake import Code

OUTSIDE_CODES: Final[tuple[Code, ...]] = (
    Code(
        name="dead-outside-link",
        severity="error",
        meaning="A page on another host is gone: the host answers 404 or 410.",
        reason="Readers who want the original get an error page.",
        remedy="Link to its copy in the Wayback Machine, which the message names, or find where the page went.",
    ),
    Code(
        name="moved-outside-link",
        severity="warning",
        meaning="A page on another host moved for good: the host sends browsers on with 301 or 308.",
        reason="Hosts keep old addresses alive for some years at most.",
        remedy="Write the new address, once you saw that the same text stands there.",
    ),
    Code(
        name="refused-outside-link",
        severity="warning",
        meaning="A host refuses to answer a program, with 403, 429 or the like.",
        reason="Whether the page is there cannot be told; for readers it may be.",
        remedy="Open the link yourself. If it is good, switch the code off for its line or for the project.",
    ),
    Code(
        name="unreachable-outside-link",
        severity="warning",
        meaning="A host did not answer, or answered that something is wrong with itself.",
        reason="It may be down for an hour, or for good.",
        remedy="Look again on another day; it is asked anew from the next day on, or with --refresh.",
    ),
    Code(
        name="private-outside-link",
        severity="warning",
        meaning="A link leads to this machine or into a network, such as localhost or 192.168.1.1. It was not asked.",
        reason="Readers cannot reach it, and it tells them something of your network.",
        remedy="Take the link out, or name a public address.",
    ),
)
