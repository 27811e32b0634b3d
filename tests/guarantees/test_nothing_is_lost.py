"""Nothing is lost in silence: every source is converted or named, whatever its bytes, and no input gives a traceback."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.extract.formats import FORMATS

TEXT = "Late ice, more methane\n\nMarch 18, 2025\n\nThe methane of the lakes was counted for nine years.\n"

ODD = {
    "empty": b"",
    "blank": b" \n\t\n",
    "nul": b"\0" * 5000,
    "nul-within": b"The text\0 of the lake was\0 counted.\n",
    "random": bytes((number * 197 + number // 7) % 256 for number in range(5000)),
    "truncated": "The lake was counted – ü".encode()[:-1],
    "utf16": TEXT.encode("utf-16"),
    "utf16-odd": TEXT.encode("utf-16")[:-1],
    "utf32": TEXT.encode("utf-32"),
    "half-pairs": b"The lake \xed\xa0\x80 was counted.",
    "overlong": b"The lake \xc0\xae\xc0\xae was counted.",
    "bom-alone": b"\xef\xbb\xbf",
    "zip": b"PK\x03\x04" + b"\x00\x01" * 500,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\x00\x01" * 500,
    "cr-only": TEXT.replace("\n", "\r").encode(),
    "front-matter-open": b"---\ntitle: x\n",
    "only-markup": b"<html><body><nav>a</nav></body></html>",
    "deep-yaml": b"---\na: " + b"[" * 5000 + b"\n---\n\nThe text of the lake.\n",
}


def named_or_converted(project, result, seeds):
    """The sources that are neither."""
    ledger = project.read("content/.converted") if (project.folder / "content/.converted").exists() else ""
    return [seed for seed in seeds if f" {seed}\n" not in ledger and f"{seed}  " not in result.err]


def test_every_source_is_converted_or_named_whatever_its_bytes(project):
    """Promises 19-21, 23: odd bytes under every ending; good ones beside them are converted; what is named has a hint."""
    seeds = [f"seeds/{name}{suffix}" for name in ODD for suffix in sorted(FORMATS)]
    for seed in seeds:
        project.write(seed, ODD[seed.removeprefix("seeds/").rpartition(".")[0]])
    project.write("seeds/good.txt", TEXT)
    result = project.digest("convert")
    assert result.code == 1
    assert "Traceback" not in result.err
    assert named_or_converted(project, result, [*seeds, "seeds/good.txt"]) == []
    assert "seeds/good.txt" in project.read("content/.converted")
    *shown, summary = result.err.splitlines()
    assert all(line.startswith(("seeds/", "  ")) for line in shown)
    assert result.err.count("\n  ") == result.err.count("\nseeds/") + 1
    to_look_at = result.err.count("  warning: ")
    assert summary == f"{result.err.count(chr(10) + '  ') - to_look_at} to mend, {to_look_at} to look at"
    built = project.digest("build")
    assert (built.code, built.err) == (0, "")


@pytest.mark.parametrize("command", ["convert", "build"])
def test_what_is_no_file_is_named_and_never_waited_for(project, command):
    """Promises 19, 20: pipes, sockets, links to nowhere and in circles are named; a folder with the name of a text is a folder."""
    folder = project.folder / ("seeds" if command == "convert" else "content")
    project.write(f"{folder.name}/good.md", "# Good\n\nThe text of the lake.\n")
    project.write(f"{folder.name}/folder.md/inner.md", "# Inner\n\nThe text within the folder.\n")
    os.mkfifo(folder / "pipe.md")
    (folder / "dangling.md").symlink_to("nowhere.md")
    (folder / "circle.md").symlink_to("circle.md")
    with socket.socket(socket.AF_UNIX) as door:
        here = os.open(folder, os.O_RDONLY)
        door.bind(f"/proc/self/fd/{here}/door.md" if Path("/proc/self/fd").exists() else str(folder / "door.md"))
        os.close(here)
        result = project.digest(command)
    assert result.code == 1
    for name, reason in (
        ("pipe.md", "is not a file but a pipe"),
        ("door.md", "is not a file but a pipe"),
        ("dangling.md", "a symbolic link"),
        ("circle.md", "a symbolic link"),
    ):
        assert f"{folder.name}/{name}  {reason}" in result.err
    made = project.tree("content" if command == "convert" else "site")
    assert len([path for path in made if "good" in path]) == 1
    assert len([path for path in made if "inner" in path]) == 1


@pytest.mark.parametrize("name", ["pipe.txt", "folder.txt", "dangling.txt", "missing.txt"])
def test_a_single_file_that_is_none_is_named(project, name):
    """Promise 21: `convert --stdout` never waits for a pipe, and says what is wrong."""
    os.mkfifo(project.folder / "pipe.txt")
    (project.folder / "folder.txt").mkdir()
    (project.folder / "dangling.txt").symlink_to("nowhere")
    result = project.digest("convert", "--stdout", str(project.folder / name))
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"{name}  ")


def test_the_longest_names_are_good_names(project):
    """Promises 15, 19: 255 bytes of name, deep folders; the articles made of them have short names."""
    seeds = [
        f"seeds/{'é' * 125}.txt",
        f"seeds/{'x' * 251}.txt",
        "seeds/" + "/".join("d" * 20 for _ in range(40)) + "/a.txt",
    ]
    for number, seed in enumerate(seeds):
        project.write(seed, TEXT.replace("Late", f"{'Very ' * 60}late {number}"))
    result = project.digest("convert")
    assert (result.code, named_or_converted(project, result, seeds)) == (0, [])
    assert max(len(path) for path in project.tree("content")) < 110
    project.write(f"content/{'y' * 252}.md", "---\ntitle: Long\ndate: 2025-03-18\n---\n\nText\n")
    assert project.digest("build").code == 0


@pytest.mark.parametrize(
    "encoding", ["cp1252", "latin-1", "utf-16-le", "utf-16-be", "cp1251", "shift_jis", "gb18030", "euc-jp", "koi8-r"]
)
def test_a_declared_legacy_encoding_is_read_right(project, encoding):
    """Promise 23: a saved page that declares its encoding, or begins with its mark, comes out with its letters."""
    letters = {"cp1251": "Озеро молчит", "koi8-r": "Озеро молчит", "shift_jis": "湖は静かだ", "euc-jp": "湖は静かだ", "gb18030": "湖很安静"}.get(encoding, "Müßige Gänse")  # fmt: skip
    page = f'<html><head><meta charset="{encoding}"><title>{letters}</title></head><body><p>{letters}. The lake was counted.</p></body></html>'
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    project.write("seeds/a.html", mark + page.encode(encoding))
    result = project.digest("convert", "--stdout", str(project.folder / "seeds/a.html"))
    assert result.code == 0
    assert letters in result.out


def test_equal_titles_give_distinct_and_stable_pages(project):
    """Promise 25: seven sources of one title; each keeps its address when an earlier one goes or another comes."""
    for number in range(7):
        project.write(f"seeds/{number}.txt", TEXT.replace("nine", str(number)))
    assert project.digest("convert").code == 0
    first = project.tree("content")
    assert len([path for path in first if path.endswith(".md")]) == 7
    (project.folder / "seeds/0.txt").unlink()
    project.write("seeds/00.txt", TEXT.replace("nine", "ninety"))
    assert project.digest("convert").code == 0
    second = project.tree("content")
    assert {path: second.get(path) for path in first if path.endswith(".md")} == {
        path: body for path, body in first.items() if path.endswith(".md")
    }
    assert project.digest("build").code == 0
    assert (
        len([path for path in project.tree("site") if re.fullmatch(r".+/late-ice-more-methane.*/index\.html", path)])
        == 8
    )


WRONG = {
    "digest.yml": ["title: [", "topics: 3", "topics: [[a]]", "titel: x", "- a", "base_url: 7", "reference_date: soon", "\ttitle: x", "topics: [a, a]", "links: maybe"],
    "content/a.md": ["---\ntitle: [\n---\n", "---\ndate: 2025-13-01\n---\n", "---\ntopics: [nosuch]\n---\n", "---\ntitle: x\n", "---\nrights: none\n---\n", "---\ndraft: perhaps\n---\n", "---\nauthors: {a: b}\n---\n", "---\n- a\n---\n", "[x](nowhere.md)\n", "![x](nowhere.png)\n"],
    "content/2025-W12/_index.md": ["---\ntitle: [\n---\n", "[x](nowhere.md)\n"],
    "content/topics/climate.md": ["---\ntitle: {\n---\n", "[x](nowhere.md)\n"],
    "content/pages/p/index.md": ["---\norder: [\n---\n", "text\n\n[x](nowhere.md)\n"],
    "themes/paper/week.html": ["{% if %}", "{{ nonsense.here }}", "a\n{% include 'nowhere.html' %}", "{{ 1/0 }}"],
}  # fmt: skip


@pytest.mark.parametrize(("path", "text"), [(path, text) for path, texts in WRONG.items() for text in texts])
def test_an_error_names_file_and_line(project, path, text):
    """Promises 21, 22: whatever is wrong in what a person writes, the message begins with the file and, within it, the line."""
    project.article("2025-W12/good.md")
    project.write(path, text)
    result = project.digest("build")
    assert result.code == 1
    assert re.search(rf"^{re.escape(path)}:\d+", result.err, re.MULTILINE), result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("path", ["digest.yml", "content/a.md", "content/pages/a.md", "content/2025-W12/_index.md"])
def test_bytes_that_are_no_text_are_a_problem(project, path):
    """Promise 21: in every file that a person writes."""
    project.write(path, b"\xff\xfe\x00\xd8 title: \x80")
    result = project.digest("build")
    assert result.code == 1
    assert result.err.startswith(path)


_FRAGMENTS = st.sampled_from(
    ["---\n", "title: ", "date: ", "topics: ", "[", "]", "{", "}", "&a ", "*a ", "!!x ", "\n", "  ", "\t", "'", '"', "|\n", ">\n", "- ", "? ",
     "2025-03-18", "99999999999999999999", ".inf", "\0", "\ufeff", "é", "🎈", "#", ": ", "==", "[^a]", "[^a]: ", "`", "<", "](", "![", "%%"]
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(config=st.lists(_FRAGMENTS, max_size=12).map("".join), content=st.lists(_FRAGMENTS, max_size=25).map("".join))
def test_no_options_and_no_content_give_a_traceback(project, config, content):
    """Promise 21: any digest.yml, article and source give exit code 0 or 1, and words."""
    project.write("digest.yml", config)
    for path in ("content/a.md", "content/2025-W12/_index.md", "content/pages/a.md", "seeds/a.md", "seeds/b.txt"):
        project.write(path, content)
    for command in ("convert", "build"):
        result = project.digest(command)
        assert result.code in {0, 1}
        assert bool(result.err) >= (result.code == 1)
        assert "Traceback" not in result.err


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["new", "convert", "build", "publish", "--jobs", "--stdout", "--output", "--base-url", "--drafts", "--dry-run", "--setup", "--no-cache",
                         "0", "-1", "2", "x", "", "é\ud800", "\x1b[31m", "nowhere/deep", "seeds", "https://x.example/", "javascript:x", "-C", "--", "--version", "-h"]),
        max_size=4,
    )
)  # fmt: skip
def test_no_arguments_give_a_traceback(project, monkeypatch, arguments):
    """Promise 21: any command line ends with 0, 1 or 2, and with 2 says how it is meant."""
    (project.folder / "work").mkdir(exist_ok=True)
    monkeypatch.chdir(project.folder / "work")
    result = project.digest(*arguments)
    assert result.code in {0, 1, 2}
    assert bool(result.err) >= (result.code != 0)
    assert "Traceback" not in result.err
