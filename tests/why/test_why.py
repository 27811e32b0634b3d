"""Questions about one project, and what is answered."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from digest.articles.provenance import with_seed_fingerprint
from digest.config import parse_config
from digest.errors import DigestError
from digest.why import answer_lines, why

DAY = date(2025, 6, 1)
REPOSITORY = Path(__file__).resolve().parents[2]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c636064620600000e0007d76fe4780000000049454e44ae426082"
)


@pytest.fixture
def asked(project):
    """Ask about a name; gives the facts by their names, each as it is told: value, reason, place."""
    project.write("digest.yml", project.read("digest.yml").replace("rights: full", "rights: excerpt"))

    def ask(name, day=DAY):
        config, _ = parse_config(project.read("digest.yml"))
        facts: dict[str, list[tuple[str, str, str]]] = {}
        for fact in why(project.folder, config, name, here=project.folder, day=day).facts:
            facts.setdefault(fact.name, []).append((fact.value, fact.reason, fact.place))
        return facts

    return ask


def test_an_article_is_told_with_every_rule_that_decided(project, asked):
    """Its place, week, topics, rights, feeds and template, each with the line that says so."""
    project.article("a/one.md", title="Methane emissions", source_url="https://lake.example.org/a", aliases="[/old/]")
    found = asked("content/a/one.md")
    assert found["published"] == [("yes", "nothing holds it back", "")]
    assert found["address"][0] == ("/2025/w12/one/", "https://digest.example.org/reading/2025/w12/one/", "")
    assert found["address"][1][0] == "/old/"
    assert found["week"] == [("2025-W12", "of its date 2025-03-18", "content/a/one.md:3")]
    assert found["topic"] == [("climate", "by its words: methane 1, emissions 1", "")]
    excerpt = "summary, key points and what is marked in it, as `rights` in digest.yml says"
    assert found["rights"] == [("excerpt", excerpt, "digest.yml:4")]
    assert [value for value, _, _ in found["feed"]] == ["feed.xml", "topics/climate/feed.xml"]
    assert all("id urn:uuid:" in reason and "updated 2025-03-18" in reason for _, reason, _ in found["feed"])
    assert found["template"] == [("article.html", "comes with digest (paper/article.html)", "")]
    assert found["site/"] == [("not built yet", "run `digest build`", "")]


def test_the_same_article_is_found_by_all_its_names(project, asked):
    """File, address with and without the rest, the whole web address, the original's, the built file, the bare name."""
    project.article("a/one.md", title="One", source_url="https://lake.example.org/a")
    project.digest("build")
    expected = asked("content/a/one.md")
    base = "https://digest.example.org/reading/"
    names = ["/2025/w12/one/", "2025/w12/one", "/2025/w12/one/index.html#x", f"{base}2025/w12/one/", "one"]
    names += [base.replace("https", "http") + "2025/w12/one/?a=b", "https://lake.example.org/a/"]
    names += ["site/2025/w12/one/index.html", str(project.folder / "content/a/one.md"), "a/../content/a/one.md"]
    (project.folder / "a").mkdir()
    assert [name for name in names if asked(name) != expected] == []


def test_an_article_of_a_week_to_come_says_until_when(project, asked):
    project.write("content/one.md", "---\ntitle: One\ndate: 2025-03-18\nweek: 2025-W27\n---\nText.\n")
    ((found, said, place),) = asked("content/one.md")["published"]
    assert (found, place) == ("not yet", "content/one.md:4")
    assert said == "held back until its day, 2025-06-30; `digest serve` shows it"


@pytest.mark.parametrize(
    ("head", "value", "reason", "line"),
    [
        ("draft: true", "no", "it is a draft", 4),
        ("published: false", "no", "published: false makes it a draft, and it is not published", 4),
        ("publishDate: 2025-07-01", "not yet", "held back until its day, 2025-07-01; `digest serve` shows it", 4),
        ("title: [", "no", "its front matter cannot be read: ", None),
    ],
)  # fmt: skip
def test_what_is_not_published_says_why_and_on_which_line(project, asked, head, value, reason, line):
    project.write("content/one.md", f"---\ntitle: One\ndate: 2025-03-18\n{head}\n---\nText.\n")
    ((found, said, place),) = asked("content/one.md")["published"]
    assert found == value
    assert said.startswith(reason)
    assert line is None or place == f"content/one.md:{line}"
    assert "address" not in asked("content/one.md")
    if value == "not yet":
        assert asked("/2025/w12/one/")["published"] == asked("content/one.md")["published"]
        assert asked("content/one.md", date(2025, 7, 1))["published"][0][0] == "yes"


def test_what_lies_in_content_and_is_no_article_says_why(project, asked):
    """Names with a dot, links, versions that wait, introductions of what is empty, files of no use."""
    project.article("one.md", title="One")
    for name in (".hidden.md", "one.md.new", "2025-W20/_index.md", "x/_index.md", "topics/nature.md", "x.zip"):
        project.write(f"content/{name}", "Text.\n")
    (project.folder / "content/link.md").symlink_to("/etc/hostname")
    reasons = {
        name: asked(f"content/{name}")["published"][0]
        for name in (
            ".hidden.md",
            "one.md.new",
            "2025-W20/_index.md",
            "x/_index.md",
            "topics/nature.md",
            "x.zip",
            "link.md",
        )
    }
    assert {value for value, _, _ in reasons.values()} == {"no"}
    starts = {
        ".hidden.md": "names that begin with a dot",
        "one.md.new": "it is the new version of content/one.md",
        "2025-W20/_index.md": "no article stands in its week yet",
        "x/_index.md": "an introduction belongs in the folder of a week",
        "topics/nature.md": 'there is no topic "nature"',
        "x.zip": "files of this ending",
        "link.md": "a symbolic link",
    }
    assert {name: reasons[name][1][: len(start)] for name, start in starts.items()} == starts


@pytest.mark.parametrize(
    ("head", "options", "value", "reason", "place"),
    [
        ("date: 2025-03-18\nweek: 2025-W20", "", "2025-W20", "as `week` says", "content/one.md:4"),
        ("date: 2025-03-18\nadded: 2025-05-01", "weeks: added\n", "2025-W18", "it came on 2025-05-01", "digest.yml:12"),
        ("date: 2025-03-18\ndate_basis: inferred from x", "", "2025-W12", "of its date 2025-03-18, which is inferred", ""),
        ("source: A", "", "none", "it has no date", "content/one.md"),
    ],
)  # fmt: skip
def test_the_rule_of_the_week_is_told(project, asked, head, options, value, reason, place):
    project.write("digest.yml", project.read("digest.yml") + options)
    project.write("content/one.md", f"---\ntitle: One\n{head}\n---\nText.\n")
    ((found, said, where),) = asked("content/one.md")["week"]
    assert found == value
    assert said.startswith(reason)
    assert where.startswith(place)


def test_the_rule_of_topics_is_told(project, asked):
    """By a person, by none, by words, and by too few of them."""
    project.article("a.md", topics="[health]", body="Methane, methane.")
    project.article("b.md", topics="[]")
    project.article("c.md", body="One patients.")
    assert asked("content/a.md")["topic"] == [("health", "as `topics` says", "content/a.md:4")]
    assert asked("content/b.md")["topic"] == [("unsorted", "`topics` names none", "content/b.md:4")]
    assert asked("content/c.md")["topic"] == [
        ("unsorted", "too few keywords of any topic stand in it (health: patients 1)", "")
    ]


def test_rights_and_topics_that_the_converter_chose_say_so(project, asked):
    """As long as nobody changed them, also in an article that was edited elsewhere."""
    project.write(
        "seeds/call.txt",
        "Methane emissions rise\n\nBy Ann Brook, 18 March 2025\n\n" + "Methane from the lake rises. " * 30,
    )
    assert project.digest("convert").code == 0
    (path,) = [path for path in project.tree("content") if path.endswith("rise.md")]
    ((_, reason, _),) = asked(f"content/{path}")["topic"]
    assert reason.startswith("chosen when it was converted, from its words: methane")
    project.write(f"content/{path}", project.read(f"content/{path}").replace("- climate", "- health"))
    ((slug, reason, _),) = asked(f"content/{path}")["topic"]
    assert (slug, reason) == ("health", "as `topics` says")
    assert asked("seeds/call.txt")["article"] == [(f"content/{path}", "", "")]
    (project.folder / "content" / path).unlink()
    ((value, reason, place),) = asked("seeds/call.txt")["article"]
    assert (value, place) == ("none", "content/.converted")
    assert reason.startswith("it was converted, and its article was deleted; `digest convert seeds/call.txt`")


def test_a_source_says_what_became_of_it(project, asked):
    """Not converted yet, a part of a page, several articles, one that is gone."""
    for name in ("new.txt", "page.html", "page_files/style.css", ".hidden.txt", "mail.mbox"):
        project.write(f"seeds/{name}", "<html><body>Text</body></html>")
    for part in ("1", "2"):
        text = f"---\ntitle: Mail {part}\nseed: seeds/mail.mbox#{part}\nseed_fingerprint:\n---\nText.\n"
        project.write(f"content/mail-{part}.md", with_seed_fingerprint(text, "a-b"))
    reasons = {name: asked(f"seeds/{name}")["article"] for name in ("new.txt", "page_files/style.css", ".hidden.txt")}
    assert reasons["new.txt"][0][1].startswith("it was not converted yet")
    assert reasons["page_files/style.css"][0][1] == "a browser saved it beside a page, and it belongs to that"
    assert reasons[".hidden.txt"][0][1] == "names that begin with a dot are left alone"
    assert [value for value, _, _ in asked("seeds/mail.mbox")["article"]] == ["content/mail-1.md", "content/mail-2.md"]


@pytest.mark.parametrize(
    ("head", "value", "reason"),
    [
        ("rights: full\nsource_url: https://a.example.org/", "full", "all of the text, as `rights` says"),
        ("source: A", "full", "all of the text, since it was written here: it has neither `seed` nor `source_url`"),
    ],
)
def test_the_rule_of_rights_is_told(project, asked, head, value, reason):
    project.write("content/one.md", f"---\ntitle: One\n{head}\n---\nText.\n")
    assert asked("content/one.md")["rights"][0][:2] == (value, reason)


def test_pictures_and_attachments_say_who_uses_them(project, asked):
    """Also in drafts alone, and not at all."""
    for name in ("pond.png", "hidden.png", "lonely.png"):
        project.write(f"content/{name}", PNG)
    project.article("one.md", body="Look:\n\n![A pond](pond.png)\n\nAnd [again](pond.png).")
    project.article("two.md", draft="true", body="![Hidden](hidden.png)")
    shown = asked("content/pond.png")
    assert shown["published"][0][0] == "yes"
    assert [use[:2] for use in shown["used by"]] == [("content/one.md", "shows it"), ("content/one.md", "links to it")]
    assert [place for _, _, place in shown["used by"]] == ["content/one.md:8", "content/one.md:10"]
    ((copy, _, _),) = shown["copy"]
    assert asked(f"/{copy}") == shown
    hidden = asked("content/hidden.png")
    assert hidden["published"][0] == ("no", "no text that is published uses it", "content/hidden.png")
    assert hidden["used by"] == [("content/two.md", "is not published", "content/two.md:7")]
    assert "used by" not in asked("content/lonely.png")


def test_the_pages_of_the_site_itself_are_told(project, asked):
    """Lists, weeks, feeds, redirects, style sheets, what search engines read."""
    project.article("one.md", topics="[climate]", aliases="[/old/]")
    assert asked("/topics/climate/")["shows"] == [("1 articles", "content/one.md", "")]
    assert asked("/")["kind"][0][0] == "home"
    assert asked("/2025/w12/")["feed"][0][0] == "feed.xml"
    assert asked("/feed.xml")["feed"][0][0] == "of the digests"
    assert asked("/old/")["leads to"] == [("content/one.md", "A title", "content/one.md:5")]
    assert asked("/sitemap.xml")["made"][0][0] == "from the addresses of all pages"
    assert asked("/topics/health/feed.xml")["feed"][0][0] == "of /health"


def test_the_template_that_won_is_told(project, asked):
    """The project's own, also one that another template loads; and what a file of the theme is good for."""
    project.article("one.md")
    project.write("themes/paper/_macros.html", (REPOSITORY / "themes/paper/_macros.html").read_bytes())
    project.write("themes/paper/article.html", '{% extends "paper/article.html" %}\n')
    project.write("themes/paper/assets/own.css", "a { color: red }\n")
    project.write("themes/other/article.html", "x")
    found = asked("content/one.md")["template"]
    assert found[0] == ("article.html", "of the project, in the place of digest's own", "themes/paper/article.html")
    assert [value for value, _, _ in found] == ["article.html", "_macros.html"]
    assert asked("themes/paper/article.html")["used by"][0][:2] == ("1 pages", "of these kinds: article")
    ((sheet, _, _),) = asked("themes/paper/assets/own.css")["copy"]
    assert asked(f"/{sheet}")["asset"][0][0] == "assets/own.css"
    assert asked("themes/other/article.html")["used"] == [("no", "the theme is paper", "")]


def test_why_a_page_was_made_again_is_remembered(project, asked):
    """The reasons of `build --explain`, whether it was asked for them or not."""
    project.article("one.md", title="One")
    project.article("two.md", title="Two", date="2025-03-19")
    project.digest("build")
    first = asked("content/one.md")
    assert first["site/"] == [("current", "", "")]
    assert first["last made"][0][0] == "when it was new, as far as is known"
    project.article("two.md", title="Another", date="2025-03-19")
    assert asked("content/one.md")["site/"][0] == (
        "not current",
        "the next build makes it again: the article after it changed",
        "",
    )
    project.digest("build")
    project.digest("build")
    after = asked("content/one.md")
    assert (after["site/"][0][0], after["last made"][0][0]) == ("current", "the article after it changed")


def test_of_many_files_made_at_once_one_reason_is_told(project, asked, monkeypatch):
    """More than a build explains each."""
    from digest.build import write

    project.article("one.md", title="One")
    project.article("two.md", title="Two", date="2025-03-19")
    project.digest("build")
    monkeypatch.setattr(write, "MOST_EXPLAINED", 1)
    project.write("themes/paper/base.html", (REPOSITORY / "themes/paper/base.html").read_text("utf-8") + "{# #}")
    assert project.digest("build").err == ""
    ((reason, _, _),) = asked("content/two.md")["last made"]
    assert "files that were made at once; of another: the template base.html changed" in reason


def test_what_else_is_wrong_is_told_with_its_line(project, asked):
    project.article("one.md", topics="[climatee]", duplicate_of="two", body="Seen %% and not closed.")
    project.article("two.md")
    found = asked("content/one.md")
    assert ('unknown topic "climatee"', "", "content/one.md:4:10") in found["to mend"]
    assert any(message.startswith("%% is not closed") for message, _, _ in found["to mend"])
    assert found["story"][0][0] == "a duplicate"
    assert asked("content/two.md")["story"] == [("leads", "the same is told by content/one.md", "")]


def test_the_command_tells_it_in_lines_and_as_json(project):
    """A place in the file that is asked about is its line."""
    project.article("one.md", draft="true")
    result = project.digest("why", "one")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("content/one.md  A title\n  published  no: it is a draft (line 4)\n")
    document = json.loads(project.digest("why", "one", "--json").out)
    assert document["facts"][0] == {
        "name": "published",
        "value": "no",
        "reason": "it is a draft",
        "place": "content/one.md:4",
    }


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("content/onne.md", "did you mean content/one.md?"),
        ("/2025/w12/onne/", "did you mean /2025/w12/one/?"),
        ("content", "content is a folder"),
        ("digest.yml", "name a file of content/ or seeds/"),
        ("https://elsewhere.example.org/", "name a file of content/ or seeds/"),
        ("https://[", "name a file of content/ or seeds/"),
        ("seeds/none.txt", "name a file of content/ or seeds/"),
        ("../../etc/passwd", "name a file of content/ or seeds/"),
        ("a\0b", "name a file of content/ or seeds/"),
    ],
)  # fmt: skip
def test_what_there_is_nothing_of_is_answered_with_the_nearest_name(project, asked, name, hint):
    project.article("one.md")
    with pytest.raises(DigestError) as raised:
        asked(name)
    assert hint in str(raised.value)


def test_a_name_that_is_unknown_ends_with_1(project):
    project.article("one.md")
    result = project.digest("why", "content/onne.md")
    assert (result.code, result.out) == (1, "")
    assert "did you mean content/one.md?" in result.err


def test_a_name_that_is_not_unicode_is_told_too(project):
    """In words without a character that steers a terminal, and as JSON that is UTF-8."""
    name = os.fsdecode(b"content/\xff\x1b.md")
    (project.folder / "content").mkdir()
    (project.folder / name).write_text("Text.")
    assert project.digest("why", name).out.startswith("content/\\xdcff\\x1b.md\n  published  no: ")
    assert json.loads(project.digest("why", name, "--json").out)["kind"] == "file"


def test_a_page_is_told_in_the_order_of_its_facts(project, asked):
    """Names stand in one column; a name that was told already is not told again."""
    project.article("one.md", aliases="[/old/]")
    config, _ = parse_config(project.read("digest.yml"))
    lines = list(answer_lines(why(project.folder, config, "one", here=project.folder, day=DAY)))
    assert lines[1].startswith("  published  yes")
    assert lines[2].startswith("  address    /2025/w12/one/")
    assert lines[3].startswith("             /old/")
