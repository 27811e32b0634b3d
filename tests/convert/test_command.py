"""Annotations by a program of the user's own: placed by their words, signed, limited, and never worth an article."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from digest.config import Config
from digest.convert.annotator_command import ANSWERS, LARGEST_ANSWER, read, with_command
from digest.convert.conversion import convert
from digest.errors import Problem
from digest.model.annotation import MACHINE, Annotation, TextQuoteSelector
from digest.model.article import Extract, FrontMatter

SEED = PurePosixPath("seeds/bridge.txt")
BODY = "The bridge at Aldersby fell on a **quiet** evening.\n\nNobody had looked at its bolts.\n"
MADE = Extract(front_matter=FrontMatter(title="T"), body=BODY)


def config(tmp_path: Path, code: str, seconds: int = 20) -> Config:
    program = tmp_path / "marker.py"
    program.write_text(f"import sys\n{code}\n", "utf-8")
    return Config(annotator_command=(sys.executable, str(program)), annotator_seconds=seconds)


def answering(*lines: object) -> str:
    return f"sys.stdin.read(); sys.stdout.buffer.write({chr(10).join(json.dumps(line) for line in lines).encode()!r})"


def asked(*arguments: Any) -> tuple[Extract, Problem | None]:
    """What was made, and the warning if there is one."""
    made, answered, problems = with_command(*arguments)
    assert answered is not any("did not annotate" in problem.message for problem in problems)
    assert len(problems) <= 1
    return made, next(iter(problems), None)


def test_without_a_command_nothing_is_asked(tmp_path):
    """It is off by default."""
    assert with_command(tmp_path, Config(), SEED, MADE) == (MADE, True, ())


def test_annotations_are_placed_by_their_words_and_signed(tmp_path):
    """The program reads the plain text and answers in lines of JSON; labels go on behind those there are."""
    code = (
        "import json; text = sys.stdin.buffer.read().decode()\n"
        "assert 'a quiet evening' in text\n"
        "print(json.dumps({'exact': 'a quiet evening', 'comment': 'How *quiet*?', 'tags': ['doubt', 'no tag!']}))"
    )
    before = Annotation(id="d1", kind="highlight", quote=TextQuoteSelector(exact="bolts"), by=MACHINE, tags=("key",))
    made, problem = asked(
        tmp_path,
        config(tmp_path, code),
        SEED,
        Extract(front_matter=MADE.front_matter, body=BODY, annotations=(before,)),
    )
    assert problem is None
    _, added = made.annotations
    assert (added.id, added.comment, added.tags) == ("d2", "How *quiet*?", ("doubt",))
    assert added.by == Path(sys.executable).stem.replace(" ", "")


def test_what_does_not_stand_in_the_text_is_left_out_and_counted(tmp_path):
    """Invented words are no annotation, nor is what is no JSON; the person is told of which source."""
    code = answering(
        {"exact": "Nobody had looked"}, {"exact": "words nobody wrote"}, ["a list"], {"comment": "no words"}
    )
    made, problem = asked(tmp_path, config(tmp_path, code), SEED, MADE)
    assert [each.quote.exact for each in made.annotations] == ["Nobody had looked"]
    assert problem is not None
    assert problem.severity == "warning"
    assert problem.location is not None
    assert problem.location.path == SEED
    assert problem.message.startswith("3 of 4 annotations")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("sys.exit(3)", "ended with code 3"),
        ("import time; time.sleep(60)", "took more than 1 s"),
        (f"print('x' * {LARGEST_ANSWER + 10})", "larger than 1 MiB"),
        ("sys.stdout.buffer.write(b'\\xff\\xfe')", "not UTF-8"),
        ("\nwhile True: print('y' * 1000)", "larger than 1 MiB"),
    ],
    ids=["fails", "hangs", "large", "bytes", "endless"],
)
def test_a_program_that_misbehaves_costs_no_article_and_no_time(tmp_path, code, reason):
    """The article is as without it, and the warning says why."""
    begun = time.monotonic()
    made, problem = asked(tmp_path, config(tmp_path, code, seconds=1 if "sleep" in code else 20), SEED, MADE)
    assert made == MADE
    assert problem is not None
    assert reason in problem.message
    assert problem.hint
    assert time.monotonic() - begun < 20
    assert not (tmp_path / ANSWERS).exists()


def test_a_program_that_is_not_there_is_named(tmp_path):
    """No traceback."""
    made, problem = asked(tmp_path, Config(annotator_command=("no-such-program-here",)), SEED, MADE)
    assert made == MADE
    assert problem is not None
    assert "no-such-program-here did not annotate it: it cannot be started" in problem.message


def test_a_program_that_does_not_read_is_no_trouble(tmp_path):
    """A text larger than a pipe holds waits for nobody."""
    large = Extract(front_matter=MADE.front_matter, body="Nobody had looked. " * 50_000)
    made, problem = asked(tmp_path, config(tmp_path, 'print(\'{"exact": "Nobody had looked"}\')'), SEED, large)
    assert problem is None
    assert len(made.annotations) == 1


def test_a_text_is_asked_about_once(tmp_path):
    """The same text and command give the kept answer; another text is asked about."""
    code = "open('asked', 'a').write('x'); print('{\"exact\": \"bolts\"}')"
    options = config(tmp_path, code)
    first = with_command(tmp_path, options, SEED, MADE)
    assert with_command(tmp_path, options, SEED, MADE) == first
    assert (tmp_path / "asked").read_text() == "x"
    with_command(tmp_path, options, SEED, Extract(front_matter=MADE.front_matter, body="Other bolts."))
    assert (tmp_path / "asked").read_text() == "xx"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "1",
        '{"exact": ""}',
        '{"exact": 3}',
        '{"exact": "a", "tags": "b"}',
        '{"exact": "' + "a" * 6000 + '"}',
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_annotation_is_none(line):
    """Whatever a program writes."""
    assert read(line) is None


def test_convert_writes_what_the_command_says_and_asks_again_where_it_said_nothing(tmp_path):
    """The whole way: signed notes in the article; after a failure the next run has them."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/bridge.md").write_text(f"# The bridge\n\n{BODY}", "utf-8")
    failing = config(tmp_path, "sys.exit(1)")
    first = convert(tmp_path, failing, jobs=1)
    [article] = first.written
    assert [problem.severity for problem in first.problems] == ["warning"]
    assert "did not annotate it" in first.problems[0].message
    assert "bolts==" not in (tmp_path / article).read_text("utf-8")
    working = config(tmp_path, answering({"exact": "its bolts", "comment": "Which?"}))
    second = convert(tmp_path, working, jobs=1)
    assert (second.written, second.problems) == ((article,), ())
    text = (tmp_path / article).read_text("utf-8")
    name = Path(sys.executable).stem
    assert f"==its bolts==[^d1].\n\n[^d1]: @{name}: Which?\n" in text
    assert convert(tmp_path, working, jobs=1).written == ()


def test_what_no_file_can_hold_is_taken_out_of_a_comment():
    """Halves of characters and control characters that JSON can say."""
    annotation = read('{"exact": "bolts", "comment": "a\\ud800b\\u0000c\\u001bd"}')
    assert annotation is not None
    assert annotation.comment is not None
    assert annotation.comment.encode()
    assert not any(ord(letter) < 32 for letter in annotation.comment)
