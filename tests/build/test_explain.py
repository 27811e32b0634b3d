"""What is made after an edit, and what is said of it."""

from __future__ import annotations

import os
import shutil

import pytest

from digest.errors import DigestError


@pytest.fixture
def site(project):
    """Three weeks of twelve articles on two topics from three publishers, built."""
    for number in range(12):
        project.article(
            f"notes/n{number:02}.md",
            title=f"Note {number}",
            date=f"2025-03-{3 + number:02}",
            topics="[climate]" if number % 2 else "[health]",
            source=f"Source {number % 3}",
        )
    project.write("content/2025-W11/_index.md", "---\ntitle: The middle week\n---\nRead all.\n")
    project.write("content/pages/about.md", "# About\n\nWe read.\n")
    assert project.digest("build").code == 0
    return project


def explained(project, *arguments) -> dict[str, list[str]]:
    """The reasons by path, as a person reads them."""
    result = project.digest("build", "--explain", *arguments)
    assert (result.code, result.err) == (0, "")
    *lines, last = result.out.splitlines()
    found: dict[str, list[str]] = {}
    path = ""
    for line in lines:
        if line.startswith("    "):
            found[path].append(line.strip())
        else:
            path = line
            found[path] = []
    assert last.startswith(f"{len(found)} file")
    return found


def pages(found) -> set[str]:
    return {path.removesuffix("index.html") for path in found if path.endswith(".html")}


def test_nothing_is_made_where_nothing_changed(site):
    """And that is what is said."""
    assert explained(site) == {}


def test_a_body_makes_its_own_page_and_the_feed_that_holds_it(site):
    """Exactly those, and the reason is the text."""
    site.article(
        "notes/n05.md", title="Note 5", date="2025-03-08", topics="[climate]", source="Source 2", body="Other."
    )
    found = explained(site)
    assert set(found) == {"2025/w10/n05/index.html", "topics/climate/feed.xml"}
    assert found["2025/w10/n05/index.html"] == ["the text of content/notes/n05.md changed"]


def test_where_only_a_text_changed_every_problem_is_told_again(site):
    """A few words more or less: what shows that text is made; nothing is said twice or lost."""
    site.article(
        "notes/n04.md", title="Note 4", date="2025-03-07", topics="[health]", body="See [it](gone.md).", source="S"
    )
    before = site.digest("build").err
    assert "gone.md" in before
    for body in ("Two words.", "And a good many words more than that."):
        site.article(
            "notes/n05.md", title="Note 5", date="2025-03-08", topics="[climate]", source="Source 2", body=body
        )
        result = site.digest("build")
        assert (result.code, result.err) == (1, before)
        assert body in site.read("site/2025/w10/n05/index.html")
        assert body in site.read("site/topics/climate/feed.xml")


def test_a_private_comment_is_rendered_and_written_nowhere(site):
    """Nothing is made again: what readers see of the text is the same."""
    before = site.tree("site")
    site.article(
        "notes/n05.md",
        title="Note 5",
        date="2025-03-08",
        topics="[climate]",
        source="Source 2",
        body="Text.\n\n%%mine%%",
    )
    assert pages(explained(site)) == set()
    assert site.tree("site") == before


def test_a_title_makes_every_page_that_shows_it(site):
    """Its own page and its neighbours', its week, home if it is the latest, topic, publisher, search, feeds; the field is named."""
    site.article("notes/n05.md", title="Renamed", date="2025-03-08", topics="[climate]", source="Source 2")
    found = explained(site)
    assert pages(found) == {
        "2025/w10/n05/", "2025/w10/n03/", "2025/w10/n00/", "2025/w10/", "topics/climate/", "sources/source-2/",
        "search/",
    }  # fmt: skip
    assert found["search/index.html"] == ["what the search finds changed"]
    assert found["2025/w10/index.html"] == ["the entry of content/notes/n05.md changed: title"]
    assert found["2025/w10/n03/index.html"] == ["the article after it changed"]


def test_a_date_moves_an_article_to_another_week(site):
    """The old place is gone, both weeks and what names them are made."""
    site.article("notes/n11.md", title="Note 11", date="2025-03-03", topics="[climate]", source="Source 2")
    found = explained(site)
    assert {"2025/w10/n11/", "2025/w10/", "2025/w11/", "topics/climate/", "archive/"} <= pages(found)
    assert found["2025/w10/n11/index.html"] == ["it is new"]
    assert "the entry of content/notes/n11.md went" in found["2025/w11/index.html"]
    assert "the entry of content/notes/n11.md came" in found["2025/w10/index.html"]
    assert "2025/w11/n11/index.html" not in site.tree("site")
    assert "2025/w10/n04/" not in pages(found)


def test_a_deleted_article_leaves_no_trace(site):
    """Neither its page nor a link to it; pages that never named it are left alone."""
    (site.folder / "content/notes/n05.md").unlink()
    found = explained(site)
    assert "about/" not in pages(found)
    assert "2025/w11/n10/" not in pages(found)
    assert not any(b"Note 5<" in body or b"n05" in body for path, body in site.tree("site").items())


def test_a_template_names_itself(site):
    """Only pages that include it are made."""
    site.write("themes/paper/not_found.html", "{% extends 'paper/not_found.html' %}")
    found = explained(site)
    assert set(found) == {"404.html"}
    assert "the template not_found.html changed" in found["404.html"]


def test_an_option_is_named_where_it_shows(site):
    """The title of the site stands on every page."""
    site.write("digest.yml", site.read("digest.yml").replace("Test digest", "Other digest"))
    found = explained(site)
    assert len(pages(found)) == len([path for path in site.tree("site") if path.endswith(".html")])
    assert found["about/index.html"] == ["the options in digest.yml, or the base address changed"]


def test_a_file_that_somebody_changed_is_made_again(site):
    """Missing or of other bytes: it is mended, and nothing else is made."""
    (site.folder / "site/about/index.html").unlink()
    site.write("site/archive/index.html", "mine now")
    before = site.read("site/index.html")
    found = explained(site)
    assert set(found) == {"about/index.html", "archive/index.html"}
    assert found["about/index.html"] == ["the file was missing, or not as digest wrote it"]
    assert site.read("site/index.html") == before
    assert "mine now" not in site.read("site/archive/index.html")


def test_a_cache_that_comes_back_elsewhere_is_good(site, tmp_path):
    """As a build server restores it: new times and inodes, another folder; no file is made again, one edit makes its pages."""
    copy = type(site)(tmp_path / "an other" / "place", site._capture)
    for folder in ("content", "site", ".digest/cache"):
        shutil.copytree(site.folder / folder, copy.folder / folder)
    shutil.copyfile(site.folder / "digest.yml", copy.folder / "digest.yml")
    for path in sorted((copy.folder / "site").rglob("*"), key=lambda path: path.name == ".digest-manifest"):
        os.utime(path)
    parsed = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("digest.build.contents.parse", lambda *_: parsed.append(1))
        assert copy.digest("build", "--explain").out.splitlines()[-1].startswith("0 files made of")
    assert parsed == []
    copy.article(
        "notes/n05.md", title="Note 5", date="2025-03-08", topics="[climate]", source="Source 2", body="Other."
    )
    assert pages(explained(copy)) == {"2025/w10/n05/"}


def test_clean_removes_the_site_and_nothing_else(site):
    """What the manifest names goes; files of others stay and are named; the next build is whole."""
    before = site.tree("site")
    site.write("site/CNAME", "mine")
    result = site.digest("clean")
    assert (result.code, site.tree("site")) == (0, {"CNAME": b"mine"})
    assert "CNAME" in result.err
    (site.folder / "site/CNAME").unlink()
    assert site.digest("build").code == 0
    assert site.tree("site") == before
    assert site.digest("clean", "--output", str(site.folder / "nowhere")).code == 0


def test_files_whose_first_build_failed_are_new_in_the_next_one(site, monkeypatch):
    """What they are made from is stored while they are made, and counts only once they are in place."""
    monkeypatch.setattr("digest.build.write._BATCH", 1)
    shutil.rmtree(site.folder / "site")
    site.write("themes/paper/article.html", "{{ nothing_of_this_name }}")
    assert site.digest("build").code == 1
    (site.folder / "themes/paper/article.html").unlink()
    found = explained(site)
    assert "2025/w10/n05/index.html" in found
    assert {why for reasons in found.values() for why in reasons} == {"it is new"}


def test_a_template_is_named_where_the_build_with_another_one_failed(site):
    """What was kept of the files by the build that failed is what they are made from still."""
    site.write("themes/paper/not_found.html", "{{ nothing_of_this_name }}")
    assert site.digest("build").code == 1
    site.write("themes/paper/not_found.html", "{% extends 'paper/not_found.html' %}")
    found = explained(site)
    assert set(found) == {"404.html"}
    assert "the template not_found.html changed" in found["404.html"]


def test_of_a_build_that_failed_nothing_is_told(site, monkeypatch):
    """Files are kept while they are made; one that never took its place is not what the site shows."""

    def renamed(title):
        site.article("notes/n05.md", title=title, date="2025-03-08", topics="[climate]", source="Source 2")

    renamed("Renamed")
    with monkeypatch.context() as patches:
        patches.setattr("digest.output.commit.Output.commit", lambda *_: (_ for _ in ()).throw(DigestError("full")))
        assert site.digest("build").code == 1
    renamed("Another")
    found = explained(site)
    assert found["2025/w10/index.html"] == ["nothing is known of the last build"]
    renamed("Note 5")
    assert explained(site)["2025/w10/index.html"] == ["the entry of content/notes/n05.md changed: title"]


def test_what_another_command_read_first_is_named_too(site):
    """The cache has no longer what the site shows of the text."""
    site.article("notes/n05.md", title="Renamed", date="2025-03-08", topics="[climate]", source="Source 2")
    assert site.digest("why", "content/notes/n06.md").code == 0
    assert explained(site)["2025/w10/index.html"] == ["the entry of content/notes/n05.md changed"]


def test_files_without_a_template_have_reasons_too(site):
    """An old address, and what search engines read."""
    site.article("notes/n05.md", title="Note 5", date="2025-03-08", aliases="[/old/]")
    assert site.digest("build").code == 0
    site.article("notes/n05.md", title="Renamed", date="2025-03-08", aliases="[/old/]")
    assert explained(site)["old/index.html"] == ["the title of the page it leads to changed"]
    site.write("content/pages/other.md", "# Other\n")
    assert explained(site)["sitemap.xml"] == ["the addresses of the site changed"]
    found = explained(site, "--base-url", "https://other.example/")
    assert found["robots.txt"] == found["sitemap.xml"] == ["the base address changed"]


def test_what_files_are_made_from_is_looked_at_only_where_it_is_asked_for(site, monkeypatch):
    """Neither for new ones nor where nothing but templates changed, which is seen by the keys."""
    monkeypatch.setattr("digest.build.reasons.inputs_of", None)
    shutil.rmtree(site.folder / "site")
    assert site.digest("build").code == 0
    site.write("themes/paper/not_found.html", "{% extends 'paper/not_found.html' %}")
    assert "the template not_found.html changed" in explained(site)["404.html"]


def test_no_field_is_named_where_others_changed_too_that_another_build_has_seen(site):
    """What is known of the article is what a build into another folder read; the last one here showed another title."""
    article = {"date": "2025-03-08", "topics": "[climate]", "source": "Source 2"}
    site.article("notes/n05.md", title="Renamed", **article)
    assert site.digest("build", "--output", "other").code == 0
    site.article("notes/n05.md", title="Renamed", summary="What it says.", **article)
    assert explained(site)["2025/w10/index.html"] == ["the entry of content/notes/n05.md changed"]
    site.article("notes/n05.md", title="Renamed", summary="What it says now.", **article)
    assert explained(site)["2025/w10/index.html"] == ["the entry of content/notes/n05.md changed: summary"]
