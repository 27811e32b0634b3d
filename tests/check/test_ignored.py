"""What a person switches off is not reported, and nothing else is."""

from __future__ import annotations

import re

from digest.check.ignored import IgnoredCodes, directives
from digest.errors import Location, Problem

IMAGE = "![](https://example.org/a.png)"


def codes(told):
    return re.findall(r"^\S+ .* \[([a-z0-9-]+)\]$", told.out, re.MULTILINE)


HIDDEN = (
    f"<!-- digest-ignore: image-without-text -->\n{IMAGE}",
    f"<!-- digest-ignore: image-without-text -->\n\n{IMAGE}",
    f"<!-- digest-ignore image-without-text (it is a line) -->\n{IMAGE}",
    f"<!-- digest-ignore: dead-link, image-without-text -->\n{IMAGE}",
    f"%% digest-ignore: image-without-text %%\n{IMAGE}",
    f"{IMAGE} <!-- digest-ignore: image-without-text -->",
    f"{IMAGE} %%digest-ignore image-without-text%%",
)

SHOWN = (
    f"<!-- digest-ignore: dead-link -->\n{IMAGE}",
    f"<!-- digest-ignore: image-without-text -->\n\nText.\n\n{IMAGE}",
    f"{IMAGE}\n<!-- digest-ignore: image-without-text -->",
    f"{IMAGE} `<!-- digest-ignore: image-without-text -->`",
    f"# digest-ignore: image-without-text\n{IMAGE}",
)


def test_a_comment_on_the_line_or_above_it_switches_its_codes_off_and_nobody_sees_it(project):
    for number, body in enumerate(HIDDEN):
        project.article(f"2025-W12/a{number}.md", title=f"A {number}", body=body)
    told = project.digest("check")
    assert (codes(told), told.code) == ([], 0)
    project.digest("build")
    assert b"digest-ignore" not in b"".join(project.tree("site").values())


def test_a_comment_elsewhere_or_of_another_code_does_not(project):
    for number, body in enumerate(SHOWN):
        project.article(f"2025-W12/a{number}.md", title=f"A {number}", body=body)
    told = project.digest("check")
    assert codes(told) == ["image-without-text"] * len(SHOWN)
    assert all(f"content/2025-W12/a{number}.md:" in told.out for number in range(len(SHOWN)))


def test_in_front_matter_it_is_a_comment_of_yaml(project):
    project.write(
        "content/2025-W12/one.md",
        "---\ntitle: A\n# digest-ignore: unknown-topic\ntopics: [nope]\ndate: 18.3.2025  # digest-ignore: wrong-date\n---\nText.\n",
    )
    told = project.digest("check")
    assert (codes(told), told.code) == ([], 0)


def test_a_problem_of_the_whole_file_is_switched_off_in_its_front_matter():
    lines = ["---", "title: A", "# digest-ignore: leftover-file", "---", "Text."]
    problem = Problem(message="is left", location=Location(path="content/a.md"), code="leftover-file")
    assert IgnoredCodes(lines).hide(problem)
    assert not IgnoredCodes(lines[:1]).hide(problem)


def test_an_option_switches_a_code_off_for_all_files(project):
    project.article("2025-W12/one.md", body=IMAGE)
    project.write("digest.yml", project.read("digest.yml") + "check_ignore: [image-without-text]\n")
    assert codes(project.digest("check")) == []


def test_a_code_that_does_not_exist_is_named_with_a_like_one(project):
    """In digest.yml and in a file."""
    project.article("2025-W12/one.md", body="Text.\n\n<!-- digest-ignore: dead-lnk -->\n\nMore.")
    project.write("digest.yml", project.read("digest.yml") + "check_ignore: [image-without-txt]\n")
    told = project.digest("check")
    assert told.code == 1
    assert codes(told) == ["unknown-code", "unknown-code"]
    assert 'there is no code "dead-lnk"' in told.out
    assert "content/2025-W12/one.md:8:21" in told.out
    assert 'did you mean "image-without-text"?' in told.out


def test_a_comment_names_its_codes_with_their_places():
    lines = ["---", "a: 1 # digest-ignore: x-y z", "---", "%% digest-ignore: q %% <!-- digest-ignore: r (s t) -->"]
    assert [tuple(each) for each in directives(lines)] == [("x-y", 2, 23), ("z", 2, 27), ("q", 4, 19), ("r", 4, 44)]


def test_strict_counts_warnings_as_errors(project):
    project.article("2025-W12/one.md", body=IMAGE)
    assert project.digest("check").code == 0
    told = project.digest("check", "--strict")
    assert told.code == 1
    assert told.out.endswith("1 to mend\n")
    assert "warning:" not in told.out


def test_a_broken_digest_yml_is_told_in_the_format_asked_for(project):
    project.write("digest.yml", b"\xff\xfe")
    told = project.digest("check", "--format", "github")
    assert (told.code, told.err) == (1, "")
    assert told.out.startswith("::error file=digest.yml,line=1,")
    assert "is not UTF-8" in told.out
