"""What --fix mends by itself: only what can mean one thing, and not a byte beside it."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.check.fixes import MENDS, mended
from digest.codes import CODES
from digest.config import Config
from digest.model.topic import Topic

CONFIG = Config(
    topics=(Topic(slug="climate", name="Climate and energy"), Topic(slug="public-health", name="Public health"))
)
PATH = PurePosixPath("content/2025-W12/a.md")


def fixed(text: str, config: Config = CONFIG) -> str:
    return mended(text, PATH, config)[0]


MENDED = {
    "a key in capitals": ("---\nTitle: A # mine\nauthors: [x]\n---\nText.\n", "---\ntitle: A # mine\nauthors: [x]\n---\nText.\n"),
    "a key with a hyphen": ("---\ntitle: A\nSource-URL:   https://e.example/\n---\n", "---\ntitle: A\nsource_url:   https://e.example/\n---\n"),
    "a key with Windows line ends": ("---\r\ntitle: A\r\nsourceUrl: https://e.example/\r\n---\r\nText.\r\n", "---\r\ntitle: A\r\nsource_url: https://e.example/\r\n---\r\nText.\r\n"),
    "the name of a topic": ("---\ntitle: A\ntopics: [Climate and energy, public-health]\n---\n", "---\ntitle: A\ntopics: [climate, public-health]\n---\n"),
    "a topic in quotes": ('---\ntitle: A\ntopics:\n  - "Public Health"  # both\n---\n', "---\ntitle: A\ntopics:\n  - public-health  # both\n---\n"),
    "a day without zeros": ("---\ntitle: A\ndate: 2025-3-8\n---\n", "---\ntitle: A\ndate: 2025-03-08\n---\n"),
    "a day with slashes": ('---\ntitle: A\ndate: "2025/03/18" # Tuesday\n---\n', "---\ntitle: A\ndate: 2025-03-18 # Tuesday\n---\n"),
    "rights in capitals": ("---\ntitle: A\nrights: Excerpt\n---\n", "---\ntitle: A\nrights: excerpt\n---\n"),
    "draft by yes": ("---\ntitle: A\ndraft: yes\n---\n", "---\ntitle: A\ndraft: true\n---\n"),
    "a draft of another program": ("---\ntitle: A\npublished: false # not yet\n---\nText.\n", "---\ntitle: A\ndraft: true\npublished: false # not yet\n---\nText.\n"),
    "a tag that says draft": ("---\ntitle: A\ntags: [draft]\n---\nText.\n", "---\ntitle: A\ndraft: true\ntags: [draft]\n---\nText.\n"),
    "blank lines before front matter": ("\n  \n---\ntitle: A\n---\n\nText.\n", "---\ntitle: A\n---\n\nText.\n"),
    "blank lines behind a byte order mark": ("\ufeff\n---\ntitle: A\n---\nText.\n", "\ufeff---\ntitle: A\n---\nText.\n"),
    "blank lines, and a key below them": ("\n---\nTitle: A\n---\nText.\n", "---\ntitle: A\n---\nText.\n"),
    "several": ("---\nTitle: A\ndate: 2025-3-8\ntopics: [Climate]\n---\nText.\n", "---\ntitle: A\ndate: 2025-03-08\ntopics: [climate]\n---\nText.\n"),
}  # fmt: skip

KEPT = {
    "a slip of the fingers": "---\ntitel: A\n---\nText.\n",
    "a key whose right name is there": "---\ntitle: A\nTitle: B\n---\nText.\n",
    "a key whose value would be wrong": "---\ntitle: A\nRights: mine\n---\nText.\n",
    "a topic that is only like one": "---\ntitle: A\ntopics: [climte]\n---\n",
    "a day that may be two": "---\ntitle: A\ndate: 03/04/2025\n---\n",
    "a day that is none": "---\ntitle: A\ndate: 2025-2-30\n---\n",
    "a draft by no, which would be published": "---\ntitle: A\ndraft: no\n---\n",
    "a text before front matter": "Mine.\n\n---\ntitle: A\ndate: 2025-03-18\n---\nText.\n",
    "a lost first line": "title: A\nrights: excerpt\n---\nText.\n",
    "front matter that cannot be read": '---\ntitle: "A\nTags: [x]\n---\n',
    "a key that is switched off": "---\ntitle: A\n# digest-ignore: misspelled-key\nSource-URL: https://e.example/\n---\n",
    "blank lines before indented front matter": "\n  ---\n  title: A\n  ---\nText.\n",
    "good front matter": "---\ntitle: A\nmood: calm\n---\nText.\n",
}


@pytest.mark.parametrize(("before", "after"), MENDED.values(), ids=MENDED)
def test_what_can_mean_one_thing_only_is_mended_and_stays_so(before, after):
    assert fixed(before) == after
    assert fixed(after) == after


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_is_a_persons_to_decide_stays(text):
    assert fixed(text) == text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Title: A", "title: B", "date: 2025-3-8", "topics: [Climate, nope]", "draft: yes", "published: false",
             "# mine", "", "Rights: Full", "mood: calm", "summary: >\n  long\n  text", "x", "key_points:\n  - a\n  - b"]
        ),
        max_size=6,
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.text(alphabet="ab# -\n%=[]", max_size=30),
)  # fmt: skip
def test_the_body_and_every_other_line_stay(lines, end, body):
    """A line that is there before is there behind, or is one that was mended; nothing of the body moves."""
    text = end.join(["---", *"\n".join(lines).split("\n"), "---", *body.split("\n")])
    new, gone = mended(text, PATH, CONFIG)
    assert new.endswith(end.join(["", "---", *body.split("\n")]))
    left = sum(line not in new.split(end) for line in text.split(end))
    assert left <= len(gone)
    assert (new == text) == (not gone)


def test_a_row_says_whether_something_of_it_is_mended():
    assert {name for name, code in CODES.items() if code.fixable} == set(MENDS)


def test_files_are_mended_after_a_copy_and_what_is_left_is_told(project):
    project.article("2025-W12/one.md", title="A", date="2025-3-8")
    project.write("content/2025-W12/two.md", "---\ntitel: B\nSource: C\n---\nText.\n")
    before = project.tree("content")
    shown = project.digest("check", "--fix", "--dry-run")
    assert shown.code == 0
    assert "-date: 2025-3-8\n+date: 2025-03-08" in shown.out
    assert "2 mistakes would be mended" in shown.err
    assert project.tree("content") == before

    told = project.digest("check", "--fix")
    assert told.code == 0
    assert "mended: content/2025-W12/one.md:3:7" in told.err
    assert "[misspelled-key]" in told.out  # titel is a guess, and stays
    assert told.out.endswith("1 to look at\n")
    assert project.read("content/2025-W12/two.md") == "---\ntitel: B\nsource: C\n---\nText.\n"
    (copy,) = (project.folder / ".digest/backup").glob("*/content/2025-W12/one.md")
    assert copy.read_bytes() == before["2025-W12/one.md"]


def test_dry_run_without_fix_is_wrong_use(project):
    told = project.digest("check", "--dry-run")
    assert told.code == 2
    assert "--dry-run goes with --fix" in told.err
