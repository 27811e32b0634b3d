"""Whatever a page, document or image is made from is in its key: for every field of every input, from the types alone."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from planning import catalogue_of, made
from variations import dataclasses_in, sample, variations

from digest.build.images.pictures import ImageCopy
from digest.model import inputs
from digest.plan.feeds.document_inputs import Document
from digest.plan.kinds import kinds
from digest.plan.kinds.article_page import ArticlePage
from digest.plan.pages import PageInputs
from digest.plan.relations.related_articles import Related, RelatedArticle
from digest.plan.site import plan


def _below(kind: type) -> Iterator[type]:
    for below in kind.__subclasses__():
        if getattr(sys.modules[below.__module__], below.__name__, None) is below:  # not one that slots have replaced
            yield from (below, *_below(below))


kinds()  # imports them
FILES = tuple(
    sorted(
        {kind for base in (PageInputs, Document) for kind in _below(base) if not kind.__abstractmethods__}
        | {ImageCopy},
        key=lambda kind: kind.__name__,
    )
)
"""Every kind of file that is made from inputs."""

FIELDS = sorted(
    {
        (kind.__module__, kind.__name__, field.name)
        for file in FILES
        for kind in dataclasses_in(file)
        for field in inputs.counted(kind)
    }
)
"""Every field of every dataclass in the tree of inputs."""


def forget() -> None:
    """Let the forms of all types be found anew."""
    for found in (inputs._form, inputs._row, inputs._once):
        found.cache_clear()


def unnoticed(file: type) -> list[str]:
    """Where a change of an input leaves the key as it is."""
    key = inputs.key(sample(file))
    return [where for where, changed in variations(file) if inputs.key(changed) == key]


def test_every_kind_of_file_is_looked_at():
    """What is planned for a site with something of everything is of these kinds, and they are all there are."""
    texts = {
        "a.md": "---\ntitle: A\ndate: 2025-03-18\ntopics: [energy]\nsource: S\ntimeline: [2025-03 - Rain.]\n---\n==One==[^a1]\n\n[^a1]: #tag: Two.\n",
        "pages/about.md": "About.\n",
    }
    planned = plan(catalogue_of(texts, base_url="https://ada.example/"))
    assert {type(file) for file in (*planned.pages, *planned.documents)} <= set(FILES)
    assert {page.route.kind for page in planned.pages} == {kind.name for kind in kinds()}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.__name__)
def test_whatever_changes_in_the_inputs_changes_the_key(file):
    """Each field of each of its inputs, however deep, changed alone."""
    assert len(list(variations(file))) >= len(inputs.counted(file))
    assert unnoticed(file) == []


@pytest.mark.parametrize(("module", "name", "dropped"), FIELDS, ids=lambda part: part.rpartition(".")[2])
def test_a_field_that_is_left_out_of_the_key_is_noticed(module, name, dropped, monkeypatch):
    """The check above fails for every field that the key would forget."""
    kind, counted = getattr(sys.modules[module], name), inputs.counted
    with monkeypatch.context() as patch:
        patch.setattr(
            inputs,
            "counted",
            lambda of: tuple(item for item in counted(of) if (of, item.name) != (kind, dropped)),
        )
        forget()
        holders = (file for file in FILES if kind in set(dataclasses_in(file)))
        noticed = any(f"{name}.{dropped}" in where.split() for file in holders for where in unnoticed(file))
    forget()
    assert noticed


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.__name__)
def test_inputs_can_be_sent_to_another_process(file):
    """What comes out there is equal, and has the same key."""
    value = sample(file)
    sent = pickle.loads(pickle.dumps(value))
    assert sent == value
    assert inputs.key(sent) == inputs.key(value)


def test_what_is_planned_can_be_sent_to_another_process(texts):
    """Pages and documents of a real site, which show the same there."""
    planned = plan(catalogue_of(texts))
    for file in (*planned.pages, *planned.documents):
        assert made(pickle.loads(pickle.dumps(file))) == made(file)


def test_every_input_goes_by_a_name(texts):
    """`--explain` can name what differs wherever a key does."""
    for file in FILES:
        before = inputs.inputs_of(sample(file))
        same = [where for where, changed in variations(file) if inputs.inputs_of(changed) == before]
        assert same == [], file.__name__


def test_what_moves_from_one_field_to_another_is_told():
    """An article that no longer tells the same story may still be on the same subject."""
    other = RelatedArticle(title="B", path="b/", date=None, language="en")
    before, now = (
        inputs.inputs_of(inputs_with(related)) for related in (Related(later=(other,)), Related(articles=(other,)))
    )
    words = "the articles that are related to it"
    assert before[words] != now[words]
    assert words not in inputs.inputs_of(inputs_with(None))


def inputs_with(related: Related | None) -> ArticlePage:
    """The page of an article with what is related to it."""
    return replace(sample(ArticlePage), related=related)
