"""The site that would be published is checked with `content/`, and the example has nothing to mend."""

from __future__ import annotations

from pathlib import PurePosixPath

from digest.build import open_publication
from digest.check.project_check import read_published, without_told
from digest.check.site import check_site
from digest.config import parse_config
from digest.errors import Location, Problem


def test_what_a_theme_breaks_is_found_and_told_once(project):
    """A template of the project's own: one problem for all pages, which names the first."""
    for number in range(3):
        project.article(f"2025-W12/a{number}.md", title=f"A {number}")
    project.write("themes/paper/article.html", '<title>T</title><p id="x"></p><p id="x"></p><img src="no.png">')
    told = project.digest("check")
    assert told.code == 1
    assert told.out.count("[duplicate-id]") == 1
    assert "so on 2 more pages" in told.out
    assert told.out.count("[missing-asset]") == 3  # each page looks for it in its own folder
    assert ".digest/publish/site/2025/w12/a0/index.html:1:" in told.out


def test_a_root_address_in_an_article_is_told_with_its_line_and_once(project):
    """The build names it in the text; the site has the same fault on the same line."""
    project.article("2025-W12/one.md", body="See [this](/nope/x/).")
    told = project.digest("check")
    assert told.out.count("content/2025-W12/one.md:6") == 1
    assert "1 to" in told.out.splitlines()[-1]


def test_what_is_told_already_is_told_once_and_the_rest_of_the_line_still():
    def problem(column, length=3, line=5):
        return Problem(
            message="x", location=Location(path=PurePosixPath("a.md"), line=line, column=column, length=length)
        )

    known = [problem(10), problem(None, line=9)]
    new = [
        problem(1),
        problem(11),
        problem(14),
        problem(20),
        problem(4, line=9),
        problem(10, line=6),
        Problem(message="y"),
    ]
    assert list(without_told(new, known)) == [new[0], new[3], new[5], new[6]]


def test_no_folder_of_this_machine_goes_out(project):
    """Neither the project's folder nor a link to a file of this machine."""
    project.article("2025-W12/one.md", body=f"I keep it in {project.folder.resolve()}/content.")
    told = project.digest("check")
    assert told.code == 1
    assert "content/2025-W12/one.md:6:14" in told.out
    assert "[machine-path]" in told.out


def test_a_warning_of_a_line_keeps_silent_about_no_error_in_it(project):
    """A publish goes on in spite of warnings."""
    project.article("2025-W12/one.md", body=f"I keep it in {project.folder.resolve()}/content, as said.[^none]")
    told = project.digest("check")
    assert told.code == 1
    assert "[machine-path]" in told.out


PAGES = {
    "2025/w12/one/index.html": "content/2025-W12/one.md",
    "2025/w12/index.html": "content/2025-W12/_index.md",
    "topics/climate/index.html": "content/topics/climate.md",
    "about/index.html": "content/pages/about.md",
    "guide/two/index.html": "content/pages/guide/Two.md",
}
"""The text behind each page."""


def test_a_page_is_traced_to_its_text(project):
    """Articles, introductions of weeks and topics, free pages: by what the text says and the page does not."""
    project.article("2025-W12/one.md")
    for path in list(PAGES.values())[1:]:
        project.write(path, "---\ntitle: T\n---\n\nText.\n")
    for number, path in enumerate(PAGES.values()):
        project.write(path, project.read(path) + f"\n[x](/above{number}/)\n")
    config, _ = parse_config(project.read("digest.yml"))
    with open_publication(project.folder, config, jobs=1) as publication:
        for number, page in enumerate(PAGES):
            target = publication.folder / page
            target.write_text(target.read_text() + f'<a href="/above{number}/">x</a>')
        problems = check_site(*read_published(project.folder, config, publication, jobs=1))
    places = {problem.message: str(problem.location.path) for problem in problems if problem.code == "link-out-of-site"}
    assert sorted(places.values()) == sorted(PAGES.values())
    for number, path in enumerate(PAGES.values()):
        assert [place for message, place in places.items() if f"/above{number}/" in message] == [path]


def test_of_two_articles_with_one_name_a_page_is_traced_to_its_own(project):
    """Whatever folder it stands in: the one whose week is that of the page."""
    project.article("2025-W12/two.md", week="2025-W14")
    project.article("2025-W13/two.md", date="2025-03-25")
    config, _ = parse_config(project.read("digest.yml"))
    with open_publication(project.folder, config, jobs=1) as publication:
        _, origins = read_published(project.folder, config, publication, jobs=1)
    assert origins.source("2025/w14/two/index.html") == PurePosixPath("content/2025-W12/two.md")
    assert origins.source("2025/w13/two/index.html") == PurePosixPath("content/2025-W13/two.md")


def test_a_file_named_as_the_address_of_another_is_not_taken_for_it(project):
    """An article of another week, whose file has the very name that a title is spelled as, or a page of that name."""
    project.article("2025-W12/arger.md", date="2025-03-18")
    project.article("2025-W13/Ärger.md", date="2025-03-25")
    project.article("2025-W13/Call.md", date="2025-03-25")
    project.write("content/pages/call.md", "---\ntitle: T\n---\n\nText.\n")
    config, _ = parse_config(project.read("digest.yml"))
    with open_publication(project.folder, config, jobs=1) as publication:
        _, origins = read_published(project.folder, config, publication, jobs=1)
    pages = ("2025/w12/arger", "2025/w13/arger", "2025/w13/call", "call")
    assert [str(origins.source(f"{page}/index.html")) for page in pages] == [
        "content/2025-W12/arger.md",
        "content/2025-W13/Ärger.md",
        "content/2025-W13/Call.md",
        "content/pages/call.md",
    ]
