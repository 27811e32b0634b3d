"""The table of an article's properties: what each may hold, and what it means.

Front matter is written in the table's order, and the schema and the property types that editors read are made of it.
`front_matter` reads each property by hand, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from digest.dataclass import dataclass
from digest.model.article import Rights
from digest.model.findings import ANNOTATORS

Kind = Literal["text", "texts", "date", "flag", "number", "topics"]
"""What a property holds: a text, several texts, a day, true or false, a whole number, or slugs of topics."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property.

    Attributes:
        kind: what it holds.
        explanation: what it means, for the person who fills it in.
        options: the only texts that it may hold; empty if it may hold any.
        pattern: a regular expression that each text in it matches, which ECMA-262 and Python read alike; empty if it
            may hold any text.
        wanted: the pattern in words, as they follow "write".
    """

    kind: Kind
    explanation: str
    options: tuple[str, ...] = ()
    pattern: str = ""
    wanted: str = ""


PROPERTIES: Final[Mapping[str, Property]] = {
    "title": Property("text", "The title."),
    "title_basis": Property(
        "text",
        "Written where the title is a guess: why. `inferred…` asks you to confirm it, by `confirmed` or without it.",
    ),
    "date": Property("date", "The day of publication, YYYY-MM-DD. It decides the week where nothing else does."),
    "date_basis": Property("text", "How the date was found; `inferred…` asks you to confirm it."),
    "updated": Property(
        "date",
        "The day on which you changed it so much that subscribers should hear of it; no typing error is worth that.",
    ),
    "week": Property(
        "text",
        "The week in whose digest it stands, whatever its date: 2026-W48. Its old address leads to the new one.",
        pattern=r"[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])",
        wanted="a week of the ISO calendar, 2026-W48",
    ),
    "source": Property(
        "text",
        "The publisher's name.",
        pattern=r"(?![Hh][Tt][Tt][Pp][Ss]?://).*",
        wanted="the publisher's name, and its address as source_url",
    ),
    "source_url": Property(
        "text",
        "Where the text stands: a whole address, with https:// or http://.",
        pattern=r"[Hh][Tt][Tt][Pp][Ss]?://[^/?#\s].*",
        wanted="a whole address, with https:// or http://",
    ),
    "authors": Property("texts", "The authors' names."),
    "language": Property("text", "The language of the text, as a BCP 47 tag (en, de, pt-BR)."),
    "topics": Property(
        "topics",
        "Slugs of topics in digest.yml; the first is the article's section in its week. "
        "Without it, title and text decide.",
    ),
    "comment": Property("text", "Why it matters, in your words (Markdown). Its entry in the digest begins with it."),
    "lead": Property("flag", "true makes it the lead story of its week."),
    "weight": Property("number", "Its place in its section: the lightest first, before those without a weight."),
    "summary": Property("text", "One or two sentences."),
    "summary_basis": Property(
        "text",
        "Where the summary comes from, such as the page's own description. Take it out when you change the summary.",
    ),
    "rights": Property(
        "text",
        "What is published: full, the whole text; excerpt, summary, key points and highlights; link, title and "
        "source alone. Without it, what digest.yml says of other people's texts.",
        get_args(Rights),
    ),
    "draft": Property("flag", "true keeps it off the site; digest build --drafts shows it."),
    "id": Property("text", "What feeds know it by, whatever else changes. Leave it as it is."),
    "aliases": Property(
        "texts",
        "Addresses within the site that lead here too, each after a slash: /2026/w47/old-name/.",
        pattern=r"[^/].*|(/[^/<>:\"|?*\\]*[^/<>:\"|?*\\. ])+/?",
        wanted="the path of an old address, /2026/w47/its-old-name/",
    ),
    "duplicate_of": Property(
        "text", "The slug of the article that leads where the same story is told twice; no where it is nobody's."
    ),
    "story": Property(
        "text",
        "The name of the story that it goes on with: articles of one name lead to each other, by date. "
        "no where it is on none.",
    ),
    "related": Property(
        "texts",
        "Articles that its page names as related, each by a [[wikilink]] or the name of its file, instead of those "
        "that digest finds. [] for none.",
    ),
    "key_points": Property("texts", "Sentences that say what matters most."),
    "quotations": Property("texts", "What somebody said, in quotation marks, and who."),
    "timeline": Property(
        "texts",
        "What happened when, an event a line: 2025-03-18 — what happened.",
        pattern=r"[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?( \((yearless|relative)\))?"
        r"(\s*[—–:-]\s*|\s+)\S.*",
        wanted="2025-03-18 — what happened, or 2025-03 — … for a month",
    ),
    "people": Property("texts", "Names of people that the text speaks of."),
    "organisations": Property("texts", "Names of organisations that the text speaks of."),
    "places": Property("texts", "Names of places that the text speaks of."),
    "machine": Property("texts", "Which of these digest wrote. Take out what you made your own.", ANNOTATORS),
    "added": Property("date", "The day on which it was converted first. Written by digest convert, once."),
    "seed": Property("text", "The source that the article was made from. Written by digest convert."),
    "seed_fingerprint": Property("text", "How digest sees that source or article changed. Leave it as it is."),
}
"""Every key with a meaning, in the order in which they are written."""
