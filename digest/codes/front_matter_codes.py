"""Mistakes in the front matter of texts."""

from __future__ import annotations

from typing import Final

from digest.codes.mistake import Code

FRONT_MATTER_CODES: Final[tuple[Code, ...]] = (
    Code(
        name="broken-yaml",
        severity="error",
        meaning="Front matter, or a catalogue of words, cannot be read as YAML.",
        reason="Nothing of it counts; an article is a draft until it can be read.",
        remedy="Mend the place that the message names: a quotation mark, a colon, a tab, the indentation.",
    ),
    Code(
        name="foreign-draft",
        severity="warning",
        meaning="A text is taken for a draft since another program would take it for one.",
        reason="It is not published, though it does not say so in digest's own way, draft: true.",
        remedy="Write draft: true instead, or take the line out, or move the file, to publish it.",
    ),
    Code(
        name="future-date",
        severity="warning",
        meaning="A text is dated in the future.",
        reason="It is held back until that day, and then published by the next build.",
        remedy="Correct the date if it is wrong; else there is nothing to do.",
    ),
    Code(
        name="lost-front-matter",
        severity="error",
        meaning="The beginning of a file looks like front matter that has lost one of its lines of three hyphens.",
        reason="Its properties, rights and draft among them, would count for nothing and be published as text.",
        remedy="Begin the file with a line of three hyphens, ---, and close the properties with another one.",
    ),
    Code(
        name="two-leads",
        severity="warning",
        meaning="A week has two lead stories.",
        reason="Only the first is shown as one.",
        remedy="Take lead: true out of one of them.",
    ),
    Code(
        name="unknown-topic",
        severity="error",
        meaning="A text names a topic that is not in digest.yml.",
        reason="It does not stand in the section that you meant.",
        remedy="Write the slug of a topic as it stands in digest.yml, or add the topic there.",
    ),
    Code(
        name="wrong-date",
        severity="error",
        meaning="A property should hold a day and holds something else.",
        reason="The text counts as undated, or stands in another week than you meant.",
        remedy="Write it as YYYY-MM-DD, for example 2025-03-18.",
    ),
    Code(
        name="wrong-duplicate",
        severity="error",
        meaning="duplicate_of names no article, or leads back to the article itself.",
        reason="The article is listed beside the one whose story it repeats.",
        remedy="Write the name of the other article's file without .md, or `no` where it is nobody's duplicate.",
    ),
    Code(
        name="wrong-value",
        severity="error",
        meaning="A property or an option holds what it cannot hold.",
        reason="It counts as if it were not there.",
        remedy="Write one of the values that the message names; the guide lists what each may hold.",
    ),
)
