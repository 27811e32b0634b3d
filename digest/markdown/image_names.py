"""Which files are images that a page may show."""

from typing import Final

IMAGES: Final = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
"""The endings of the images that pages may show; SVG is not among them, since it may hold scripts."""
