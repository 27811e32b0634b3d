"""Nothing outside the project is read, written or named; names are good on every system; terminals are not steered."""

from __future__ import annotations

import getpass
import os
import platform
import re
import unicodedata

import pytest

SECRET = "The secret of the house"

_BOMB = "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b]\n"
YAML = {
    "aliases": _BOMB,
    "merge": "a: &a {b: c}\nd:\n  <<: *a\n",
    "object": "a: !!python/object/apply:os.system ['touch owned']\n",
    "name": "a: !!python/name:os.system\n",
    "tag": "a: !include /etc/passwd\n",
    "duplicate": "a: 1\na: 2\n",
    "depth": "a: " + "[" * 500 + "]" * 500 + "\n",
    "binary": "a: !!binary |\n  R0lGODlhDAAMAIQAAP\n",
}

FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE)
"""What no part of a path may hold on Windows (Microsoft Learn, "Naming Files, Paths, and Namespaces")."""

NAMES = (
    "con", "CON", "prn", "aux", "nul", "NUL", "com1", "LPT9", "con.", "aux ", "a.", "a ", "...", "a:b", "a*b?", 'a"b', "a<b>c", "a|b",
    "a\\b", "%2e%2e%2f", "~", "$HOME", "-rf", "desktop.ini", "\u202etxt.exe", "ﬁ", "İ", "ß", "ss", "é", "É", "文", "🎈",
)  # fmt: skip


def bad_parts(paths):
    """The paths of which a part is not valid everywhere, or which differ from another in case alone."""
    bad = [
        path for path in paths if any(FORBIDDEN.search(part) or len(part.encode()) > 255 for part in path.split("/"))
    ]
    seen: dict[str, str] = {}
    for path in paths:
        folded = unicodedata.normalize("NFC", path).casefold()
        if seen.setdefault(folded, path) != path:
            bad.append(path)
    return bad


@pytest.mark.parametrize("name", sorted(YAML))
@pytest.mark.parametrize("place", ["content/a.md", "content/2025-W12/_index.md", "content/pages/a.md", "digest.yml"])
def test_yaml_builds_nothing_and_is_refused_with_its_place(project, name, place):
    """Promise 8: objects, aliases, duplicate keys and excess depth are problems with file and line, wherever they stand."""
    yaml = f"title: T\n{YAML[name]}"
    project.write(place, yaml if place == "digest.yml" else f"---\n{yaml}---\n\nText\n")
    (project.folder / "content").mkdir(exist_ok=True)
    result = project.digest("build")
    assert result.code == 1
    assert re.search(rf"^{re.escape(place)}:\d+:\d+  ", result.err, re.MULTILINE)
    assert "Traceback" not in result.err
    assert not (project.folder / "owned").exists()
    is_refused = place == "digest.yml" and name != "duplicate"  # without its options nothing is judged
    assert ("index.html" in project.tree("site")) is not is_refused


def test_hostile_front_matter_of_a_source_never_stops_its_conversion(project):
    """Promises 8, 19: the same in a note of seeds/: the text is converted all the same, or named."""
    for name, yaml in YAML.items():
        project.write(f"seeds/{name}.md", f"---\ntitle: T\n{yaml}---\n\nThe methane of the lakes was counted.\n")
    result = project.digest("convert")
    assert "Traceback" not in result.err
    done = project.read("content/.converted")
    assert [name for name in YAML if f"seeds/{name}.md" not in done and f"seeds/{name}.md" not in result.err] == []
    assert not (project.folder / "owned").exists()


@pytest.fixture
def secret(tmp_path):
    """A file outside the project that nobody asked to publish."""
    path = tmp_path / "secret.txt"
    path.write_text(f"{SECRET}\n\n{SECRET} is long and written down.\n", "utf-8")
    return path


def test_nothing_outside_the_project_is_published(project, secret):
    """Promise 11: links in the file system, entities, includes, images and relative addresses lead nowhere outside."""
    project.write("seeds/a.xhtml", f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Known &x; text of a lake.</p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/></body></html>')  # fmt: skip
    up = os.path.relpath(secret, project.folder / "content/2025-W12")
    project.article(
        "2025-W12/a.md",
        body=f"![a]({up}) ![b]({secret}) ![c]({secret.as_uri()}) [d]({up}) ![[{up}]]\n\n--8<-- '{secret}'",
    )
    for link in (
        "content/b.md",
        "content/2025-W12/c.png",
        "content/pages/d.md",
        "seeds/e.txt",
        "content/topics/climate.md",
    ):
        (project.folder / link).parent.mkdir(parents=True, exist_ok=True)
        (project.folder / link).symlink_to(secret)
    (project.folder / "content/folder").symlink_to(secret.parent)
    converted, built = project.digest("convert"), project.digest("build")
    for link in (
        "content/b.md",
        "content/2025-W12/c.png",
        "content/pages/d.md",
        "content/topics/climate.md",
        "content/folder",
    ):
        assert f"{link}  a symbolic link that leads out of the project" in built.err
    assert "seeds/e.txt  a symbolic link that leads out of the project" in converted.err
    articles = [path for path in (project.folder / "content").rglob("*.md") if not path.is_symlink()]
    assert len(articles) == 2
    everything = [*project.tree("site").values(), *(path.read_bytes() for path in articles)]
    assert not any(SECRET.encode() in body for body in everything)


def test_a_theme_is_not_taken_from_outside(project, secret):
    """Promise 11: neither the option nor a link among the templates leads out of the project."""
    project.article("a.md")
    project.write("themes/paper/_foot.html", "")
    (project.folder / "themes/paper/archive.html").symlink_to(secret)
    project.digest("build")
    assert not any(SECRET.encode() in body for body in project.tree("site").values())


@pytest.mark.parametrize("where", ["title", "source", "slug"])
def test_no_name_leads_out_of_the_output(project, where):
    """Promise 12: no title, publisher, slug or topic writes outside seeds/, content/ and site/."""
    for number, name in enumerate(
        ("../../../escaped", "/tmp/escaped", "..\\..\\escaped", "....//escaped", "%2e%2e/escaped", "a/../../escaped")
    ):
        project.article(f"{number}.md", **{"title": f"T{number}", where: f'"{name}"'.replace("\\", "\\\\")})
    before = {path for path in project.folder.parent.rglob("*") if project.folder not in path.parents}
    result = project.digest("build")
    assert "Traceback" not in result.err
    assert {path for path in project.folder.parent.rglob("*") if project.folder not in path.parents} == before
    assert {path.name for path in project.folder.iterdir()} <= {"content", "digest.yml", "site", ".digest"}


def test_every_path_is_valid_on_every_system(project):
    """Promise 15: whatever the names of sources, titles, publishers, files and topics, the paths written are valid on Windows and macOS."""
    for number, name in enumerate(NAMES):
        project.write(
            f"seeds/{number}.txt",
            f"{name}\n\nMarch 18, 2025\n\nThe methane of the lakes was counted, number {number}.\n",
        )
        body = f"---\ntitle: T\nsource: '{name}'\ndate: 2025-03-18\n---\n\nText\n"
        project.write(f"content/h{number}/{name.replace('/', '-')}.md", body)
    for name in ("con", "aux", "nul.x"):
        project.write(f"content/pages/{name}/lpt1.md", "A page.\n")
    assert "Traceback" not in project.digest("convert").err
    written = [path for path in project.tree("content") if not path.startswith(("h", "pages/"))]
    assert len([path for path in written if not path.startswith(".base/")]) == len(NAMES) + 1
    assert bad_parts(written) == []
    for path in (project.folder / "content").glob("h*/*"):  # articles of one name need different weeks
        path.write_text(
            path.read_text("utf-8").replace("2025-03-18", f"{1950 + int(path.parent.name[1:])}-03-18"), "utf-8"
        )
    result = project.digest("build")
    assert (result.code, "claimed" in result.err) == (0, False)
    assert bad_parts(project.tree("site")) == []


def test_a_topic_with_a_name_of_a_device_is_good_everywhere(project):
    """Promise 15: `name: Con` gets another slug, and a slug `con` is refused with its place."""
    project.write("digest.yml", "title: T\ntopics:\n  - name: Con\n  - Aux\n")
    project.article("a.md", topics="[con-name]")
    assert project.digest("build").code == 0
    assert bad_parts(project.tree("site")) == []
    project.write("digest.yml", "title: T\ntopics:\n  - name: Con\n    slug: con\n")
    assert 'digest.yml:4:11  the slug "con" cannot be part of an address' in project.digest("build").err


def test_addresses_that_differ_in_case_alone_are_one_claim(project):
    """Promise 15: two files of one address, but for its case, stop the build and are both named."""
    project.article("x/Ice.md")
    project.article("y/ice.md")
    result = project.digest("build")
    assert result.code == 1
    assert "content/x/Ice.md  the address" in result.err
    assert "content/y/ice.md  the address" in result.err


def test_nothing_published_names_the_machine(project, secret):
    """Promise 16: no file of content/ or site/ holds a path of the machine, its name or the person's name, even when a problem does."""
    project.write("seeds/a.txt", "A lake\n\nThe methane of the lakes was counted.\n")
    project.write("seeds/b.html", "<title>A page</title><p>The methane of the lakes was counted.</p>")
    project.article("bad.md", date="2025-02-30")
    project.digest("convert")
    project.digest("build")
    names = {str(project.folder), str(secret.parent), f"/home/{getpass.getuser()}"}
    names |= {name for name in (platform.node(), getpass.getuser()) if len(name) > 5}  # a shorter one may be a word
    everything = {**project.tree("site"), **project.tree("content")}
    assert [(path, name) for path, body in everything.items() for name in names if name.encode() in body] == []


ESCAPES = "\x1b[31mred\x1b]0;title\x07\x1b[2J\x9b31m\x08\x7f\u202e"


def controls(text):
    """Characters that steer a terminal."""
    return {character for character in text if character != "\n" and unicodedata.category(character) in {"Cc", "Cf"}}


def test_no_source_steers_the_terminal(project):
    """Promise 17: names, values, lines and links with escape codes are shown without them."""
    project.write(f"seeds/{ESCAPES}.txt", "A text\n\nLong enough.\n")
    project.write("seeds/ok.exe", ESCAPES)
    project.write("seeds/bad.html", ESCAPES)
    project.article("a.md", title=f"x{ESCAPES}", topics=f"[{ESCAPES}]", body=f"[x]({ESCAPES}.md)")
    project.write(f"content/{ESCAPES}.md", "text")
    project.write("digest.yml", f"{project.read('digest.yml')}\nwrong{ESCAPES}: {ESCAPES}\n")
    runs = [
        project.digest("convert"),
        project.digest("build"),
        project.digest("convert", f"seeds/{ESCAPES}"),
        project.digest("publish"),
    ]
    runs += [
        project.digest("build", "--base-url", ESCAPES),
        project.digest("build", "--jobs", ESCAPES),
        project.digest(ESCAPES),
    ]
    assert all(run.err for run in runs)
    assert [controls(run.err + run.out) for run in runs] == [set()] * len(runs)


def test_git_s_words_do_not_steer_the_terminal(project, monkeypatch):
    """Promise 17: neither a remote's address nor what git says about it brings escape codes through."""
    import subprocess

    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    project.article("a.md")
    project.digest("build")
    for arguments in (["init", "-q"], ["remote", "add", "origin", f"file:///{ESCAPES}"]):
        subprocess.run(["git", *arguments], cwd=project.folder, check=True, capture_output=True)
    result = project.digest("publish")
    assert result.code == 1
    assert controls(result.err + result.out) == set()


def test_a_mistake_in_the_options_is_told_where_the_content_is_missing_too(project):
    """Promise 8: what stops a build hides no other problem."""
    project.write("digest.yml", "title: T\nlinks: sideways\n")
    result = project.digest("build")
    assert result.code == 1
    assert 'links cannot be "sideways"' in result.err
    assert "there is no folder content/" in result.err
