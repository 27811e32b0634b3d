"""Each file of a project broken in turn: a short message names the file and, in a text, the line; no traceback."""

from __future__ import annotations

import errno
import io
import os
import shutil

import pytest

MOST_LINES = 10
"""Lines that one broken file may cost a reader."""

OPTIONS = "title: T\nbase_url: https://e.example/\nrights: full\ntopics:\n  - name: Ice\n    slug: ice\n"
ARTICLE = "content/2025-W12/a.md"
TEXT = "---\ntitle: Late ice\ndate: 2025-03-18\ntopics: [ice]\n---\n\nText of the ice.\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
WORDS = "themes/paper/words/en.yml"
TEMPLATE = "themes/paper/article.html"
SHEET = "themes/paper/assets/x.css"


class Folder:
    """What is a folder, where a file is expected."""


class Link(str):
    """What is a symbolic link to somewhere."""

    __slots__ = ()


class Pipe:
    """What is a named pipe."""


class Unreadable:
    """What the system does not let this user read."""


def properties(lines: str) -> str:
    return f"---\n{lines}---\n\nText of the ice.\n"


def body(text: str) -> str:
    return f"---\ntitle: Late ice\ndate: 2025-03-18\n---\n\n{text}\n"


BUILD = {
    "options: an open quote": ("digest.yml", OPTIONS.replace("T", '"T', 1), "digest.yml:1:8  "),
    "options: no UTF-8": ("digest.yml", b"title: T\nauthor: \xff\n", "digest.yml:2  is not UTF-8"),
    "options: UTF-16": ("digest.yml", OPTIONS.encode("utf-16"), "digest.yml:1  is not UTF-8"),
    "options: a control character": ("digest.yml", "title: T\nauthor: \0\n", "digest.yml:2:9  a control character"),
    "options: a folder": ("digest.yml", Folder, "digest.yml  cannot be read: Is a directory"),
    "options: a broken link": ("digest.yml", Link("no.yml"), "digest.yml  cannot be read: No such file"),
    "options: a link to itself": ("digest.yml", Link("digest.yml"), "digest.yml  cannot be read: Too many levels"),
    "options: unreadable": ("digest.yml", Unreadable, "digest.yml  cannot be read: Permission denied"),
    "options: a word": ("digest.yml", "hello\n", "digest.yml:1:1  expected `key: value` lines"),
    "options: depth": ("digest.yml", f"topics: {'[' * 999}\n", "digest.yml:1:25  nested deeper than 16 levels"),
    "options: a theme": ("digest.yml", f"{OPTIONS}theme: mine\n", 'digest.yml:7:8  there is no theme "mine"'),
    "topics: a mapping": ("digest.yml", "title: T\ntopics:\n  ice: Ice\n", "digest.yml:3:3  topics must be a list"),
    "topics: twice the same": ("digest.yml", "topics: [ice, Ice]\n", 'digest.yml:1:15  the topic "ice" stands here'),
    "topics: lists in lists": ("digest.yml", "topics:\n  - - ice\n", "digest.yml:2:5  a topic has no name"),
    "front matter: an open quote": (ARTICLE, properties('title: "A\ndate: 2025-03-18\n'), f"{ARTICLE}:2:8  a quotation"),
    "front matter: a tab": (ARTICLE, properties("title: A\n\tdate: 2025-03-18\n"), f"{ARTICLE}:3:1  a tab indents"),
    "front matter: a colon": (ARTICLE, properties("title: Late: ice\n"), f"{ARTICLE}:2:12  a colon followed by"),
    "front matter: a key twice": (ARTICLE, properties("title: A\ntitle: B\n"), f'{ARTICLE}:3:1  duplicate key "title"'),
    "front matter: no end": (ARTICLE, "---\ntitle: A\n\nText\n", f"{ARTICLE}:1:1  the front matter has no end"),
    "front matter: a list": (ARTICLE, properties("- a\n"), f"{ARTICLE}:2:1  expected `key: value` lines"),
    "front matter: a day": (ARTICLE, properties("title: A\ndate: 2025-02-30\n"), f"{ARTICLE}:3:7  there is no day"),
    "front matter: a topic": (ARTICLE, properties("title: A\ntopics: [fire]\n"), f"{ARTICLE}:3:10  unknown topic"),
    "article: no UTF-8": (ARTICLE, TEXT.encode().replace(b"of the", b"\xff"), f"{ARTICLE}:7  is not UTF-8"),
    "article: a conflict": (ARTICLE, body("<<<<<<< a\nb\n=======\nc\n>>>>>>> d"), f"{ARTICLE}:6"),
    "article: open private text": (ARTICLE, body("a %% b"), f"{ARTICLE}:6:3  %% is not closed"),
    "article: a dead link": (ARTICLE, body("a\n\n[b](no.md)"), f'{ARTICLE}:8  the link "no.md" leads to nothing'),
    "article: a broken link": (ARTICLE, Link("no.md"), f"{ARTICLE}  a symbolic link that leads out"),
    "article: a link out": (ARTICLE, Link("/etc/hostname"), f"{ARTICLE}  a symbolic link that leads out"),
    "article: a pipe": (ARTICLE, Pipe, f"{ARTICLE}  is not a file but a pipe"),
    "article: unreadable": (ARTICLE, Unreadable, f"{ARTICLE}  cannot be read: Permission denied"),
    "image: rubbish": ("content/2025-W12/x.svg", "<svg><g></svg>", "content/2025-W12/x.svg  cannot be read"),
    "image: empty": ("content/2025-W12/x.svg", b"", "content/2025-W12/x.svg  cannot be read as an image"),
    "image: a folder": ("content/2025-W12/x.svg", Folder, 'content/2025-W12/i.md:3  the image "x.svg" leads to'),
    "image: unreadable": ("content/2025-W12/x.svg", Unreadable, "content/2025-W12/x.svg  cannot be read"),
    "content: a file": ("content", "mine", "there is no folder content/ in project"),
    "content: a broken link": ("content", Link("nowhere"), "there is no folder content/ in project"),
    "template: syntax": (TEMPLATE, "<p>\n{% if %}", f"{TEMPLATE}:2:1  Expected an expression"),
    "template: no UTF-8": (TEMPLATE, b"<p>\n\xff", f"{TEMPLATE}:2  is not UTF-8"),
    "template: a folder": (TEMPLATE, Folder, f"{TEMPLATE}  the theme's file is a folder, where a file is expected"),
    "template: a broken link": (TEMPLATE, Link("no.html"), f"{TEMPLATE}  the theme's file is a link that leads nowhere"),
    "template: a link to itself": (TEMPLATE, Link("article.html"), f"{TEMPLATE}  the theme's file is a link that leads"),
    "template: unreadable": (TEMPLATE, Unreadable, f"{TEMPLATE}  the theme's file cannot be read: Permission denied"),
    "theme: a file": ("themes/paper", "mine", "themes/paper  the theme's file is not a folder"),
    "theme: a link out": ("themes/paper", Link("/tmp"), "themes/paper  the theme's file leads out of the project"),
    "words: an open quote": (WORDS, 'week: "x\nday: y\n', f"{WORDS}:1:7  a quotation mark is not closed"),
    "words: a key": (WORDS, "nokey: x\n", f'{WORDS}:1:1  there is no key "nokey"'),
    "words: no UTF-8": (WORDS, b"\nday: \xff\n", f"{WORDS}:2  is not UTF-8"),
    "words: a folder": (WORDS, Folder, f"{WORDS}  the theme's file is a folder, where a file is expected"),
    "style sheet: a reference": (SHEET, "p {}\np { background: url(no.png) }\n", f'{SHEET}:2:17  "no.png" leads nowhere'),
    "style sheet: no UTF-8": (SHEET, b"p {}\n/* \xff */\n", f"{SHEET}:2  is not UTF-8"),
    "site: a file": ("site", "mine", "error: site is a file, not a folder"),
    "site: a link": ("site", Link("/tmp"), "error: site is a symbolic link"),
}  # fmt: skip
"""What breaks, its file, what it becomes, and how the first line begins that `digest build` says."""

CONVERT = {
    "binary": ("seeds/a.txt", bytes(range(256)) * 9, "seeds/a.txt  the file is binary data, not text"),
    "empty": ("seeds/a.txt", "", "seeds/a.txt  the file is empty"),
    "of no format": ("seeds/a.xyz", "text", 'seeds/a.xyz  the ending ".xyz" is of no known format'),
    "an archive": ("seeds/a.html", b"PK\x03\x04" + bytes(99), "seeds/a.html  the file is a ZIP archive"),
    "a broken link": ("seeds/a.txt", Link("no.txt"), "seeds/a.txt  a symbolic link that leads out of the project"),
    "a pipe": ("seeds/a.txt", Pipe, "seeds/a.txt  is not a file but a pipe"),
    "unreadable": ("seeds/a.txt", Unreadable, "seeds/a.txt  cannot be read: Permission denied"),
    "a file for the folder": ("seeds", "mine", "seeds  cannot be read: Not a directory"),
}
"""The same of sources, and of `digest convert`."""

IMPORT = {
    "half a file": ("in.json", '{"a": ', "in.json  is not JSON: Expecting value: line 1 column 7"),
    "no annotations": ("in.json", "[1, 2]", "in.json  holds no annotations"),
    "no UTF-8": ("in.json", b"\xff\xfe", "in.json  is not JSON"),
    "a folder": ("in.json", Folder, "in.json  cannot be read: Is a directory"),
}
"""The same of annotations, and of `digest annotations import`."""


def put(path, what, monkeypatch):
    """Put something in the place of a file or folder."""
    if path.is_dir():
        shutil.rmtree(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if what is Folder:
        path.mkdir()
    elif what is Pipe:
        os.mkfifo(path)
    elif what is Unreadable:
        path.write_text(TEXT, "utf-8")
        refuse(path, monkeypatch)
    elif isinstance(what, Link):
        path.symlink_to(what)
    else:
        path.write_bytes(what if isinstance(what, bytes) else what.encode())


def refuse(path, monkeypatch):
    """Let nobody open a file, not even the super-user, to whom permissions mean nothing."""
    for module, name in ((io, "open"), (os, "open")):
        original = getattr(module, name)

        def opened(file, *arguments, original=original, **options):
            if not isinstance(file, int) and os.fspath(file) == str(path):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return original(file, *arguments, **options)

        monkeypatch.setattr(module, name, opened)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A project that was built once, so that each case costs what it changes."""
    from digest.cli import run

    folder = tmp_path_factory.mktemp("whole") / "project"
    for path, text in {
        "digest.yml": OPTIONS,
        ARTICLE: TEXT,
        "content/2025-W12/i.md": "A picture.\n\n![Of ice](x.svg)\n",
        "content/2025-W12/x.svg": SVG,
        WORDS: "",
        TEMPLATE: '{% extends "paper/article.html" %}\n',
        SHEET: "p { color: red }\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    assert run(["-C", str(folder), "build"]) == 0
    return folder


def check_it_is_told_shortly(result, words):
    """Exit code 1; the first line says where and what; few lines in all, with the number of problems at the end."""
    assert result.code == 1
    assert result.err.startswith(words)
    assert len(result.err.splitlines()) <= MOST_LINES
    assert "Traceback" not in result.err


@pytest.mark.parametrize("case", BUILD)
def test_a_broken_file_is_named_by_a_build(project, built, monkeypatch, case):
    """Options, topics, front matter, templates, words, images, style sheets, folders: each by file and line."""
    path, what, words = BUILD[case]
    shutil.rmtree(project.folder)
    shutil.copytree(built, project.folder, symlinks=True)
    put(project.folder / path, what, monkeypatch)
    check_it_is_told_shortly(project.digest("build", "--jobs", "1"), words)


@pytest.mark.parametrize("case", CONVERT)
def test_a_broken_source_is_named_by_a_conversion(project, monkeypatch, case):
    """Whatever stands in `seeds/`, or in its place."""
    path, what, words = CONVERT[case]
    put(project.folder / path, what, monkeypatch)
    check_it_is_told_shortly(project.digest("convert", "--jobs", "1"), words)


@pytest.mark.parametrize("case", IMPORT)
def test_a_broken_file_of_annotations_is_named_by_an_import(project, monkeypatch, case):
    """Its name as it was typed."""
    path, what, words = IMPORT[case]
    put(project.folder / path, what, monkeypatch)
    result = project.digest("annotations", "import", str(project.folder / path))
    check_it_is_told_shortly(result, f"{project.folder}/{words}")
