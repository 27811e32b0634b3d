"""The options of a project, each with its default and explanation, and how they are read from `digest.yml`.

`digest new` writes its `digest.yml` from these explanations (`digest.new.explain_options`).
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, fields, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Final, Literal, get_args

from digest.codes import CODES
from digest.config.read_topics import LANGUAGE, read_topics
from digest.config.site_address import normal_base_url
from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.model.article import Rights, Slugs, Weeks
from digest.model.findings import ANNOTATORS, TRUSTED_ANNOTATORS, Annotator
from digest.model.topic import Topic
from digest.yaml.fields import Fields, nearest
from digest.yaml.load import load

FILE: Final = PurePosixPath("digest.yml")
"""The configuration of a project; the folder that holds this file is the project's folder."""

Links = Literal["auto", "pretty", "file"]
Images = Literal["clean", "keep_metadata"]
Gathered = Literal["all", "own", "none"]
Search = Literal["plain", "pagefind", "off"]


def _option(default: Any, explanation: str) -> Any:
    return field(default=default, metadata={"explanation": explanation})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The options of a project; `topics` come last, since they take most lines."""

    title: str = _option("Research digest", "The site's name, on every page and in the feeds.")
    description: str = _option("", "One sentence under the name, for readers and search engines.")
    author: str = _option("", "Who edits the digest.")
    language: str = _option("en", "Language of the site's own words, as a BCP 47 tag (en, de, pt-BR).")
    base_url: str = _option(
        "",
        "Where the site is published, for example https://ada.github.io/reading/\n"
        "Feeds, the sitemap and link previews need it; pages link relatively and work anywhere.",
    )
    theme: str = _option("paper", "The theme. A file themes/<theme>/<template> of your own replaces that one.")
    links: Links = _option(
        "auto",
        "file: links name index.html, so that the site also opens from disk.\n"
        "pretty: links end in a slash. auto: pretty with `--base-url`, else file.",
    )
    slugs: Slugs = _option(
        "new",
        "The letters of names and addresses, where a title is in a script such as Japanese or Arabic.\n"
        "own: those of the title or file; ascii: a reading in Latin letters (ri-ben-yu); new: own in names that\n"
        "digest gives, a reading where you named the file. Latin, Greek and Cyrillic letters are always read so.",
    )
    rights: Rights = _option(
        "excerpt",
        "What is published of other people's texts, where an article does not say so itself.\n"
        "excerpt: summary, key points and highlights, with a link; link: title and source alone;\n"
        "full: the whole text, if it is yours to publish. What you write here yourself is always full.",
    )
    images: Images = _option(
        "clean",
        "What is published of photographs.\n"
        "clean: the picture without what the camera noted (place, time, device, names); keep_metadata: all of it.",
    )
    weeks: Weeks = _option(
        "published",
        "Which day decides the week of an article that names none (`week: 2026-W48`).\n"
        "published: the day of its publication; added: the day on which it was converted first.",
    )
    related: Gathered = _option(
        "all",
        "What the end of an article names: earlier and later articles on its story, and related ones. all: what you\n"
        "say by `story` and `related`, else what digest finds, which says so; own: what you say; none: nothing.",
    )
    timeline: Gathered = _option(
        "all",
        "Which dated events of articles the page Timeline gathers.\n"
        "all: those that digest found too, which say so; own: those that are yours; none: there is no such page.",
    )
    search: Search = _option(
        "plain",
        "What readers can look for, on the page Search.\n"
        "plain: titles, summaries, your comments, highlights and notes; pagefind: whole texts too, as far as they are\n"
        'published, by Pagefind (pip install "research-digest[search]"); off: nothing, and there is no such page.',
    )
    reference_date: date | None = _option(
        None,
        "The day before which a date without a year must lie (YYYY-MM-DD).\n"
        "Left empty, each source's own modification date is taken.",
    )
    annotators: tuple[Annotator, ...] = _option(
        TRUSTED_ANNOTATORS,
        "What `digest convert` says of an article by itself; leave out what you do not want. key_points, timeline and\n"
        "organisations, which are wrong more often, can be added.\n"
        "Your own properties and highlights are never touched by it.",
    )
    annotator_command: tuple[str, ...] = _option(
        (),
        "A program of yours that annotates too, for example [llm, -m, some-model, -t, annotate]. It gets the text on\n"
        "standard input and answers with a line of JSON for each passage: see the guide. Empty: none.",
    )
    annotator_seconds: int = _option(60, "How long that program may take for one article, in seconds.")
    editor: str = _option(
        "vscode://file/{path}:{line}",
        "What “Edit” in the preview of `digest serve` opens: the address of an editor, with {path} and {line}.\n"
        "For Obsidian: obsidian://open?path={path}",
    )
    cname: str = _option("", "Your own domain for GitHub Pages (reading.example.org), if you have one.")
    check_ignore: tuple[str, ...] = _option(
        (),
        "Codes of what `digest check` is not to report, such as [image-without-text].\n"
        "A comment <!-- digest-ignore: image-without-text --> switches one off for the line below it.",
    )
    publish_remote: str = _option("origin", "The git remote that `digest publish` pushes to.")
    publish_branch: str = _option("gh-pages", "The branch it pushes to. No other branch is ever touched.")
    topics: tuple[Topic, ...] = field(default=())

    @property
    def own_letters(self) -> bool:
        """Whether all addresses that are made of names are in letters of their own script."""
        return self.slugs == "own"

    @property
    def topic_slugs(self) -> tuple[str, ...]:
        """The slugs of the topics, in their order."""
        return tuple(topic.slug for topic in self.topics)


def parse_config(text: str) -> tuple[Config, tuple[Problem, ...]]:
    """Read the text of `digest.yml`; an option that has a problem keeps its default."""
    root, problems = load(text.removeprefix("\ufeff").replace("\r\n", "\n"), FILE)
    options = Fields(root)
    if options.problems or (root is None and problems):
        return Config(), tuple(_unusable(problem) for problem in (*problems, *options.problems))
    names = [option.name for option in fields(Config)]
    values: dict[str, Any] = {name: value for name in names[:-1] if (value := _read(options, name)) is not None}
    others = len(options.problems)
    topics = read_topics(options, values.get("language", Config().language), own=values.get("slugs") == "own")
    options.problems[others:] = [_unusable(problem) for problem in options.problems[others:]]
    options.refuse_rest(names)
    found = (*problems, *options.problems)
    return Config(**values, topics=topics), tuple(_unusable(item) if _names_topics(item) else item for item in found)


def are_broken(problems: Iterable[Problem]) -> bool:
    """Whether no article can be judged by options that have these problems: none could be read, or not all topics."""
    return any(problem.code == "unusable-options" for problem in problems)


def _unusable(problem: Problem) -> Problem:
    return replace(problem, code="unusable-options")


def _names_topics(problem: Problem) -> bool:
    """Whether a problem is about the key `topics`, which stands there twice, or is written in another way."""
    return '"topics"' in f"{problem.message} {problem.hint}"


def option_location(text: str, name: str) -> Location | None:
    """Where `digest.yml` sets an option; None where it does not."""
    root, _ = load(text.removeprefix("\ufeff").replace("\r\n", "\n"), FILE)
    return Fields(root).location(name)


PATTERNS: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "language": (LANGUAGE, "a BCP 47 tag such as en or pt-BR"),
    "theme": (re.compile(r"[\w-][\w.-]*"), "the name of a folder in themes/"),
    "cname": (
        re.compile(r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"),
        "a domain name such as reading.example.org",
    ),
    "editor": (
        re.compile(
            r"(?!(javascript|vbscript|data|blob):)[a-z][a-z0-9+.-]*:[^\s<>\"'\\]*\{path\}[^\s<>\"'\\]*", re.ASCII
        ),
        "an address such as vscode://file/{path}:{line}",
    ),
    "publish_remote": (re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*"), "a plain git name"),
    "publish_branch": (re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*"), "a plain git name"),
}
"""For some options a pattern that its text must match, and that pattern in words. Two dots in a row never match."""


def _read(options: Fields, name: str) -> object:
    if name in PATTERNS:
        pattern, wanted = PATTERNS[name]
        return _fitting(options, name, lambda text: ".." not in text and pattern.fullmatch(text), wanted)
    return _READERS[name](options) if name in _READERS else options.text(name)


def _fitting(options: Fields, name: str, fits: Callable[[str], object], wanted: str) -> str | None:
    """The text of an option, or None and a problem where it does not fit."""
    location = options.location(name)
    text = options.text(name)
    if text is None or fits(text):
        return text
    options.report(f'{name} cannot be "{text}"', location, f"write {wanted}")
    return None


def _annotators(options: Fields) -> tuple[Annotator, ...] | None:
    names = options.located_texts("annotators")
    if names is None:
        return None
    for name, location in names:
        if name not in ANNOTATORS:
            near = nearest(name, ANNOTATORS)
            hint = f'did you mean "{near}"?' if near else f"there are {', '.join(ANNOTATORS)}"
            options.report(f'there is no annotator "{name}"', location, hint)
    chosen = {name for name, _ in names}
    return tuple(name for name in ANNOTATORS if name in chosen)


def _codes(options: Fields) -> tuple[str, ...] | None:
    given = options.located_texts("check_ignore")
    for name, location in given or ():
        if name not in CODES:
            near = nearest(name, tuple(CODES))
            hint = f'did you mean "{near}"?' if near else "digest check writes the code of a problem behind its message"
            options.report(f'there is no code "{name}"', location, hint, code="unknown-code")
    return None if given is None else tuple(name for name, _ in given if name in CODES)


def _command(options: Fields) -> tuple[str, ...] | None:
    """A program and its arguments, written as a list or on one line with quotes; no shell interprets them."""
    location = options.location("annotator_command")
    words = options.texts("annotator_command")
    if words is None or len(words) != 1:
        return words
    try:
        return tuple(shlex.split(words[0]))
    except ValueError:
        options.report("annotator_command has a quotation mark without its partner", location, "write it as a list")
        return None


def _seconds(options: Fields) -> int | None:
    def fits(text: str) -> bool:
        return text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= LONGEST_WAIT

    text = _fitting(options, "annotator_seconds", fits, f"a number from 1 to {LONGEST_WAIT}")
    return int(text) if text else None


LONGEST_WAIT: Final = 3600
"""Seconds: the most that `annotator_seconds` can allow."""


def _base_url(options: Fields) -> str | None:
    location = options.location("base_url")
    text = options.text("base_url")
    if text is None:
        return None
    address = normal_base_url(text)
    if address is None:
        options.report(f'base_url "{text}" is not a web address', location, "write https://host/ or https://host/path/")
    return address


_READERS: Final[Mapping[str, Callable[[Fields], object]]] = {
    "annotator_command": _command,
    "annotator_seconds": _seconds,
    "annotators": _annotators,
    "base_url": _base_url,
    "check_ignore": _codes,
    "links": lambda given: given.choice("links", get_args(Links)),
    "reference_date": lambda given: given.day("reference_date"),
    "rights": lambda given: given.choice("rights", get_args(Rights)),
    "images": lambda given: given.choice("images", get_args(Images)),
    "search": lambda given: given.choice("search", get_args(Search)),
    "slugs": lambda given: given.choice("slugs", get_args(Slugs)),
    "related": lambda given: given.choice("related", get_args(Gathered)),
    "timeline": lambda given: given.choice("timeline", get_args(Gathered)),
    "weeks": lambda given: given.choice("weeks", get_args(Weeks)),
}
"""How options that are not simply texts are read."""


def unreadable(reason: str) -> Problem:
    """The problem of a `digest.yml` that cannot be read, for a reason."""
    hint = "mend it, or make a new one with `digest new`"
    return Problem(message=reason, location=Location(path=FILE), hint=hint, code="unreadable-file")
