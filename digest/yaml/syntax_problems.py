"""A mistake in the writing of YAML -> a problem in the words of a person who edits Markdown, where it was made.

YAML notices many a mistake long after it was made: a quotation mark that is not closed at the next one, a key without
its colon on the line below. Each rule of this module knows one mistake, and finds the place to mend.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import yaml

from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.yaml.line_places import Places

_QUOTE_IT: Final = 'put the value into "double quotes"'
_LONGEST: Final = 60
"""Code points of a value that a hint repeats in quotes."""

_KEY: Final = re.compile(r"[ \t]*[\w-]+:([ \t]|$)")
_KEY_AND_VALUE: Final = re.compile(r"([ ]*(?:- +)*)([^\s:#'\"][^:]*):[ \t]+(\S.*)")
_KEY_WITHOUT_SPACE: Final = re.compile(r"[ \t]*(?:- +)*([\w-]+):(?!//)(\S.*)")
_SWALLOWED: Final = re.compile(r"[ \t]*([\w-]+:([ \t]|$)|- |#)")
"""How a line begins that hardly belongs to a quotation: with a key, as an item of a list, or as a comment."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mistake:
    """What the parser says of a mistake.

    Attributes:
        problem: in its words.
        context: what it was doing, in its words; empty if it does not say.
        at: the offset at which it noticed.
        begun: the offset at which that began which it was doing.
        text: the whole document.
        places: of that document.
    """

    problem: str
    context: str
    at: int
    begun: int
    text: str
    places: Places

    @property
    def line(self) -> str:
        """The line on which it was noticed."""
        return self.places.lines[self.places.line_at(self.at)]


def syntax_problem(error: yaml.YAMLError, text: str, places: Places) -> Problem:
    """The problem for an error of the parser.

    Args:
        error: as PyYAML raised it.
        text: the document.
        places: of that document.
    """
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _problem(problem, places.whole, _QUOTE_IT)
    begun = getattr(error, "context_mark", None) or mark
    mistake = _Mistake(
        problem=problem,
        context=str(getattr(error, "context", None) or ""),
        at=min(mark.index, len(text)),
        begun=min(begun.index, len(text)),
        text=text,
        places=places,
    )
    found = next((found for rule in _RULES if (found := rule(mistake))), None)
    return found or _problem(problem, places.at(mistake.at), _QUOTE_IT)


def _tab(mistake: _Mistake) -> Problem | None:
    if not re.match(r"\s*\t", mistake.line):
        return None
    message = "a tab indents this line, which YAML does not allow"
    return _problem(message, mistake.places.at(mistake.at), "indent with spaces")


def _open_quote(mistake: _Mistake) -> Problem | None:
    """A quotation that goes on over lines which hardly belong to it, or that never ends."""
    opened = next((begin for begin, end in _long_quotations(mistake) if _swallows(mistake.text[begin:end])), None)
    if opened is None and mistake.problem == "found unexpected end of stream":
        opened = mistake.begun
    if opened is None:
        return None
    location = mistake.places.at(opened)
    written = len((location.text or "").rstrip()) - (location.column or 1) + 1
    location = mistake.places.at(opened, written)
    return _problem("a quotation mark is not closed", location, f"end the value with a second {mistake.text[opened]}")


def _long_quotations(mistake: _Mistake) -> Iterator[tuple[int, int]]:
    """Where each quotation of more than one line begins and ends, up to the mistake."""
    for token in _tokens(mistake.text):
        if isinstance(token, yaml.ScalarToken) and token.style in {"'", '"'}:
            yield token.start_mark.index, token.end_mark.index
    if "quoted scalar" in mistake.context:
        yield mistake.begun, len(mistake.text)


def _swallows(quotation: str) -> bool:
    return any(_SWALLOWED.match(line) for line in quotation.split("\n")[1:])


def _tokens(text: str) -> Iterator[yaml.Token]:
    """The tokens before a mistake."""
    try:
        yield from yaml.scan(text, Loader=_Loader)
    except yaml.YAMLError:
        return


def _text_after_end(mistake: _Mistake) -> Problem | None:
    """A value in quotes or brackets that does not end with them."""
    before = mistake.text[: mistake.at].rstrip(" ")
    if not mistake.problem.startswith("did not find expected") or not before.endswith(("'", '"', "]", "}")):
        return None
    ends = {token.end_mark.index: token for token in _tokens(mistake.text)}
    if len(before) not in ends:
        return None
    location = mistake.places.at(mistake.at, max(1, len(mistake.line.rstrip()) - mistake.places.column_at(mistake.at)))
    hints = {
        "'": 'write each apostrophe within the value twice, or put the value into "double quotes"',
        '"': "write each quotation mark within the value as \\\", or put the value into 'single quotes'",
    }
    thing = "quotation mark" if before[-1] in hints else "bracket"
    return _problem(f"text follows the closing {thing}", location, hints.get(before[-1], _QUOTE_IT))


def _open_bracket(mistake: _Mistake) -> Problem | None:
    opened = _innermost_bracket(mistake.text)
    if opened is None or not mistake.context.startswith("while parsing a flow"):
        return None
    bracket = mistake.text[opened]
    hint = f"close it with {']' if bracket == '[' else '}'}; a text that begins with {bracket} is put into quotes"
    return _problem(f"the bracket {bracket} is not closed", mistake.places.at(opened), hint)


def _innermost_bracket(text: str) -> int | None:
    """Where the last bracket is opened that is not closed before the mistake."""
    opened: list[int] = []
    for token in _tokens(text):
        if isinstance(token, (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)):
            opened.append(token.start_mark.index)
        elif isinstance(token, (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)) and opened:
            opened.pop()
    return opened[-1] if opened else None


def _colon_in_value(mistake: _Mistake) -> Problem | None:
    """A colon where no key can be: in a value, or after a key that stands in the wrong column."""
    if not mistake.problem.startswith("mapping values are not allowed"):
        return None
    written = _KEY_AND_VALUE.fullmatch(mistake.line)
    above = mistake.places.line_at(mistake.at) - 1
    if written and written.start(3) <= mistake.places.column_at(mistake.at):
        hint = _QUOTE_IT
        if "-" not in written[1] and len(written[3]) <= _LONGEST and not re.search(r'["\\]', written[3]):
            hint = f'{_QUOTE_IT}: {written[2]}: "{written[3].rstrip()}"'
        return _problem("a colon followed by a space stands inside an unquoted value", _at(mistake), hint)
    if above >= 0 and mistake.line[:1] not in {" ", "\t"}:
        return _no_colon(mistake.places, above)
    if _KEY.match(mistake.line):
        location = mistake.places.of_line(above + 1)
        return _problem("this line is indented, though the line above has a value", location, _SAME_COLUMN)
    return _problem("a colon followed by a space stands inside an unquoted value", _at(mistake), _QUOTE_IT)


_SAME_COLUMN: Final = "begin it in the same column as the lines it belongs to, with spaces"


def _missing_colon(mistake: _Mistake) -> Problem | None:
    if not mistake.problem.startswith("could not find expected ':'"):
        return None
    return _no_colon(mistake.places, mistake.places.line_at(mistake.begun))


def _no_colon(places: Places, line: int) -> Problem:
    written = _KEY_WITHOUT_SPACE.fullmatch(places.lines[line])
    if written:
        hint = f"write `{written[1]}: {written[2][:_LONGEST]}`"
        return _problem("a space is missing after the colon", places.of_line(line), hint)
    return _problem(
        "a key without its colon", places.of_line(line), "write `key: value`; indent the further lines of a text"
    )


def _indentation(mistake: _Mistake) -> Problem | None:
    if mistake.problem not in {
        "did not find expected key",
        "did not find expected '-' indicator",
        "did not find expected <document start>",
    }:
        return None
    location = mistake.places.of_line(mistake.places.line_at(mistake.at))
    return _problem("this line is not indented like those it belongs to", location, _SAME_COLUMN)


def _special_character(mistake: _Mistake) -> Problem | None:
    message = next((message for words, message in _SPECIAL if words in f"{mistake.context}: {mistake.problem}"), None)
    return _problem(message, _at(mistake), _QUOTE_IT) if message else None


_SPECIAL: Final = (
    ("cannot start any token", "a tab, or a character with a meaning of its own, stands where a value should begin"),
    ("expected node content", "a comma or a bracket stands where a value should begin"),
    ("scanning an alias", "a value that begins with * has a meaning of its own"),
    ("scanning an anchor", "a value that begins with & has a meaning of its own"),
    ("scanning a tag", "a value that begins with ! has a meaning of its own"),
    ("scanning a directive", "a line that begins with % has a meaning of its own"),
    ("scanning a block scalar", "after > or | the text begins on the next line"),
    ("block sequence entries are not allowed", "a list begins on the line below its key, not beside it"),
)
"""Words of PyYAML's messages, and what to say instead."""


def _backslash(mistake: _Mistake) -> Problem | None:
    if "escape character" not in mistake.problem and "hexdecimal" not in mistake.problem:
        return None
    message = 'a backslash has a meaning of its own in "double quotes"'
    return _problem(message, _at(mistake), "write it twice, or put the value into 'single quotes'")


def _at(mistake: _Mistake) -> Location:
    return mistake.places.at(mistake.at)


def _problem(message: str, location: Location, hint: str) -> Problem:
    return Problem(message=message, location=location, hint=hint, code="broken-yaml")


_RULES: Final[tuple[Callable[[_Mistake], Problem | None], ...]] = (
    _tab,
    _open_quote,
    _text_after_end,
    _open_bracket,
    _colon_in_value,
    _missing_colon,
    _indentation,
    _special_character,
    _backslash,
)
"""Tried in this order; the first that knows the mistake tells it."""
