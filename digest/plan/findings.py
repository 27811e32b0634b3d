"""What an article's page shows of what was found in its text."""

from __future__ import annotations

from itertools import groupby

from digest.model.findings import Findings
from digest.plan.views import FoundView, Voice


def found(findings: Findings) -> FoundView:
    """The view of findings; what somebody says in several quotations that follow each other stands together."""
    groups = groupby(findings.quotations, key=lambda quotation: quotation.speaker)
    return FoundView(
        voices=tuple(Voice(speaker=speaker, words=tuple(each.text for each in group)) for speaker, group in groups),
        timeline=findings.timeline,
        named=tuple(
            (name, label, names)
            for name, label, names in (
                ("people", "People", findings.people),
                ("organisations", "Organisations", findings.organisations),
                ("places", "Places", findings.places),
            )
            if names
        ),
        machine=findings.machine,
    )
