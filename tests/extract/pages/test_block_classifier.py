"""Which text blocks of a page are the article, after an extraction that is one of the reasons."""

import pytest
from lxml import etree
from lxml.html import HTMLParser

from digest.extract.feature_weights import weights
from digest.extract.pages.block_classifier import classify, replaces_extraction
from digest.extract.pages.block_features import block_features
from digest.extract.pages.text_blocks import TextBlock, text_blocks
from digest.extract.pages.weighed_page import weighed_page

PARAGRAPHS = [
    (
        "The ferry crossed the sound for the first time in 1931, with four sheep, a piano and the pastor’s widow on board, and "
        "was late by an hour."
    ),
    (
        "Its captain had learned to steer on coal barges; he trusted neither the compass nor the harbour master, and wrote "
        "down every wave that he thought unfair."
    ),
    (
        "When the bridge was opened, half of the crew went to work in its toll booths, where nothing moved but the cars, and "
        "the other half stayed out of spite."
    ),
    (
        "A museum has asked for the engine twice. It runs on a fuel that nobody sells any more, so a chemist from the college "
        "brews it in a shed behind the school."
    ),
    (
        "On the last morning nobody waved. The boat turned once around the lighthouse, blew its horn at the gulls, and was "
        "tied up next to the fish hall for good."
    ),
]
MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Home", "News", "Sport", "Weather", "Contact"))


def read(extra: str = "") -> list[TextBlock]:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    html = (
        f"<html><body><nav><ul>{MENU}</ul></nav><article><h1>The last ferry</h1>{body}</article>{extra}"
        f"<footer><ul>{MENU}</ul><p>© 2025 The Sound. All rights reserved.</p></footer></body></html>"
    )
    return text_blocks(etree.fromstring(html, HTMLParser()))


def texts_of(blocks: list[TextBlock], kept: list[bool]) -> list[str]:
    return [block.text for block, is_kept in zip(blocks, kept, strict=True) if is_kept]


def kept_texts(body: str) -> list[str]:
    blocks = read()
    kept = classify(blocks, body)
    assert kept is not None
    return texts_of(blocks, kept)


def test_a_paragraph_that_the_extraction_missed_is_kept() -> None:
    """It stands among the others in the same element."""
    kept = kept_texts("\n\n".join(PARAGRAPHS[:3] + PARAGRAPHS[4:]))
    assert [text for text in kept if text in PARAGRAPHS] == PARAGRAPHS


def test_what_does_not_belong_in_the_extraction_is_dropped() -> None:
    """Menus and the legal line of a footer, though the extraction has them."""
    menu = "Home\n\nNews\n\nSport\n\nWeather\n\nContact\n\n© 2025 The Sound. All rights reserved."
    kept = kept_texts("\n\n".join([*PARAGRAPHS, menu]))
    assert [text for text in kept if text in PARAGRAPHS] == PARAGRAPHS
    assert "© 2025 The Sound. All rights reserved." not in kept
    assert "Weather" not in kept


def test_an_extraction_with_little_in_common_with_the_kept_blocks_stands() -> None:
    """They are of different parts of the page, and trafilatura errs less often about which is the article."""
    assert classify(read(), "Nothing of all this stands on the page, not a single word.") is None


@pytest.mark.parametrize(("paragraphs", "replaced"), [(4, True), (3, False)])
def test_blocks_that_throw_away_much_of_the_extraction_do_not_replace_it(paragraphs: int, *, replaced: bool) -> None:
    """A short article beside a wall of teasers would be lost so."""
    page = weighed_page(read(), "\n\n".join(PARAGRAPHS), weights())
    kept = [block.text in PARAGRAPHS[:paragraphs] for block in page.blocks]
    assert replaces_extraction(page, kept) is replaced


@pytest.mark.parametrize(("paragraphs", "replaced"), [(3, True), (1, False)])
def test_blocks_that_are_mostly_new_do_not_replace_the_extraction(paragraphs: int, *, replaced: bool) -> None:
    """They may double it, but not bury it."""
    page = weighed_page(read(), "\n\n".join(PARAGRAPHS[:paragraphs]), weights())
    kept = [block.text in PARAGRAPHS for block in page.blocks]
    assert replaces_extraction(page, kept) is replaced


def test_kept_blocks_that_are_the_extraction_change_nothing() -> None:
    """The body of the extraction is used as it is."""
    blocks = read()
    kept = classify(blocks, "\n\n".join(PARAGRAPHS[:4]))
    assert kept is not None
    texts = texts_of(blocks, kept)
    kept_again = classify(blocks, "\n\n".join(texts))
    assert kept_again is None or texts_of(blocks, kept_again) == texts


def test_every_block_has_features_and_none_twice() -> None:
    """Weights are added up once each."""
    blocks = read("<aside class='related-posts'><a href='/x'>Another ferry</a></aside>")
    features = list(block_features(weighed_page(blocks, PARAGRAPHS[0], weights())))
    assert len(features) == len(blocks)
    assert all(len(names) == len(set(names)) for names in features)
    assert any("named:related" in names for names in features)


def test_a_page_without_words_is_weighed_too() -> None:
    """It has no blocks to keep."""
    assert classify([], "") is None


def features_of(text: str, body: str, extra: str = "") -> list[str]:
    """The features of the first block with some text."""
    blocks = read(extra)
    names = block_features(weighed_page(blocks, body, weights()))
    return next(of_block for block, of_block in zip(blocks, names, strict=True) if block.text == text)


def test_a_block_in_the_element_of_the_extraction_is_told_from_one_outside() -> None:
    """The article is the smallest element with most of the extraction."""
    body = "\n\n".join(PARAGRAPHS[:4])
    outside = "Another ferry crosses the strait."
    assert "main1f0" in features_of(PARAGRAPHS[4], body)
    assert "main0f0" in features_of(outside, body, f"<aside><p>{outside}</p></aside>")


def test_a_block_is_judged_by_what_else_its_elements_hold() -> None:
    """Nearly all the rest of the article is extracted, nothing beside a teaser is."""
    body = "\n\n".join(PARAGRAPHS[:4])
    teasers = [f"A teaser of story number {number}, which is short." for number in range(3)]
    aside = f"<aside>{''.join(f'<p>{text}</p>' for text in teasers)}</aside>"
    assert "up2:5f0" in features_of(PARAGRAPHS[4], body)
    assert "up2:0f0" in features_of(teasers[0], body, aside)
