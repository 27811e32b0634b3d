"""`digest.yml`, read and explained."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.config import FILE, Config, normal_base_url, parse_config
from digest.model.topic import Topic
from digest.new.explain_options import explain

law = settings(deadline=None)

LINES = st.one_of(
    st.sampled_from(["no", "1.10", "007", "2025-03-18", "a: b", "a, b", "c]", "{d", "# e", "'f", "- g", "@h", "🙂"]),
    st.text(min_size=1).map(str.strip).filter(bool),
)
TAKEN = {"unsorted", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""The group of what fits no topic, and the names that Windows gives to devices."""

SLUGS = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True).filter(lambda slug: slug not in TAKEN)
TOPIC_LISTS = st.lists(
    st.builds(
        Topic,
        slug=SLUGS,
        name=LINES,
        description=st.just("") | LINES,
        keywords=st.lists(LINES.map(str.lower).map(str.strip), max_size=3).map(tuple),
    ),
    max_size=4,
    unique_by=lambda topic: topic.slug,
).map(tuple)
OPTIONS = st.fixed_dictionaries(
    {
        "title": LINES,
        "description": st.just("") | LINES,
        "author": st.just("") | LINES,
        "language": st.sampled_from(["en", "no", "pt-BR", "zh-Hant-TW"]),
        "base_url": st.sampled_from(["", "https://example.org/", "http://localhost:8000/reading/"]),
        "theme": st.sampled_from(["paper", "my-theme", "1.10"]),
        "links": st.sampled_from(["auto", "pretty", "file"]),
        "rights": st.sampled_from(["full", "excerpt", "link"]),
        "reference_date": st.none() | st.dates(),
        "cname": st.sampled_from(["", "reading.example.org"]),
        "publish_remote": st.sampled_from(["origin", "up-stream"]),
        "publish_branch": st.sampled_from(["gh-pages", "sites/reading"]),
    }
)


@law
@given(OPTIONS, TOPIC_LISTS)
@example(
    {"title": "no"}, (Topic(slug="a", name="A", keywords=("r, d", "[x]", "{y", "z: y", "a:", "#b", "it's", '"q')),)
)
def test_what_is_explained_is_read_back(values: dict[str, str | date | None], topics: tuple[Topic, ...]) -> None:
    """`parse_config(explain(values))` gives these very values, and no problem."""
    assert parse_config(explain(values, topics)) == (Config(**values, topics=topics), ())  # type: ignore[arg-type]


def test_every_option_is_explained_with_its_default() -> None:
    """The file that a new project gets names each option, with a comment above it, at its default."""
    text = explain({}, ())
    blocks = text.split("\n\n")
    keys = [block.rstrip("\n").split("\n")[-1].partition(":")[0] for block in blocks]
    assert keys == [option.name for option in fields(Config)]
    assert all(line.startswith("# ") for block in blocks for line in block.rstrip("\n").split("\n")[:-1])
    assert all(block.startswith("# ") for block in blocks)
    assert parse_config(text) == (Config(), ())


def test_an_empty_file_gives_the_defaults() -> None:
    """No option has to be given."""
    assert parse_config("") == parse_config("# nothing yet\n") == parse_config("title:\n") == (Config(), ())


def test_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    """An editor on Windows writes the same configuration."""
    assert parse_config("\ufefftitle: Mine\r\nauthor: Ann\r\n") == (Config(title="Mine", author="Ann"), ())


SHOWN = {
    "titel: Mine": (
        'digest.yml:1:1  unknown key "titel"\n'
        "  1 | titel: Mine\n"
        "      ^^^^^\n"
        '  did you mean "title"?'
    ),
    "links: prety": (
        'digest.yml:1:8  links cannot be "prety"\n'
        "  1 | links: prety\n"
        "             ^^^^^\n"
        '  did you mean "pretty"?'
    ),
    "rights: mine": (
        'digest.yml:1:9  rights cannot be "mine"\n'
        "  1 | rights: mine\n"
        "              ^^^^\n"
        "  rights can be full, excerpt, link"
    ),
    "reference_date: 2025-02-30": (
        'digest.yml:1:17  there is no day "2025-02-30"\n'
        "  1 | reference_date: 2025-02-30\n"
        "                      ^^^^^^^^^^\n"
        "  write it as YYYY-MM-DD, for example 2025-03-18"
    ),
    "theme: ../elsewhere": (
        'digest.yml:1:8  theme cannot be "../elsewhere"\n'
        "  1 | theme: ../elsewhere\n"
        "             ^^^^^^^^^^^^\n"
        "  write the name of a folder in themes/"
    ),
    "language: English": (
        'digest.yml:1:11  language cannot be "English"\n'
        "  1 | language: English\n"
        "                ^^^^^^^\n"
        "  write a BCP 47 tag such as en or pt-BR"
    ),
    "cname: https://example.org": (
        'digest.yml:1:8  cname cannot be "https://example.org"\n'
        "  1 | cname: https://example.org\n"
        "             ^^^^^^^^^^^^^^^^^^^\n"
        "  write a domain name such as reading.example.org"
    ),
    "publish_branch: --force": (
        'digest.yml:1:17  publish_branch cannot be "--force"\n'
        "  1 | publish_branch: --force\n"
        "                      ^^^^^^^\n"
        "  write a plain git name"
    ),
    "publish_remote: ext::sh -c true": (
        'digest.yml:1:17  publish_remote cannot be "ext::sh -c true"\n'
        "  1 | publish_remote: ext::sh -c true\n"
        "                      ^^^^^^^^^^^^^^^\n"
        "  write a plain git name"
    ),
    "base_url: example.org": (
        'digest.yml:1:11  base_url "example.org" is not a web address\n'
        "  1 | base_url: example.org\n"
        "                ^^^^^^^^^^^\n"
        "  write https://host/ or https://host/path/"
    ),
    "title: [a]": (
        "digest.yml:1:8  title must be text, not a list\n"
        "  1 | title: [a]\n"
        "             ^\n"
        "  write text"
    ),
    "topics: {a: b}": (
        "digest.yml:1:9  topics must be a list, not a mapping\n"
        "  1 | topics: {a: b}\n"
        "              ^\n"
        "  write a list"
    ),
    "just words": (
        "digest.yml:1:1  expected `key: value` lines\n"
        "  1 | just words\n"
        "      ^^^^^^^^^^\n"
        "  write one property a line"
    ),
    "topics:\n  - name: Energy\n  - slug: energy": (
        'digest.yml:3:5  the topic "energy" stands here twice\n'
        "  3 |   - slug: energy\n"
        "          ^\n"
        "  give it another slug"
    ),
    "topics: [Unsorted]": (
        'digest.yml:1:10  the topic "unsorted" is the group of what fits no topic\n'
        "  1 | topics: [Unsorted]\n"
        "               ^^^^^^^^\n"
        "  give it another slug"
    ),
    "topics:\n  - name: Energy\n    slug: ../energy": (
        'digest.yml:3:11  the slug "../energy" cannot be part of an address\n'
        "  3 |     slug: ../energy\n"
        "                ^^^^^^^^^\n"
        '  write "energy"'
    ),
    "topics:\n  - name: Printers\n    slug: prn": (
        'digest.yml:3:11  the slug "prn" cannot be part of an address\n'
        "  3 |     slug: prn\n"
        "                ^^^\n"
        '  write "prn-name"'
    ),
    "topics:\n  - description: No name": (
        "digest.yml:2:5  a topic has no name\n"
        "  2 |   - description: No name\n"
        "          ^\n"
        "  write `- name: …`"
    ),
    "topics:\n  - name: Energy\n    keyword: [gas]": (
        'digest.yml:3:5  unknown key "keyword"\n'
        "  3 |     keyword: [gas]\n"
        "          ^^^^^^^\n"
        '  did you mean "keywords"?'
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", SHOWN)
def test_each_mistake_is_shown_with_its_place_and_its_remedy(text: str) -> None:
    """One problem, its line and column, a caret under it, and what to write instead."""
    _, problems = parse_config(text + "\n")
    assert [str(problem) for problem in problems] == [SHOWN[text]]


def test_an_option_with_a_problem_has_its_default() -> None:
    """A mistake does not take the other options with it."""
    config, problems = parse_config("title: Mine\ntheme: ..\nlinks: x\nbase_url: y\nauthor: Ann\n")
    assert config == Config(title="Mine", author="Ann")
    assert len(problems) == 3


@pytest.mark.parametrize("name", ["..", ".", "a/b", "a\\b", "/etc", "~", "a..b", "C:", ""])
def test_no_theme_leads_out_of_its_folder(name: str) -> None:
    """A theme is a plain name."""
    assert parse_config(f"theme: '{name}'\n")[0].theme == Config().theme


def test_topics_can_be_words_or_mappings() -> None:
    """A name alone makes a topic; keywords are compared in lower case."""
    config, problems = parse_config("topics:\n  - Science & health\n  - name: Energy\n    keywords: Natural Gas\n")
    assert problems == ()
    assert config.topics == (
        Topic(slug="science-health", name="Science & health"),
        Topic(slug="energy", name="Energy", keywords=("natural gas",)),
    )
    assert config.topic_slugs == ("science-health", "energy")


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        ("https://example.org", "https://example.org/"),
        (" https://example.org/a// ", "https://example.org/a/"),
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("https://bücher.example/", "https://bücher.example/"),
        ("example.org", None),
        ("ftp://example.org/", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://example.org/?a=b", None),
        ("https://example.org/#a", None),
        ("https://example.org:port/", None),
        ("https://[::1/", None),
        ('https://example.org/"><script>', None),
        ("https://example.org/a b", None),
        ("https://example.org/\x07", None),
        ("https://exa\nmple.org/", None),
    ],
)
def test_a_base_url_is_an_address_with_a_slash_at_its_end(address: str, normal: str | None) -> None:
    """Only http(s), with a host, without query, fragment or what could end an attribute."""
    assert normal_base_url(address) == normal


@law
@given(st.text())
def test_no_text_makes_reading_raise(text: str) -> None:
    """Any file gives a configuration that works, and problems of this file."""
    config, problems = parse_config(text)
    assert config.title
    assert all(problem.location and problem.location.path == FILE for problem in problems)


def test_a_command_is_a_list_or_a_line() -> None:
    """A line is split as a shell would, but no shell sees it."""
    listed, _ = parse_config("annotator_command: [llm, -m, small model]\n")
    written, _ = parse_config("annotator_command: llm -m 'small model'\n")
    assert listed.annotator_command == written.annotator_command == ("llm", "-m", "small model")
    _, [problem] = parse_config("annotator_command: llm 'small\n")
    assert "without its partner" in problem.message


def test_annotators_are_named_in_any_order_and_mistakes_are_corrected() -> None:
    """They are asked in their own order; none at all is a choice too."""
    config, problems = parse_config("annotators: [timeline, summary]\n")
    assert (config.annotators, problems) == (("summary", "timeline"), ())
    assert parse_config("annotators: []\n")[0].annotators == ()
    _, [problem] = parse_config("annotators: [sumary]\n")
    assert problem.hint == 'did you mean "summary"?'


def test_seconds_are_a_number_within_reason() -> None:
    """An hour is the most."""
    assert parse_config("annotator_seconds: 5\n")[0].annotator_seconds == 5
    for wrong in ("0", "-3", "many", "99999", "1.5"):
        config, [problem] = parse_config(f"annotator_seconds: {wrong}\n")
        assert config.annotator_seconds == 60
        assert "from 1 to 3600" in problem.hint


@pytest.mark.parametrize(
    ("text", "is_good"),
    [
        ("vscode://file/{path}:{line}", True), ("obsidian://open?path={path}", True), ("txmt://open?url=file://{path}", True),
        ("javascript:alert({path})", False), ("JavaScript:{path}", False), ("data:text/html,{path}", False),
        ("vscode://file/", False), ("{path}", False), ('vscode://"{path}', False), ("vscode://<{path}", False),
        ("code {path}", False),
    ],
)  # fmt: skip
def test_an_editor_is_an_address_with_a_path_that_runs_nothing(text, is_good):
    """It stands in a link of the preview."""
    config, problems = parse_config(f"editor: '{text}'\n")
    assert (config.editor == text) == is_good or text == Config().editor
    assert bool(problems) != is_good


@pytest.mark.parametrize(
    ("language", "name"),
    [("ja", "気候"), ("ja-JP", "気候"), ("zh-Hant-TW", "氣候"), ("zh-CN", "气候"), ("JA", "気候"), ("fr", "Climate")],
)
def test_a_topic_is_named_in_the_language_of_the_site(language: str, name: str) -> None:
    """By the longest beginning of its tag that has a name; its slug is that of the name in all languages."""
    names = "names: {ja: 気候, zh: 气候, zh-Hant: 氣候}"
    config, problems = parse_config(f"language: {language}\ntopics:\n  - name: Climate\n    {names}\n")
    assert problems == ()
    assert [(topic.slug, topic.name) for topic in config.topics] == [("climate", name)]


def test_a_topic_may_have_a_slug_in_its_own_letters() -> None:
    """As addresses of articles have; in any other spelling of it than that of an address it is refused."""
    for slugs, made in (("own", ["気候", "港-の"]), ("new", ["qi-hou", "gang-no"]), ("ascii", ["qi-hou", "gang-no"])):
        config, problems = parse_config(f"slugs: {slugs}\ntopics: [気候, {{name: 港 の}}]\n")
        assert ([topic.slug for topic in config.topics], problems) == (made, ())
    config, problems = parse_config("topics:\n  - name: Climate\n    slug: 気候\n")
    assert ([topic.slug for topic in config.topics], problems) == (["気候"], ())
    _, [problem] = parse_config("topics:\n  - name: Climate\n    slug: 気候 変動\n")
    assert problem.message == 'the slug "気候 変動" cannot be part of an address'


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("{japanese: x}", '"japanese" is not the tag of a language'),
        ("[x]", "names must be a mapping, not a list"),
        ("x", "names must be a mapping, not text"),
        ("{ja: [x]}", "ja must be text, not a list"),
    ],
)
def test_a_mistake_in_the_names_of_a_topic_is_named(names: str, message: str) -> None:
    """At its place."""
    _, [problem] = parse_config(f"topics:\n  - name: A\n    names: {names}\n")
    assert (problem.message, problem.location and problem.location.line) == (message, 3)
