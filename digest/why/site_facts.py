"""What is known of a page as a file of the site: its address, its template, and why it was made again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from digest.build.write import FileState
from digest.plan.pages import PageInputs
from digest.theme.theme import Theme
from digest.why.fact import Fact

_OWN: Final = "themes/"
"""How the path of a template of the project begins; others come with digest."""


def address_fact(base_url: str, path: str) -> Fact:
    """Where a page stands."""
    link = path.removesuffix("index.html")
    return Fact(name="address", value=f"/{link}", reason=f"{base_url}{link}" if base_url else f"site/{path}")


def template_facts(theme: Theme, page: PageInputs) -> Iterator[Fact]:
    """The file that is the page's template, and the templates of the project among those that it loads."""
    paths = {template.name: str(template.path) for template in theme.templates}
    closure = theme.closure(page.template)
    yield _template(page.template, paths[page.template])
    for name in closure:
        if name != page.template and paths[name].startswith(_OWN):
            yield _template(name, paths[name])


def _template(name: str, path: str) -> Fact:
    if path.startswith(_OWN):
        return Fact(name="template", value=name, reason="of the project, in the place of digest's own", place=path)
    return Fact(name="template", value=name, reason=f"comes with digest ({path})")


def built_facts(state: FileState) -> Iterator[Fact]:
    """Whether the page in `site/` is what it would be now, and why it was made again the last time."""
    if not state.is_built:
        yield Fact(name="site/", value="not built yet", reason="run `digest build`")
    elif state.why_again:
        yield Fact(
            name="site/", value="not current", reason=f"the next build makes it again: {'; '.join(state.why_again)}"
        )
    else:
        yield Fact(name="site/", value="current")
    if state.is_built:
        yield Fact(name="last made", value="; ".join(state.why_last) or "when it was new, as far as is known")
