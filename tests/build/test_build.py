"""The story content/ -> site/, told through the command line."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from PIL import Image


def filled(project):
    """A project with two weeks across New Year, all topics, an undated article, introductions and pages."""
    project.article(
        "2024-W52/late-ice.md",
        title="Late ice",
        date="2024-12-29",
        topics="[climate]",
        source="Ferry News",
        summary="Ice came late.",
    )
    project.article(
        "2025-W01/ward.md",
        title="The ward",
        date="2024-12-30",
        topics="[health, climate]",
        source="Denominator",
        body="One ==fact==[^a1] here.\n\n[^a1]: @ann #method: Is it?",
    )
    project.article(
        "2025-W01/organ.md",
        title="An organ",
        date="2025-01-03",
        topics="[]",
        body="See [the ward](ward.md) and [home](/).",
    )
    project.write("content/undated/lost.md", "---\ntitle: Lost\n---\n\nNo date.\n")
    project.write("content/2025-W01/_index.md", "---\ntitle: A quiet week\n---\nNot much *happened*.\n")
    project.write("content/topics/climate.md", "Weather, but longer.\n")
    project.write("content/pages/about.md", "# About us\n\nWe read.\n")
    project.write("content/pages/guide/index.md", "---\ntitle: Guide\n---\nSee [one](one.md).\n")
    project.write("content/pages/guide/one.md", "---\ntitle: One\norder: 1\n---\nFirst.\n")
    return project


def built(project, *arguments):
    result = project.digest("build", *arguments)
    assert (result.code, result.err) == (0, "")
    return project.tree("site")


def test_every_kind_of_page_is_built(project):
    """Pretty permalinks, feeds, sitemap, robots, 404."""
    site = {path for path in built(filled(project)) if not path.startswith((".", "assets/"))}
    (index,) = (path for path in site if re.fullmatch(r"search/index\.[0-9a-f]{8}\.js", path))
    assert site - {index} == {
        "index.html", "404.html", "feed.xml", "robots.txt", "sitemap.xml",
        "archive/index.html", "topics/index.html", "sources/index.html", "undated/index.html", "undated/lost/index.html",
        "search/index.html",
        "2024/w52/index.html", "2024/w52/late-ice/index.html",
        "2025/w01/index.html", "2025/w01/ward/index.html", "2025/w01/organ/index.html",
        "topics/climate/index.html", "topics/climate/feed.xml", "topics/health/index.html", "topics/health/feed.xml",
        "topics/unsorted/index.html", "topics/unsorted/feed.xml",
        "sources/ferry-news/index.html", "sources/denominator/index.html",
        "highlights/index.html", "highlights/method/index.html", "topics/climate/highlights/index.html",
        "topics/health/highlights/index.html", "about/index.html", "guide/index.html", "guide/one/index.html",
    }  # fmt: skip


def test_the_second_build_writes_nothing(project):
    """Not a byte changes, not a file is touched, no page is rendered."""
    filled(project)
    before = built(project)
    times = {path: (project.folder / "site" / path).stat().st_mtime_ns for path in before}
    assert built(project) == before
    assert {path: (project.folder / "site" / path).stat().st_mtime_ns for path in before} == times


def test_an_edit_gives_the_tree_of_a_clean_build(project):
    """Body, title, date, topic, deletion, rename, draft: incremental equals clean."""
    filled(project)
    built(project)
    edits = [
        lambda: project.article(
            "2025-W01/organ.md", title="An organ", date="2025-01-03", topics="[]", body="New body."
        ),
        lambda: project.article("2025-W01/organ.md", title="The organ", date="2025-01-03", topics="[health]"),
        lambda: project.article("2025-W01/organ.md", title="The organ", date="2025-03-03", topics="[health]"),
        lambda: (project.folder / "content/2024-W52/late-ice.md").rename(project.folder / "content/2024-W52/ice.md"),
        lambda: project.article("2025-W01/ward.md", title="The ward", date="2024-12-30", draft="true"),
        (project.folder / "content/2025-W01/ward.md").unlink,
        lambda: project.write("themes/paper/_foot.html", "x"),
        lambda: project.write("digest.yml", project.read("digest.yml").replace("Test digest", "Other digest")),
    ]
    for edit in edits:
        edit()
        incremental = built(project)
        clean = built(project, "--output", str(project.folder / "clean"), "--no-cache")
        assert clean is not None
        assert incremental == project.tree("clean")


def test_only_the_pages_that_show_a_change_are_rendered(project):
    """A body edit changes the article's own page and the feeds that carry it, no other page."""
    filled(project)
    before = built(project)
    body = "New body; see [[Ward]] and [home](/)."
    project.article("2025-W01/organ.md", title="An organ", date="2025-01-03", topics="[]", body=body)
    after = built(project)
    changed = {path for path in after if after[path] != before.get(path)} - {".digest-manifest"}
    assert changed == {"2025/w01/organ/index.html", "topics/unsorted/feed.xml"}


def test_a_link_added_or_removed_changes_what_its_target_is_linked_from(project):
    """`Linked from` follows wikilinks and links by path, and no page but the two of a link changes with it."""
    filled(project)
    ward = "2025/w01/ward/index.html"
    linked = built(project)[ward]
    assert b"Linked from" in linked
    assert b">An organ</a></li>" in linked
    project.article("2025-W01/organ.md", title="An organ", date="2025-01-03", topics="[]", body="No link.")
    without = built(project)
    assert b"Linked from" not in without[ward]
    project.article("2025-W01/organ.md", title="An organ", date="2025-01-03", topics="[]", body="On [[the ward|it]].")
    after = built(project)
    assert after[ward] == linked
    changed = {path for path in after if after[path] != without.get(path)} - {".digest-manifest"}
    assert changed == {ward, "2025/w01/organ/index.html", "topics/unsorted/feed.xml"}


@pytest.mark.parametrize(
    "arguments", [(), ("--base-url", "https://example.org/reading/"), ("--base-url", "https://example.org/")]
)
def test_every_link_leads_somewhere(project, arguments):
    """From disk, at a domain's root and below a path: every href and src of every page is a file of the site."""
    site = built(filled(project), *arguments)
    base = urlsplit(arguments[1]).path if arguments else "/reading/"
    dead = []
    for path, body in site.items():
        if not path.endswith(".html"):
            continue
        page = html5lib.parse(body.decode(), namespaceHTMLElements=False)
        anchors = {
            target: {
                element.get("id")
                for element in html5lib.parse(site[target].decode(), namespaceHTMLElements=False).iter()
            }
            for target in (path,)
        }
        for element in page.iter():
            for attribute in ("href", "src"):
                address = element.get(attribute)
                if address is None or urlsplit(address).scheme:
                    continue
                parts = urlsplit(address)
                if not parts.path:
                    if parts.fragment and parts.fragment not in anchors[path]:
                        dead.append((path, address))
                    continue
                start = (
                    PurePosixPath("/")
                    if parts.path.startswith("/")
                    else PurePosixPath("/root") / PurePosixPath(path).parent
                )
                target = os.path.normpath(start / unquote(parts.path))
                file = (
                    target.removeprefix(base.rstrip("/")).lstrip("/")
                    if parts.path.startswith("/")
                    else target.removeprefix("/root").lstrip("/")
                )
                candidates = {file, f"{file}/index.html".lstrip("/")} if arguments else {file}
                if not candidates & set(site):
                    dead.append((path, address))
    assert not dead


def test_drafts_are_built_only_when_asked(project):
    """With --drafts they are there; without, no output names them."""
    project.article("a.md", title="Visible")
    project.article("b.md", title="Unfinished business", draft="true")
    assert not any(b"Unfinished" in body for body in built(project).values())
    assert any(b"Unfinished" in body for body in built(project, "--drafts").values())


def test_the_same_bytes_whatever_the_jobs_hash_seed_and_zone(project, tmp_path):
    """Equal input, equal bytes, in processes of their own."""
    filled(project)
    trees = []
    for seed, zone, jobs in (("0", "UTC", "1"), ("1", "Pacific/Kiritimati", "2")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [
            sys.executable,
            "-m",
            "digest",
            "-C",
            str(project.folder),
            "build",
            "--jobs",
            jobs,
            "--output",
            str(tmp_path / seed),
        ]
        subprocess.run(command, check=True, env=environment, capture_output=True)
        trees.append(
            {
                p.relative_to(tmp_path / seed): p.read_bytes()
                for p in sorted((tmp_path / seed).rglob("*"))
                if p.is_file()
            }
        )
    assert trees[0] == trees[1]


def test_build_never_writes_content(project):
    """content/ is the person's."""
    filled(project)
    before = project.tree("content")
    built(project)
    assert project.tree("content") == before


def test_files_that_are_not_ours_are_kept(project):
    """A stranger in site/ stays, and one in the way of a page stops the build before anything is written."""
    filled(project)
    project.write("site/notes.txt", "mine")
    result = project.digest("build")
    assert result.code == 0
    assert result.err == "site/ holds what digest did not write, left as it is: notes.txt\n"
    assert project.read("site/notes.txt") == "mine"
    project.write("other/index.html", "mine")
    result = project.digest("build", "--output", str(project.folder / "other"))
    assert result.code == 1
    assert "other/index.html stands where a page should be written" in result.err
    assert project.tree("other") == {"index.html": b"mine"}


def test_problems_in_content_do_not_stop_the_build(project):
    """They are all named, the exit code is 1, and the other articles are there."""
    filled(project)
    project.article("bad.md", title="Bad", date="2025-02-30", topics="[helth]")
    project.write("content/worse.md", "---\ntitle: [\n---\nText\n")
    result = project.digest("build")
    assert result.code == 1
    assert 'content/bad.md:3:7  there is no day "2025-02-30"' in result.err
    assert 'content/bad.md:4:10  unknown topic "helth"' in result.err
    assert 'did you mean "health"?' in result.err
    assert "content/worse.md:" in result.err
    assert "2025/w01/ward/index.html" in project.tree("site")


def test_two_claims_to_one_address_stop_the_build(project):
    """Both are named, and nothing is overwritten."""
    filled(project)
    before = built(project)
    project.article("elsewhere/late-ice.md", title="Other", date="2024-12-28")
    project.write("content/pages/topics.md", "Mine.\n")
    result = project.digest("build")
    assert result.code == 1
    assert (
        "content/2024-W52/late-ice.md  the address /2024/w52/late-ice/ is claimed by content/elsewhere/late-ice.md too"
        in result.err
    )
    assert "content/pages/topics.md  the address /topics/ is claimed by a page of the site itself too" in result.err
    assert project.tree("site") == before


def test_a_template_error_leaves_the_old_site(project):
    """File, line and the page are named; not a byte of the site changes."""
    filled(project)
    before = built(project)
    project.write("themes/paper/archive.html", "<p>\n{{ nonsense.here }}\n</p>")
    result = project.digest("build")
    assert result.code == 1
    assert "themes/paper/archive.html:2" in result.err
    assert project.tree("site") == before


def test_an_inferred_date_is_marked_until_confirmed(project):
    """One edit of the front matter takes mark and note away."""
    body = "It was said on ==March 18==[^a1] that all is well.\n\n[^a1]: @digest #inferred: The year is a guess."
    project.article("a.md", date_basis='"inferred: no year"', body=body)
    page = built(project)["2025/w12/a/index.html"].decode()
    assert "The year is a guess" in page
    assert "inferred" in page
    project.article("a.md", date_basis="confirmed", body=body)
    page = built(project)["2025/w12/a/index.html"].decode()
    assert "guess" not in page
    assert "inferred" not in page
    assert "March 18" in page


def test_rights_decide_what_is_published(project):
    """`excerpt` shows summary and highlights, `link` names the article alone, in pages and feeds."""
    body = "Secret sentence. ==A quotable one.==[^a1] More secret text.\n\n[^a1]: @ann: Mine."
    for rights in ("full", "excerpt", "link"):
        project.article(
            f"{rights}.md", title=rights, rights=rights, summary="The summary.", topics="[health]", body=body
        )
    site = built(project)
    pages = {rights: site[f"2025/w12/{rights}/index.html"].decode() for rights in ("full", "excerpt", "link")}
    assert [("Secret" in page, "quotable" in page, "The summary." in page) for page in pages.values()] == [
        (True, True, True),
        (False, True, True),
        (False, False, False),
    ]
    assert site["topics/health/feed.xml"].decode().count("Secret") == 1


def test_hand_written_articles_get_topics_by_score(project):
    """Without `topics` in front matter the title and text decide; with it they do not."""
    project.article("a.md", title="Methane and climate", body="Emissions of methane. " * 9)
    project.article("b.md", title="Methane and climate", body="Emissions of methane. " * 9, topics="[health]")
    site = built(project)
    assert "a/index.html" in site["topics/climate/index.html"].decode()
    assert "b/index.html" not in site["topics/climate/index.html"].decode()


def png(colour):
    out = io.BytesIO()
    Image.new("RGB", (4, 2), colour).save(out, format="PNG")
    return out.getvalue()


def test_images_beside_an_article_are_copied(project):
    """Only those that a body shows, under names that change with their bytes."""
    chart, other = (png(colour) for colour in ("red", "blue"))
    project.write("content/2025-W12/chart.png", chart)
    project.write("content/2025-W12/unused.png", chart)
    project.article("2025-W12/a.md", body="![A chart](chart.png)")
    site = built(project)
    (name,) = [path for path in site if path.startswith("media/")]
    assert re.fullmatch(r"media/2025-W12/chart\.[0-9a-f]{8}\.png", name)
    assert site[name] == chart
    assert f'src="../../../{name}"' in site["2025/w12/a/index.html"].decode()
    project.write("content/2025-W12/chart.png", other)
    assert name not in built(project)


def test_no_page_names_the_machine(project):
    """No path of this machine and no user name is published."""
    site = built(filled(project))
    assert not any(str(project.folder).encode() in body for body in site.values())


def test_without_base_url_there_is_no_sitemap_and_feeds_are_relative(project):
    """What needs a whole address is left out rather than made up."""
    project.write("digest.yml", "title: T\n")
    project.article("a.md")
    site = built(project)
    assert "sitemap.xml" not in site
    assert b"://" not in re.sub(rb'xmlns(:\w+)?="[^"]*"', b"", site["feed.xml"])


def test_an_output_that_is_no_folder_is_refused(project):
    """A file, or a symbolic link, is named and left."""
    project.article("a.md")
    project.write("site", "mine")
    result = project.digest("build")
    assert result.code == 1
    assert "site is a file, not a folder" in result.err
    (project.folder / "site").unlink()
    (project.folder / "elsewhere").mkdir()
    (project.folder / "site").symlink_to(project.folder / "elsewhere")
    assert "site is a symbolic link" in project.digest("build").err
    assert project.tree("elsewhere") == {}


def test_an_empty_project_builds(project):
    """To have no article is not an error, but is said, with the ways to have one; at every build, and without those held back."""
    (project.folder / "content").mkdir()
    for _ in range(2):
        result = project.digest("build")
        assert (result.code, result.out) == (0, "")
        assert result.err.startswith("no article of content/ is in the site; drafts and what is dated later are left")
        assert (
            "\n  `digest convert` makes articles of seeds/, and `digest new article TITLE` starts one\n" in result.err
        )
    assert "index.html" in project.tree("site")
    project.article("a.md", draft="true")
    assert "no article of content/ is in the site" in project.digest("build").err
    assert project.digest("build", "--drafts").err == ""


def test_a_duplicate_of_nothing_is_a_problem_with_its_line(project):
    """File, line and what to do; a lead that is a draft is no problem, nor is the second build another."""
    project.article("2025-W12/bell.md", title="Bell", draft="true")
    project.article("2025-W12/echo.md", title="Echo", duplicate_of="bell")
    project.article("2025-W12/other.md", title="Other", duplicate_of="bel")
    for line in (4, 4, 5):
        if line == 5:
            text = project.read("content/2025-W12/other.md")
            project.write("content/2025-W12/other.md", text.replace("duplicate_of", "# mine\nduplicate_of"))
        result = project.digest("build")
        assert result.code == 1
        assert result.err == (
            f'content/2025-W12/other.md:{line}  duplicate_of names no article: "bel"\n'
            '  did you mean "bell"? write the name of its file without .md, or `no` where it is nobody\'s duplicate\n'
            "1 to mend\n"
        )


def test_private_text_is_in_no_file_of_the_site(project):
    """Whatever holds it: bodies, notes, front matter, introductions, pages; and nothing resolved is there either."""
    whole = (
        "# A %%SECRET%% head\n\nText %%SECRET%% and ==a passage %%SECRET%%==[^a1]; [[ward%%SECRET%%|it %%SECRET%%]].\n\n"
        "%%\nSECRET\n\n- SECRET\n%%\n\n> [!tip]- T %%SECRET%%\n> {++x %%SECRET%%++} {>>y %%SECRET%%<<}\n\n"
        "```python\nx = 1\n```\n\n[^a1]: @ann: z %%SECRET%%\n[^a1.1]: %%SECRET%%\n[^a2]: #resolved: SECRET\n"
    )
    for number, rights in enumerate(("full", "excerpt", "link")):
        project.article(
            f"2025-W01/ward{number or ''}.md", title="'The %%SECRET%% ward'", date="2024-12-30", topics="[health]",
            source="'Denominator %%SECRET%%'", authors="['Ann %%SECRET%%', '%%SECRET%%']", rights=rights,
            summary="'Gist %%SECRET%%.'", quotations="['Words %%SECRET%% — Ann %%SECRET%%']",
            timeline="['2025-01-02 — Rain %%SECRET%%']", people="['Ben %%SECRET%%']", key_points="['One %%SECRET%%.', '%%SECRET%%']",
            extra_key="{'a %%SECRET%%': ['%%SECRET%%']}", aliases=f"['/old-%%SECRET%%{number}/']", body=whole,
        )  # fmt: skip
    front = "---\ntitle: '%%SECRET%%'\nsummary: '%%SECRET%% s'\n---\n"
    for path in ("2025-W01/_index.md", "topics/health.md", "pages/about.md", "pages/guide/index.md"):
        project.write(f"content/{path}", front + whole)
    site = built(project)
    assert b"Gist ." in site["2025/w01/ward/index.html"]
    assert b"a passage" in site["2025/w01/ward1/index.html"]
    assert "old-0/index.html" in site
    assert not [path for path, body in site.items() if b"SECRET" in path.encode() + body]


def test_a_formula_that_cannot_be_read_is_reported_with_its_line(project):
    """The page shows it as it is written, and the site is built."""
    front = "---\ntitle: Sums\ndate: 2025-01-01\nmath: true\n---\n"
    project.write("content/2025-W01/sums.md", f"{front}It is $x^2$, not\n$\\frac$.\n\n$5 and $6.\n")
    result = project.digest("build")
    assert result.code == 0
    assert 'content/2025-W01/sums.md:7  warning: the formula "\\frac" cannot be read' in result.err
    page = project.tree("site")["2025/w01/sums/index.html"].decode()
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in page
    assert '<code class="math">$\\frac$</code>' in page
    assert "$5 and $6." in page


def test_the_index_of_the_search_is_made_again_only_if_what_it_holds_changed(project):
    """A body leaves it; a title or note makes another one in its place; a draft or a text of tomorrow is not in it."""
    filled(project)
    first = {path: body for path, body in built(project).items() if path.startswith("search/")}
    body = "Other words, and none marked."
    project.article("2025-W01/organ.md", title="An organ", date="2025-01-03", topics="[]", body=body)
    assert {path: body for path, body in built(project).items() if path.startswith("search/")} == first
    project.article(
        "2025-W01/organ.md", title="An organ", date="2025-01-03", topics="[]", body="==Seen.==[^z]\n\n[^z]: New."
    )
    second = {path: body for path, body in built(project).items() if path.startswith("search/")}
    assert len(second) == len(first) == 2
    assert first.keys() & second.keys() == {"search/index.html"}
    assert b"Seen." in b"".join(second.values())
    project.article("2025-W01/secret.md", title="Secret", date="2025-01-03", draft="true")
    project.article("2025-W01/later.md", title="Tomorrow", date="2999-01-03")
    built_site = project.tree("site") if project.digest("build").code == 0 else {}
    assert {path: body for path, body in built_site.items() if path.startswith("search/")} == second
