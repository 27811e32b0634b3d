"""Which text blocks of a page are the article, after an extraction that is one of the reasons."""

from lxml import etree
from lxml.html import HTMLParser

from digest.extract.pages.block_classifier import classify
from digest.extract.pages.block_features import block_features, weighed_page
from digest.extract.pages.text_blocks import TextBlock, text_blocks

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
    kept = classify(blocks, body, by_lines=False)
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
    assert classify(read(), "Nothing of all this stands on the page, not a single word.", by_lines=False) is None


def test_kept_blocks_that_are_the_extraction_change_nothing() -> None:
    """The body of the extraction is used as it is."""
    blocks = read()
    kept = classify(blocks, "\n\n".join(PARAGRAPHS[:4]), by_lines=False)
    assert kept is not None
    texts = texts_of(blocks, kept)
    kept_again = classify(blocks, "\n\n".join(texts), by_lines=False)
    assert kept_again is None or texts_of(blocks, kept_again) == texts


def test_every_block_has_features_and_none_twice() -> None:
    """Weights are added up once each."""
    blocks = read("<aside class='related-posts'><a href='/x'>Another ferry</a></aside>")
    features = list(block_features(weighed_page(blocks, PARAGRAPHS[0], by_lines=False)))
    assert len(features) == len(blocks)
    assert all(len(names) == len(set(names)) for names in features)
    assert any("named:related" in names for names in features)


def test_a_page_without_words_is_weighed_too() -> None:
    """It has no blocks to keep."""
    assert classify([], "", by_lines=True) is None
