"""The theme of a name."""

from __future__ import annotations

from pathlib import Path

from digest.theme.make_theme import make_theme
from digest.theme.theme import Theme
from digest.theme.theme_files import FALLBACK_LANGUAGE, theme_files


def find_theme(name: str, project: Path, language: str = FALLBACK_LANGUAGE) -> Theme:
    """The theme of a name, with its words in a language."""
    return make_theme(theme_files(name, project, language))
