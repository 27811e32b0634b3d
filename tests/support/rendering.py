"""Rendering with English words, as a build renders the texts of a site in English."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from digest import render as edition
from digest.model.rendering import Text
from digest.theme.find_words import find_words
from digest.theme.theme_files import theme_files

REPOSITORY = Path(__file__).resolve().parents[2]
ENGLISH, GERMAN = (find_words(theme_files("paper", REPOSITORY, language))[0] for language in ("en", "de"))

render = partial(edition.render, words=ENGLISH)


def render_for_feed(body: str, *, math: bool = False) -> str:
    """The feeds' edition of a body."""
    rendering = render(body, math=math)
    return edition.feed_edition(Text(html=rendering.html, feed=rendering.feed))
