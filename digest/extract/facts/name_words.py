"""Words that stand beside names without being part of them: roles, degrees, organisations."""

from __future__ import annotations

from typing import Final

_ORGANISATION_WORDS: Final = (
    "wire press agency agencies team editorial news desk office newsroom admin administrator redaktion agentur agence "
    "agencia reuters afp dpa efe group inc ltd gmbh university institute bureau services service report department "
    "company corporation foundation association ministry council committee college agenturen verlag stiftung verein "
    "society studios network networks media staff editors correspondents reporters contributors writers authors "
    "journalists"
)
ORGANISATIONS: Final = frozenset(_ORGANISATION_WORDS.split())
"""Words of which none stands in a person's name."""

_PUBLICATION_WORDS: Final = (
    "review times herald tribune gazette magazine magazin journal chronicle telegraph observer zeitung daily weekly "
    "today blog podcast newsletter online nachrichten anzeiger tageblatt"
)
PUBLICATIONS: Final = frozenset(_PUBLICATION_WORDS.split())
"""Words with which the name of a publication ends, and no person's does."""

_ROLE_WORDS: Final = (
    "editor correspondent reporter contributor writer author guest columnist founder ceo cto officer specialist "
    "strategist consultant journalist "
    "photographer analyst researcher director manager president blogger producer professor scientist developer "
    "redakteur redakteurin journalist journalistin fotograf fotografin autor autorin gründer gründerin mitarbeiter "
    "geschäftsführer geschäftsführerin korrespondent korrespondentin journaliste rédacteur rédactrice redactor "
    "redactora periodista"
)
ROLES: Final = frozenset(_ROLE_WORDS.split())
"""What somebody is; a person's name may stand before or behind it."""

_LEGAL_FORM_WORDS: Final = "gmbh ag kg ohg inc ltd llc plc corp e.v. ev sa srl bv"
LEGAL_FORMS: Final = frozenset(_LEGAL_FORM_WORDS.split())
"""What a company's name has and no author's."""

_COLLECTIVE_WORDS: Final = "redaktion team newsroom desk staff editors redacción rédaction redazione"
COLLECTIVES: Final = frozenset(_COLLECTIVE_WORDS.split())
"""Words with which the name of a group of people ends."""

_NO_FIRST_WORDS: Final = (
    "foto fotos photo photos bild image quelle source veröffentlicht published posted updated aktualisiert geschrieben "
    "written recent read more about share follow tags"
)
NO_FIRST_WORDS: Final = frozenset(_NO_FIRST_WORDS.split())
"""What stands beside a name often, and at the beginning of none."""

HOUSE_ROLES: Final = frozenset({"reporter", "correspondent", "contributor"})
"""Roles that a house also gives for all of its people (`Daily Ferry Reporter`)."""

_ROLE_MODIFIER_WORDS: Final = (
    "senior chief deputy associate assistant staff managing contributing executive guest political science health "
    "technology tech business sports news foreign national international environment special digital features "
    "autos automotive travel food music film opinion crime transport property "
    "freelance lead principal research affairs economics education culture arts and in co-founder former freier freie"
)
ROLE_MODIFIERS: Final = frozenset(_ROLE_MODIFIER_WORDS.split())
"""What stands between a name and a role (`Jane Doe, Senior Science Editor`)."""

_DEGREE_WORDS: Final = "phd ph.d dphil md m.d msc m.sc bsc ba ma mba jd llm rn esq mph dds frcp edd psyd pharmd"
DEGREES: Final = frozenset(_DEGREE_WORDS.split())
"""Academic degrees and the like, in lower case without a last full stop; they stand behind a name."""
