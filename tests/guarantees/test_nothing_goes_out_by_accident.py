"""What a person meant to hide stays hidden: comments, private text, unresolved conflicts, drafts, articles before their day (promises 41, 44, 45).

Each is tried through the command line, and looked for in every file of the site.
"""

from __future__ import annotations

import pytest

HIDDEN_COMMENTS = {
    "within a line": "Shown one. <!-- HIDDEN --> Shown two.",
    "a block": "Shown one.\n\n<!--\nHIDDEN\n-->\n\nShown two.",
    "a block with blank lines": "Shown one.\n\n<!-- HIDDEN\n\n# HIDDEN\n\n- HIDDEN\n-->\n\nShown two.",
    "over the lines of a paragraph": "Shown one. <!-- HIDDEN\nHIDDEN --> Shown two.",
    "behind a paragraph": "Shown one.\n<!-- HIDDEN\n\nHIDDEN --> Shown two.",
    "in a list": "- Shown one. <!-- HIDDEN -->\n- <!-- HIDDEN\n\n  HIDDEN -->\n- Shown two.",
    "in a quotation": "> Shown one.\n> <!-- HIDDEN\n>\n> HIDDEN -->\n>\n> Shown two.",
    "in a callout's title": "> [!note] Shown one. <!-- HIDDEN\n> HIDDEN --> Shown two.",
    "in a cell": "| a | b |\n|---|---|\n| Shown one. <!-- HIDDEN --> | Shown two. |",
    "over cells": "| a | b | c |\n|---|---|---|\n| Shown one. <!-- HIDDEN | HIDDEN | HIDDEN --> Shown two. |",
    "in a heading": "# Shown one. <!-- HIDDEN -->\n\nShown two.",
    "in a link and an image": '[Shown one. <!-- HIDDEN -->](https://a.example "t <!-- HIDDEN -->") ![<!-- HIDDEN -->](https://a.example/p.png) Shown two.',
    "in emphasis and a highlight": "**Shown one. <!-- HIDDEN -->** ==Shown two. <!-- HIDDEN -->==",
    "in a note": "Shown one.[^a] Shown two.^[b <!-- HIDDEN -->]\n\n[^a]: c <!-- HIDDEN\n    HIDDEN --> d",
    "in CriticMarkup": "Shown one. {>>a <!-- HIDDEN --><<} {++b <!-- HIDDEN -->++} Shown two.",
    "short forms": "Shown one. <!--> <!---> <!--HIDDEN--> Shown two.",
    "two": "Shown one. <!-- HIDDEN --> <!-- HIDDEN --> Shown two.",
    "around a fence": "Shown one.\n\n<!--\n```\nHIDDEN\n```\n-->\n\nShown two.",
    "around private text": "Shown one. <!-- HIDDEN %% HIDDEN --> Shown two.",
}


def site(project, *arguments):
    """The text of every file of the site, and how the build ended."""
    result = project.digest("build", *arguments)
    files = project.tree("site") if (project.folder / "site").is_dir() else {}
    return b"\n".join(body for path, body in files.items() if not path.startswith(".")).decode(
        "utf-8", "replace"
    ), result


@pytest.mark.parametrize("body", HIDDEN_COMMENTS.values(), ids=HIDDEN_COMMENTS)
def test_html_comments_are_dropped(project, body):
    """On pages, in feeds and in search texts, wherever they stand; the text around them stays."""
    project.article("n/c.md", title="A <!-- HIDDEN --> title", comment="Mine <!-- HIDDEN -->.", body=body)
    project.write("content/2025-W12/_index.md", f"---\ntitle: I\n---\n\n{body}\n")
    project.write("content/topics/climate.md", body)
    project.write("content/pages/about.md", body)
    text, result = site(project)
    assert result.code == 0, result.err
    assert "HIDDEN" not in text
    assert text.count("Shown one.") > 4
    assert text.count("Shown two.") > 4


def test_comments_in_code_are_text(project):
    """In a code span, a fence, indented code, a note's code, and where the sign is escaped."""
    code = "`<!-- a -->`, `` <!-- `b` ``\n\n```\n<!-- c\n```\n\n    <!-- d\n\n\\<!-- e\n\nf[^1]\n\n[^1]: `<!-- g -->`"
    project.article("n/c.md", body=code)
    text, result = site(project)
    assert (result.code, result.err) == (0, "")
    for letter in "abcdeg":
        assert f"&lt;!-- {letter}" in text or f"&lt;!-- `{letter}" in text


UNCLOSED = {
    "comment in a paragraph": ("Shown.\n\nShown <!-- SECRET\n\nSECRET", 9, "<!--"),
    "comment over paragraphs": ("Shown <!-- SECRET\n\nSECRET --> SECRET", 7, "<!--"),
    "comment as a block": ("Shown.\n\n<!--\nSECRET\n\nSECRET", 9, "<!--"),
    "comment in a list": ("Shown.\n\n- a\n- <!-- SECRET\n\nSECRET", 10, "<!--"),
    "comment in a quotation": ("Shown.\n\n> <!-- SECRET\n> SECRET\n\nSECRET -->", 9, "<!--"),
    "comment in a cell": ("Shown.\n\n| a | b |\n|---|---|\n| c <!-- SECRET | SECRET |\n| SECRET | d |", 11, "<!--"),
    "comment in a heading": ("Shown.\n\n# a <!-- SECRET\n\nSECRET", 9, "<!--"),
    "comment in the first heading": ("# Shown <!-- SECRET\n\nSECRET", 6, "<!--"),
    "comment in a note": ("Shown.[^a]\n\n[^a]: b <!-- SECRET\n\nSECRET", 9, "<!--"),
    "block": ("Shown.\n\n%%\nSECRET never closed.", 9, "%%"),
    "over paragraphs": ("Shown. %%SECRET starts.\n\nSECRET ends.%% SECRET.", 7, "%%"),
    "in a paragraph": ("Shown %%SECRET not closed.", 7, "%%"),
    "behind closed text": ("Shown `%%` and %%SECRET%% and %%SECRET", 7, "%%"),
    "in a list": ("Shown.\n\n- a %%SECRET\n- SECRET%%", 9, "%%"),
    "in a quotation": ("Shown.\n\n> %%SECRET\n\nSECRET", 9, "%%"),
    "in a cell": ("Shown.\n\n| a | b |\n|---|---|\n| %%SECRET | SECRET |", 11, "%%"),
    "in an inline note": ("Shown.^[a %%SECRET]\n\nSECRET%%.", 7, "%%"),
    "in a note": ("Shown.[^a]\n\n[^a]: b %%SECRET\n\nSECRET", 9, "%%"),
    "in an addition": ("Shown. {++a %%SECRET++}\n\nSECRET%%", 7, "%%"),
}


@pytest.mark.parametrize(("body", "line", "sign"), UNCLOSED.values(), ids=UNCLOSED)
@pytest.mark.parametrize("rights", ["full", "excerpt"])
def test_nothing_is_published_after_hidden_text_without_an_end(project, body, line, sign, rights):
    """An error names file, line and remedy; what stands before it is published."""
    head = "" if body.startswith("#") else "title: T\n"
    project.write("content/n/a.md", f"---\n{head}date: 2025-02-11\nrights: {rights}\n---\n\n{body}\n\nSECRET last.\n")
    text, result = site(project)
    assert result.code == 1
    assert f"content/n/a.md:{line}:" in result.err
    assert f"{sign} is not closed" in result.err
    assert f"close it with {'%%' if sign == '%%' else '-->'}" in result.err
    assert "SECRET" not in text
    assert "Shown" in text or rights == "excerpt"


@pytest.mark.parametrize("key", ["title", "summary", "comment", "source"])
def test_private_text_without_an_end_in_a_property_is_cut(project, key):
    """Of a property nothing is published behind it either."""
    properties = {"title": "T", "date": "2025-02-11", key: '"Shown %%SECRET"'}
    lines = "".join(f"{name}: {value}\n" for name, value in properties.items())
    project.write("content/n/a.md", f"---\n{lines}---\n\nText.\n")
    text, result = site(project)
    line = list(properties).index(key) + 2
    assert result.code == 1
    assert f"content/n/a.md:{line}" in result.err
    assert f"%% in {key} is not closed" in result.err
    assert "SECRET" not in text
    assert "Shown" in text


CONFLICTS = {
    "in the text": ("---\ntitle: T\n---\n\nText.\n\n<<<<<<< HEAD\nMINE.\n=======\nTHEIRS.\n>>>>>>> theirs\n", 7),
    "with the base": ("---\ntitle: T\n---\n\n<<<<<<< HEAD\nMINE.\n||||||| 1a2b\nA.\n=======\nTHEIRS.\n>>>>>>> b\n", 5),
    "in front matter": ("---\n<<<<<<< HEAD\ntitle: MINE\n=======\ntitle: THEIRS\n>>>>>>> theirs\n---\n\nMINE.\n", 2),
    "over the front matter's end": ("---\ntitle: T\n<<<<<<< HEAD\n---\n\nMINE.\n=======\n---\nTHEIRS.\n>>>>>>> b\n", 3),
    "the first line left": ("---\ntitle: T\n---\n\n<<<<<<< HEAD\nMINE.\n", 5),
    "the last line left": ("---\ntitle: T\n---\n\nMINE.\n>>>>>>> 5f0a (a commit)\n", 6),
    "a fence in one version": ("---\ntitle: T\n---\n\n<<<<<<< HEAD\n```\nMINE\n```\n=======\nTHEIRS\n>>>>>>> b\n", 5),
    "a fence begun in one version": (
        "---\ntitle: T\n---\n\n```\na\n<<<<<<< HEAD\nMINE\n=======\nTHEIRS\n>>>>>>> b\n",
        7,
    ),
}


@pytest.mark.parametrize(("text", "line"), CONFLICTS.values(), ids=CONFLICTS)
def test_a_file_with_an_unresolved_conflict_is_not_published(project, text, line):
    """One error names the file and the first line of the conflict."""
    project.write("content/n/a.md", text)
    published, result = site(project)
    assert result.code == 1
    assert f"content/n/a.md:{line}:1  there is an unresolved conflict of git" in result.err
    assert "colon" not in result.err
    assert "MINE" not in published
    assert "THEIRS" not in published


def test_a_conflict_shown_as_code_is_text(project):
    """An article may write about git; a line of `=` under a text makes a heading."""
    fence = "```\n<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> b\n```"
    project.article("n/a.md", body=f"{fence}\n\nA heading\n=======\n\n    <<<<<<< HEAD\n\n`<<<<<<< HEAD`")
    text, result = site(project)
    assert (result.code, result.err) == (0, "")
    assert "theirs" in text


DRAFTS = {
    "ours": "draft: true",
    "YAML 1.1": "draft: yes",
    "quoted": 'draft: "true"',
    "a number": "draft: 1",
    "in capitals": "Draft: True",
    "Jekyll": "published: false",
    "Jekyll in words": "published: no",
    "Obsidian Publish": "publish: false",
    "Digital Garden": "dg-publish: false",
    "Pelican": "Status: hidden",
    "Nikola": "status: private",
    "a tag of Nikola": "tags: [reading, draft]",
    "WordPress": "post_status: pending",
    "Ghost": "visibility: members",
    "private": "private: true",
    "a private visibility": "visibility: private",
    "Hashnode": "saveAsDraft: true",
    "Eleventy": "permalink: false",
    "Docusaurus": "unlisted: true",
    "work in progress": "status: Work in progress",
    "a quoted no": 'publish: "No"',
    "a word": "publish: draft",
}


@pytest.mark.parametrize("line", DRAFTS.values(), ids=DRAFTS)
@pytest.mark.parametrize("folder", ["n", "pages"])
def test_drafts_of_other_programs_are_not_published(project, line, folder):
    """A message says so where the spelling is not ours, with file and line."""
    project.article("n/other.md", title="Other", body="Shown.")
    project.write(f"content/{folder}/a.md", f"---\ntitle: SECRET\ndate: 2025-02-11\n{line}\n---\n\nSECRET.\n")
    text, result = site(project)
    assert "SECRET" not in text
    assert "Shown." in text
    if line == "draft: true":
        assert (result.code, result.err) == (0, "")
    else:
        assert f"content/{folder}/a.md:4" in result.err
        assert "draft" in result.err
    assert "SECRET" in site(project, "--drafts")[0]


@pytest.mark.parametrize("folder", ["_drafts", "drafts", "2025-W12/private", "pages/_drafts"])
def test_folders_of_drafts_are_not_published(project, folder):
    """As Jekyll and Hexo keep them."""
    project.article(f"{folder}/a.md", title="SECRET")
    text, result = site(project)
    assert result.code == 0
    assert f"content/{folder}/a.md  warning: is a draft" in result.err
    assert "SECRET" not in text


@pytest.mark.parametrize(
    "line",
    ["published: true", "publish: yes", "status: reading", "private: false", "tags: [drafting]", "hide: [toc]",
     "visibility: public", "published: 2025-02-01", "published: 2025", "status: published", "permalink: /a/"],
)  # fmt: skip
def test_other_values_publish(project, line):
    """What says that a text is public, or something else altogether, hides nothing."""
    project.write("content/n/a.md", f"---\ntitle: Shown\ndate: 2025-02-11\n{line}\n---\n\nText.\n")
    text, result = site(project)
    assert (result.code, result.err) == (0, "")
    assert "Shown" in text


DAY = 86_400
FEBRUARY = 1_740_700_800  # 2025-02-28, 0:00 UTC


@pytest.fixture
def on_day(monkeypatch):
    """States the day of builds, in days from 28 February 2025."""
    return lambda days: monkeypatch.setenv("SOURCE_DATE_EPOCH", str(FEBRUARY + days * DAY))


@pytest.mark.parametrize(
    "line",
    ["date: 2025-03-01", "date: 2025-03-01T09:00:00Z", "date: 2025-02-01\npublishDate: 2025-03-01"],
)
@pytest.mark.parametrize("folder", ["n", "pages"])
def test_an_article_is_held_back_until_its_day(project, on_day, line, folder):
    """A line says so; on the day itself it is published; `--future` shows it before."""
    project.article("n/other.md", title="Other", date="2025-02-20")
    project.write(f"content/{folder}/a.md", f"---\ntitle: FUTURE\n{line}\n---\n\nFUTURE.\n")
    on_day(0)
    text, result = site(project)
    assert result.code == 0
    assert f"content/{folder}/a.md:{line.count(chr(10)) + 3}  warning: is held back until 2025-03-01" in result.err
    assert "FUTURE" not in text
    assert "FUTURE" in site(project, "--future")[0]
    on_day(1)
    text, result = site(project)
    assert (result.code, result.err) == (0, "")
    assert "FUTURE" in text


def test_an_article_of_a_week_to_come_is_held_back_until_its_monday(project, on_day):
    """Whatever its date; its issue would lead the site else, days before the others of that week."""
    project.article("n/other.md", title="Other", date="2025-02-20")
    project.write("content/n/a.md", "---\ntitle: FUTURE\ndate: 2025-02-20\nweek: 2025-W10\n---\n\nFUTURE.\n")
    on_day(2)
    text, result = site(project)
    assert "content/n/a.md:4  warning: is held back until 2025-03-03" in result.err
    assert "FUTURE" not in text
    assert "2025/w10" not in text
    on_day(3)
    text, result = site(project)
    assert (result.code, result.err) == (0, "")
    assert "FUTURE" in text


def test_another_day_changes_only_what_comes_due(project, on_day):
    """Nothing is built before; then what an empty cache gives; and on an earlier day it is held back again."""
    project.article("n/now.md", title="Now", date="2025-02-20")
    project.article("n/then.md", title="Then", date="2025-03-05")
    on_day(0)
    first, _ = site(project)
    before = {path: (project.folder / "site" / path).stat().st_mtime_ns for path in project.tree("site")}
    for day in (1, 4, 0, -7):
        on_day(day)
        text, result = site(project)
        assert text == first
        assert "held back until 2025-03-05" in result.err
    assert before == {path: (project.folder / "site" / path).stat().st_mtime_ns for path in project.tree("site")}
    on_day(5)
    text, _ = site(project)
    assert "Then" in text
    assert text == site(project, "--no-cache")[0]
    on_day(-9)
    empty, _ = site(project)
    assert "Now" not in empty
    assert "Then" not in empty
    on_day(0)
    assert site(project)[0] == first


def test_instructions_to_the_editor_are_on_no_page(project):
    """How to confirm a date stands in the article's file; readers see that it was inferred."""
    body = (
        "It was ==3 March==[^d1] then.\n\n[^d1]: @digest #inferred: The text names no year here, so the article’s date is "
        "inferred. Set `date_basis: confirmed` when it is right."
    )
    project.article("n/a.md", date_basis="inferred from the text", body=body)
    project.write("content/undated/b.md", "---\ntitle: B\ntopics: []\n---\n\nText.\n")
    text, result = site(project)
    assert (result.code, result.err) == (0, "")
    assert "so the article’s date is inferred." in text
    for instruction in ("confirmed", "waits for", "front matter", "none of the topics", "Set "):
        assert instruction not in text


def test_without_content_the_site_stays(project):
    """A wrong checkout takes no page off the site; an empty folder is a beginning."""
    project.article("n/a.md", title="Shown")
    before, _ = site(project)
    (project.folder / "content").rename(project.folder / "elsewhere")
    text, result = site(project)
    assert result.code == 1
    assert "there is no folder content/" in result.err
    assert "submodule" in result.err
    assert text == before
    (project.folder / "content").mkdir()
    assert site(project)[1].code == 0


NOTES_OF_HIDDEN_TEXT = {
    "within a line": "Shown. %%Not shown.[^h]%%",
    "a comment": "Shown. <!-- Not shown.[^h] -->",
    "at a passage": "Shown. %%==Not shown.==[^h]%%",
    "a block": "Shown.\n\n%%\n==Not shown.==[^h]\n\nNot shown.\n%%",
    "a block on a line": "Shown.\n\n%%Not shown.[^h]%%",
    "a block of a comment": "Shown.\n\n<!--\nNot shown.[^h]\n-->",
    "in a list": "- Shown.\n- %%Not shown.[^h]%%",
    "in a cell": "| Shown. | %%Not shown.[^h]%% |\n|---|---|\n| a | b |",
    "over cells": "| Shown. | a | b |\n|---|---|---|\n| %%Not shown. | Not shown.[^h] | Not shown.%% |",
    "a comment over cells": "| Shown. | a | b |\n|---|---|---|\n| <!-- Not shown. | Not shown.[^h] | Not shown.--> |",
}


def test_notes_of_hidden_text_are_hidden_with_it(project):
    """With their replies; a note to which shown text refers too is shown, and so is one to which nothing refers."""
    notes = "[^h]: @ann: HIDDEN\n\n[^h.1]: @ben: HIDDEN"
    for number, body in enumerate(NOTES_OF_HIDDEN_TEXT.values()):
        project.article(f"n/a{number}.md", body=f"{body}\n\n{notes}")
        project.article(
            f"n/b{number}.md", body=f"{body}\n\nAgain.[^h]\n\n[^h]: Shown {number}.\n\n[^o]: Alone {number}."
        )
    text, _ = site(project)
    assert "HIDDEN" not in text
    assert "Not shown." not in text
    for number in range(len(NOTES_OF_HIDDEN_TEXT)):
        assert f"Shown {number}." in text
        assert f"Alone {number}." in text


FOREIGN_HEADS = (
    "rights: exerpt", "rights: Excerpt", "rights: none", "rights: [full]", "rights: link\nrights: full", "Rights: excerpt", "RIGHTS: link", "right: excerpt",
    "rigths: link", "source_url: a.example/text", "source-url: https://a.example/text",
    "Source_URL: https://a.example/text", "source: https://a.example/text",
)  # fmt: skip


def test_a_foreign_text_is_not_whole_by_a_slip_in_its_rights(project):
    """Rights that cannot be read publish the least; a slip of their key, or of that of the address, counts."""
    project.write("digest.yml", project.read("digest.yml").replace("rights: full", "rights: excerpt"))
    for number, line in enumerate(FOREIGN_HEADS):
        head = f"---\ntitle: T{number}\ndate: 2025-03-18\n{line}\n---\n"
        project.write(f"content/n/a{number}.md", f"{head}\nHIDDEN sentence of somebody.\n")
    project.write("content/n/own.md", "---\ntitle: Own\nsource: Ada\nright: left\n---\n\nShown whole.\n")
    text, result = site(project)
    assert "HIDDEN" not in text
    assert "Shown whole." in text
    assert "content/n/a12.md:4:9  warning: source is an address" in result.err


HOLDING_BACK = (
    "Date: 2031-01-06", "pubDate: 2031-01-06", "pubDatetime: 2031-01-06T10:00:00Z", "release_date: 2031-01-06",
    "go_live: 2031-01-06", "scheduled: 2031-01", "publishDate: 2031/1/6", "embargo: 6 January 2031", "embargo: true",
    "scheduled: soon",
)  # fmt: skip


def test_a_day_to_come_counts_however_it_is_written(project):
    """Under the keys of other programs, as a month, and where an embargo ends on a day that cannot be read."""
    for number, line in enumerate(HOLDING_BACK):
        project.write(f"content/n/a{number}.md", f"---\ntitle: T{number}\n{line}\n---\n\nHIDDEN.\n")
    shown = ("embargo: false", "scheduled: ''", "embargo: 2025-01", "Date: 2025-03-18", "pubDate: 18 March 2025")
    for number, line in enumerate(shown):
        project.write(f"content/n/b{number}.md", f"---\ntitle: S{number}\n{line}\n---\n\nShown {number}.\n")
    text, result = site(project)
    assert result.code == 0, result.err
    assert "HIDDEN" not in text
    assert all(f"content/n/a{number}.md:3" in result.err for number in range(len(HOLDING_BACK)))
    assert all(f"Shown {number}." in text for number in range(len(shown)))


@pytest.mark.parametrize("line", ["draft: true", "published: false", "rights: excerpt"])
def test_a_property_alone_without_its_hyphens_is_not_text(project, line):
    """One line at the head that says that the text is not to be published."""
    project.write("content/n/a.md", f"{line}\n\nHIDDEN.\n")
    text, result = site(project)
    assert result.code == 1
    assert "content/n/a.md:1:1" in result.err
    assert "HIDDEN" not in text


SEEDS_HELD_BACK = (
    "draft: true", "draft: yes", 'draft: "true"', "Draft: TRUE", "draft: until Ben answers", "rights: link",
    "publishDate: 2031-01-06", "published: false", "embargo: 2031-01-06",
)  # fmt: skip


def test_what_a_source_says_of_itself_survives_its_conversion(project):
    """A note in `seeds/` that is a draft, waits for its day or may only be named is so as an article, too."""
    text = "HIDDEN words of somebody stand in this sentence, which is long enough to be one. And here is another."
    for number, line in enumerate(SEEDS_HELD_BACK):
        project.write(
            f"seeds/n{number}.md", f"---\ntitle: T{number}\ndate: 2025-03-18\n{line}\n---\n\n{text} {number}\n"
        )
    for number, line in enumerate(("draft: false", "draft: no", "rights: full")):
        project.write(f"seeds/s{number}.md", f"---\ntitle: S\ndate: 2025-03-18\n{line}\n---\n\nShown {number}.\n")
    assert project.digest("convert").code == 0
    shown, result = site(project)
    assert "HIDDEN" not in shown, result.err
    assert all(f"Shown {number}." in shown for number in range(3))
