"""`digest annotations export` and `import`, as a person uses them."""

from __future__ import annotations

import json

import pytest

ARTICLE = (
    "\ufeff---\r\ntitle: The plan\r\ndate: 2025-03-18\r\nseed: seeds/plan.txt\r\nsource_url: https://www.a.example/plan/\r\n"
    "key_points: [It rose.]\r\nmachine: [key_points]\r\n---\r\nThe plan was bold. ==Nobody asked.==[^a1] It rose. They ==said== so.[^a2]\r\n\r\n"
    "[^a1]: @ann 2026-11-20: Why?\r\n\r\n[^a2]: @digest #inferred: No year here.\r\n"
)
ROW = {
    "id": "x", "uri": "http://a.example/plan?utm_medium=mail", "user": "acct:jane@hypothes.is", "text": "Hm.", "tags": [],
    "created": "2026-01-02T03:04:05+00:00",
    "target": [{"source": "x", "selector": [{"type": "TextQuoteSelector", "exact": "The plan was bold"}]}],
}  # fmt: skip


@pytest.fixture
def plan(project):
    project.write("content/2025-W12/plan.md", ARTICLE)
    project.write("content/2025-W12/other.md", "---\ntitle: Other\ndate: 2025-03-18\n---\nOther ==words==.\n")
    return project


def quotes(text):
    return [item["target"]["selector"]["exact"] for item in json.loads(text)["items"]]


def test_all_annotations_or_those_of_one_article(plan):
    """By slug or by file; the converter's own only where they are asked for."""
    assert quotes(plan.digest("annotations", "export").out) == ["words", "Nobody asked.", "said"]
    assert quotes(plan.digest("annotations", "export", "plan").out) == ["Nobody asked.", "said"]
    assert quotes(plan.digest("annotations", "export", "content/2025-W12/other.md").out) == ["words"]
    assert quotes(plan.digest("annotations", "export", "plan", "--machine").out) == [
        "Nobody asked.",
        "said",
        "",
    ]


def test_an_export_goes_to_a_file(plan):
    """In each format; with a base_url an annotation is named by its permalink."""
    assert plan.digest("annotations", "export", "plan", "--output", "all.json").out == ""
    first = json.loads(plan.read("all.json"))["items"][0]
    assert first["id"] == "https://digest.example.org/reading/2025/w12/plan/#a1"
    assert "> Nobody asked." in plan.digest("annotations", "export", "--format", "md").out
    assert plan.digest("annotations", "export", "--format", "csv").out.startswith("article,title,")


def test_private_text_is_in_no_export(plan):
    """Neither of the body nor of the front matter, in any format."""
    head = "---\ntitle: Mine %%zebra%%\nsource: A %%zebra%%\n---\n"
    plan.write("content/mine.md", f"{head}It ==was %%zebra%%so==[^a1].\n\n[^a1]: Hm. %%zebra%%\n")
    for form in ("jsonld", "md", "csv"):
        out = plan.digest("annotations", "export", "mine", "--format", form).out
        assert "was so" in out
        assert "zebra" not in out
        assert "%%" not in out


def test_an_import_is_placed_and_the_article_kept(plan):
    """Every byte of the file stays; a copy of it as it was lies in the backup; a second import finds it there."""
    plan.write("h.json", json.dumps({"rows": [ROW]}))
    dry = plan.digest("annotations", "import", "h.json", "--dry-run")
    assert "+==The plan was bold==[^a3]." in dry.out
    assert plan.read("content/2025-W12/plan.md") == ARTICLE
    assert not (plan.folder / ".digest/backup").exists()
    done = plan.digest("annotations", "import", "h.json")
    assert (dry.code, done.code) == (0, 0)
    assert "1 annotation added in 1 article" in done.err
    after = plan.read("content/2025-W12/plan.md")
    assert (
        after
        == ARTICLE.replace("The plan was bold.", "==The plan was bold==[^a3].") + "\r\n[^a3]: @jane 2026-01-02: Hm.\r\n"
    )
    (backup,) = (plan.folder / ".digest/backup").glob("*/content/2025-W12/plan.md")
    assert backup.read_bytes().decode() == ARTICLE
    again = plan.digest("annotations", "import", "h.json")
    assert "0 annotations added, 1 there already" in again.err
    assert plan.read("content/2025-W12/plan.md") == after


def test_what_is_exported_comes_back(plan):
    """An export imported into the text without its annotations makes the same file content again."""
    text = plan.digest("annotations", "export", "--machine").out
    plan.write("all.json", text)
    bare = (
        ARTICLE.replace("==", "").replace("[^a1]", "", 1).replace("[^a2]", "", 1).partition("\r\n\r\n[^a1]")[0] + "\r\n"
    )
    plan.write("content/2025-W12/plan.md", bare)
    assert plan.digest("annotations", "import", "all.json").code == 0
    assert plan.digest("annotations", "export", "--machine").out == text
    assert plan.read("content/2025-W12/plan.md") == ARTICLE.replace("Why?\r\n\r\n", "Why?\r\n")


def test_what_has_no_place_is_named(plan):
    """With its file and words; and the rest is imported."""
    away = ROW | {"uri": "https://b.example/"}
    gone = ROW | {"target": [{"selector": {"type": "TextQuoteSelector", "exact": "Never\x1b[31m said"}}]}
    plan.write("h.json", json.dumps([ROW, away, gone]))
    done = plan.digest("annotations", "import", "h.json")
    assert done.code == 1
    assert "h.json  “Never[31m said” has no place in content/2025-W12/plan.md" in done.err
    assert "1 of its annotations are about https://b.example/, which is not the source_url of an article" in done.err
    assert "==The plan was bold==" in plan.read("content/2025-W12/plan.md")


def test_an_article_can_be_named(plan):
    """Whatever address the annotations give."""
    plan.write(
        "h.json",
        json.dumps(
            [
                ROW
                | {
                    "uri": "file:///tmp/other.pdf",
                    "target": [{"selector": {"type": "TextQuoteSelector", "exact": "Other"}}],
                }
            ]
        ),
    )
    assert plan.digest("annotations", "import", "h.json", "--article", "other").code == 0
    assert "==Other==[^a1] ==words==." in plan.read("content/2025-W12/other.md")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b'{"x": 1}'])
def test_a_file_that_holds_no_annotations_is_named(plan, body):
    """Never a traceback."""
    plan.write("h.json", body)
    done = plan.digest("annotations", "import", "h.json")
    assert done.code == 1
    assert "h.json" in done.err
    assert plan.read("content/2025-W12/plan.md") == ARTICLE


def test_wrong_names_are_wrong_use(plan):
    """An article or file that does not exist, a slug that two articles have."""
    plan.write("content/2025-W13/other.md", "---\ntitle: Other\ndate: 2025-03-25\n---\nText.\n")
    assert plan.digest("annotations", "export", "nothing").code == 2
    assert plan.digest("annotations", "export", "other").code == 2
    missing = plan.digest("annotations", "import", "missing.json")
    assert missing.code == 1
    assert "missing.json" in missing.err


def test_an_article_that_is_no_utf8_is_left_alone(plan):
    """Its bytes could not be kept."""
    body = b"---\ntitle: X\nsource_url: https://a.example/x\n---\nCaf\xe9 au lait.\n"
    plan.write("content/x.md", body)
    plan.write("h.json", json.dumps([ROW]))
    done = plan.digest("annotations", "import", "h.json", "--article", "content/x.md")
    assert done.code == 1
    assert "is not UTF-8" in done.err
    assert (plan.folder / "content/x.md").read_bytes() == body


def test_marks_of_ours_in_somebody_elses_comment_are_text(plan):
    """A wikilink leads nowhere and fails no build, nothing is hidden; an export has the comment as it was written."""
    head = "---\ntitle: Third\ndate: 2025-03-18\nsource_url: https://a.example/third\n---\n"
    plan.write("content/2025-W12/third.md", f"{head}A ferry crossed the river.\n")
    comment = "Bold **claim**, see [[x]] and `[[y]]`, %%z%% <!-- w"
    target = [{"selector": [{"type": "TextQuoteSelector", "exact": "the river"}]}]
    row = {
        "id": "1",
        "user": "acct:ola@hypothes.is",
        "uri": "https://a.example/third",
        "text": comment,
        "target": target,
    }
    plan.write("more.json", json.dumps({"rows": [row]}))
    assert plan.digest("annotations", "import", str(plan.folder / "more.json")).code == 0
    result = plan.digest("build")
    assert (result.code, result.err) == (0, "")
    page = next(text for path, text in plan.tree("site").items() if path.endswith("third/index.html")).decode()
    assert "see [[x]] and <code>[[y]]</code>, %%z%% &lt;!-- w" in page
    assert comment in plan.digest("annotations", "export", "--format", "md").out
