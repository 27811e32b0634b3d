"""A template with a mistake, as a person sees it who runs `digest build`."""

from __future__ import annotations

import pytest

ARTICLES = 7


@pytest.fixture
def articles(project):
    """A project of some articles, in a theme of its own."""
    for number in range(ARTICLES):
        project.article(f"{number}.md", title=f"Article {number}", date=f"2025-03-{10 + number}")
    return project


def test_a_fault_is_told_once_with_the_number_of_pages_that_it_hit(articles):
    """File, line, caret, what was meant, the first page, and how many others have the same."""
    articles.write("themes/paper/article.html", "<p>\n{{ view.heading }}\n")
    result = articles.digest("build")
    assert (result.code, result.err) == (
        1,
        (
            "themes/paper/article.html:2:9  ArticleView has no field 'heading'\n"
            "  2 | {{ view.heading }}\n"
            "              ^^^^^^^\n"
            '  did you mean "headings"?\n'
            f"  while rendering 2025/w11/0/index.html with the template article.html, and {ARTICLES - 1} other pages\n"
            "1 to mend\n"
        ),
    )


def test_a_fault_in_a_part_of_many_templates_is_told_once(articles):
    """What all pages include is one mistake, whichever template includes it."""
    articles.write("themes/paper/base.html", "<html>\n{% if view %}\n")
    result = articles.digest("build")
    assert result.err.startswith("themes/paper/base.html:2:4  the block 'if' is not closed\n  2 | {% if view %}\n")
    assert result.err.count("base.html:") == 1
    assert result.err.endswith(" other pages\n1 to mend\n")


def test_two_faults_are_two(articles):
    """One template hides nothing of another."""
    articles.write("themes/paper/article.html", "{{ nope }}\n")
    articles.write("themes/paper/week.html", "{{ asset('none.png') }}\n")
    result = articles.digest("build")
    assert "article.html:1:4  'nope' is undefined" in result.err
    assert 'week.html:1:11  there is no asset "none.png"' in result.err
    assert result.err.endswith("\n2 to mend\n")


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{% fi %}", "1:4  Encountered unknown tag 'fi'\n  1 | {% fi %}\n         ^^\n"),
        ("\n{{ view|shout }}", "2:9  No filter named 'shout'\n  2 | {{ view|shout }}\n              ^^^^^\n"),
        ("{% include 'no.html' %}", '1:13  there is no template "no.html"\n'),
        ("{% if 1 %}{% endif %}\n  {% if 2 %}\n{% for a in b %}{% endfor %}", "2:6  the block 'if' is not closed\n"),
        ("  {{ 1 / 0 }}", "1:3  ZeroDivisionError: division by zero\n  1 |   {{ 1 / 0 }}\n        ^^^^^^^^^^^\n"),
    ],
)
def test_the_caret_stands_under_what_is_wrong(project, template, shown):
    """The word that the message names, or the line; and a block that is not closed where it was opened."""
    project.article("a.md")
    project.write("themes/paper/article.html", template)
    assert project.digest("build").err.startswith(f"themes/paper/article.html:{shown}")
