"""Why an edit of annotations cannot be made, in words for the reader who wanted it."""

from __future__ import annotations

from typing import Final

from digest.dataclass import dataclass
from digest.model.annotation import TextQuoteSelector


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an edit cannot be made, as whole sentences."""

    reason: str


NOT_FOUND: Final = Refusal(
    "These words do not stand in the text as it is now. Load the page again; what digest adds to a page, and code "
    "blocks, cannot be marked."
)
ACROSS: Final = Refusal("The passage goes from one paragraph into the next. Mark each by itself.")
CODE: Final = Refusal("The passage stands in a block of code, where a mark would be a part of the code.")
NOT_NESTED: Final = Refusal(
    "The passage begins or ends within a link, code, emphasis or another mark. Choose all of it, or only words within."
)
UNWRITABLE: Final = Refusal(
    "A mark around these words, or this note, would not be read as it is meant, so nothing was written. Choose other "
    "words, or write it in your editor."
)
NO_NOTE: Final = Refusal("The note is empty. To take it away, delete it.")
UNKNOWN: Final = Refusal("This annotation is not in the text any more, or digest made it for the page alone.")
INLINE: Final = Refusal("This note is written within the text. Change it in your editor.")
UNCLEAR: Final = Refusal("The note cannot be read from the text as it is. Change it in your editor.")
IN_MARKUP: Final = Refusal("Its marks stand within a link or code that cannot be cut. Change it in your editor.")
REFERRED: Final = Refusal(
    "Taking it away would change more than this annotation: its note is referred to elsewhere, or text would be read "
    "in another way. Change it in your editor."
)


def ambiguous(quote: TextQuoteSelector) -> Refusal:
    """The passage stands in the text several times."""
    words = " ".join(quote.exact.split())
    shown = words if len(words) <= 60 else f"{words[:60]}…"
    return Refusal(f"“{shown}” stands in the text more than once, in the same surroundings. Choose more words.")
