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
        name="doubled-id",
        severity="warning",
        meaning="Two articles have the same id in their front matter.",
        reason="Subscribers would take one for the other; so the later of the two is known by another id.",
        remedy="Take the line out of the copy, or write an id into it that no other article has.",
    ),
    Code(
        name="duplicate-key",
        severity="error",
        meaning="A key stands twice in front matter, in digest.yml or in a catalogue of words.",
        reason="Only the first counts; where it is draft, the text is a draft.",
        remedy="Keep one of the two.",
    ),
    Code(
        name="foreign-draft",
        severity="warning",
        meaning="A text is taken for a draft since another program would take it for one.",
        reason="It is not published, though it does not say so in digest's own way, draft: true.",
        remedy="Write draft: true instead, or take the line out, or move the file, to publish it.",
        fixable=True,
    ),
    Code(
        name="future-date",
        severity="warning",
        meaning="A text is dated in the future.",
        reason="It is held back until that day, and then published by the next build.",
        remedy="Correct the date if it is wrong; else there is nothing to do.",
    ),
    Code(
        name="guessed-title",
        severity="warning",
        meaning="The title of an article is a guess, and nobody has confirmed it.",
        reason="It stands on the page, in its address and in feeds.",
        remedy="Write the title into title, and confirmed into title_basis.",
    ),
    Code(
        name="inferred-date",
        severity="warning",
        meaning="The date of an article was inferred, and nobody has confirmed it.",
        reason="It decides in which week the article stands; readers see that it is not sure.",
        remedy="Write the right day into date, and confirmed into date_basis.",
    ),
    Code(
        name="lost-front-matter",
        severity="error",
        meaning="The beginning of a file looks like front matter that has lost one of its lines of three hyphens.",
        reason="Its properties, rights and draft among them, would count for nothing and be published as text.",
        remedy="Begin the file with a line of three hyphens, ---, and close the properties with another one.",
        fixable=True,
    ),
    Code(
        name="misspelled-key",
        severity="warning",
        meaning="A property that digest does not know looks like one that it knows.",
        reason="What it says counts for nothing, so that rights, dates or topics are not what you meant.",
        remedy="Write the property as the message names it; one of your own is fine under a name of its own.",
        fixable=True,
    ),
    Code(
        name="misspelled-story",
        severity="warning",
        meaning="One text alone is on a story, and the name of another story is one letter away.",
        reason="Stories are one where their names are the same, so that the text stands alone.",
        remedy="Write the name as the other texts have it; or see that the two are different stories.",
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
        fixable=True,
    ),
    Code(
        name="wide-rights",
        severity="warning",
        meaning="An article publishes more of a text that is somebody else's than digest.yml does.",
        reason="Whole texts of others go out only where you may publish them.",
        remedy="Take rights out of its front matter, or write # digest-ignore: wide-rights above it if you may.",
    ),
    Code(
        name="wrong-date",
        severity="error",
        meaning="A property should hold a day and holds something else.",
        reason="The text counts as undated, or stands in another week than you meant.",
        remedy="Write it as YYYY-MM-DD, for example 2025-03-18.",
        fixable=True,
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
        fixable=True,
    ),
)
