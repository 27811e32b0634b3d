"""Nothing goes out by accident (promises 41, 42, 45): each accident is tried through the command line.

What must not go out is looked for in every file of every commit of a real bare repository.
"""

from __future__ import annotations

import io

import pytest
from PIL import Image

ONE = "2025/w12/one/index.html"
FOREIGN = "A whole text of somebody else, PLANTED and long enough to be quoted at length."


def refused(published, *words):
    """Publishing ends with these words, and the remote stays as it was (promise 40)."""
    before = published.head()
    result = published.digest("publish", "--yes")
    assert result.code == 1, result.out
    assert result.out == ""
    for word in words:
        assert word in result.err
    assert published.head() == before
    return result


def publishes(published):
    """Publishing succeeds (promise 42: from `content/` as it is now); gives how it ended."""
    before = published.head()
    result = published.digest("publish", "--yes")
    assert result.code == 0, result.err
    assert "published to gh-pages of origin" in result.out
    assert published.head() != before
    return result


@pytest.mark.parametrize("arguments", [("--drafts",), ("--future",), ("--drafts", "--future", "--no-cache")])
def test_a_site_built_with_drafts_is_not_what_is_published(published, arguments):
    """Neither they nor what waits for its day, whatever was built before, into whichever folder."""
    published.article("2025-W12/draft.md", title="PLANTED draft", draft="true", body="PLANTED")
    published.article("2031-W02/later.md", title="PLANTED later", date="2031-01-06", body="PLANTED")
    published.article("2025-W12/new.md", title="A new one", rights="full", body="Text that may go out.")
    assert published.digest("build", *arguments).code == 0
    assert b"PLANTED" in b"".join(published.tree("site").values())
    assert published.digest("build", *arguments, "--output", str(published.folder / ".digest/serve")).code == 0
    publishes(published)
    assert "2025/w12/new/index.html" in published.names()
    assert b"PLANTED" not in published.everything()


def test_a_stale_site_is_not_what_is_published(published):
    """What was edited and deleted since the last build goes out as it is now, and `site/` stays as it was."""
    published.article("2025-W12/one.md", title="One", body="PLANTED sentence that was taken back.", rights="full")
    assert published.digest("build").code == 0
    site = published.tree("site")
    published.article("2025-W12/one.md", title="One", body="The sentence that is meant.", rights="full")
    (published.folder / "content/2025-W12/two.md").unlink()
    publishes(published)
    everything = published.everything()
    assert b"The sentence that is meant." in everything
    assert b"PLANTED" not in everything
    assert "2025/w12/two/index.html" not in published.names()
    assert published.tree("site") == site


def test_what_stands_in_the_site_folder_is_not_published(published):
    """A file of one's own in `site/`, or laid into the folder of what is published."""
    published.write("site/notes.html", "PLANTED")
    published.write(".digest/publish/site/notes.html", "PLANTED")
    published.article("2025-W12/one.md", title="One", body="Another text.", rights="full")
    publishes(published)
    assert "notes.html" not in published.names()
    assert b"PLANTED" not in published.everything()


BROKEN = {
    "an unclosed quote": '---\ntitle: "One\ndate: 2025-03-18\n---\n\nPLANTED\n',
    "unclosed private text": "---\ntitle: One\ndate: 2025-03-18\nrights: full\n---\n\nText.\n\n%%PLANTED\n\nPLANTED\n",
    "an unclosed comment": "---\ntitle: One\ndate: 2025-03-18\nrights: full\n---\n\nText.\n\n<!-- PLANTED\n\nPLANTED\n",
    "a conflict of git": "---\ntitle: One\n---\n\n<<<<<<< HEAD\nPLANTED\n=======\nPLANTED\n>>>>>>> theirs\n",
    "a lost first line": f"title: One PLANTED\ndate: 2025-03-18\nrights: excerpt\n---\n\n{FOREIGN}\n",
    "an empty line before front matter": f"\n---\ntitle: PLANTED\ndate: 2025-03-18\nrights: excerpt\n---\n\n{FOREIGN}\n",
    "a word before front matter": f"x\n---\ntitle: PLANTED\nrights: excerpt\n---\n\n{FOREIGN}\n",
    "bytes that are not text": b"---\ntitle: One\n---\n\nPLANTED \xff\xfe\x00\x81\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_article_stops_it_and_keeps_its_page_on_the_web(published, text):
    """Whether it was built before or not; the file is named."""
    published.write("content/2025-W12/one.md", text)
    refused(published, "nothing is published while there are errors", "content/2025-W12/one.md")
    assert published.digest("build").code == 1
    refused(published, "content/2025-W12/one.md")
    assert ONE in published.names()
    assert b"PLANTED" not in published.everything()


def test_a_draft_with_loose_ends_stops_nobody(published):
    """What is wrong in it is a warning; an article that is a draft only since it cannot be read stays an error."""
    loose = "PLANTED %% never closed\n\n[[nowhere]] ![an image](none.png)"
    published.article("2025-W12/draft.md", title="PLANTED", draft="true", body=loose)
    published.article("2025-W12/new.md", title="New", rights="full", body="Text that may go out.")
    result = publishes(published)
    assert "content/2025-W12/draft.md:7:9  warning: %% is not closed" in result.err
    assert b"PLANTED" not in published.everything()
    published.article("2025-W12/draft.md", title="PLANTED", draft="maybe", body="PLANTED")
    refused(published, "content/2025-W12/draft.md:4")


def test_an_error_that_was_switched_off_takes_no_page_off_the_web(published):
    """The code of a broken article may be switched off for the project; its page stays all the same."""
    codes = "[broken-yaml, lost-front-matter, merge-conflict, dead-wikilink]"
    published.write("digest.yml", f"{published.read('digest.yml')}check_ignore: {codes}\n")
    for name in ("an unclosed quote", "a conflict of git", "a lost first line"):
        published.write("content/2025-W12/one.md", BROKEN[name])
        refused(published, "content/2025-W12/one.md")
    published.article("2025-W12/one.md", title="One", rights="full", body="A link to [[nothing]] that is known of.")
    publishes(published)


@pytest.mark.parametrize("line", ["links: sideways", "base_url: nowhere", "wrong: 1", "title: [", 'title: "T'])
def test_broken_options_stop_it(published, line):
    """Before anything is built by them."""
    published.write("digest.yml", f"{line}\n")
    refused(published, "digest.yml")


def test_a_broken_template_stops_it(published):
    """A theme that fails leaves what is published as it is."""
    template = published.write("themes/paper/base.html", "{{ nothing.at.all }")
    refused(published, "base.html")
    template.unlink()


HIDDEN = {
    "a comment": "Shown. <!-- PLANTED --> Shown.",
    "a comment over blocks": "Shown.\n\n<!--\nPLANTED\n\n# PLANTED\n-->\n\nShown.",
    "private text": "Shown. %%PLANTED%% Shown.\n\n%%\nPLANTED\n\nPLANTED\n%%\n\nShown.",
    "a property that digest does not know": "Shown.",
}


def test_hidden_words_stay_hidden(published):
    """Comments and private text, in articles, pages and introductions."""
    for number, body in enumerate(HIDDEN.values()):
        published.article(f"2025-W12/h{number}.md", title="T", body=body, rights="full", my_note="PLANTED")
    published.write("content/pages/about.md", f"# About\n\n{HIDDEN['a comment']}\n\n{HIDDEN['private text']}\n")
    published.write("content/2025-W12/_index.md", f"---\ntitle: The week\n---\n\n{HIDDEN['a comment over blocks']}\n")
    publishes(published)
    everything = published.everything()
    assert everything.count(b"Shown.") > len(HIDDEN)
    assert b"PLANTED" not in everything


def test_a_foreign_text_goes_out_by_its_rights(published):
    """Of a converted source an excerpt, since the options say so; of an article what it says itself."""
    published.write("digest.yml", f"{published.read('digest.yml')}annotators: []\n")
    published.write("seeds/report.txt", f"A report on the ice\n\nBy Ann Lee\n18 March 2025\n\n{FOREIGN}\n\n{FOREIGN}\n")
    assert published.digest("convert").code == 0
    published.article("2025-W12/f.md", title="F", rights="excerpt", body=f"Begin.\n\n{FOREIGN}")
    publishes(published)
    assert {"2025/w12/f/index.html", "2025/w12/a-report-on-the-ice/index.html"} <= published.names()
    assert b"PLANTED" not in published.everything()
    (published.folder / "seeds/report.txt").unlink()


def test_a_photograph_goes_out_without_its_place(published):
    """The picture of a phone, with the position and the name of the device in its EXIF data."""
    exif = Image.Exif()
    exif[0x010F] = "PLANTED camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 20.0, 0.0), 0x1D: "PLANTED:01:01"})
    body = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(body, "JPEG", exif=exif)
    assert b"PLANTED" in body.getvalue()
    published.write("content/2025-W12/photo.jpg", body.getvalue())
    published.article(
        "2025-W12/p.md", title="P", rights="full", body="![A red square](photo.jpg)\n\n[large](photo.jpg)"
    )
    publishes(published)
    assert [name for name in published.names() if name.endswith(".jpg")]
    assert b"PLANTED" not in published.everything()
    assert b"Exif" not in published.everything()


BESIDE = (
    "2025-W12/unlinked.pdf", "2025-W12/.hidden.md", ".env", "2025-W12/one.md.new", "2025-W12/one.md.orig",
    "2025-W12/one.md~", "2025-W12/#one.md#", "2025-W12/one (conflicted copy).txt", ".obsidian/workspace.json",
    ".trash/old.md", "_drafts/new.md",
)  # fmt: skip
"""What editors, git, digest and other programs leave beside articles."""


def test_what_lies_beside_articles_is_not_published(published):
    """Files that nobody links to, hidden ones, copies, drafts; and of a drawing what no reader sees."""
    for path in BESIDE:
        published.write(f"content/{path}", "---\ntitle: PLANTED\ndate: 2025-03-18\n---\n\nPLANTED\n")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><{0}>PLANTED</{0}><!-- PLANTED --></svg>'
    published.write("content/2025-W12/a.svg", svg.format("script"))
    published.write("content/2025-W12/b.svg", svg.format("metadata"))
    published.article("2025-W12/d.md", title="D", rights="full", body="![One drawing](a.svg) ![Another](b.svg)")
    publishes(published)
    assert len([name for name in published.names() if name.endswith(".svg") and "media/" in name]) == 2
    assert b"PLANTED" not in published.everything()


def test_a_text_of_a_day_to_come_waits_and_is_named(published):
    """Its line says until when."""
    published.article("2031-W02/later.md", title="PLANTED", date="2031-01-06", body="PLANTED")
    published.article("2025-W12/new.md", title="New", rights="full", body="Text of today.")
    result = publishes(published)
    assert "content/2031-W02/later.md:3" in result.err
    assert "is held back until 2031-01-06" in result.err
    assert b"PLANTED" not in published.everything()


def test_a_missing_content_empties_nothing(published):
    """Wrong folder, or a submodule that was not fetched."""
    (published.folder / "content").rename(published.folder / "elsewhere")
    refused(published, "there is no folder content/")
    (published.folder / "content").mkdir()
    refused(published, "content/ has no articles to publish, but the published site has some", "drafts")
    (published.folder / "content").rmdir()
    (published.folder / "elsewhere").rename(published.folder / "content")
    assert ONE in published.names()


def test_a_content_of_drafts_alone_empties_nothing(published):
    """The last article made a draft, or dated in the year to come by mistake."""
    published.article("2025-W12/one.md", title="One", draft="true")
    published.article("2025-W12/two.md", title="Two", date="2925-03-19")
    refused(published, "content/ has no articles to publish", "held back")


def test_a_first_publication_may_be_without_articles(published):
    """There is nothing to lose: a page of one's own is enough."""
    from tests.publish.conftest import git

    git(published.bare, "update-ref", "-d", "refs/heads/gh-pages")
    for name in ("one", "two"):
        (published.folder / f"content/2025-W12/{name}.md").unlink()
    published.write("content/pages/about.md", "# About\n\nWho we are.\n")
    publishes(published)
    assert "about/index.html" in published.names()


def test_nobody_s_work_on_the_branch_is_built_upon(published):
    """A commit that digest did not make is named with its author."""
    from tests.publish.conftest import git

    tree = git(published.bare, "rev-parse", "gh-pages^{tree}")
    commit = git(published.bare, "commit-tree", tree, "-p", "gh-pages", "-m", "By hand")
    git(published.bare, "update-ref", "refs/heads/gh-pages", commit)
    published.article("2025-W12/one.md", title="One", body="Another text.", rights="full")
    refused(published, "has a commit that digest did not make", 'by Ada, "By hand"')


def test_a_link_in_the_place_of_the_folder_is_refused(published, tmp_path):
    """What is published is built where digest put it, nowhere else."""
    folder = published.folder / ".digest/publish/site"
    folder.rename(tmp_path / "kept")
    folder.symlink_to(tmp_path / "kept")
    refused(published, "symbolic link")
    folder.unlink()
    (tmp_path / "kept").rename(folder)
