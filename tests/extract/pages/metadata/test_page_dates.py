"""The day of a page: never completed, never guessed without saying so."""

from datetime import date
from pathlib import PurePosixPath

import pytest

from digest.extract.extract import extract
from digest.model.article import FrontMatter
from digest.model.source import Source

PROSE = "".join(
    f"<p>{text}</p>"
    for text in (
        "The survey team spent eleven weeks on the estuary last winter, counting every pile that the old pier had left.",
        "What they found was not what the harbour board had told the newspapers, and nobody could say who had paid for it.",
        "The board answered in March that its records had been lost in a flood, which had been in another building.",
    )
)


def front_matter(head: str = "", below: str = "", lang: str = "en") -> FrontMatter:
    """What a page becomes that has an element in its head or below its title."""
    page = (
        f'<html lang="{lang}"><head><title>The pier</title>{head}</head><body><article><h1>The pier and its posts</h1>'
        f"{below}{PROSE}</article><footer>Harbour Review</footer></body></html>"
    )
    source = Source(
        path=PurePosixPath("seeds/a.html"), body=page.encode(), reference_day=date(2026, 3, 1), reference_basis="today"
    )
    extracts = extract(source, topics=(), annotators=())
    assert isinstance(extracts, tuple)
    return extracts[0].front_matter


@pytest.mark.parametrize(
    ("head", "below"),
    [
        ("", "<p>Winter 2024</p>"),
        ("", "<p>May 2024</p>"),
        ("", '<time datetime="2024-05">May 2024</time>'),
        ("", "<p>© 2024</p>"),
        ("", "<p>It stood there in the winter of 2016.</p>"),
        ("", '<p>2024/05</p><p><time datetime="2024">2024</time></p>'),
        ("", "<p>2024年5月</p>"),
        ('<meta name="citation_publication_date" content="2024">', ""),
        ('<meta name="citation_publication_date" content="2024/05">', ""),
        ('<meta property="article:published_time" content="2025-03">', ""),
        ('<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-05"}</script>', ""),
    ],
)
def test_a_part_of_a_date_gives_no_day(head: str, below: str) -> None:
    """Not the first of the year or of the month, and not the day of the month on which the program runs."""
    assert front_matter(head, below).date is None


@pytest.mark.parametrize(
    ("day", "below", "lang"),
    [
        (date(2025, 3, 4), "<p>03/04/2025</p>", "en-US"),
        (date(2025, 3, 4), "<p>Published: 03/04/2025 10:15 AM</p>", "en-US"),
        (date(2025, 4, 3), "<p>Published 03/04/2025</p>", "en-GB"),
        (date(2025, 4, 3), "<p>Publié le 03/04/2025</p>", "fr"),
        (date(2025, 4, 3), "<p>Published 03/04/2025</p><p>Updated 19/04/2025</p>", "en"),
    ],
)
def test_a_date_that_can_be_read_two_ways_is_inferred(day: date, below: str, lang: str) -> None:
    found = front_matter("", below, lang)
    assert found.date == day
    assert found.date_inferred
    assert "03/04/2025" in (found.date_basis or "")


def test_the_locale_for_other_sites_names_the_region() -> None:
    head = '<meta property="og:locale" content="en_US"><meta property="article:published_time" content="03/04/2025">'
    found = front_matter(head)
    assert (found.date, found.date_inferred) == (date(2025, 3, 4), True)


def test_a_date_in_full_elsewhere_is_certain() -> None:
    """What metadata states needs no inference."""
    head = '<meta property="article:published_time" content="2025-04-03T10:00:00Z">'
    found = front_matter(head, "<p>Published 03/04/2025</p>", "en-US")
    assert (found.date, found.date_inferred) == (date(2025, 4, 3), False)


def test_the_day_of_an_update_is_not_that_of_publication() -> None:
    found = front_matter("", "<p>Updated: March 9, 2025</p><p>Published: March 3, 2025</p>")
    assert found.date == date(2025, 3, 3)


@pytest.mark.parametrize(
    "below", ["<p>2025年2月11日</p>", "<p>発行日：2025年2月11日</p>", "<p>입력 2025년 2월 11일</p>"]
)
def test_dates_of_east_asia_are_read(below: str) -> None:
    assert front_matter("", below, "ja").date == date(2025, 2, 11)


def test_a_byline_of_east_asia_is_read() -> None:
    found = front_matter("", "<p>作者：张三、李四</p><p>2025年2月11日</p>", "zh")
    assert (found.authors, found.date) == (("张三", "李四"), date(2025, 2, 11))


def test_the_day_of_an_update_is_the_last_that_is_taken() -> None:
    """Where nothing else names a day, it says what it is."""
    only = front_matter(below="<p>Last updated: 30.12.2016</p>")
    assert (only.date, only.date_basis.endswith("as that of an update")) == (date(2016, 12, 30), True)
    both = front_matter(below="<p>Some words.</p>" * 12 + "<p>Published 3 May 2015</p><p>Last updated: 30.12.2016</p>")
    assert both.date == date(2015, 5, 3)


ARTICLE = (
    '<script type="application/ld+json">{{"@type": "Article", "datePublished": "{0}", "dateModified": "{1}"}}</script>'
)


def test_a_shown_day_of_an_update_is_not_that_of_publication() -> None:
    """Where the page states both days, and shows the later one below its title without saying which it is."""
    head = ARTICLE.format("2018-09-20T09:40:57+00:00", "2025-03-09T13:17:56+00:00")
    for below in ("<p>9 March 2025</p>", '<time datetime="2025-03-09" pubdate>9 March 2025</time>'):
        found = front_matter(head, below)
        assert (found.date, found.date_basis) == (date(2018, 9, 20), "JSON-LD datePublished")


def test_a_shown_day_is_believed_where_nothing_calls_it_an_update() -> None:
    """The metadata name the day on which a page was moved to another system."""
    head = ARTICLE.format("2018-09-20T09:40:57+00:00", "2025-04-10T13:17:56+00:00")
    assert front_matter(head, "<p>9 March 2017</p>").date == date(2017, 3, 9)
    assert front_matter(head, "<p>9 March 2025</p>").date == date(2025, 3, 9)
    soon_after = ARTICLE.format("2025-03-05T09:40:57+00:00", "2025-03-09T13:17:56+00:00")
    assert front_matter(soon_after, "<p>9 March 2025</p>").date == date(2025, 3, 9)


def test_a_stated_update_is_the_last_resort_and_says_so() -> None:
    """Where a page states no other day."""
    found = front_matter('<meta property="article:modified_time" content="2025-03-09T13:17:56+00:00">')
    assert found.date == date(2025, 3, 9)
    assert found.date_basis == "meta article:modified_time, as that of an update"


def test_the_last_word_before_a_date_says_what_was_done_on_it() -> None:
    """`Originally published in March 2022. Last updated on 20 December 2024`."""
    line = "<p>Originally published in March 2022. Last updated on 20 December 2024.</p>"
    head = ARTICLE.format("2024-05-24", "2025-06-20")
    assert front_matter(head, line).date == date(2024, 5, 24)


def test_a_day_before_that_of_an_update_is_that_of_publication() -> None:
    """Wherever on the page the line stands; two such lines may be those of other texts."""
    line = "<p>3 December 2025. Updated: 7 December 2025</p>"
    head = '<meta property="article:modified_time" content="2025-12-07T13:33:15+00:00">'
    assert front_matter(head, f"{PROSE * 3}{line}").date == date(2025, 12, 3)
    other = "<p>4 December 2025. Updated: 7 December 2025</p>"
    assert front_matter(head, f"{PROSE * 3}{line}{other}").date == date(2025, 12, 7)
