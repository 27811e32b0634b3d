"""A theme: Jinja templates and assets that turn pages into HTML. Jinja lives only here.

`find_theme` reads a theme once, whole; from then on `Theme` is a closed value, so that a build shows one state of
its templates even while somebody edits them.
"""

from digest.theme.find import find_theme
from digest.theme.theme import Theme

__all__ = ["Theme", "find_theme"]
