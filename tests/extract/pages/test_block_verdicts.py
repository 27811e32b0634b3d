"""The second opinion on a page: its blocks, the first reading being one of the reasons."""

from lxml import etree
from lxml.html import HTMLParser

from digest.extract.pages.block_features import block_features, page
from digest.extract.pages.block_verdicts import second_reading
from digest.extract.pages.text_blocks import Block, blocks

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


def read(extra: str = "") -> list[Block]:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    html = (
        f"<html><body><nav><ul>{MENU}</ul></nav><article><h1>The last ferry</h1>{body}</article>{extra}"
        f"<footer><ul>{MENU}</ul><p>© 2025 The Sound. All rights reserved.</p></footer></body></html>"
    )
    return blocks(etree.fromstring(html, HTMLParser()))


def kept(found: list[Block], body: str) -> list[str]:
    chosen = second_reading(found, body, by_lines=False)
    assert chosen is not None
    return [block.text for block, its in zip(found, chosen, strict=True) if its]


def test_a_paragraph_that_the_first_reading_missed_is_taken() -> None:
    """It stands among the others in the same element."""
    found = kept(read(), "\n\n".join(PARAGRAPHS[:3] + PARAGRAPHS[4:]))
    assert [text for text in found if text in PARAGRAPHS] == PARAGRAPHS


def test_what_the_first_reading_took_too_much_is_dropped() -> None:
    """Menus and the legal line of a footer, though they are in its body."""
    menu = "Home\n\nNews\n\nSport\n\nWeather\n\nContact\n\n© 2025 The Sound. All rights reserved."
    found = kept(read(), "\n\n".join([*PARAGRAPHS, menu]))
    assert [text for text in found if text in PARAGRAPHS] == PARAGRAPHS
    assert "© 2025 The Sound. All rights reserved." not in found
    assert "Weather" not in found


def test_of_two_readings_with_little_in_common_the_first_stands() -> None:
    """One of them speaks of another part of the page, and the first has more experience."""
    assert second_reading(read(), "Nothing of all this stands on the page, not a single word.", by_lines=False) is None


def test_readings_that_agree_change_nothing() -> None:
    """The first one's body is used as it is."""
    found = read()
    chosen = second_reading(found, "\n\n".join(PARAGRAPHS[:4]), by_lines=False)
    assert chosen is not None
    again = [block.text for block, its in zip(found, chosen, strict=True) if its]
    third = second_reading(found, "\n\n".join(again), by_lines=False)
    assert third is None or [block.text for block, its in zip(found, third, strict=True) if its] == again


def test_every_block_has_features_and_none_twice() -> None:
    """Weights are added up once each."""
    found = read("<aside class='related-posts'><a href='/x'>Another ferry</a></aside>")
    features = list(block_features(page(found, PARAGRAPHS[0], by_lines=False)))
    assert len(features) == len(found)
    assert all(len(its) == len(set(its)) for its in features)
    assert any("named:related" in its for its in features)


def test_a_page_without_words_is_weighed_too() -> None:
    """Nothing is found in nothing."""
    assert second_reading([], "", by_lines=True) is None
