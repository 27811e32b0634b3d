"""The kinds of pages, one module each: what a page is made from, where it stands, how it is planned and shown.

A module here, or in a folder of kinds that go together, is a kind of page by having a `KIND`; nothing else lists them.
No kind knows another one.
`not_found_page` is the shortest example, `week_page` one with texts and neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.plan.pages import Kind
    from digest.plan.routes import Pattern


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of page: those that others link to before those that link to them."""
    names = [module.name for module in walk_packages(__path__, f"{__name__}.") if not module.ispkg]
    modules = [import_module(name) for name in names]
    return tuple(sorted((module.KIND for module in modules), key=lambda kind: (kind.order, kind.name)))


def patterns() -> Mapping[str, Pattern]:
    """Where the pages of each kind stand, by its name."""
    return {kind.name: kind.pattern for kind in kinds()}
