"""Problems, as a person sees them."""

from pathlib import PurePosixPath

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import Location, Problem, ProblemsError, has_errors, sort_problems

law = settings(deadline=None)
PATH = PurePosixPath("content/2025-W12/call.md")

LOCATIONS = st.builds(
    Location,
    path=st.sampled_from([PurePosixPath("a.md"), PurePosixPath("b.md")]),
    line=st.none() | st.integers(1, 3),
    column=st.none() | st.integers(1, 400),
    length=st.integers(0, 300),
    text=st.none() | st.text(max_size=300),
)
PROBLEMS = st.builds(
    Problem,
    message=st.sampled_from(["unknown topic", "no date"]),
    location=st.none() | LOCATIONS,
    hint=st.none() | st.sampled_from(["look here", "look there"]),
    severity=st.sampled_from(["error", "warning"]),
)


def shown(text: str, column: int, length: int = 1) -> list[str]:
    place = Location(path=PATH, line=4, column=column, length=length, text=text)
    return str(Problem(message="wrong", location=place)).split("\n")


def test_a_problem_shows_place_line_caret_and_hint() -> None:
    """The form of a problem: place and message, the line, a caret under the culprit, the hint."""
    place = Location(path=PATH, line=4, column=10, length=8, text="topics: [diplomcy, energy]")
    problem = Problem(message='unknown topic "diplomcy"', location=place, hint='did you mean "diplomacy"?')
    assert str(problem) == (
        'content/2025-W12/call.md:4:10  unknown topic "diplomcy"\n'
        "  4 | topics: [diplomcy, energy]\n"
        "               ^^^^^^^^\n"
        '  did you mean "diplomacy"?'
    )


def test_a_warning_says_so() -> None:
    """Only a warning carries its severity, before the message."""
    assert str(Problem(message="no date", severity="warning")) == "warning: no date"
    assert str(Problem(message="no date")) == "no date"


def test_a_problem_of_a_whole_file_shows_no_line() -> None:
    """Without a line there is no excerpt; without a column there is no caret."""
    assert str(Problem(message="is empty", location=Location(path=PATH))) == f"{PATH}  is empty"
    line = Location(path=PATH, line=2, text="---")
    assert str(Problem(message="is not closed", location=line)) == f"{PATH}:2  is not closed\n  2 | ---"


def test_a_tab_takes_one_column() -> None:
    """A tab is shown as a space, so that the caret stands under the character it means."""
    _, line, caret = shown("\ta:\tb", 5)
    assert (line, caret) == ("  4 |  a: b", "          ^")


def test_a_long_line_is_shown_around_the_culprit() -> None:
    """Of a very long line, the part around the culprit is shown."""
    _, line, caret = shown("x" * 500_000 + "!" + "y" * 500_000, 500_001)
    assert len(line) < 200
    assert line[caret.index("^")] == "!"


def test_the_underline_ends_with_the_line() -> None:
    """No more is underlined than is shown, and never less than one column."""
    _, line, caret = shown("abc", 2, length=1_000_000)
    assert len(caret) == len(line)
    assert shown("abc", 4)[2] == "         ^"


def test_the_caret_stands_under_wide_characters() -> None:
    """A terminal shows CJK and emoji two columns wide and combining marks none; the caret follows."""
    assert shown("題名: 外交", 5, length=2)[1:] == ["  4 | 題名: 外交", "            ^^^^"]
    assert shown("e\u0301: 🙂x", 6)[2] == " " * (6 + 5) + "^"


@law
@given(PROBLEMS)
def test_any_problem_can_be_shown(problem: Problem) -> None:
    """Whatever its place says, a problem shows its message and does not raise."""
    assert problem.message in str(problem)


@law
@given(st.lists(PROBLEMS, max_size=8), st.permutations(range(10)))
def test_the_order_of_problems_does_not_depend_on_how_they_were_found(
    problems: list[Problem], order: list[int]
) -> None:
    """Sorted by place and message, each once, whatever order they come in."""
    twice = [*problems, *problems[:2]]
    mixed = [twice[at] for at in order if at < len(twice)]
    assert sort_problems(mixed) == sort_problems(problems)
    assert len(sort_problems(problems)) == len(set(problems))


def test_problems_are_sorted_by_path_then_line_as_numbers() -> None:
    """Line 10 comes after line 9; a problem of no file comes first."""
    places = [Location(path=PATH, line=10), Location(path=PATH, line=9), Location(path=PurePosixPath("a.md"), line=99)]
    problems = [*(Problem(message="m", location=place) for place in places), Problem(message="m")]
    assert [str(problem).split("  ")[0] for problem in sort_problems(problems)] == [
        "m",
        "a.md:99",
        f"{PATH}:9",
        f"{PATH}:10",
    ]


def test_warnings_alone_are_no_errors() -> None:
    """A warning does not fail a command."""
    warning, error = Problem(message="m", severity="warning"), Problem(message="m")
    assert not has_errors([warning])
    assert has_errors([warning, error])


def test_an_exception_of_problems_says_them_all() -> None:
    """Its text is all of its problems, sorted."""
    assert str(ProblemsError([Problem(message="b"), Problem(message="a")])) == "a\nb"
