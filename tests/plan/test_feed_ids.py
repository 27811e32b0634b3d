"""Ids of feeds and entries stay, whatever else of an article or of the site changes (promise 47)."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planning import bytes_of, catalogue_of

from digest.plan.feeds.kept_ids import KeptIds, article_ids, dump_kept, parse_kept
from digest.plan.site import plan

ATOM = "{http://www.w3.org/2005/Atom}"
NONE = KeptIds()
BASE = "http://ada.example/reading/"


def article(**properties: str) -> str:
    """An article on energy."""
    lines = {"title": "The call", "date": "2025-03-18", "topics": "[energy]", **properties}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items()) + "---\nIt was long.\n"


def ids_of(texts: Mapping[str, str], kept: KeptIds = NONE, **options: str) -> tuple[str, dict[str, str]]:
    """The ids of a topic's feed, and of its entries by title."""
    options = {"base_url": BASE, **options}
    planned = plan(catalogue_of(texts, **options), kept_ids=kept)  # type: ignore[arg-type]
    [document] = [each for each in planned.documents if each.path == "topics/energy/feed.xml"]
    feed = ET.fromstring(bytes_of(document))
    entries = feed.findall(f"{ATOM}entry")
    found = {entry.findtext(f"{ATOM}title", ""): entry.findtext(f"{ATOM}id", "") for entry in entries}
    assert len(set(found.values())) == len(entries)
    return feed.findtext(f"{ATOM}id", ""), found


def kept_after(texts: Mapping[str, str], kept: KeptIds = NONE) -> KeptIds:
    """What is kept when a site goes out, read again from its file."""
    return parse_kept(dump_kept(plan(catalogue_of(texts, base_url=BASE), kept_ids=kept).ids.to_keep()))


SOURCES = (
    {"seed": "seeds/call.html", "source_url": "https://news.example/call"},
    {"source_url": "https://news.example/call"},
    {"id": "the-call"},
    {"id": "tag:ada.example,2025:call"},
)


@pytest.mark.parametrize("source", SOURCES, ids=str)
@pytest.mark.parametrize(
    "site", [{"base_url": BASE.replace("http:", "https:")}, {"base_url": "https://else.example/"}, {"title": "Else"}]
)
def test_an_id_survives_another_address_and_title_of_the_site(source: dict[str, str], site: dict[str, str]) -> None:
    """Nothing of it is made of the site's address."""
    texts = {"2025-W12/call.md": article(**source)}
    assert ids_of(texts, **site) == ids_of(texts)


@pytest.mark.parametrize("source", SOURCES, ids=str)
@pytest.mark.parametrize(
    ("file", "changed"),
    [
        ("2025-W12/call.md", {"title": "The recall"}),
        ("2025-W12/call.md", {"date": "2025-04-01"}),
        ("2025-W14/call.md", {"date": "2025-04-01"}),
        ("2025-W12/recall.md", {}),
        ("2025-W12/call.md", {"updated": "2025-05-01", "summary": "Else."}),
    ],
)
def test_an_id_survives_another_title_date_or_file(source: dict[str, str], file: str, changed: dict[str, str]) -> None:
    """What was published once is not new when it is corrected."""
    _, before = ids_of({"2025-W12/call.md": article(**source)})
    _, after = ids_of({file: article(**{**source, **changed})})
    assert list(after.values()) == list(before.values())


def test_an_alias_says_which_name_a_file_had() -> None:
    """Where nothing else stays: that is also what keeps its old address alive."""
    _, before = ids_of({"2025-W12/call.md": article()})
    _, after = ids_of({"2025-W14/recall.md": article(date="2025-04-01", aliases="[/2025/w12/call/]")})
    assert after == before


CHANGES = (
    ("2025-W12/call.md", {"source_url": "https://news.example/call?page=1"}),
    ("2025-W12/call.md", {"source_url": ""}),
    ("2025-W12/recall.md", {"source_url": "https://news.example/call"}),
    ("2025-W14/call.md", {"date": "2025-04-01", "source_url": ""}),
    ("2025-W12/recall.md", {"source_url": ""}),
)


@pytest.mark.parametrize(("file", "changed"), CHANGES)
def test_an_id_that_went_out_stays_when_what_it_was_made_of_is_corrected(file: str, changed: dict[str, str]) -> None:
    """The address of a source is made of is corrected, or a file renamed: one of them is still known."""
    texts = {"2025-W12/call.md": article(source_url="https://news.example/call")}
    kept = kept_after(texts)
    assert ids_of({file: article(**changed)}, kept)[1] == ids_of(texts)[1]


def test_a_new_article_never_takes_the_id_of_one_that_went_out() -> None:
    """Not by its source's address, its name, or what an earlier article had before it was corrected."""
    first = {"2025-W12/call.md": article(source_url="https://news.example/call")}
    kept = kept_after(first)
    corrected = {"2025-W12/call.md": article(source_url="https://news.example/call-1")}
    kept = kept_after(corrected, kept)
    for file, properties in (
        ("2025-W10/a.md", {"source_url": "https://news.example/call"}),
        ("2025-W10/a.md", {"source_url": "https://news.example/call-1"}),
        ("2025-W10/call.md", {}),
        ("2025-W10/call.md", {"seed": "seeds/call.txt"}),
    ):
        other = article(title="Other", date="2025-03-04", **properties)
        _, after = ids_of({**corrected, file: other}, kept)
        assert after["The call"] == ids_of(first)[1]["The call"]
        assert after["Other"] != after["The call"]


def test_two_articles_with_one_source_have_two_ids_and_the_earlier_keeps_its_own() -> None:
    """A file that somebody copied, or two texts on one page."""
    one = {"2025-W12/call.md": article(source_url="https://news.example/call", id="x")}
    both = {**one, "2025-W13/more.md": article(title="More", date="2025-03-25", id="x")}
    assert ids_of(both)[1]["The call"] == ids_of(one)[1]["The call"]
    [problem] = plan(catalogue_of(both)).problems
    assert (str(problem.location), problem.code, problem.severity) == (
        "content/2025-W13/more.md",
        "doubled-id",
        "warning",
    )
    assert plan(catalogue_of(one)).problems == ()


def test_equal_names_in_two_weeks_have_two_ids() -> None:
    """A file `notes.md` a week: the next one changes none of those before."""
    weeks = {
        f"2025-W{week}/notes.md": article(title=f"{week}", date=f"2025-03-{day}")
        for week, day in ((10, "04"), (11, 11), (12, 18))
    }
    _, found = ids_of(weeks)
    earlier = dict(list(weeks.items())[:2])
    assert ids_of(earlier)[1].items() <= found.items()


def test_a_digest_that_was_published_before_ids_were_kept_has_its_former_ids() -> None:
    """They are those of its address until they are kept; from then on they are these, whatever happens."""
    texts = {"2025-W12/call.md": article(seed="seeds/call.html"), "2025-W12/talk.md": article(title="Talk")}
    former = KeptIds(former=True)
    before = ids_of(texts, former)
    place = "2025/w12/call/index.html"
    assert before[1]["The call"] == uuid.uuid5(uuid.NAMESPACE_URL, f"{BASE}#{place}").urn
    kept = kept_after(texts, former)
    assert not kept.former
    moved = {
        "2025-W14/recall.md": article(seed="seeds/call.html", date="2025-04-01"),
        "2025-W12/talk.md": texts["2025-W12/talk.md"],
    }
    assert ids_of(moved, kept, base_url="https://else.example/") == before


def test_what_can_be_made_again_is_not_kept() -> None:
    """A digest of converted articles has a name and nothing else in its file."""
    kept = kept_after({})
    texts = {f"2025-W12/{name}.md": article(title=name, seed=f"seeds/{name}.html") for name in "abc"}
    assert kept_after(texts, kept) == kept
    assert dump_kept(kept).count("\n") == 2


def test_ids_of_two_digests_differ() -> None:
    """The same source, the same week: once they have names."""
    texts = {"2025-W12/call.md": article(seed="seeds/call.html")}
    ada, bob = (replace(kept_after({}), digest=f"urn:x:{name}") for name in ("ada", "bob"))
    feed, entries = ids_of(texts, ada)
    other, others = ids_of(texts, bob)
    assert (feed, entries) != (other, others)
    assert not set(entries.values()) & set(others.values())


@pytest.mark.parametrize(
    "text", ["", "# x\n", "no\n", "\x00 url x\n", "javascript:x digest\n", "urn:a\n", "urn:a  \n\n"]
)
def test_a_file_that_cannot_be_read_keeps_nothing(text: str) -> None:
    """Nothing in it gets into a feed unless it is an id."""
    kept = parse_kept(text)
    assert (kept.digest, kept.former) == ("", False)
    assert "javascript:x" not in kept.ids.values()


names = st.sampled_from("abcd")
properties = st.fixed_dictionaries(
    {"date": st.sampled_from(["2025-03-04", "2025-03-11", "2025-03-18"])},
    optional={
        "source_url": names.map("https://{}.example/".format),
        "seed": names.map("seeds/{}.txt".format),
        "id": names,
        "aliases": names.map("[/2025/w12/{}/]".format),
    },
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.tuples(names, names).map(lambda pair: f"{pair[0]}/{pair[1]}.md"), properties, max_size=6))
def test_keeping_ids_changes_none(texts: dict[str, dict[str, str]]) -> None:
    """Whatever articles there are: each has one id, no two the same, and keeping them changes none, however often."""
    records = catalogue_of({name: article(**values) for name, values in texts.items()}).records
    before = article_ids(records, NONE)
    assert sorted(before) == sorted(record.file for record in records)
    assert len(set(before.values())) == len(before)
    kept = plan(catalogue_of({name: article(**values) for name, values in texts.items()})).ids.to_keep()
    assert article_ids(records, kept) == before
    again = plan(catalogue_of({name: article(**values) for name, values in texts.items()}), kept_ids=kept).ids.to_keep()
    assert again == kept
