"""`digest check` as people call it."""

from __future__ import annotations

from pathlib import Path

from digest.cli import run
from digest.codes import CODES
from digest.config import parse_config

REPOSITORY = Path(__file__).resolve().parents[2]


def test_what_is_wrong_is_told_with_line_and_code_and_counted(project):
    """One line of each, carets, what to do, and at the end how much there is."""
    project.article("2025-W12/one.md", body="First.\n\nLook: ![](https://example.org/a.png)")
    told = project.digest("check")
    assert told.code == 0
    assert told.out == (
        "content/2025-W12/one.md:8:7  warning: the image has no text that says what it shows [image-without-text]\n"
        "  8 | Look: ![](https://example.org/a.png)\n"
        "            ^^\n"
        "  write what it shows between the brackets: ![a map of the bay](map.png)\n"
        "1 to look at\n"
    )


def test_what_is_good_is_one_line(project):
    project.article("2025-W12/one.md")
    told = project.digest("check")
    assert (told.code, told.out) == (0, "nothing to mend\n")


def test_a_code_is_explained(project):
    told = project.digest("check", "--explain", "image-without-text")
    assert told.code == 0
    assert "screen reader" in told.out


def test_without_a_code_all_are_listed(project):
    lines = project.digest("check", "--explain").out.splitlines()
    assert [line.split()[0] for line in lines] == list(CODES)
    assert "dead-link" in CODES


def test_a_code_that_does_not_exist_is_wrong_use_and_a_like_one_is_named(project):
    told = project.digest("check", "--explain", "image-without-txt")
    assert told.code == 2
    assert 'did you mean "image-without-text"?' in told.err


def test_two_files_of_one_address_hide_nothing_else(project):
    """No site can be built then, and all that is wrong in the texts is told all the same."""
    project.article("a/call.md", body="See [this](nothing.md).")
    project.article("b/call.md", body="![](https://example.org/a.png)")
    told = project.digest("check")
    assert told.code == 1
    for code in ("[address-taken]", "[dead-link]", "[image-without-text]"):
        assert code in told.out
    assert told.out.endswith("3 to mend, 1 to look at\n")


def test_what_is_wrong_in_a_draft_is_a_warning_unless_it_is_its_head(project):
    """A text that is being written has its loose ends; one that is a draft since its head cannot be read is not one."""
    project.article("2025-W12/draft.md", draft="true", body="So %%not this.")
    told = project.digest("check")
    assert (told.code, told.out.splitlines()[-1]) == (0, "1 to look at")
    assert "warning: %% is not closed" in told.out
    project.article("2025-W12/draft.md", draft="maybe", body="So %%not this.")
    assert project.digest("check").code == 1


def test_the_example_of_this_repository_is_clean(capsys):
    """Its texts and its site, with nothing switched off but the date that waits for its editor on purpose."""
    config, problems = parse_config((REPOSITORY / "digest.yml").read_text("utf-8"))
    assert (config.check_ignore, problems) == (("inferred-date",), ())
    assert run(["-C", str(REPOSITORY), "check", "--strict"]) == 0
    assert capsys.readouterr().out == "nothing to mend\n"
