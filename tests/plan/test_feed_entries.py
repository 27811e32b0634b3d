"""What an entry of a feed says: the editor's words first, what is marked, what digest wrote; never nothing."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

import pytest
from feed_rules import ATOM, complaints
from planning import bytes_of, catalogue_of

from digest.plan.feeds.atom import LIMIT, Feed
from digest.plan.relations.newer_articles import Newer, with_newer
from digest.plan.site import plan

BASE = "https://ada.example/reading/"
WEEKS, TOPIC = "feed.xml", "topics/energy/feed.xml"


def feeds(texts: Mapping[str, str], **options: object) -> dict[str, bytes]:
    """The feeds of a site by their paths."""
    documents = plan(catalogue_of(texts, base_url=BASE, **options)).documents  # type: ignore[arg-type]
    return {each.path: bytes_of(each) for each in documents if each.path.endswith(".xml") and "feed" in each.path}


def entry(body: bytes, number: int = 0) -> ET.Element:
    """An entry of a feed."""
    return ET.fromstring(body).findall(f"{ATOM}entry")[number]


def content(body: bytes, number: int = 0) -> str:
    """The HTML of an entry."""
    return entry(body, number).findtext(f"{ATOM}content", "")


def article(body: str = "Text.", **properties: str) -> str:
    """An article on energy."""
    lines = {"title": "The call", "date": "2025-03-18", "topics": "[energy]", **properties}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items()) + f"---\n{body}\n"


@pytest.mark.parametrize("feed", [WEEKS, TOPIC])
@pytest.mark.parametrize("at", range(3))
def test_a_feed_after_an_edit_is_made_of_the_last_one(monkeypatch: pytest.MonkeyPatch, feed: str, at: int) -> None:
    """Only the entry that shows the edited article is made: of the others nothing need be known."""
    texts = {
        f"{week}.md": article(MARKED, title=f"<entry> {week}", date=f"2025-03-{4 + 7 * week:02}") for week in range(3)
    }
    newer = {
        **texts,
        f"{at}.md": texts[f"{at}.md"].replace("title: <entry>", "title: '</feed>").replace(f" {at}\n", f" {at}'\n"),
    }
    records = {record.file: record for record in catalogue_of(newer).records if record.file == f"content/{at}.md"}
    (last,) = (file for file in plan(catalogue_of(texts, base_url=BASE)).documents if file.path == feed)
    edited = with_newer(last, Newer(record_of=records.get))
    assert isinstance(last, Feed)
    assert isinstance(edited, Feed)
    body, kind, made = bytes_of(last), type(edited), list[int]()
    entry = kind.entry
    monkeypatch.setattr(kind, "entry", lambda self, texts, at: (made.append(at), entry(self, texts, at))[1])
    result = bytes_of(edited.after(last, body))
    assert made == [at]
    assert result == feeds(newer)[feed] != body
    assert bytes_of(edited.after(last, b"")) == feeds(newer)[feed]


SOURCE = {"source": "Daily News", "source_url": "https://www.news.example/call"}
MARKED = "Long. ==Gas was named.==[^a1] Then ==this==.\n\n[^a1]: @ann: Really?"


def in_order(html: str, *words: str) -> bool:
    """Whether words stand in a text one after the other."""
    places = [html.find(word) for word in words]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("feed", [WEEKS, TOPIC])
def test_an_entry_begins_with_the_editors_words_and_ends_with_the_way_to_the_original(feed: str) -> None:
    """Then what is marked with its notes, then the summary, which says who wrote it."""
    text = article(MARKED, comment="Why it *matters*.", summary="A sentence.", rights="excerpt", **SOURCE)
    html = content(feeds({"a.md": text})[feed])
    assert in_order(html, "Why it", "Gas was named.", "Really?", "https://www.news.example/call")
    text = article(MARKED, summary="A sentence.", machine="[summary]", rights="excerpt", **SOURCE)
    html = content(feeds({"a.md": text})[feed])
    assert in_order(html, "Gas was named.", "Really?", "A sentence. <small>(by machine)</small>", "https://www.news")


def test_an_entry_leads_to_the_original() -> None:
    """Readers of feeds show it beside the page of the site (RFC 4287, section 4.2.7.2: via)."""
    for address, shown in (
        ("https://www.news.example/call", "https://www.news.example/call"),
        ("https://www.news.example/a b|c", "https://www.news.example/a%20b%7Cc"),
        ("https://www.news.example/日本", "https://www.news.example/日本"),
    ):
        body = feeds({"a.md": article(source_url=address)})[TOPIC]
        links = {link.get("rel"): link.get("href") for link in entry(body).findall(f"{ATOM}link")}
        assert (links["via"], links["alternate"]) == (shown, f"{BASE}undated/a/".replace("undated", "2025/w12"))
        assert complaints(body, BASE + TOPIC) == []
    assert "via" not in {link.get("rel") for link in entry(feeds({"a.md": article()})[TOPIC]).iter(f"{ATOM}link")}


EMPTY = {
    "nothing": "",
    "a heading": "# The call",
    "a private block": "%% A secret. %%",
    "a private block over lines": "%%\nA secret.\n%%",
    "a comment": "<!-- A secret. -->",
    "an image without words that is not there": "![](secret.png)",
    "a rule": "***",
    "an empty quotation": ">",
    "an empty list": "-",
    "no-break spaces": "\u00a0\u200b",
    "a hard break": "\\\n",
}


@pytest.mark.parametrize("rights", ["full", "excerpt", "link"])
@pytest.mark.parametrize("body", EMPTY.values(), ids=EMPTY)
@pytest.mark.parametrize("source", [{}, SOURCE, {"source": "Daily News"}], ids=["own", "linked", "named"])
def test_no_entry_is_blank(body: str, rights: str, source: dict[str, str]) -> None:
    """It says where the text stands, or leads to its page; and nothing that was hidden."""
    planned = plan(catalogue_of({"a.md": article(body, rights=rights, **source)}, base_url=BASE))
    made = {each.path: bytes_of(each) for each in planned.documents}
    for feed in (WEEKS, TOPIC):
        assert complaints(made[feed], BASE + feed) == []
        assert "secret" not in content(made[feed]).lower()
    assert "https://www.news.example/call" in content(made[TOPIC]) or source is not SOURCE


def test_an_entry_holds_no_more_than_its_rights_let_be_published() -> None:
    """The whole text, marked passages, or nothing of it."""
    for rights, words in (("full", ["Long", "Gas"]), ("excerpt", ["Gas"]), ("link", [])):
        made = feeds({"a.md": article(MARKED, rights=rights, summary="A sentence.", **SOURCE)})
        html = content(made[TOPIC])
        assert [word for word in ("Long", "Gas") if word in html] == words
        assert "Long" not in content(made[WEEKS])
        assert "A sentence." not in html or rights == "excerpt"


def test_the_text_of_an_article_whose_text_is_not_published_is_said_to_stand_elsewhere() -> None:
    """As on its page."""
    html = content(feeds({"a.md": article(rights="link", **SOURCE)})[TOPIC])
    assert html == (
        "<p>The text stands with its publisher, Daily News.</p>"
        '<p><a href="https://www.news.example/call">Read the original at news.example</a></p>'
    )


def test_a_digest_holds_passages_without_a_note_only_where_none_has_one() -> None:
    """And then the first of them."""
    bare = "==One.== ==Two.== ==Three.=="
    html = content(feeds({"a.md": article(bare, **SOURCE)})[WEEKS])
    assert "<blockquote><p>One.</p></blockquote><blockquote><p>Two.</p></blockquote>" in html
    assert "Three" not in html
    assert "<p>this</p>" not in content(feeds({"a.md": article(MARKED)})[WEEKS])


def test_a_passage_that_digest_chose_too_is_not_shown_as_a_persons() -> None:
    """The note on it leads there: in a feed nothing could tell whose choice the words are."""
    found = {"quotations": "[Gas was named — Ann Lee]", "machine": "[quotations]"}
    html = content(feeds({"a.md": article("Long. ==“Gas was named”==[^a1]\n\n[^a1]: @ann: Really?", **found)})[WEEKS])
    assert "Gas was named" not in html
    assert in_order(html, "#a1", "Really?")
    html = content(feeds({"a.md": article("Long. ==“Gas was named”==", **found)})[WEEKS])
    assert "Gas was named" not in html


def test_a_note_at_a_point_of_the_text_leads_there() -> None:
    """Without the passage that it is on, its words alone would say little."""
    body = feeds({"a.md": article("It was long.[^a1]\n\n[^a1]: @ann: How long?")})[WEEKS]
    assert f'<p><a href="{BASE}2025/w12/a/#note-a1">at this point of the text</a></p><p>How long?</p>' in content(body)
    assert complaints(body, BASE + WEEKS) == []


def test_a_title_says_its_language_where_it_is_not_that_of_the_site() -> None:
    """So that readers set and speak it right."""
    for language, said in (("de", "de"), ("en", None), ("", None), ("de_DE", None)):
        title = entry(feeds({"a.md": article(language=language)})[TOPIC]).find(f"{ATOM}title")
        assert title is not None
        assert title.get("{http://www.w3.org/XML/1998/namespace}lang") == said


def test_the_archive_of_a_feed_holds_neither_texts_nor_passages() -> None:
    """A thousand old texts are not written again: the editor's words and the summary, with the way to the page."""
    texts = {
        f"a{number}.md": article(MARKED, title=f"Of {number}", date=f"{2000 + number // 50}-{1 + number % 12:02}-01")
        for number in range(LIMIT + 3)
    }
    made = feeds(texts)
    archive = made["topics/energy/feed-1.xml"]
    assert b"Gas was" not in archive
    assert b"Gas was" in made[TOPIC]
    assert complaints(archive, BASE + "topics/energy/feed-1.xml") == []
    assert f'<a href="{BASE}' in content(archive)
    assert b"Gas was" not in made.get("feed-1.xml", b"")


def test_an_entry_is_newer_when_an_article_is_added_or_a_person_says_so() -> None:
    """`updated` alone moves: a corrected text moves neither it nor the id, so that nobody is told again."""

    def moments(**properties: str) -> list[tuple[str, str]]:
        made = feeds({"a.md": article(**properties)})
        return [
            (
                entry(made[feed]).findtext(f"{ATOM}published", "")[:10],
                entry(made[feed]).findtext(f"{ATOM}updated", "")[:10],
            )
            for feed in (WEEKS, TOPIC)
        ]

    assert moments() == moments(summary="Else.") == [("2025-03-18", "2025-03-18")] * 2
    assert moments(added="2025-04-02") == [("2025-03-18", "2025-04-02")] * 2
    assert moments(added="2025-04-02", updated="2025-05-01") == [("2025-03-18", "2025-05-01")] * 2
    assert moments(updated="2025-01-01") == [("2025-03-18", "2025-03-18")] * 2


def test_what_another_program_writes_as_the_last_change_is_a_warning() -> None:
    """A moment is its day; words are passed over, since no text should be kept back for them."""
    from pathlib import PurePosixPath

    from digest.articles.front_matter import parse

    path = PurePosixPath("content/a.md")
    front_matter, _, _, problems = parse("---\nupdated: 2025-03-18T12:30\n---\n", path, topics=())
    assert (str(front_matter.updated), problems) == ("2025-03-18", ())
    front_matter, _, _, [problem] = parse("---\nupdated: yesterday\n---\n", path, topics=())
    assert (front_matter.updated, problem.severity, problem.location and problem.location.line) == (None, "warning", 2)


def test_the_rules_of_feeds_refuse_what_breaks_them() -> None:
    """The checks above can fail."""
    good = feeds({"a.md": article("[x](https://x.example/)")})[TOPIC].decode()
    assert complaints(good.encode(), BASE + TOPIC) == []
    broken = {
        "https://x.example/": "../x/",
        "&lt;p&gt;": "&lt;script&gt;",
        "&lt;a href=": "&lt;a onclick=",
        'rel="self"': 'rel="related"',
        'href="https://ada.example/reading/2025': 'href="2025',
        "T00:00:00Z</published>": "</published>",
        "<id>urn:uuid:": "<id>",
        "<published>2025": "<published>2026",
    }
    for old, new in broken.items():
        assert old in good
        assert complaints(good.replace(old, new).encode(), BASE + TOPIC), old
