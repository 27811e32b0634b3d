"""Words in a whole site: what a build does when they change, and what it says of a language without any."""

from __future__ import annotations

import pytest


def test_a_language_without_words_is_told_once_at_every_build(project):
    """The site is built, in English; the warning names the line of digest.yml."""
    project.write("digest.yml", project.read("digest.yml") + "language: it\n")
    project.article("2025-W12/call.md")
    for built in (project.digest("build"), project.digest("build")):
        assert built.code == 0
        assert built.err.count('digest.yml:12:11  warning: digest has no words in the language "it"') == 1
        assert built.err.count("warning") == 1
    assert "Skip to the text" in project.read("site/index.html")


def test_a_changed_word_makes_every_page_again(project):
    """And `--explain` says why; unchanged words make none."""
    project.article("2025-W12/call.md")
    project.digest("build")
    assert project.digest("build", "--explain").out.startswith("0 files made")
    project.write("themes/paper/words/en.yml", "skip_to_text: Jump\n")
    explained = project.digest("build", "--explain").out
    assert "2025/w12/call/index.html\n    the words of the interface changed" in explained
    assert '<a class="skip" href="#main">Jump</a>' in project.read("site/2025/w12/call/index.html")


def test_a_mistake_in_a_catalogue_leaves_the_site(project):
    """As a mistake in a template does."""
    project.article("2025-W12/call.md")
    project.digest("build")
    before = project.tree("site")
    project.write("themes/paper/words/en.yml", "skip: Jump\n")
    refused = project.digest("build")
    assert (refused.code, project.tree("site")) == (1, before)
    assert 'themes/paper/words/en.yml:1:1  there is no key "skip"' in refused.err


@pytest.mark.parametrize("language", ["de", "de-CH"])
def test_a_site_in_german_is_german_around_its_articles(project, language):
    """Its templates are; `lang` is the site's own, and an article's title says when it is in another language."""
    project.write("digest.yml", project.read("digest.yml") + f"language: {language}\n")
    project.article("2025-W12/call.md", language="en")
    assert project.digest("build").err == ""
    page = project.read("site/2025/w12/call/index.html")
    assert f'<html lang="{language}">' in page
    assert "Direkt zum Text" in page
    assert '<time datetime="2025-03-18">18. März 2025</time>' in page
    assert '<h1 lang="en">A title</h1>' in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", ["انتقل إلى النص", "18 مارس 2025", "مقال واحد"]),
        ("fr", ["Aller au texte", "18 mars 2025", "1 article"]),
        ("he", ["דילוג אל הטקסט", "18 במרץ 2025", "מאמר אחד"]),
        ("ja", ["本文へ移動", "2025年3月18日", "記事1件"]),
        ("uk", ["Перейти до тексту", "18 березня 2025\u202fр.", "1 стаття"]),
        ("zh-Hans-CN", ["跳到正文", "2025年3月18日", "1篇文章"]),
    ],
)
def test_a_site_speaks_its_language(project, language, words):
    """In words, dates and numbers, without a warning."""
    project.write("digest.yml", project.read("digest.yml") + f"language: {language}\n")
    project.article("2025-W12/call.md")
    assert project.digest("build").err == ""
    pages = "".join(body.decode() for path, body in project.tree("site").items() if path.endswith(".html"))
    assert [word for word in words if word not in pages] == []
