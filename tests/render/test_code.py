"""Code in colour."""

import html
import re
import subprocess
import sys
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import render_for_feed

from digest.render.code import LANGUAGES, MOST, highlighted

ANY = st.sampled_from(sorted(LANGUAGES))


@given(ANY, st.text(max_size=200))
@settings(deadline=None)
def test_colours_change_no_letter(language: str, code: str) -> None:
    """Without its tags the HTML is the code, whatever the language, and holds no tag but `span` with a class."""
    made = highlighted(code, language)
    assert html.unescape(re.sub(r"</?span[^>]*>", "", made)) == html.unescape(html.escape(code))
    assert set(re.findall(r"<[^>]*>", made)) <= set(re.findall(r'<span class="[a-z0-9]{1,3}">|</span>', made))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_is_known(language: str) -> None:
    """Pygments has a lexer of each name in the list."""
    assert highlighted("a\n", language)


def test_what_is_not_known_or_long_is_plain() -> None:
    """An unknown language, more code than a screen shows, and a page of nothing."""
    assert highlighted("<b>", "nosuch") == "&lt;b&gt;"
    assert "<span" not in highlighted("x = 1\n" * MOST, "python")
    assert "<span" not in highlighted("x = 1\n" + "\n \n\n" * 100, "java")
    assert "<span" in highlighted("x = 1\n", "Python")


@pytest.mark.parametrize("language", ["c", "cpp", "java", "csharp", "python", "javascript", "html", "sql", "bash"])
@pytest.mark.parametrize("piece", ["\n", " ", "(", '"', "\\", "a ", "\n\n \n", "{", "/*", "<!--", "$(", "''", "a("])
def test_hostile_code_ends_soon(language: str, piece: str) -> None:
    """No page of the same takes a lexer long."""
    began = process_time()
    highlighted((piece * MOST)[:MOST], language)
    assert process_time() - began < 5


def test_pygments_waits_until_there_is_code() -> None:
    """A text without code, or one in a feed, does not import it."""
    program = (
        "import sys; from digest.render import feed_edition, render; from digest.model.words import *;"
        "words = Words(language='en', rules=LanguageRules(months=(), number_group=','), texts={}, plurals={});"
        "render('a `b` c\\n\\n    d\\n\\n```nosuch\\ne\\n```\\n', words);"
        "from digest.model.rendering import Text; feed_edition(Text(html='<pre><code>x = 1</code></pre>'));"
        "assert not any(name.startswith('pygments') for name in sys.modules);"
        "render('```python\\nx = 1\\n```', words); assert 'pygments' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_feeds_hold_code_plain() -> None:
    """Their readers have no colours for it."""
    assert render_for_feed("```python\nx = 1\n```\n") == '<pre><code class="language-python">x = 1\n</code></pre>\n'
