"""A theme that has been read: renders pages, and says what a page's look depends on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from jinja2 import (
    Environment,
    FunctionLoader,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
    meta,
    nodes,
)

from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.fingerprint import fingerprint
from digest.model.page import Artifact, Page
from digest.model.words import Words
from digest.theme.bytecode import Bytecode
from digest.theme.environment import ThemeEnvironment
from digest.theme.faults import fault
from digest.theme.filters import filters
from digest.theme.theme_files import ASSETS

_ICONS: Final = ("icon.svg", "icon.png", "favicon.svg", "favicon.ico")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Code points that HTML (13.2.3.5, preprocessing the input stream) or UTF-8 does not allow."""

_ASCII_TEXT: Final = bytes([*b"\t\n", *range(0x20, 0x7F)])
"""The characters of ASCII that it allows."""

_LOADING: Final = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b")
_LOADED: Final = re.compile(_LOADING.pattern + r"""\s*["']([^"'{}\\]+)["']\s*(?=-?%\}|import\b|as\b|ignore\b|with)""")
"""The name of a template that another one loads, where it is written out."""


_References: TypeAlias = tuple[tuple[str | None, ...], bool]
"""What a template refers to: the names of templates (None for one that is computed), and whether assets."""

Parts: TypeAlias = tuple[tuple[str, str], ...]
"""What decides how a template renders: in words what it is, and a text that differs whenever that does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template's source.

    Attributes:
        name: as pages and other templates call it (`article.html`, `paper/article.html`).
        path: as problems show it: in the project, or below the built-in themes.
        text: Jinja.
    """

    name: str
    path: PurePosixPath
    text: str


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Templates and assets.

    Attributes:
        name: the theme's.
        templates: all there are, built-in ones under two names.
        published: the assets by their path in the theme (`assets/paper.css`), named after their bytes in the site; the
            project's own last.
        words: those of the interface, in the site's language.
        warnings: which words are missing.
        bytecode: a folder to keep compiled templates in, if they are to be kept.
    """

    name: str
    templates: tuple[Template, ...]
    published: Mapping[str, Artifact]
    words: Words
    warnings: tuple[Problem, ...] = ()
    bytecode: Path | None = None

    def __getstate__(self) -> dict[str, object]:
        """The theme without what is made of it when it is needed, which cannot be pickled."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def assets(self) -> tuple[Artifact, ...]:
        """The files that go to the site as they are."""
        return tuple(self.published.values())

    @property
    def stylesheets(self) -> tuple[str, ...]:
        """The paths in the site of the style sheets directly in `assets/`: the project's own last, so that they win."""
        sheets = [name for name in self.published if name.endswith(".css") and name.count("/") == 1]
        return tuple(self.published[name].path for name in sheets)

    @property
    def icon(self) -> str:
        """The path in the site of the icon, or empty."""
        named = [self.published.get(f"{ASSETS}{name}") for name in _ICONS]
        return next((artifact.path for artifact in named if artifact), "")

    def render(self, page: Page) -> bytes | Problem:
        """The page in UTF-8, ending in one line feed; or what is wrong with its template."""
        context = dict(page.context)
        try:
            text = self._environment.get_template(page.template).render(context)
        except Exception as error:  # noqa: BLE001  (a template is a person's program: any failure is theirs to mend)
            return fault(error, page, {str(template.path): template.text for template in self.templates})
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return _writable(text).strip() + b"\n"

    def closure(self, template: str) -> tuple[str, ...]:
        """The names of the templates that may take part when one is rendered; all, where a name is computed."""
        names, seen = [template], {template}
        for name in names:
            found, _ = self._references.get(name, ((), False))
            if None in found:
                return tuple(item.name for item in self.templates)
            new = [item for item in dict.fromkeys(found) if item is not None and item not in seen]
            names += new
            seen.update(new)
        return tuple(sorted(names))

    def parts(self, template: str) -> Parts:
        """All that decides a page's bytes beside its context: its templates, the assets' names, the words."""
        if template not in self._parts:
            self._parts[template] = self._parts_of(template)
        return self._parts[template]

    def warm(self, templates: Iterable[str]) -> None:
        """Compile these templates and what they include, before workers are forked that all need them.

        Names that are written out are found by their tags, since to parse all templates takes longer than to load
        them compiled. A template whose name is computed is compiled when a page first needs it.
        """
        names = sorted(set(templates))
        for name in names:
            with suppress(TemplateError):
                self._environment.get_template(name)
            if name in self._by_name:
                names += sorted(set(_LOADED.findall(self._by_name[name].text)).difference(names))

    def asset(self, name: str) -> str:
        """The path in the site of an asset, for templates; they name it by its path below `assets/`.

        Raises:
            TemplateRuntimeError: there is none, a fault of the template.
        """
        artifact = self.published.get(f"{ASSETS}{name}")
        if artifact is None:
            raise TemplateRuntimeError(f'there is no asset "{name}"')
        return artifact.path

    def _parts_of(self, template: str) -> Parts:
        names = self.closure(template)
        texts = (
            (f"the template {name}", fingerprint(self._by_name[name].text if name in self._by_name else None))
            for name in names
        )
        uses_assets = any(self._references[name][1] for name in names if name in self._references)
        assets = fingerprint([item.path for item in self.assets]) if uses_assets else ""
        return (
            *texts,
            ("the names of the theme's assets", assets),
            ("the words of the interface", self._words_fingerprint),
        )

    @cached_property
    def _parts(self) -> dict[str, Parts]:
        return {}

    @cached_property
    def _words_fingerprint(self) -> str:
        return fingerprint(self.words)

    @cached_property
    def _by_name(self) -> Mapping[str, Template]:
        return {template.name: template for template in self.templates}

    @cached_property
    def _references(self) -> Mapping[str, _References]:
        """What each template that can be parsed refers to; the others are reported when they are rendered."""
        by_text: dict[str, _References | None] = {}
        for template in self.templates:
            if template.text not in by_text:  # built-in ones stand there under two names
                by_text[template.text] = _references_of(template.text)
        found = {template.name: by_text[template.text] for template in self.templates}
        return {name: references for name, references in found.items() if references is not None}

    @cached_property
    def _environment(self) -> Environment:
        def load(name: str) -> tuple[str, str, None] | None:
            template = self._by_name.get(name)
            return (template.text, str(template.path), None) if template else None

        environment = ThemeEnvironment(FunctionLoader(load), Bytecode(self.bytecode, self._words_fingerprint))
        environment.filters.update(filters(self.words))
        environment.globals["asset"] = self.asset
        environment.globals["words"] = self.words
        return environment


def _writable(text: str) -> bytes:
    """A text in UTF-8, with replacement characters for what is not allowed; that is looked for in what is not ASCII."""
    body = text.encode("utf-8", "surrogatepass")
    rest = body.translate(None, _ASCII_TEXT)
    is_clean = not rest or _UNWRITABLE.search(rest.decode("utf-8", "surrogatepass")) is None
    return body if is_clean else _UNWRITABLE.sub("\ufffd", text).encode()


@lru_cache(maxsize=512)
def _references_of(text: str) -> _References | None:
    """What a template refers to, found once in a process; None where it cannot be parsed.

    Names that are all written out are found by their tags, in a tenth of the time; those in comments count too.
    """
    written_out = _LOADED.findall(text)
    if len(written_out) == len(_LOADING.findall(text)):
        return tuple(written_out), "asset" in text
    try:
        tree = Environment(autoescape=True).parse(text)
    except TemplateSyntaxError:
        return None
    names = tuple(meta.find_referenced_templates(tree))
    return names, any(name.name == "asset" for name in tree.find_all(nodes.Name))
