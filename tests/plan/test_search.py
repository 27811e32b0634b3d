"""The index of the search: what it holds of an article, and when it is another one."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import zip_longest

import pytest
from planning import TEXTS, bytes_of, catalogue_of

from digest.plan.search import search_index
from digest.plan.search.index_contents import index_contents, with_records
from digest.plan.search.search_index import SearchIndex
from digest.plan.site import plan

SITE = {
    "2025-W12/call.md": (
        "---\ntitle: The call\ndate: 2025-03-18\ntopics: [energy]\nsource: Daily News\nsummary: What was said.\n"
        "authors: [Ada Byron]\nmachine: [summary]\ncomment: Read it *twice*.\n---\nThe body is not searched. ==Gas was named.==[^a1]\n\n"
        "[^a1]: @ann: Really?\n"
    ),
    "2025-W12/quoted.md": (
        "---\ntitle: Quoted\ndate: 2025-03-17\nrights: excerpt\nlanguage: de\n---\nHidden. ==Shown.==[^n]\n\n[^n]: Why.\n"
    ),
    "2025-W12/linked.md": (
        "---\ntitle: Linked\ndate: 2025-03-17\nrights: link\nsource_url: https://www.example.org/\nsummary: Not ours.\n"
        "---\nHidden. ==Hidden too.==[^n]\n\n[^n]: And this.\n"
    ),
    "someday.md": '---\ntitle: "Some \\u2028 </script> day"\n---\nNo date.\n',
}


def index_of(texts, **options):
    (index,) = (item for item in plan(catalogue_of(texts, **options)).documents if isinstance(item, SearchIndex))
    return index


def articles_of(texts, **options):
    text = bytes_of(index_of(texts, **options)).decode()
    assert "\u2028" not in text
    assert "<" not in text
    value = json.loads(text.removeprefix("window.digestSearch=").removesuffix(";\n"))
    columns = {name: column.split("\n") for name, column in value["articles"].items()}
    assert {*map(len, columns.values())} <= {value["size"]}
    rows = ({name: column[at] for name, column in columns.items() if column[at]} for at in range(value["size"]))
    return {row["title"]: article(row, value["days"]) for row in rows}


def article(row, days):
    """A row as values; the marks as they belong together."""
    names = ("anchors", "quotes", "notes", "by")
    marks = [list(mark) for mark in zip_longest(*(row.get(name, "").split("\t") for name in names), fillvalue="")]
    values = {name: value for name, value in row.items() if name not in names}
    values |= {"topics": row["topics"].split()} | ({"marks": marks} if "anchors" in row else {})
    values |= {name: True for name in ("byDigest", "inferred") if name in row}
    return values | ({"day": days[row["date"]]} if "date" in row else {})


def test_an_article_is_found_by_its_title_and_the_readers_words():
    """Comment, highlights and notes with their anchors; the summary; no word of the text beside them."""
    found = articles_of(SITE)
    assert found["The call"] == {
        "title": "The call", "path": "2025/w12/call/", "source": "Daily News", "authors": "Ada Byron",
        "date": "2025-03-18",
        "day": "18 March 2025", "week": "2025-W12", "topics": ["energy"], "comment": "Read it twice.",
        "marks": [["a1", "Gas was named.", "Really?", "ann"]], "summary": "What was said.",
        "byDigest": True,
    }  # fmt: skip
    assert found["Some \u2028 </script> day"] == {
        "title": "Some \u2028 </script> day",
        "path": "undated/someday/",
        "topics": ["unsorted"],
    }


def test_no_text_against_its_rights_is_in_the_index():
    """Of an excerpt the marked passages, of a link its title alone."""
    found = articles_of(SITE)
    assert found["Quoted"]["marks"] == [["n-n", "Shown.", "Why.", ""]]
    assert found["Quoted"]["lang"] == "de"
    assert found["Linked"].keys() == {"title", "path", "date", "day", "week", "topics"}
    assert b"idden" not in bytes_of(index_of(SITE))
    assert b"body" not in bytes_of(index_of(SITE))


def test_a_large_index_leaves_out_the_summaries(monkeypatch):
    """And nothing else."""
    monkeypatch.setattr(search_index, "LARGEST", 10)
    found = articles_of(SITE)
    assert not [name for article in found.values() for name in article if name in {"summary", "byDigest"}]
    assert found["The call"]["comment"] == "Read it twice."


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("The body is not searched.", "Another body, which is longer by some words.", True),
        ("topics: [energy]", "weight: 3\ntopics: [energy]", True),
        ("Gas was named.", "Gas was not named.", False),
        ("Really?", "Surely.", False),
        ("What was said.", "What was not said.", False),
        ("title: The call", "title: A call", False),
        ("Ada Byron", "Ada King", False),
    ],
)
def test_the_index_is_another_one_if_what_it_holds_changed(old, new, same):
    """Its name tells, and so does the name of the script that the page loads."""
    changed = {**SITE, "2025-W12/call.md": SITE["2025-W12/call.md"].replace(old, new)}
    before, after = index_of(SITE), index_of(changed)
    assert changed != SITE
    assert (before.path == after.path, bytes_of(before) == bytes_of(after)) == (same, same)


ODD = 'Why \\n not "<so>" \u2028 \\\\n \\\\\\n\\'


@pytest.mark.parametrize("largest", [search_index.LARGEST, 1])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("call", "title: The call", "title: The other call"),
        ("call", "title: The call", f"title: {ODD}"),
        ("call", "Gas was named.", "Gas was not named."),
        ("call", "@ann: Really?", "Surely, says nobody."),
        ("call", "Really?", ODD),
        ("call", "comment: Read it *twice*.", ""),
        ("call", "summary: What was said.\n", ""),
        ("call", "machine: [summary]", ""),
        ("call", "authors: [Ada Byron]", ""),
        ("quoted", "rights: excerpt", "rights: excerpt\nauthors: [Ada King]\ncomment: Mine.\nsummary: All."),
        ("quoted", "==Shown.==[^n]\n\n[^n]: Why.", "Nothing."),
    ],
)
def test_an_index_made_of_the_last_one_is_the_same(monkeypatch, name, old, new, largest):
    """Columns come and go with an article's words, and what looks like the end of a line in JSON need not be one."""
    monkeypatch.setattr(search_index, "LARGEST", largest)
    texts = {
        **SITE,
        "2025-W12/odd.md": f"---\ntitle: Odd {ODD}\ndate: 2025-03-17\n---\n==Shown.==[^n]\n\n[^n]: {ODD}\n",
    }
    path = f"2025-W12/{name}.md"
    before, after = catalogue_of(texts), catalogue_of({**texts, path: texts[path].replace(old, new)})
    index, records = index_of(texts), {each.file: each for each in after.records if each.path.match(path)}
    contents = with_records(index.contents, records)
    assert contents == index_contents(after) != index_contents(before)
    newer = SearchIndex(route=contents.route, contents=contents, last=(index.contents, bytes_of(index)))
    assert newer._newer_columns(TEXTS)
    assert (
        bytes_of(newer) == bytes_of(replace(newer, last=None)) == bytes_of(replace(newer, last=(index.contents, b"")))
    )


def test_the_page_loads_the_index_that_is_written():
    """Its template is given the path of the document."""
    planned = plan(catalogue_of(SITE))
    (page,) = (page for page in planned.pages if page.route.kind == "search")
    assert page.documents[0].path == index_of(SITE).path
    assert page.documents[0] in planned.documents


def test_a_page_of_a_persons_own_takes_the_place_of_the_search():
    """With a warning that names it, and its own link in the menu; without one where the search is switched off."""
    texts = {**SITE, "pages/search.md": "---\ntitle: Ways to search\n---\nAsk me.\n"}
    planned = plan(catalogue_of(texts))
    assert planned.collisions == ()
    assert [page.route.kind for page in planned.pages if page.path == "search/index.html"] == ["page"]
    assert not any(isinstance(item, SearchIndex) for item in planned.documents)
    assert [problem.code for problem in planned.problems] == ["no-search"]
    assert [link.label for link in planned.pages[0].site.menu if "search" in link.path] == ["Ways to search"]
    assert plan(catalogue_of(texts, search="off")).problems == ()


def test_without_a_search_nothing_of_it_is_left():
    """Neither page nor index nor a way to them."""
    planned = plan(catalogue_of(SITE, search="off"))
    assert not [page.path for page in (*planned.pages, *planned.documents) if page.path.startswith("search/")]
    assert not [link.path for link in planned.pages[0].site.menu if link.path.startswith("search")]
