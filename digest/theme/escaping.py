"""Templates that escape what they write without marking it as safe: what is written out is never escaped again.

`markupsafe.escape` returns a `Markup`, and to make one takes ten times as long as the escaping itself. A page writes
some hundred values.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any, Final

import markupsafe
from jinja2 import Environment, Template

_escape_text: Final[Callable[[str], str]] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""Escapes a plain string. It is no documented part of markupsafe, so another version may lack it."""


class EscapingTemplate(Template):
    """A template of which the compiled code escapes by `escaped`."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002  (Jinja's name)
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Make a template of its compiled code, which has imported the function that it escapes by."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = escaped
        return template


def escaped(value: object) -> str:
    """A value as HTML may hold it; what is marked as safe stays as it is."""
    if type(value) is str:
        return _escape_text(value)
    html = getattr(value, "__html__", None)
    return _escape_text(str(value)) if html is None else str(html())
