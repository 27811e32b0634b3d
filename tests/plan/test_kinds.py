"""A kind of page is one module and a template: nothing else lists it."""

from __future__ import annotations

import sys

import pytest
from planning import TEXTS, catalogue_of, filled

from digest.plan import kinds, routes
from digest.plan.routes import Route, output_path, route_of
from digest.plan.site import plan

COLOPHON = '''
"""How the site is made."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from digest.plan.catalogue import Catalogue
from digest.plan.pages import Kind, PageInputs, Sheet
from digest.plan.routes import Pattern, Route
from digest.plan.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ColophonPage(PageInputs):
    template: ClassVar[str] = "colophon.html"

    articles: int

    def sheet(self, texts: Texts) -> Sheet:
        return Sheet(view=self.articles, title="Colophon")


def _pages(catalogue: Catalogue) -> Iterator[ColophonPage]:
    yield ColophonPage(route=Route("colophon"), site=catalogue.site, articles=len(catalogue.articles))


KIND = Kind(name="colophon", pattern=Pattern("colophon/"), order=95, pages=_pages)
'''


def forget() -> None:
    """Let the kinds be found anew."""
    kinds.kinds.cache_clear()
    routes._forms.cache_clear()


@pytest.fixture
def _colophon(tmp_path, monkeypatch):
    """One more module among the kinds."""
    (tmp_path / "colophon.py").write_text(COLOPHON)
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    forget()
    yield
    monkeypatch.undo()
    sys.modules.pop("digest.plan.kinds.colophon", None)
    forget()


@pytest.mark.usefixtures("_colophon")
def test_a_new_module_is_a_new_kind(texts):
    """It is planned in its place, has an address that is lawful both ways, is in the sitemap, and can collide."""
    planned = plan(catalogue_of(texts, base_url="https://ada.example/"))
    assert [page.path for page in planned.pages][-2:] == ["colophon/index.html", "index.html"]
    page = planned.pages[-2]
    assert filled(page)["view"] == 4
    assert route_of("colophon/") == Route("colophon")
    assert output_path(Route("colophon")) == "colophon/index.html"
    sitemap = next(document for document in planned.documents if document.path == "sitemap.xml")
    assert b"<loc>https://ada.example/colophon/</loc>" in sitemap.body(TEXTS)
    (collision,) = plan(catalogue_of({"pages/colophon.md": "Text.\n"})).collisions
    assert "the address /colophon/ is claimed by a page of the site itself too" in collision.message


def test_kinds_have_an_order_and_a_place_of_their_own():
    """Those that others link to come first; no two kinds stand at one pattern."""
    every = kinds.kinds()
    assert [kind.order for kind in every] == sorted({kind.order for kind in every})
    assert len({kind.pattern.text for kind in every}) == len(every)
