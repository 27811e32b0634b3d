"""Finding a theme, replacing it file by file, and what a broken one says."""

from __future__ import annotations

import pickle
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from digest.errors import Problem, ProblemsError
from digest.model.page import Page
from digest.theme import bytecode
from digest.theme.make_theme import make_theme
from digest.theme.theme_files import theme_files
from themes import find_theme


def write(project, **files: str | bytes):
    """Files of a project's theme `paper`; `__` in a name stands for a folder, the suffix is .html without one."""
    for name, body in files.items():
        path = project / "themes" / "paper" / (name.replace("__", "/") + ("" if "." in name else ".html"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode() if isinstance(body, str) else body)
    return project


def page(template: str = "hello.html", **context: object) -> Page:
    return Page(path="a/index.html", template=template, context=tuple(context.items()))


def problem(project, **context: object) -> Problem:
    found = find_theme("paper", project).render(page(**context))
    assert isinstance(found, Problem)
    assert "a/index.html" in found.hint
    return found


def test_a_project_replaces_one_template_and_keeps_the_others(tmp_path):
    """A file of the same name replaces one template; what includes it shows the new one."""
    theme = find_theme("paper", write(tmp_path, _entry="mine", hello="{% include '_entry.html' %}"))
    assert theme.render(page()) == b"mine\n"
    names = {template.name: str(template.path) for template in theme.templates}
    assert names["_entry.html"] == "themes/paper/_entry.html"
    assert names["article.html"] == "paper/article.html"


def test_a_template_can_extend_what_it_replaces(tmp_path):
    """`paper/not_found.html` is the original, also for the file that stands in its place."""
    source = "{% extends 'paper/not_found.html' %}{% block title %}Gone{% endblock %}{% block head %}{% endblock %}"
    blocks = "{% block masthead %}{% endblock %}{% block main %}!{% endblock %}{% block footer %}{% endblock %}"
    theme = find_theme("paper", write(tmp_path, not_found=source + blocks))
    site, view = {"language": "en", "title": "T"}, {}
    body = theme.render(page("not_found.html", site=site, view=view, page={"kind": "not_found", "title": "x"}))
    assert isinstance(body, bytes), str(body)
    assert b"<title>Gone</title>" in body
    assert body.partition(b"</head>")[2].count(b"!") == 1  # the block's


def test_a_theme_of_ones_own_falls_back_to_paper(tmp_path):
    """A theme needs only what it changes, assets included; its style sheets come after the built-in ones."""
    folder = tmp_path / "themes" / "mine" / "assets"
    folder.mkdir(parents=True)
    (folder / "aaa.css").write_text("p { color: red }")
    theme = find_theme("mine", tmp_path)
    assert "article.html" in {template.name for template in theme.templates}
    assert [sheet.split(".")[0] for sheet in theme.stylesheets] == ["assets/paper", "assets/aaa"]
    assert theme.icon.startswith("assets/icon.")


@pytest.mark.parametrize("name", ["nowhere", "..", "a/b", "", "/etc"])
def test_no_such_theme_is_a_problem(tmp_path, name):
    """What is no theme is named; one that merely is not there comes with those that are."""
    with pytest.raises(ProblemsError) as caught:
        find_theme(name, tmp_path)
    assert f'"{name}"' in str(caught.value)
    assert name != "nowhere" or "paper" in caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("one\n{% if %}", 2, "Expected an expression"),
        ("one\n\n{{ value.nothing }}", 3, "nothing"),
        ("{{ missing }}", 1, "'missing' is undefined"),
        ("\n{% include '_none.html' %}", 2, "_none.html"),
        ("\n{% include 'hello.html' %}", 2, "without end"),
        ("\n{{ 1 / 0 }}", 2, "division by zero"),
        ("{{ value|nofilter }}", 1, "nofilter"),
        ("\n{{ asset('none.png') }}", 2, "none.png"),
        ("\n{{ 'nothing'|word }}", 2, 'the interface has no words "nothing"'),
        ("\n{{ 'byline'|word }}", 2, "names"),
        ("\n{{ 2|counted('nothing') }}", 2, 'the interface has no words "nothing"'),
    ],
)
def test_a_fault_of_a_template_names_file_and_line(tmp_path, source, line, words):
    """The problem has the template's path, the line with its text, what is wrong, and the page."""
    found = problem(write(tmp_path, hello=source), value="text")
    assert str(found.location.path) == "themes/paper/hello.html"
    assert found.location.line == line
    assert found.location.text == source.split("\n")[line - 1]
    assert words in found.message


def test_a_fault_in_a_part_names_the_part(tmp_path):
    """Not the page's template but the one with the mistake is named."""
    project = write(tmp_path, hello="{% include '_part.html' %}", _part="\n\n{% for %}")
    assert str(problem(project).location) == "themes/paper/_part.html:3:1"


def test_a_template_that_is_not_there_is_a_problem(tmp_path):
    """A theme without a page's template says which."""
    assert "hello.html" in problem(tmp_path).message


def test_text_is_escaped_always(tmp_path):
    """Whatever the template's suffix, text is escaped."""
    theme = find_theme("paper", write(tmp_path, hello="{{ value }}", **{"hello.svg": "{{ value }}"}))
    for name in ("hello.html", "hello.svg"):
        assert theme.render(page(name, value="<b>&")) == b"&lt;b&gt;&amp;\n"


def test_every_way_to_write_a_value_escapes_as_jinja_does(tmp_path):
    """In macros, blocks that are set, parts and filters too, whatever the value's type; what is safe stays."""
    hello = (
        "{% macro m(x) %}<{{ x }}>{% endmacro %}{% set b %}[{{ x }}]{% endset %}{{ m(x) }}{{ b }}{% include 'part.html' %}"
        "{{ 'a' ~ x }}{{ x|upper }}{{ x|e }}{{ x|safe }}{{ n }}{{ none }}{{ [x, n] }}{{ m(m(x)) }}{{ html }}"
        "{% autoescape false %}{{ x }}{% endautoescape %}"
    )
    part, values = "({{ x }})", {"x": "<&\"'é>", "n": 1.5, "html": Markup("<b>")}
    jinja = Environment(loader=DictLoader({"hello.html": hello, "part.html": part}), autoescape=True)
    theme = find_theme("paper", write(tmp_path, hello=hello, part=part))
    assert theme.render(page(**values)) == jinja.get_template("hello.html").render(values).encode() + b"\n"


def test_every_way_to_call_a_macro_gives_what_jinja_gives(tmp_path):
    """In place and by name, with defaults and more than is named, with a caller, recursively, in loops and blocks."""
    hello = (
        "{% import 'part.html' as p %}{% set v = 7 %}{% block b %}{% set w = 8 %}{{ p.m(w) }}{% endblock %}"
        "{{ p.m(1) }}{{ p.m(b='<', a=2) }}{{ p.all(1, 2, x=3) }}{% for i in range(2) %}{{ p.m(i, v) }}{% endfor %}"
        "{% call(x) p.around('&') %}{{ x }}{{ v }}{% endcall %}{{ '{}!'.format(v) }}{{ namespace(a=1).a }}"
        "{% for i in [[1, []], [2, [[3, []]]]] recursive %}({{ i[0] }}{{ loop(i[1]) }}){% endfor %}"
    )
    part = (
        "{% macro m(a, b='>') %}{{ a }}{{ b }};{% endmacro %}{% macro all() %}{{ varargs }}{{ kwargs }}{% endmacro %}"
        "{% macro around(x) %}[{{ caller(x) }}]{% endmacro %}"
    )
    jinja = Environment(loader=DictLoader({"hello.html": hello, "part.html": part}), autoescape=True)
    theme = find_theme("paper", write(tmp_path, hello=hello, part=part))
    assert theme.render(page()) == jinja.get_template("hello.html").render().encode() + b"\n"


def test_what_cannot_be_written_is_replaced(tmp_path):
    """Control characters and half surrogates neither crash the writing nor reach the page; ends of lines are one."""
    theme = find_theme("paper", write(tmp_path, hello="\n{{ value }}\n\n\n"))
    assert theme.render(page(value="a\r\nb\rc\x00\ud800\x1b")).decode() == "a\nb\nc\ufffd\ufffd\ufffd\n"
    assert theme.render(page(value="\u4e00\x85\ufdd0\x1f")).decode() == "\u4e00\ufffd\ufffd\ufffd\n"


def test_the_parts_cover_what_a_template_includes(tmp_path):
    """A changed template changes the parts of what includes it, through others, and of nothing else."""
    parts = {"hello": "{% include '_one.html' %}", "_one": "{% import '_two.html' as t %}", "other": "-"}
    before = find_theme("paper", write(tmp_path, **parts, _two="a"))
    after = find_theme("paper", write(tmp_path, _two="b"))
    assert before.closure("hello.html") == ("_one.html", "_two.html", "hello.html")
    assert before.parts("hello.html") != after.parts("hello.html")
    assert before.parts("other.html") == after.parts("other.html")


@pytest.mark.parametrize(
    "tag",
    [
        "{%- include '_a.html' ignore missing -%}{%+ from \"_b.html\" import b with context %}",
        "{% include ['_a.html', '_b.html'] %}",
        "{% include '_a.html' if value else '_b.html' %}",
        "{% extends\n'_a.html' %}{% import '_b.html' as b %}",
    ],
)
def test_the_names_of_other_templates_are_found_however_they_are_written(tmp_path, tag):
    """In a list, in a condition, over two lines."""
    theme = find_theme("paper", write(tmp_path, hello=tag, _a="-", _b="-"))
    assert {"_a.html", "_b.html", "hello.html"} <= set(theme.closure("hello.html"))


def test_a_computed_name_covers_the_whole_theme(tmp_path):
    """Where a template's name is computed, any template may be the one."""
    source = {"hello": "{% include value %}"}
    before = find_theme("paper", write(tmp_path, **source, other="a"))
    after = find_theme("paper", write(tmp_path, other="b"))
    assert before.parts("hello.html") != after.parts("hello.html")


def test_the_parts_cover_the_assets_a_template_names(tmp_path):
    """A new picture has a new name, so that the page that shows it is rendered again; others are not."""
    source = {"hello": "{{ asset('logo.png') }}", "other": "-"}
    before = find_theme("paper", write(tmp_path, **source, **{"assets__logo.png": b"1"}))
    after = find_theme("paper", write(tmp_path, **{"assets__logo.png": b"2"}))
    assert before.render(page()) != after.render(page())
    assert before.parts("hello.html") != after.parts("hello.html")
    assert before.parts("other.html") == after.parts("other.html")


def test_the_parts_cover_the_words(tmp_path):
    """A changed word changes the parts of every page, and so does the language."""
    source = {"hello": "{{ 'archive'|word }}"}
    english = find_theme("paper", write(tmp_path, **source))
    german = find_theme("paper", tmp_path, "de")
    changed = find_theme("paper", write(tmp_path, **{"words__de.yml": "archive: Ablage"}), "de")
    assert [theme.render(page()) for theme in (english, german, changed)] == [b"Archive\n", b"Archiv\n", b"Ablage\n"]
    assert len({theme.parts("hello.html") for theme in (english, german, changed)}) == 3


def test_compiled_templates_are_kept_for_their_words_alone(tmp_path):
    """Words that are compiled into a template are not taken for those of another language."""
    project = write(tmp_path, hello="{{ 'archive'|word }}")
    for language, expected in [("en", b"Archive\n"), ("de", b"Archiv\n"), ("en", b"Archive\n")]:
        theme = make_theme(theme_files("paper", project, language), tmp_path / "bytecode")
        assert theme.render(page()) == expected
    assert list((tmp_path / "bytecode").iterdir())


def test_a_template_is_compiled_once_for_a_folder(tmp_path, monkeypatch):
    """The next build of the project compiles nothing; a damaged file is written again; other words are other code."""
    project = write(tmp_path, hello="{{ 'archive'|word }} once")

    def render(language):
        assert make_theme(theme_files("paper", project, language), tmp_path / "kept").render(page()).endswith(b"once\n")

    render("en")
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(b"rubbish")
    render("en")
    assert file.read_bytes() != b"rubbish"
    monkeypatch.setattr("jinja2.Environment.compile", lambda *_: pytest.fail("it is compiled again"))
    render("en")
    with pytest.raises(pytest.fail.Exception):
        render("de")


def test_an_installation_compiles_its_own_templates_once(tmp_path, monkeypatch):
    """Beside its modules, as Python does with these; a project's templates are kept in the project alone."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "pyc"))
    kept = Path(cache_from_source(bytecode.__file__))
    kept.parent.mkdir(parents=True)
    project = write(tmp_path, hello="{% extends 'not_found.html' %}{% block main %}{% endblock %}")
    compiled, compile_new = [], Environment.compile
    monkeypatch.setattr(
        "jinja2.Environment.compile", lambda self, *source: compiled.append(source[1]) or compile_new(self, *source)
    )
    for _ in range(2):
        bytecode._of_installation.cache_clear()
        make_theme(theme_files("paper", project)).warm(["hello.html"])
    bytecode._of_installation.cache_clear()
    assert compiled.count("hello.html") == 2
    assert compiled.count("not_found.html") == compiled.count("base.html") == 1


def test_what_another_version_compiled_is_compiled_again(tmp_path, monkeypatch):
    """A filter whose arguments are constants has written its words into the code, as it was then."""
    project = write(tmp_path, hello="{{ 'archive'|word }}")
    for word in ("Archive", "ARCHIVE"):
        monkeypatch.setattr(bytecode, "program_fingerprint", lambda word=word: word, raising=False)
        monkeypatch.setattr("digest.theme.theme.filters", lambda _words, word=word: {"word": lambda _key: word})
        theme = make_theme(theme_files("paper", project), tmp_path / "bytecode")
        assert theme._environment.get_template("hello.html").render() == word


def test_templates_are_compiled_with_all_that_they_load(tmp_path):
    """Before workers are forked, which would each compile them again; one with a mistake is reported later."""
    parts = {"hello": "{% extends '_a.html' %}", "_a": "{%- import \"_b.html\" as b %}{% include '_none.html' %}"}
    project = write(tmp_path, **parts, _b="{% from '_c.html' import d %}", _c="{% if %}", other="-")
    theme = make_theme(theme_files("paper", project), tmp_path / "bytecode")
    theme.warm(["hello.html"])
    assert {name for _, name in theme._environment.cache} == {"hello.html", "_a.html", "_b.html"}
    assert len(list((tmp_path / "bytecode").iterdir())) == 3


def test_a_catalogue_is_not_a_template(tmp_path):
    """It is neither rendered nor published."""
    theme = find_theme("paper", write(tmp_path, **{"words__de.yml": "archive: Ablage"}), "de")
    assert not [template.name for template in theme.templates if "words" in template.name]
    assert not [artifact.path for artifact in theme.assets if "words" in artifact.path]


def test_words_are_escaped(tmp_path):
    """A catalogue holds text, not HTML; so do the values that are put into it."""
    words = {"words__en.yml": "draft: a < b\nbyline: '<i>{names}</i>'\n"}
    theme = find_theme("paper", write(tmp_path, hello="{{ 'draft'|word }} {{ 'byline'|word(names=value) }}", **words))
    assert theme.render(page(value="<b>")) == b"a &lt; b &lt;i&gt;&lt;b&gt;&lt;/i&gt;\n"


def test_a_broken_template_has_parts(tmp_path):
    """The build asks for it before it renders, and the rendering is where the mistake is told."""
    broken = find_theme("paper", write(tmp_path, hello="{% if %}"))
    other = find_theme("paper", write(tmp_path, hello="{% for %}"))
    assert broken.parts("hello.html") != other.parts("hello.html")
    assert broken.parts("nothing.html")


def test_a_theme_that_is_not_utf_8_says_where(tmp_path):
    """A template in another encoding is a problem with its line."""
    with pytest.raises(ProblemsError) as caught:
        find_theme("paper", write(tmp_path, hello=b"one\n\xff"))
    assert str(caught.value.problems[0].location) == "themes/paper/hello.html:2"


def test_links_out_of_a_theme_are_refused(tmp_path):
    """Nothing outside the theme is published through a link in it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    project = write(tmp_path / "project", hello="-", assets__x="-")
    assets = project / "themes" / "paper" / "assets"
    (assets / "out.txt").symlink_to(secret)
    (assets / "loop").symlink_to(assets)
    with pytest.raises(ProblemsError) as caught:
        find_theme("paper", project)
    named = [str(problem.location.path) for problem in caught.value.problems]
    assert named == ["themes/paper/assets/loop", "themes/paper/assets/out.txt"]


def test_a_theme_found_is_the_same_in_every_process(tmp_path):
    """A theme can be sent to a worker before it is used, and equal files make equal themes."""
    theme = find_theme("paper", tmp_path)
    assert pickle.loads(pickle.dumps(theme)) == theme == find_theme("paper", tmp_path)
