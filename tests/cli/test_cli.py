"""The command line: help, exit codes, words on wrong use, what is imported, and where a project is found."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from digest import __version__
from digest.cli.command import Command
from digest.cli.commands import find_commands

REPOSITORY = Path(__file__).resolve().parents[2]
COMMANDS = tuple(command.name for command in find_commands() if isinstance(command, Command))
TEXT = "Late ice\n\nThe methane of the lakes was counted for nine years.\n"


A_TICK = 0.1
"""Seconds after which the time of a file surely differs from that of another change, twice what `digest.cache.scan` waits."""


def imported(*arguments):
    """The top-level modules that a command line imports, from Python's own record."""
    command = [sys.executable, "-X", "importtime", "-m", "digest", *arguments]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    names = {
        line.rpartition("|")[2].strip().partition(".")[0]
        for line in run.stderr.splitlines()
        if line.startswith("import time:")
    }
    assert "digest" in names
    return names


def test_the_version_is_there_at_once(project):
    """`--version` imports nothing heavy, so that it answers in a moment."""
    assert project.digest("--version").out == f"digest {__version__}\n"
    heavy = {
        "trafilatura",
        "lxml",
        "jinja2",
        "markdown_it",
        "yaml",
        "tornado",
        "livereload",
        "rich",
        "prompt_toolkit",
        "watchfiles",
        "nh3",
        "slugify",
    }
    assert imported("--version") & heavy == set()


def test_a_text_is_converted_without_the_machinery_for_pages(project):
    """`convert --stdout x.txt` imports neither the HTML extractor, nor the server, nor the templates."""
    path = project.write("seeds/a.txt", TEXT)
    assert (
        imported("-C", str(project.folder), "convert", "--stdout", str(path))
        & {"trafilatura", "lxml", "tornado", "jinja2", "rich"}
        == set()
    )


def test_a_status_is_told_without_the_machinery_of_conversion_and_pages(project):
    """`status` answers in a moment: it imports neither the HTML extractor, nor the server, nor the templates."""
    project.article("a.md")
    heavy = {"trafilatura", "lxml", "tornado", "jinja2", "nh3", "pygments"}
    assert imported("-C", str(project.folder), "status") & heavy == set()


def test_a_build_with_nothing_to_do_imports_what_finds_that_out_alone(project):
    """Neither what reads and makes pages, nor what asks Python which packages are installed."""
    project.article("a.md")
    time.sleep(A_TICK)  # a file that is as new as the build may change in the same tick, and is read once more
    assert project.digest("build").code == 0
    heavy = {"jinja2", "markdown_it", "nh3", "pygments", "multiprocessing", "tempfile", "zipfile", "email", "socket"}
    assert imported("-C", str(project.folder), "build") & heavy == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(project, command):
    """Each example in the help is a command line of that very command."""
    result = project.digest(command, "--help")
    assert result.code == 0
    examples = [line for line in result.out.partition("examples:\n")[2].splitlines() if line]
    assert examples
    assert all(line.startswith(f"  digest {command}") for line in examples)


def test_the_help_names_every_command_and_the_exit_codes(project):
    """One screen tells what there is."""
    result = project.digest("--help")
    assert result.code == 0
    assert all(f"\n    {command} " in result.out for command in COMMANDS)
    assert "exit codes: 0 good, 1 problems in the content, 2 wrong use" in result.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("biuld",), 'there is no command "biuld"; did you mean "build"?'),
        (("nonsense",), 'there is no command "nonsense"; there are new, convert, '),
        (("help", "biuld"), 'there is no command "biuld"; did you mean "build"?'),
        (("annotations",), "required: ACTION"),
        (("annotations", "exprot"), 'there is no action "exprot"; did you mean "export"?'),
        (("build", "--outptu", "x"), 'unrecognized arguments: --outptu x; did you mean "--output"?'),
        (("build", "--outptu=x"), 'unrecognized arguments: --outptu=x; did you mean "--output"?'),
        (("build", "--nonsense"), "unrecognized arguments: --nonsense; `digest build --help` shows what there is"),
        (("build", "nonsense"), "unrecognized arguments: nonsense; `digest build --help` shows what there is"),
        (("--verison",), 'unrecognized arguments: --verison; did you mean "--version"?'),
        (("annotations", "export", "--format", "cvs"), "invalid choice: 'cvs'; did you mean \"csv\"?"),
        (("build", "--jobs", "0"), "'0' is not a number from 1 to 256"),
        (("build", "--jobs", "many"), "'many' is not a number from 1 to 256"),
        (("build", "--jobs", "9" * 5000), "is not a number from 1 to 256"),
        (("serve", "--port", "65536"), "'65536' is not a number from 0 to 65535"),
        (("build", "--base-url", "ftp://x.example/"), "--base-url ftp://x.example/ is not a web address"),
        (("convert", "nowhere.txt"), "nowhere.txt is not in seeds/"),
        (("convert", "seeds/nowhere.txt"), "nowhere.txt is not a source"),
        (("convert", "--stdout", "a.txt", "b.txt"), "--stdout takes one file"),
        (("publish", "--setup", "--dry-run"), "not allowed with argument"),
        (("new", "."), "is not empty"),
    ],
)
def test_wrong_use_ends_with_two_and_says_what_was_wrong(project, arguments, words):
    """Exit code 2, a sentence on standard error, nothing on standard output, nothing written."""
    before = project.tree(".")
    result = project.digest(*arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err.replace(f"{project.folder}/", "")
    assert project.tree(".") == before


def test_digest_alone_shows_the_help(project):
    """As `digest --help` does, with exit code 0; `digest help build` is `digest build --help`."""
    whole = project.digest("--help")
    assert whole == project.digest() == project.digest("help")
    assert (whole.code, whole.err) == (0, "")
    assert project.digest("help", "build") == project.digest("build", "--help")
    assert project.digest("help", "annotations", "export") == project.digest("annotations", "export", "--help")


def test_problems_end_with_one_and_warnings_with_zero(project):
    """1 says that there is something to mend; a warning says so too, but not by the exit code."""
    project.write("seeds/a.txt", TEXT)
    assert project.digest("convert").code == 0
    (path,) = (project.folder / "content").rglob("*.md")
    path.write_text(path.read_text("utf-8") + "Mine.\n", "utf-8")
    project.write("seeds/a.txt", TEXT.split("\n\n", maxsplit=1)[0])
    result = project.digest("convert")
    assert (result.code, "warning: " in result.err) == (0, True)
    project.write("seeds/empty.txt", "")
    assert project.digest("convert").code == 1


def test_a_project_is_found_from_any_folder_within(project, monkeypatch, capsys):
    """Without -C the folder above with a digest.yml is meant; paths are taken from where one stands."""
    from digest.cli import run

    project.write("seeds/deep/a.txt", TEXT)
    monkeypatch.chdir(project.folder / "seeds/deep")
    assert run(["convert", "a.txt"]) == 0
    assert run(["build"]) == 0
    assert "index.html" in project.tree("site")
    capsys.readouterr()
    assert run(["-C", "..", "build", "--output", "elsewhere"]) == 0
    assert (project.folder / "seeds/elsewhere/index.html").is_file()


def test_without_a_project_one_is_told_how_to_make_one(tmp_path, monkeypatch, capsys):
    """Exit code 2 and the two ways on."""
    from digest.cli import run

    monkeypatch.chdir(tmp_path)
    assert run(["build"]) == 2
    assert (
        "there is no digest.yml here; make a project with `digest new DIR`, or name one with -C DIR"
        in capsys.readouterr().err
    )
    assert run(["-C", "nowhere", "build"]) == 2
    assert "nowhere is not a folder" in capsys.readouterr().err


def test_new_takes_its_folder_below_that_of_c(tmp_path, capsys):
    """`-C DIR new NAME` makes DIR/NAME, and what it says next can be typed as it is."""
    from digest.cli import run

    assert run(["-C", str(tmp_path), "new", "reading"]) == 0
    said = capsys.readouterr().out
    assert (tmp_path / "reading/digest.yml").is_file()
    assert f"digest -C {tmp_path}/reading convert" in said
    assert run(["-C", f"{tmp_path}/reading", "convert"]) == 0
    assert run(["-C", f"{tmp_path}/reading", "build"]) == 0


BROKEN_OPTIONS = {
    "an open quote": (
        'title: "Mine\n\n# Words\ndescription: "One"\ntopics: [ice]\n',
        "1:8  a quotation mark is not closed",
    ),
    "a tab": ("topics:\n\t- ice\n", "2:1  a tab indents this line"),
    "a colon": ("title: Ice: a digest\n", "1:11  a colon followed by a space"),
    "indentation": ("title: T\ntopics:\n  - name: Ice\n   slug: ice\n", "4:4  this line is not indented"),
    "a topic": ("title: T\ntopics:\n  - name: Ice\n    slug: I c e\n", '4:11  the slug "I c e" cannot be part'),
    "another spelling": ("title: T\ntopcis: [ice]\n", '2:1  unknown key "topcis"'),
    "topics twice": ("topics: [ice]\ntitle: T\ntopics: [fire]\n", '3:1  duplicate key "topics"'),
    "a list": ("- title: T\n", "1:1  expected `key: value` lines"),
    "other bytes": (b"title: T\nauthor: Andr\xe9\n", "2  is not UTF-8"),
}


@pytest.mark.parametrize("mistake", BROKEN_OPTIONS)
@pytest.mark.parametrize("command", ["build", "convert"])
def test_broken_options_are_the_only_problem(project, mistake, command):
    """Their cause is told at its place, and no article is judged, converted or built by options that nobody set."""
    body, words = BROKEN_OPTIONS[mistake]
    project.write("digest.yml", body)
    project.write("seeds/a.txt", TEXT)
    project.article("a.md", topics="[fires, floods]", rights="fulll")
    before = project.tree(".")
    result = project.digest(command)
    assert result.code == 1
    assert result.err.startswith(f"digest.yml:{words}")
    assert "content/" not in result.err
    assert result.err.endswith("\n1 to mend\n")
    assert project.tree(".") == before


def test_another_mistake_in_the_options_is_told_first(project):
    """The cause stands above what may follow from it, and what can be built is."""
    project.write("digest.yml", "title: T\nlinks: sideways\n")
    project.article("a.md", topics="[fires]")
    result = project.digest("build")
    assert result.code == 1
    assert result.err.index('digest.yml:2:8  links cannot be "sideways"') < result.err.index('unknown topic "fires"')
    assert result.err.endswith("\n2 to mend\n")
    assert "index.html" in project.tree("site")


def test_problems_are_counted_at_the_end(project):
    """Errors and warnings, in one line; where nothing is wrong, nothing is said."""
    project.article("a.md", topics="[fires]", date="2025-02-30")
    project.article("b.md", date="9000-01-01")
    assert project.digest("build").err.splitlines()[-1] == "2 to mend, 1 to look at"
    (project.folder / "content/a.md").unlink()
    assert project.digest("build").err.splitlines()[-1] == "1 to look at"
    (project.folder / "content/b.md").unlink()
    project.article("c.md")
    assert project.digest("build").err == ""


def test_empty_seeds_say_what_to_put_there(project):
    """Where there is nothing to convert, a person is told what is; where there is, nothing is said."""
    assert project.digest("convert").err.startswith(
        "there is no folder seeds/\n  make it, and put texts into it, such as "
    )
    project.write("seeds/deep/.hidden", "mine")
    result = project.digest("convert")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("seeds/ holds nothing to convert\n  put texts into it, such as ")
    project.write("seeds/a.txt", TEXT)
    for _ in range(2):
        assert project.digest("convert").err == ""
