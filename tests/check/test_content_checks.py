"""What single checks take for a fault, and what not."""

from __future__ import annotations

import json
import shutil

import pytest

from digest.articles.provenance import with_seed_fingerprint
from digest.check.content.key_spelling import meant_by

SLIPS = {
    "titel": "title", "tilte": "title", "titl": "title", "dat": "date", "dtae": "date", "topic": "topics",
    "author": "authors", "autors": "authors", "rigths": "rights", "sumary": "summary", "summery": "summary",
    "langauge": "language", "source url": "source_url", "sourceurl": "source_url", "Source-Url": "source_url",
    "keypoints": "key_points", "organizations": "organisations", "comment ": "comment", "TITLE": "title",
    "duplicateof": "duplicate_of", "alias": None, "quotation": "quotations", "drafft": "draft", "wek": "week",
}  # fmt: skip
"""Keys, and what they stand for."""

OWN = (
    "data", "rate", "late", "mood", "tags", "tag", "slug", "layout", "comments", "place", "weeks", "leads", "read",
    "height", "status", "published", "subtitle", "order", "cover", "series", "rating", "url", "link", "image",
    "math", "created", "categories", "description", "sources", "name", "head", "load", "people_met",
)  # fmt: skip
"""Keys that people and other programs use."""


@pytest.mark.parametrize(("key", "known"), SLIPS.items())
def test_a_slip_of_the_fingers_is_seen(key, known):
    meant = meant_by(key, ())
    assert (meant and meant.key) == known


@pytest.mark.parametrize("key", OWN)
def test_a_key_of_a_persons_own_is_fine(key):
    assert meant_by(key, ()) is None


def test_only_letters_case_and_hyphens_are_certain_and_only_where_the_right_key_is_missing():
    assert meant_by("Source-URL", ()).certain
    assert not meant_by("Source-URL", ("source_url",)).certain
    assert not meant_by("titel", ()).certain
    assert meant_by("titel", ("title",)) is None


@pytest.mark.parametrize(("rights", "found"), [("full", 1), ("excerpt", 0), ("link", 0)])
def test_images_and_links_are_looked_at_where_they_are_published(project, rights, found):
    """A text of which only passages are published shows none of its images; a page shows all."""
    body = f"date: 2025-03-18\nsource_url: https://example.org/\nrights: {rights}\n---\n![](a.png) ==One.== [two]()\n"
    project.write("content/a.png", b"png")
    project.write("content/n/a.md", f"---\ntitle: A\n{body}")
    project.write("content/pages/p.md", f"---\ntitle: P\n{body}")
    for code in ("image-without-text", "empty-link"):
        assert len([line for line in told(project, code) if "content/n/" in line]) == found
        assert len([line for line in told(project, code) if "content/pages/" in line]) == 1


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Tarn bridge", "tarn bridge", "Tarn brigde"], ["n/2.md:4 Tarn bridge"]),
        (["Tarn brige", "Tarn bridge", "[[Tarn bridge]]"], ["n/0.md:4 Tarn bridge"]),
        (["Tarn bridge", "Tarn bridges"], ["n/1.md:4 Tarn bridge"]),
        (["Tarn bridge", "Tarn bridge", "Tarn bridges", "Tarn bridges"], []),
        (["COP 29 talks", "COP 29 talks", "COP 28 talks"], []),
        (["Reefs", "Reefs", "Reeds"], []),
        (["Tarn bridge", "Tarn bridge", "Tarn bridge repair"], []),
    ],
)
def test_a_name_of_a_story_one_letter_from_another_is_told(project, names, found):
    """Where one text alone has it; a digit makes another story, and so does a letter of a short name."""
    for number, name in enumerate(names):
        head = f'---\ntitle: {number}\ndate: 2025-03-18\nstory: "{name}"\n---\n'
        project.write(f"content/n/{number}.md", f"{head}{chr(97 + number) * 9} text.\n")
    out = project.digest("check", "--format", "json").out
    problems = [each for each in json.loads(out)["problems"] if each["code"] == "misspelled-story"]
    told = [
        f"{each['path'].removeprefix('content/')}:{each['line']} {each['hint'].split(chr(34))[1]}" for each in problems
    ]
    assert told == found


SOURCE = "It was the “largest” bell — ninety years old.\n\nNobody had seen it.\n"


def converted(body: str, name: str = "bell") -> tuple[str, str]:
    """An article as the converter wrote it, and the name of its base."""
    head = (
        f"---\ntitle: {name}\ndate: 2025-03-18\ntopics: [climate]\nseed: seeds/{name}.txt\nseed_fingerprint:\n---\n\n"
    )
    text = with_seed_fingerprint(head + body, "1-2")
    return text, text.partition("seed_fingerprint: ")[2].partition("\n")[0].rpartition("-")[2]


def told(project, code: str) -> list[str]:
    out = project.digest("check").out
    return [line for line in out.splitlines() if line.endswith(f"[{code}]")]


@pytest.mark.parametrize(
    ("mark", "changed"),
    [
        (("Nobody had seen it", "==Nobody had seen it=="), False),
        (("the “largest” bell — ninety", '==the "largest" bell - ninety=='), False),  # typography is not words
        (("Nobody had seen it", "==Nobody has seen it=="), True),
        (("Nobody had seen it.", "Nobody had seen it. ==Words of my own.=="), True),
        (("Nobody had seen it.", "Nobody had seen it. Words of my own, not marked."), False),
        (("date:", "quotations: [It was the “Largest” bell. — Ada]\ndate:"), False),
        (("date:", "quotations: [It was the largest bell nobody had seen. — Ada]\ndate:"), False),  # in two runs
        (("date:", "quotations: [It was the smallest bell — Ada]\ndate:"), True),
        (("Nobody had seen it.", "Nobody had seen it.[^n]\n\n[^n]: A note ==with a mark== in it."), False),
    ],
)  # fmt: skip
def test_marked_words_are_held_against_the_source(project, mark, changed):
    text, name = converted(SOURCE)
    project.write(f"content/.base/{name}.txt", text)
    project.write("content/2025-W12/bell.md", text.replace(*mark))
    assert bool(told(project, "changed-quotation")) is changed


def test_the_words_of_the_source_are_named_and_without_its_base_nothing_is_said(project):
    text, name = converted(SOURCE)
    project.write(f"content/.base/{name}.txt", text)
    project.write("content/2025-W12/bell.md", text.replace("Nobody had seen it", "==Nobody had ever seen it=="))
    assert 'it says "Nobody had seen it' in project.digest("check").out
    project.write(f"content/.base/{name}.txt", text.replace("Nobody", "Somebody"))  # not what its name says any more
    shutil.rmtree(project.folder / ".digest")
    assert told(project, "changed-quotation") == []


STORY = " ".join(f"The {number} pier lost its planks in the storm of that night." for number in range(60))


def test_of_two_articles_of_one_story_the_later_is_named_until_one_says_whose_it_is(project):
    project.article("2025-W12/early.md", title="Early", body=STORY, date="2025-03-17")
    project.article("2025-W12/late.md", title="Late", body=STORY)
    (line,) = told(project, "near-duplicate")
    assert line.startswith("content/2025-W12/late.md  warning: tells the same story as content/2025-W12/early.md")
    for path, title, date, value in (
        ("late", "Late", "2025-03-18", "early"),
        ("late", "Late", "2025-03-18", '"no"'),
        ("early", "Early", "2025-03-17", "late"),
    ):
        project.article("2025-W12/early.md", title="Early", body=STORY, date="2025-03-17")
        project.article("2025-W12/late.md", title="Late", body=STORY)
        project.article(f"2025-W12/{path}.md", title=title, body=STORY, date=date, duplicate_of=value)
        assert told(project, "near-duplicate") == []


def test_what_was_found_is_remembered_and_goes_when_it_is_mended(project):
    """The second check gives the same without reading; a mended file and a changed option are seen."""
    project.article(
        "2025-W12/one.md", body="![](https://e.example/a.png)", source_url="https://e.example/", rights="full"
    )
    first = project.digest("check").out
    assert "[image-without-text]" in first
    assert project.digest("check").out == first
    project.write("digest.yml", project.read("digest.yml").replace("rights: full", "rights: link"))
    assert "[wide-rights]" in project.digest("check").out
    project.article("2025-W12/one.md", body="![A pier](https://e.example/a.png)")
    assert project.digest("check").out == "nothing to mend\n"
