"""Whether a sentence is about the past or the future, by its verbs, in English, German, French and Spanish."""

from __future__ import annotations

import re
from typing import Final, Literal

Tense = Literal["past", "future"]

_SURE_WORDS: Final = (
    "will|(?:is|are) (?:now |still |also )?(?:to|due|set to|expected|planned|scheduled)|begins|starts|opens|closes"
    "|takes place|wird|werden|beginnt|startet|sera|seront|débutera|commencera|aura lieu|será|serán|empieza|comienza"
    "|tendrá"
)
_SURE: Final = re.compile(rf"(?:[’']ll|\b(?:{_SURE_WORDS}|\w+(?:ará|irá|arán|irán|eront|iront)))\b")
_OPEN_WORDS: Final = (
    "won[’']t|shall|would|may|might|could|should|expects?|expected|plans? to|planned|scheduled|ends?|going to|soll"
    "|sollen|endet|könnte|könnten|planen|va|vont|doit|doivent|commence|débute|va a|van a"
)
_OPEN: Final = re.compile(rf"\b(?:{_OPEN_WORDS}|\w+(?:erá|erán|era|ira))\b")
"""What may come: neither past nor sure."""

_STRONG_VERBS: Final = (
    "was were had did went came began took said told made found held met won lost left ran rose fell grew wrote spoke "
    "saw gave got sent built broke cut put set led paid sold bought brought became thought hit drew flew drove struck "
    "swept burst stood sat lay laid kept shut woke sank sang rang heard felt dug sought caught taught fought spent "
    "lent bent "
    "war waren hatte hatten wurde wurden kam kamen ging gingen fand fanden begann gab stand lag hielt brach starb "
    "schrieb stieg fiel trat traten zog zogen était étaient avait fut furent eut fue fueron era había hubo"
)
_WEAK_VERBS: Final = (
    r"(?!hundred|sacred|naked|wicked|kindred)\w+[^e\W]ed|\w{3,}te|\w{3,}ten|s[’']est|se sont"
    r"|(?:a|ont|est|sont|a été|ont été) \w{2,}(?:é|ée|és|ées|i|is|it|u|us)|\w{2,}(?:ó|aron|ieron)"
)
_PAST: Final = re.compile(rf"\b(?:{'|'.join(_STRONG_VERBS.split())}|{_WEAK_VERBS})\b")
_PASSIVE: Final = re.compile(r"\b(?:is|are|be|ist|sind|está|están|es|son) (?:\w+ly )?\w+(?:ed|t|en|ado|ido|ing)\b")
"""The participle of `is confirmed` does not show the past."""


def tense(text: str) -> Tense | None:
    """The tense of a sentence, or None where its verbs do not tell."""
    if _SURE.search(text):
        return "future"
    if _OPEN.search(text):
        return None
    return "past" if _PAST.search(_PASSIVE.sub("", text)) else None
