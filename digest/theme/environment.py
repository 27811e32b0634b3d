"""Jinja as themes use it: text is escaped always, a value that is missing is a mistake, and little is done twice.

A page writes some hundred values. `markupsafe.escape` returns a `Markup`, and to make one takes ten times as long as
the escaping itself; what is written out is never escaped again and needs no mark that it is safe. Jinja compares the
variables of a template with those of each that it imports, for which it looks through a chain of mappings; here all
have the same, in one mapping.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any, Final

import markupsafe
from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, Template
from jinja2.runtime import Context
from markupsafe import Markup

_escape_text: Final[Callable[[str], str]] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""Escapes a plain string. It is not a documented part of markupsafe, so another version may lack it."""


class DirectContext(Context):
    """The variables of a page. Functions get what the template gives them: none here wants these variables too."""

    def call(self, obj: Any, /, *args: Any, _loop_vars: object = None, _block_vars: object = None, **named: Any) -> Any:
        """Call a macro or function, without a look at what Jinja would give it beside its arguments."""
        return obj(*args, **named)


class ThemeEnvironment(Environment):
    """What the templates of a theme have in common."""

    context_class = DirectContext

    def __init__(self, loader: BaseLoader, bytecode: BytecodeCache) -> None:
        """Take where templates come from, and where their compiled code is kept."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=bytecode,
        )
        self.template_class = EscapingTemplate

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The variables of a template, all of them in one mapping."""
        return {**self.globals, **(d or {})}


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
    if isinstance(value, Markup):
        return value
    html = getattr(value, "__html__", None)
    return _escape_text(str(value)) if html is None else str(html())
