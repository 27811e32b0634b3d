"""Front matter, both ways."""

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest.articles.front_matter import KEYS, dump, line_of, parse
from digest.articles.provenance import is_edited, seed_of, with_added, with_duplicate, with_seed_fingerprint
from digest.errors import Problem
from digest.model.article import FrontMatter, week_of
from digest.model.findings import ANNOTATORS, Event, Findings, Quotation
from digest.model.week import Week

law = settings(deadline=None)
PATH = PurePosixPath("content/2025-W12/call.md")
TOPICS = ("diplomacy", "energy", "climate")

LINES = st.text(min_size=1).map(str.strip).filter(bool)
NAMES = st.lists(LINES, max_size=3).map(tuple)
WORDS = st.one_of(st.sampled_from(["no", "1.10", "007", "2025-03-18", "a: b", "- a", "🙂"]), LINES)
EXTRA_KEYS = st.text("abcxyz_", min_size=1).map(lambda key: f"my_{key}")
EXTRA = st.one_of(
    WORDS, st.booleans(), st.integers(-(10**9), 10**9), st.dates(), st.lists(WORDS, max_size=2).map(tuple)
)
QUOTATIONS = st.builds(Quotation, text=WORDS, speaker=st.sampled_from(["", "Ann Lee", "文 Wen", "no"]))
EVENTS = st.builds(
    Event,
    date=st.sampled_from(["2025-03", "2025-03-18", "1999-12-31"]),
    text=WORDS,
    basis=st.sampled_from(["stated", "yearless", "relative"]),
)
FINDINGS = st.builds(
    Findings,
    quotations=st.lists(QUOTATIONS, max_size=2).map(tuple),
    timeline=st.lists(EVENTS, max_size=2).map(tuple),
    people=NAMES,
    organisations=NAMES,
    places=NAMES,
    machine=st.lists(st.sampled_from(ANNOTATORS), unique=True).map(tuple),
)
FRONT_MATTERS = st.builds(
    FrontMatter,
    title=WORDS,
    title_basis=st.none() | WORDS,
    date=st.none() | st.dates(),
    date_basis=st.none() | WORDS,
    source=st.none() | WORDS,
    source_url=st.none()
    | st.sampled_from(["https://example.org/a?b=c#d", "http://[::1]/", "https://bücher.example/文"]),
    authors=NAMES,
    language=st.none() | st.sampled_from(["en", "no", "pt-BR"]),
    topics=st.none() | st.lists(st.sampled_from(TOPICS), unique=True).map(tuple),
    week=st.none() | st.sampled_from([Week(2026, 48), Week(2020, 53)]),
    comment=st.none() | WORDS,
    lead=st.booleans(),
    weight=st.integers(-3, 3),
    added=st.none() | st.dates(),
    aliases=st.lists(st.sampled_from(["2025/w01/old/", "a.html"]), unique=True).map(tuple),
    summary=st.none() | WORDS,
    key_points=NAMES,
    findings=FINDINGS,
    seed=st.none() | WORDS,
    seed_fingerprint=st.none() | st.just("12ab-34cd-56ef"),
    rights=st.none() | st.sampled_from(["full", "excerpt", "link"]),
    draft=st.booleans(),
    duplicate_of=st.none() | st.sampled_from(["", "a-slug", "2025", "true"]),
    extra=st.dictionaries(EXTRA_KEYS, EXTRA, max_size=3),
)

CONVERTED = st.builds(replace, FRONT_MATTERS, seed=WORDS)
"""Of articles that were converted: they have a seed."""


def read(text: str) -> FrontMatter:
    front_matter, _, _, problems = parse(text, PATH, topics=TOPICS)
    assert problems == ()
    return front_matter


def problem_of(yaml: str) -> Problem:
    *_, (problem,) = parse(f"---\ntitle: A call\n{yaml}\n---\nBody.\n", PATH, topics=TOPICS)
    return problem


@law
@given(FRONT_MATTERS)
def test_what_is_written_is_read_back(front_matter: FrontMatter) -> None:
    """`parse(dump(front_matter)) == front_matter`, and the body behind it is untouched."""
    found, body, line, problems = parse(f"{dump(front_matter)}\nBody --- here.\n", PATH, topics=TOPICS)
    assert (found, problems) == (front_matter, ())
    assert list(found.extra.items()) == list(front_matter.extra.items())
    assert body == "\nBody --- here.\n"
    assert line == dump(front_matter).count("\n") + 1


@law
@given(FRONT_MATTERS)
def test_every_known_key_is_written_in_one_order(front_matter: FrontMatter) -> None:
    """All known keys that have a value stand in the file in their order, the unknown ones behind them in theirs."""
    lines = dump(front_matter).split("\n")[1:-2]
    written = [line.partition(":")[0] for line in lines if not line.startswith((" ", "\t"))]
    known = written[: len(written) - len(front_matter.extra)]
    assert written[len(known) :] == [*front_matter.extra]
    assert known == [key for key in KEYS if key in known]
    bare = [line.rstrip(":") for line in lines if line.endswith(":") and line[0] != " "]
    lists = {"authors", "topics", "aliases", "key_points", "quotations", "timeline", "machine"} | {"people", "places"}
    assert {*bare} <= lists | {"organisations", "seed_fingerprint", *front_matter.extra}


def test_front_matter_reads_as_a_person_would_write_it() -> None:
    """The whole of a file's head, as it is dumped."""
    front_matter = FrontMatter(
        title='Energy: a "call"',
        date=date(2025, 3, 18),
        authors=("Ann Lee", "文 Wen"),
        topics=("energy",),
        key_points=("One point.", "no"),
        findings=Findings(
            quotations=(Quotation(text="It is zero: all of it.", speaker="Ann Lee"), Quotation(text="So be it.")),
            timeline=(
                Event(date="2025-03", text="Then it began."),
                Event(date="2025-03-18", text="It ended on Tuesday.", basis="relative"),
            ),
            people=("Ann Lee",),
            machine=("timeline",),
        ),
        extra={"menu": False, "cover": {"image": "a.png"}},
    )
    assert dump(front_matter) == (
        "---\n"
        "title: 'Energy: a \"call\"'\n"
        "date: 2025-03-18\n"
        "authors:\n"
        "  - Ann Lee\n"
        "  - 文 Wen\n"
        "topics:\n"
        "  - energy\n"
        "key_points:\n"
        "  - One point.\n"
        '  - "no"\n'
        "quotations:\n"
        '  - "It is zero: all of it. — Ann Lee"\n'
        "  - So be it.\n"
        "timeline:\n"
        "  - 2025-03 — Then it began.\n"
        "  - 2025-03-18 (relative) — It ended on Tuesday.\n"
        "people:\n"
        "  - Ann Lee\n"
        "machine:\n"
        "  - timeline\n"
        "menu: false\n"
        "cover:\n"
        "  image: a.png\n"
        "---\n"
    )


def test_a_quotation_is_a_line_that_may_end_in_its_speaker() -> None:
    """The last dash parts them, unless what follows is too long for a name."""
    found = read("---\ntitle: T\nquotations: [It is — all told — zero. — Ann Lee, So it is.]\n---\n").findings
    assert found.quotations == (
        Quotation(text="It is — all told — zero.", speaker="Ann Lee"),
        Quotation(text="So it is."),
    )
    long = "One thing — " + "and a great many others " * 5
    assert read(f"---\ntitle: T\nquotations: [{long.strip()}]\n---\n").findings.quotations[0].speaker == ""


def test_an_event_begins_with_its_day_or_month() -> None:
    """However the two are parted; what has no date is refused with the way to write it."""
    for line in ("2025-03-18 — Done.", "2025-03-18: Done.", "2025-03-18 Done."):
        assert read(f'---\ntitle: T\ntimeline: ["{line}"]\n---\n').findings.timeline[0].text == "Done."
    problem = problem_of("timeline: [Done on Tuesday.]")
    assert "has no date" in problem.message
    assert "2025-03-18 — what happened" in problem.hint


def test_machine_lists_only_what_digest_can_write() -> None:
    """A slip of the pen is named."""
    problem = problem_of("machine: [summary, key-points]")
    assert problem.message == 'machine cannot be "key-points"'
    assert "key_points" in problem.hint


def test_unknown_keys_are_kept_untouched_and_in_order() -> None:
    """What only the theme or another program knows is nobody's business."""
    found = read("---\nzebra: 1\ntitle: T\nnicknames: [a, b]\ncssclass: wide\nAbc: {x: 2025-01-01}\n---\n")
    assert list(found.extra.items()) == [
        ("zebra", 1),
        ("nicknames", ("a", "b")),
        ("cssclass", "wide"),
        ("Abc", {"x": date(2025, 1, 1)}),
    ]


def test_numbers_and_dates_are_taken_as_written_where_a_text_is_wanted() -> None:
    """A version is not rounded and a year is a word, quoted or not."""
    found = read("---\ntitle: 1.10\nsource: 2025\nsummary: 2025-03-18\nauthors: [007, 1.50, no]\n---\n")
    assert (found.title, found.source, found.summary) == ("1.10", "2025", "2025-03-18")
    assert found.authors == ("007", "1.50", "no")


def test_one_text_is_a_list_of_one() -> None:
    """`authors: Ann Lee` needs no brackets; empty values are as good as missing ones."""
    found = read("---\ntitle: T\nauthors: Ann Lee\ntopics:\nkey_points: [a, '', ~]\nsummary: ' '\n---\n")
    assert (found.authors, found.topics, found.key_points, found.summary) == (("Ann Lee",), None, ("a",), None)


def test_a_time_behind_the_date_is_passed_over() -> None:
    """Other programs write moments; the day counts."""
    assert read("---\ntitle: T\ndate: 2025-03-18T23:59:00+01:00\n---\n").date == date(2025, 3, 18)
    assert read("---\ntitle: T\ndate: 2025-03-18 10:00\n---\n").date == date(2025, 3, 18)


SHOWN = {
    "topics: [diplomcy, energy]": (
        'content/2025-W12/call.md:3:10  unknown topic "diplomcy"\n'
        "  3 | topics: [diplomcy, energy]\n"
        "               ^^^^^^^^\n"
        '  did you mean "diplomacy"? topics are listed in digest.yml under topics'
    ),
    "topics: sports": (
        'content/2025-W12/call.md:3:9  unknown topic "sports"\n'
        "  3 | topics: sports\n"
        "              ^^^^^^\n"
        "  topics are listed in digest.yml under topics, by the slugs diplomacy, energy, climate"
    ),
    "date: 2025-02-30": (
        'content/2025-W12/call.md:3:7  there is no day "2025-02-30"\n'
        "  3 | date: 2025-02-30\n"
        "            ^^^^^^^^^^\n"
        "  write it as YYYY-MM-DD, for example 2025-03-18"
    ),
    "date: last Tuesday": (
        'content/2025-W12/call.md:3:7  date "last Tuesday" is not a date\n'
        "  3 | date: last Tuesday\n"
        "            ^^^^^^^^^^^^\n"
        "  write it as YYYY-MM-DD, for example 2025-03-18"
    ),
    "source: [a, b]": (
        "content/2025-W12/call.md:3:9  source must be text, not a list\n"
        "  3 | source: [a, b]\n"
        "              ^\n"
        "  write text"
    ),
    "summary: true": (
        "content/2025-W12/call.md:3:10  summary must be text, not true or false\n"
        "  3 | summary: true\n"
        "               ^^^^\n"
        '  put it into "quotes"'
    ),
    "authors: {name: Ann}": (
        "content/2025-W12/call.md:3:10  authors must be a list, not a mapping\n"
        "  3 | authors: {name: Ann}\n"
        "               ^\n"
        "  write a list"
    ),
    "key_points: [a, [b]]": (
        "content/2025-W12/call.md:3:17  each of key_points must be text, not a list\n"
        "  3 | key_points: [a, [b]]\n"
        "                      ^\n"
        "  write text"
    ),
    "rights: exerpt": (
        'content/2025-W12/call.md:3:9  rights cannot be "exerpt"\n'
        "  3 | rights: exerpt\n"
        "              ^^^^^^\n"
        '  did you mean "excerpt"?'
    ),
    "rights: mine": (
        'content/2025-W12/call.md:3:9  rights cannot be "mine"\n'
        "  3 | rights: mine\n"
        "              ^^^^\n"
        "  rights can be full, excerpt, link"
    ),
    "draft: yes": (
        "content/2025-W12/call.md:3:8  draft must be true or false, not text\n"
        "  3 | draft: yes\n"
        "             ^^^\n"
        "  write true or false"
    ),
    "source_url: javascript:alert(1)": (
        'content/2025-W12/call.md:3:13  source_url "javascript:alert(1)" is not a web address\n'
        "  3 | source_url: javascript:alert(1)\n"
        "                  ^^^^^^^^^^^^^^^^^^^\n"
        "  write it whole, beginning with https:// or http://"
    ),
    "title: Another": (
        'content/2025-W12/call.md:3:1  duplicate key "title"\n'
        "  3 | title: Another\n"
        "      ^^^^^\n"
        "  it stands on line 2 already; keep one of the two"
    ),
    "\tdraft: true": (
        "content/2025-W12/call.md:3:1  a tab indents this line, which YAML does not allow\n"
        "  3 |  draft: true\n"
        "      ^\n"
        "  indent with spaces"
    ),
}


@pytest.mark.parametrize("yaml", SHOWN)
def test_each_mistake_is_shown_with_its_place_and_its_remedy(yaml: str) -> None:
    """One problem, its line and column in the file, a caret under it, and what to write instead."""
    assert str(problem_of(yaml)) == SHOWN[yaml]


@pytest.mark.parametrize(
    "address", ["example.org/a", "//example.org", "http://", "ftp://a/b", "https://[x", "data:text/html,x"]
)
def test_only_an_address_of_the_web_is_a_source_url(address: str) -> None:
    """Whatever else a link could do, it does not become one."""
    front_matter, _, _, problems = parse(f"---\ntitle: T\nsource_url: '{address}'\n---\n", PATH, topics=())
    assert front_matter.source_url is None
    assert len(problems) == 1


def test_all_mistakes_of_a_file_are_named_at_once() -> None:
    """One run says everything there is to mend; what is right is kept."""
    text = "---\ntitle: T\ndate: 2025-13-01\ntopics: [energy, spots]\nrights: all\ndraft: maybe\n---\n"
    front_matter, _, _, problems = parse(text, PATH, topics=TOPICS)
    assert [problem.location.line for problem in problems if problem.location] == [3, 4, 5, 6]
    assert (front_matter.title, front_matter.topics) == ("T", ("energy",))


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: T\nno end",
        "---\ntitle: [\n---\n",
        "---\njust words\n---\n",
        "---\n- a\n---\n",
        "---\na: *b\n---\nText\n",
        "---\ntitle: T\ndraft: yes\n---\n",
        "---\ntitle: T\ndraft: 1\n---\n",
        "---\n\ttitle: T\n---\n",
        "---\n\x00\n---\n",
    ],
)
def test_unreadable_front_matter_makes_a_draft(text: str) -> None:
    """Where it cannot be known that an article is meant to be seen, it is not published; a problem says so."""
    front_matter, _, _, problems = parse(text, PATH, topics=TOPICS)
    assert front_matter.draft
    assert len(problems) == 1


def test_a_missing_end_is_reported_at_the_beginning() -> None:
    """The line that opens the front matter is shown, and how to close it."""
    *_, (problem,) = parse("---\ntitle: T\n\nBody.\n", PATH, topics=())
    assert str(problem) == (
        "content/2025-W12/call.md:1:1  the front matter has no end\n"
        "  1 | ---\n"
        "      ^^^\n"
        "  close it with a line of three hyphens, ---"
    )


def test_a_text_without_front_matter_is_all_body() -> None:
    """A plain Markdown file is an article, and no draft."""
    assert parse("Text.\n\n---\n\nMore.\n", PATH, topics=()) == (
        FrontMatter(title=""),
        "Text.\n\n---\n\nMore.\n",
        1,
        (),
    )


def test_a_byte_order_mark_and_trailing_spaces_are_passed_over() -> None:
    """Editors leave them behind; they are no part of the text."""
    front_matter, body, line, problems = parse("\ufeff--- \ntitle: T\n---\t\nBody", PATH, topics=())
    assert (front_matter.title, body, line, problems) == ("T", "Body", 4, ())


@law
@given(st.text())
def test_no_text_makes_reading_raise(text: str) -> None:
    """Any text between the marks gives front matter and problems that can be shown."""
    *_, problems = parse(f"---\n{text}\n---\nBody.\n", PATH, topics=TOPICS)
    assert all(str(problem) for problem in problems)


# What lets the converter see whether a person changed an article.

SEALED = with_seed_fingerprint(
    dump(FrontMatter(title="A call", seed="seeds/a.txt", date=date(2025, 3, 18))) + "\nBody: text.\n", "12-34"
)
FINGERPRINT_LINE = next(line for line in SEALED.split("\n") if line.startswith("seed_fingerprint:"))


def test_a_sealed_article_is_not_edited_and_knows_its_source() -> None:
    """Fresh from the converter it is unchanged, and names what it was made from."""
    assert not is_edited(SEALED)
    seed, fingerprint = seed_of(SEALED)
    assert seed == "seeds/a.txt"
    assert fingerprint.startswith("12-34-")


@law
@given(at=st.integers(0, len(SEALED)), new=st.text(max_size=1), remove=st.booleans())
def test_every_change_of_one_character_is_seen(at: int, new: str, remove: bool) -> None:
    """Insert, remove or replace any character outside the fingerprint's own line: the article is edited."""
    changed = SEALED[:at] + new + SEALED[at + remove :]
    assume(changed.replace("\r\n", "\n") != SEALED)
    begin = SEALED.index(FINGERPRINT_LINE)
    assume(not begin <= at <= begin + len(FINGERPRINT_LINE))
    assert is_edited(changed)


def test_other_line_ends_are_no_edit() -> None:
    """A checkout on Windows changes every line end and no word."""
    assert not is_edited(SEALED.replace("\n", "\r\n"))
    assert seed_of(SEALED.replace("\n", "\r\n")) == seed_of(SEALED)


def test_an_article_without_a_seal_is_a_persons() -> None:
    """No fingerprint, or an empty one: nobody may overwrite it."""
    assert is_edited("---\ntitle: T\n---\nBody.\n")
    assert is_edited(dump(FrontMatter(title="T")) + "Body.\n")
    assert seed_of("Body.\nseed: seeds/a.txt\n") == ("", "")


@law
@given(CONVERTED, st.text())
def test_any_article_can_be_sealed(front_matter: FrontMatter, body: str) -> None:
    """Whatever title, body or path holds, sealing keeps the text and makes it recognisable."""
    fresh = f"{dump(front_matter)}\n{body}".replace("seed_fingerprint: 12ab-34cd-56ef", "seed_fingerprint:", 1)
    assume("\r" not in fresh)
    sealed = with_seed_fingerprint(fresh, "12-34")
    assert not is_edited(sealed)
    assert seed_of(sealed)[0] == (front_matter.seed or "")


@law
@given(CONVERTED, st.sampled_from(["a-slug", "2025", "no-name"]))
def test_the_mark_of_a_duplicate_comes_and_goes_without_a_trace(front_matter: FrontMatter, slug: str) -> None:
    """Marked, the article is as if written so, and nobody's edit; unmarked it is byte for byte what it was."""
    fresh = replace(front_matter, seed_fingerprint=None, duplicate_of=None)
    body = "\nduplicate_of: this line is text\n\n---\n\ndraft: so is this\n"
    text = with_seed_fingerprint(dump(fresh) + body, "12ab-34cd")
    marked = with_duplicate(text, slug)
    assert marked == with_seed_fingerprint(dump(replace(fresh, duplicate_of=slug)) + body, "12ab-34cd")
    assert not is_edited(marked)
    assert read(marked).duplicate_of == slug
    assert with_duplicate(marked, slug) == marked
    assert with_duplicate(marked, None) == text


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("", None),
        ("duplicate_of:", ""),
        ("duplicate_of: no", ""),
        ("duplicate_of: false", ""),
        ("duplicate_of: a-slug", "a-slug"),
    ],
)
def test_a_person_can_say_that_an_article_is_no_duplicate(lines: str, found: str | None) -> None:
    """Nothing said, no, and a slug are three things."""
    assert read(f"---\ntitle: T\n{lines}\n---\nBody.\n").duplicate_of == found


def test_what_is_no_slug_is_reported_and_no_duplicate() -> None:
    """With its place and what was expected."""
    problem = problem_of("duplicate_of: [a, b]")
    assert problem.message == "duplicate_of must be text, not a list"
    assert (problem.location.line if problem.location else 0) == 3


def test_the_line_of_a_property_is_found() -> None:
    """In the front matter, not in the body; the first where it has none."""
    assert line_of("---\ntitle: T\ndraft: true\n---\ndate: x\n", "draft") == 3
    assert line_of("---\ntitle: T\n---\ndate: x\n", "date") == 1


@law
@given(CONVERTED, st.dates())
def test_the_day_of_the_first_conversion_is_added_without_a_trace_of_an_edit(
    front_matter: FrontMatter, day: date
) -> None:
    """As if written so from the beginning; taken out again, it is byte for byte what it was."""
    fresh = replace(front_matter, seed_fingerprint=None, added=None)
    text = with_seed_fingerprint(dump(fresh) + "\nText.\n", "12ab-34cd")
    assert with_added(text, day) == with_seed_fingerprint(dump(replace(fresh, added=day)) + "\nText.\n", "12ab-34cd")
    assert with_added(with_added(text, day), None) == text


def test_a_week_that_no_year_has_is_named() -> None:
    """2021 has 52 weeks."""
    assert read("---\ntitle: T\nweek: 2020-W53\n---\n").week == Week(2020, 53)
    for label in ("2021-W53", "2026-48", "next"):
        problem = problem_of(f"week: {label}")
        assert problem.message == f'there is no week "{label}"'
        assert "2026-W48" in problem.hint
        assert problem.location is not None
        assert problem.location.line == 3


def test_a_comment_that_is_not_a_text_and_a_weight_that_is_not_a_number_are_named() -> None:
    """Nothing is guessed."""
    assert problem_of("comment: [a, b]").message == "comment must be text, not a list"
    assert problem_of("weight: heavy").message == "weight must be a whole number, not text"
    assert problem_of("lead: perhaps").message == "lead must be true or false, not text"


def test_aliases_are_addresses_within_the_site_and_other_names_are_left_to_obsidian() -> None:
    """What begins with a slash is an address; nothing leads out of the site."""
    found = read("---\ntitle: T\naliases: [/2025/w01/old/, The other name, /a/b, /old.html]\n---\n")
    assert found.aliases == ("2025/w01/old/", "a/b/", "old.html")
    for alias in ("/../secret", "//host/x", "/", "/a/./b"):
        assert "cannot be an address within the site" in problem_of(f'aliases: ["{alias}"]').message


def test_the_week_of_an_article_is_the_one_it_names_or_that_of_its_day() -> None:
    """Which day that is, the option says; without a day of its conversion the day of publication decides."""
    dated = FrontMatter(title="T", date=date(2026, 10, 1), added=date(2026, 11, 25))
    assert week_of(dated, "published") == Week(2026, 40)
    assert week_of(dated, "added") == Week(2026, 48)
    assert week_of(replace(dated, added=None), "added") == Week(2026, 40)
    assert week_of(replace(dated, date=None), "published") is None
    assert week_of(replace(dated, week=Week(2026, 2)), "added") == Week(2026, 2)


@pytest.mark.parametrize("lines", ["related: [[a-file]]", "related:\n  - [[a-file]]"])
def test_a_wikilink_without_quotation_marks_is_told_what_it_lacks(lines):
    """To YAML two brackets are a list in a list."""
    problem = problem_of(lines)
    assert problem.hint == 'put a [[wikilink]] into "quotes"'
    assert "must be text, not a list" in problem.message
