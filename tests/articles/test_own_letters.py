"""Names and addresses in the letters of their own script."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.articles.library import MAX_BYTES, article_slug, page_slug, read_file, slug_of
from digest.model.article import Slugs
from digest.model.slug import has_own_letters, is_portable

TITLES = (
    ("日本語のタイトル", "日本語のタイトル"),
    ("مسح الميناء", "مسح-الميناء"),
    ("مُسَحَ الـمـيناء", "مسح-الميناء"),
    ("שָׁלוֹם עולם", "שלום-עולם"),
    ("हिन्दी में शीर्षक", "हिन्दी-में-शीर्षक"),
    ("สวัสดีชาวโลก", "สวัสดีชาวโลก"),
    ("한국어 제목", "한국어-제목"),
    ("AI研究の今: 第2回", "ai研究の今-第2回"),
    ("東京・大阪「港」調査", "東京-大阪-港-調査"),
    ("ＡＩ　と　港", "ai-と-港"),
    ("Überwinternde Hummeln", "uberwinternde-hummeln"),
    ("Озеро молчит", "ozero-molchit"),
    ("🎈", "untitled"),
    ("con", "con-name"),
)


@pytest.mark.parametrize(("title", "slug"), TITLES)
def test_a_title_gives_a_slug_that_its_readers_can_read(title: str, slug: str) -> None:
    """Latin, Greek and Cyrillic letters are romanised; all others stay, without points that people leave out."""
    assert slug_of(title, own=True) == slug
    assert article_slug(PurePosixPath(f"content/{title}.md"), own=True) == slug


@given(st.text(min_size=1))
def test_a_slug_in_own_letters_is_the_name_of_a_file_on_every_system(title: str) -> None:
    """NFC, lower case, no longer than file systems allow with what comes behind it, and the slug of its own file."""
    slug = slug_of(title, own=True)
    assert slug == unicodedata.normalize("NFC", slug) == slug.lower()
    assert 0 < len(slug.encode()) <= MAX_BYTES
    assert len(f"{unicodedata.normalize('NFD', slug)}-123456.md.new".encode("utf-16-le")) // 2 <= 255 or len(slug) > 85
    assert len(f"{slug}-123456.md.new".encode()) <= 255
    assert is_portable(slug)
    assert is_portable(f"{slug}.md")
    assert not any(unicodedata.category(character)[0] in "CZPS" for character in slug.replace("-", ""))
    assert slug == slug.strip("-")
    assert slug == article_slug(PurePosixPath(f"content/{slug}.md"), own=True)
    assert has_own_letters(slug) or slug == slug_of(slug)


def test_a_long_title_ends_with_a_whole_word_or_character() -> None:
    """Also where words have no spaces between them."""
    assert slug_of("港 " * 200, own=True) == "-".join(["港"] * 50)
    assert slug_of("港" * 200, own=True) == "港" * 66


def test_one_name_in_two_forms_of_unicode_has_one_address() -> None:
    """A Mac may give a name decomposed."""
    composed, decomposed = ("content/ガバナンス.md", unicodedata.normalize("NFD", "content/ガバナンス.md"))
    assert composed != decomposed
    assert len({article_slug(PurePosixPath(path), own=True) for path in (composed, decomposed)}) == 1
    assert len({page_slug(PurePosixPath(f"content/pages/{path}"), own=True) for path in ("が.md", "か\u3099.md")}) == 1


@pytest.mark.parametrize(
    ("slugs", "front_matter", "slug"),
    [
        ("new", "seed: seeds/a.html", "日本"),
        ("new", "id: 2025-W12/日本", "日本"),
        ("new", "id: '202511261200'", "ri-ben"),
        ("new", "title: T", "ri-ben"),
        ("own", "title: T", "日本"),
        ("ascii", "seed: seeds/a.html", "ri-ben"),
    ],
)
def test_a_file_that_a_person_named_keeps_its_address_unless_the_options_say_otherwise(
    slugs: Slugs, front_matter: str, slug: str
) -> None:
    """It may have been published; names that digest gives in such letters are new."""
    body = f"---\n{front_matter}\n---\nText.\n".encode()
    found, _ = read_file(PurePosixPath("content/日本.md"), body, topics=(), slugs=slugs)
    assert found.slug == slug
