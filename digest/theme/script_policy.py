"""Whether a project's own templates let the script of the search run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from digest.errors import Location, Problem
from digest.theme.theme import Template
from digest.theme.theme_files import THEMES

_NAMES: Final = ("base.html", "search.html")
_POLICY: Final = "Content-Security-Policy"
_NOTHING: Final = "default-src 'none'"
_SCRIPTS: Final = "script-src"


def blocked_search(templates: Iterable[Template]) -> tuple[Problem, ...]:
    """A warning for each template of the project whose policy lets no script run, so that the search finds nothing."""
    own = [item for item in templates if item.name in _NAMES and item.path.parts[0] == THEMES]
    return tuple([_blocked(item) for item in own if _NOTHING in item.text and _SCRIPTS not in item.text])


def _blocked(template: Template) -> Problem:
    line = template.text[: max(template.text.find(_POLICY), 0)].count("\n") + 1
    return Problem(
        message="the policy lets no script run, so that the page Search finds nothing",
        location=Location(path=template.path, line=line),
        hint="allow script-src 'self' where page.kind is \"search\", as the original does, or write search: off into "
        "digest.yml",
        severity="warning",
        code="blocked-search",
    )
