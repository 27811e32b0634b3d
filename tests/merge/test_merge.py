"""Three versions of an article: what a person would expect of the one that comes out."""

from __future__ import annotations

from itertools import pairwise

import pytest

from digest.annotations.collect import read_annotations
from digest.articles.front_matter import dump, split
from digest.articles.provenance import is_edited, with_seed_fingerprint
from digest.markdown.plain import plain_text
from digest.merge import Conflict, Merged, MergeState, merge
from digest.merge.merge_state import dump_state, parse_state
from digest.model.article import FrontMatter

FIRST = "The methane of the lakes was counted for nine years. Nobody had done so before."
SECOND = "The team of the Ferry Institute listened under the ice with a microphone and a stopwatch."
THIRD = "A survey of twelve more lakes is planned for the coming winter, with volunteers."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n"


def article(body=BODY, source="s1", **properties):
    head = dump(FrontMatter(title="Ice", seed="seeds/a.txt", **properties))
    return with_seed_fingerprint(f"{head}\n{body}", f"{source}-r")


def merged(mine, theirs, base=None, memory=None):
    result = merge(base or article(), mine, theirs, memory)
    assert isinstance(result, Merged)
    return result


def body_of(text):
    return split(text)[1]


def test_new_text_comes_in_and_my_words_stay():
    mine = article().replace(THIRD, f"{THIRD}\n\nMy own paragraph.").replace("nine", "==nine==")
    result = merged(mine, article(BODY.replace("twelve", "thirteen"), "s2"))
    assert body_of(result.text) == "\n" + BODY.replace("nine", "==nine==").replace("twelve", "thirteen") + (
        "\nMy own paragraph.\n"
    )
    assert is_edited(result.text)
    assert (result.moved, result.orphans) == ((), ())


def test_a_remark_right_below_a_passage_that_changes_is_no_conflict():
    mine = article().replace(SECOND, f"{SECOND}\n\n> [!note] Mine\n> I doubt it.")
    text = merged(mine, article(BODY.replace("stopwatch", "ruler"), "s2")).text
    assert "and a ruler.\n\n> [!note] Mine\n> I doubt it.\n\nA survey" in text


def test_an_annotation_goes_with_its_sentence_into_another_paragraph():
    note = "[^a1]: @ann #method 2026-01-02: Really?\n    With   my own spaces.\n"
    mine = article().replace("Nobody had done so before.", "==Nobody had done so before.==[^a1]") + f"\n{note}"
    theirs = article(
        BODY.replace(" Nobody had done so before.", "").replace(THIRD, f"{THIRD} Nobody had done so before."), "s2"
    )
    text = merged(mine, theirs).text
    assert f"{THIRD} ==Nobody had done so before.==[^a1]" in text
    assert note in text


def test_an_annotation_of_a_changed_sentence_is_widened_to_words_and_asks_to_be_looked_at():
    mine = article().replace("listened under the ice with a microphone", "==listened under the ice with a microphone==")
    theirs = article(
        BODY.replace("listened under the ice with a microphone", "listened below thick ice using microphones"), "s2"
    )
    result = merged(mine, theirs)
    [change] = result.moved
    assert change.old == "listened under the ice with a microphone"
    assert change.new == "listened below thick ice using microphones"
    assert "==listened below thick ice using microphones==[^d1] and" in result.text
    assert "[^d1]: @digest #moved: The text has changed here. The annotated words were: “listened under" in result.text
    assert change.line == result.text[: result.text.index("==listened")].count("\n") + 1


def test_an_annotation_without_its_passage_is_kept_under_a_heading_with_it():
    mine = article().replace("volunteers.", "==volunteers.==[^a1]").replace("stopwatch.", "stopwatch.[^a2]")
    mine += "\n[^a1]: @ann: Who?\n\n[^a2]: @ben: Which?\n"
    result = merged(mine, article(f"{FIRST}\n", "s2"))
    assert result.text.endswith(
        "[^a1]: @ann: Who?\n\n[^a2]: @ben: Which?\n\n## Unanchored notes\n\n"
        "> The team of the Ferry Institute listened under the ice with a microphone and a stopwatch.[^a2]\n\n"
        "> ==volunteers.==[^a1]\n"
    )
    assert [change.old for change in result.orphans] == [SECOND[-60:], "volunteers."]
    assert [each.comment for each in read_annotations(body_of(result.text))] == ["Which?", "Who?"]


def test_an_annotation_comes_back_when_its_passage_does():
    mine = article().replace(SECOND, f"=={SECOND}==[^a1]") + "\n[^a1]: @ann: Who?\n"
    short = article(f"{FIRST}\n\n{THIRD}\n", "s2")
    between = merged(mine, short).text
    assert "## Unanchored notes" in between
    text = merged(between, article(source="s3"), base=short).text
    assert text == mine.replace(
        article().split("seed_fingerprint: ")[1].split("\n")[0],
        article(source="s3").split("seed_fingerprint: ")[1].split("\n")[0],
    )


def test_links_and_code_are_never_cut():
    base = article("See [the long report](https://x.example/a_b) of `the code in it` for nine years.\n")
    mine = base.replace(
        "[the long report](https://x.example/a_b) of", "==[the long report](https://x.example/a_b) of=="
    )
    theirs = article(
        "Now see [this very long report](https://x.example/a_b) of `the code in it` for ten years.\n", "s2"
    )
    text = merged(mine, theirs, base).text
    assert "==[this very long report](https://x.example/a_b) of==" in text
    assert plain_text(body_of(text)).startswith("Now see this very long report of the code in it for ten years.")


def test_an_edit_of_mine_and_one_of_the_source_in_one_paragraph_are_both_kept():
    mine = article().replace("microphone", "MICROPHONE")
    assert "under thick ice with a MICROPHONE" in merged(mine, article(BODY.replace("the ice", "thick ice"), "s2")).text


@pytest.mark.parametrize(
    ("edit", "change", "reason"),
    [
        (("nine", "ninety"), ("nine", "ten"), "you and the source have changed the same words"),
        ((SECOND, f"{SECOND} I was there."), (f"{SECOND}\n\n", ""), "you changed it, and the source no longer has it"),
        ((f"{SECOND}\n\n", ""), (SECOND, "Quite another sentence stands here now, and it is longer."), "you deleted it"),
    ],
)  # fmt: skip
def test_a_true_conflict_is_named_with_its_line(edit, change, reason):
    mine = article().replace(*edit)
    result = merge(article(), mine, article(BODY.replace(*change), "s2"))
    assert isinstance(result, Conflict)
    [dispute] = result.disputes
    assert dispute.reason.startswith(reason)
    assert 1 <= dispute.line <= mine.count("\n") + 1
    if edit[1]:
        assert edit[1].split(" ")[0] in mine.split("\n")[dispute.line - 1]


def test_front_matter_that_cannot_be_read_is_a_conflict():
    result = merge(article(), article().replace("title: Ice", "title: [Ice"), article(source="s2"))
    assert isinstance(result, Conflict)
    assert result.disputes[0].line in {2, 3}


def test_what_i_deleted_stays_away():
    """A paragraph, also where the source changes a letter of it, and a highlight of the converter's."""
    base = article(f"=={FIRST}==\n\n{SECOND}\n\n{THIRD}\n")
    mine = base.replace("==", "").replace(f"{SECOND}\n\n", "")
    theirs = article(f"=={FIRST}==\n\n{SECOND.replace('stopwatch', 'stop watch')}\n\n{THIRD} More.\n", "s2")
    result = merged(mine, theirs, base)
    assert body_of(result.text) == f"\n{FIRST}\n\n{THIRD} More.\n"
    assert result.memory.rejected == (FIRST,)


def test_a_rejected_proposal_is_not_made_again_after_several_conversions():
    """Not even where one version in between does not make it, or changes a letter of its words."""
    versions = [
        article(f"=={FIRST}==\n\n{SECOND}\n"),
        article(f"{FIRST}\n\n{SECOND} A.\n", "s2"),
        article(f"=={FIRST} Indeed.==\n\n{SECOND} A.\n", "s3"),
    ]
    text, memory = versions[0].replace("==", ""), MergeState()
    for base, theirs in pairwise(versions):
        result = merged(text, theirs, base, memory)
        text, memory = result.text, parse_state(dump_state(result.memory))
    assert body_of(text) == f"\n{FIRST} Indeed.\n\n{SECOND} A.\n"


def test_a_new_proposal_is_made_where_nothing_stands_in_its_way():
    theirs = article(
        f"{FIRST}\n\n=={SECOND}==[^a1]\n\n=={THIRD}==\n\n[^a1]: @digest #inferred: A year is missing.\n", "s2"
    )
    mine = article().replace("twelve", "==twelve==[^a1]") + "\n[^a1]: @ann: Mine.\n"
    text = merged(mine, theirs).text
    assert f"=={SECOND}==[^a2]" in text
    assert "[^a2]: @digest #inferred: A year is missing." in text
    assert "==twelve==[^a1]" in text
    assert text.count("==") == 4


def test_the_converters_note_goes_with_its_passage_and_mine_does_not():
    base = article(f"{FIRST}\n\n=={SECOND}==[^a1]\n\n[^a1]: @digest #inferred: A year is missing.\n")
    text = merged(base.replace(FIRST, f"{FIRST} Mine."), article(f"{FIRST}\n", "s2"), base).text
    assert "[^a1]" not in text
    touched = base.replace("A year is missing.", "A year is missing. I asked.")
    assert (
        "[^a1]: @digest #inferred: A year is missing. I asked."
        in merged(touched, article(f"{FIRST}\n", "s2"), base).text
    )


def test_items_put_into_a_list_leave_it_tight():
    base = article("- one lake\n- two lakes\n- three lakes\n")
    mine = base.replace("- two lakes\n", "- two lakes\n- my lake\n")
    theirs = article("- no lake\n- one lake\n- two lakes\n- three lakes and a pond\n", "s2")
    assert (
        body_of(merged(mine, theirs, base).text)
        == "\n- no lake\n- one lake\n- two lakes\n- my lake\n- three lakes and a pond\n"
    )


def test_what_both_have_added_stands_once():
    added = f"{BODY}\nThe sum was paid by the town.\n"
    assert body_of(merged(article(added), article(added, "s2")).text) == f"\n{added}"


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_mark_and_end_of_my_file_stay(end):
    mine = "\ufeff" + (article() + "\nMine.   \n\t\n\n").replace("\n", end)
    text = merged(mine, article(BODY.replace("twelve", "thirteen"), "s2")).text
    assert text.startswith("\ufeff---")
    assert text.endswith(f"Mine.   {end}\t{end}{end}")
    assert text.count("\n") == text.count(end)
    assert "thirteen" in text


def test_bytes_that_are_no_text_are_kept():
    mine = article().replace("nine", "nine\udcff\0")
    assert "nine\udcff\0" in merged(mine, article(BODY.replace("twelve", "thirteen"), "s2")).text


def test_a_long_article_is_merged_in_a_moment():
    """Ten thousand paragraphs, most of them equal."""
    import time

    body = "".join(f"{'Equal words.' if number % 3 else f'Paragraph {number}.'}\n\n" for number in range(10_000))
    base = article(body)
    mine = base.replace("Paragraph 600.", "==Paragraph 600.==") + "Mine.\n"
    start = time.process_time()
    text = merged(mine, article(body.replace("Paragraph 900.", "Paragraph nine hundred."), "s2"), base).text
    assert time.process_time() - start < 20
    assert "==Paragraph 600.==" in text
    assert "Paragraph nine hundred." in text


def test_a_note_written_in_the_text_goes_with_its_sentence():
    """As do the delimiters of CriticMarkup, and a reference that stands between two such notes."""
    words = "{==Nobody had done so before.==}{>>Who?<<}^[Or *where*?][^a1]"
    mine = article().replace("Nobody had done so before.", words) + "\n[^a1]: @ann: When?\n"
    theirs = article(
        BODY.replace(" Nobody had done so before.", "").replace(THIRD, f"{THIRD} Nobody had done so before."), "s2"
    )
    result = merged(mine, theirs)
    assert f"{THIRD} {words}" in result.text
    assert (result.moved, result.orphans) == ((), ())
