"""Which files are images that a page may show."""

from typing import Final

IMAGES: Final = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
"""How the names of images end that pages may show; an SVG may hold scripts."""
