"""An article on paper: all of its words, each once."""

from __future__ import annotations

BODY = """\
Bare: https://example.org/an/address and www.example.org/b and <https://example.org/c/>.

Named: [words](https://example.org/d) and [https://example.org/e](https://example.org/e).

> [!note]- Folded
> Folded words.

> [!note]+ Unfolded
> Open words.
"""


def test_folded_parts_are_open_on_paper_and_an_address_is_printed_once(project, browser):
    """A folded callout and the folded summary show their words; only links with words of their own get their address."""
    project.article("a.md", body=BODY, summary="Words of digest.", machine="[summary]", rights="full")
    assert project.digest("build").code == 0
    page = browser.new_page()
    page.goto((project.folder / "site/2025/w12/a/index.html").as_uri())
    assert "Folded words." not in page.inner_text("main")
    page.emulate_media(media="print")
    shown = page.inner_text("main")
    behind = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.body a')].map("
        "link => [link.textContent, getComputedStyle(link, '::after').content]))"
    )
    page.close()
    for words in ("Folded words.", "Open words.", "Words of digest."):
        assert words in shown
    assert behind == {
        "https://example.org/an/address": "none",
        "www.example.org/b": "none",
        "https://example.org/c/": "none",
        "words": '" (https://example.org/d)"',
        "https://example.org/e": "none",
    }


def test_on_paper_the_readers_words_are_larger_than_the_text_and_what_a_machine_chose_is_not(project, browser):
    """The text is set smaller there than on a screen, and so is what stands around it."""
    project.article("a.md", body=BODY, comment="Mine.", summary="Words.", machine="[summary]", rights="full")
    assert project.digest("build").code == 0
    page = browser.new_page()
    page.goto((project.folder / "site/2025/w12/a/index.html").as_uri())
    page.emulate_media(media="print")
    text, comment, summary = page.evaluate(
        "['.body', '.comment', '.brief .summary'].map("
        "name => parseFloat(getComputedStyle(document.querySelector(name)).fontSize))"
    )
    page.close()
    assert comment > text >= summary
