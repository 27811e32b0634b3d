"""The files of a theme. A file of the project replaces the one of the same name that comes with digest."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from digest.config import FILE as OPTIONS
from digest.config import PATTERNS, option_location
from digest.dataclass import dataclass
from digest.errors import Location, Problem, ProblemsError
from digest.model.fingerprint import fingerprint

ASSETS: Final = "assets/"
"""The folder of assets, in a theme and in the site."""

WORDS: Final = "words/"
"""The folder of a theme that holds catalogues of words, each named after its language (`words/de.yml`)."""

THEMES: Final = "themes"
"""The folder of a project that holds themes, each in a folder of its own."""

FALLBACK_LANGUAGE: Final = "en"
"""The language whose catalogue has every key."""

TEMPLATE_SUFFIXES: Final = (".html", ".svg", ".js")
"""The endings of templates. Other files outside the assets are not used."""

FALLBACK: Final = "paper"
"""The theme that has every template. What another theme lacks is taken from here."""

_CATALOGUE: Final = ".yml"
_CATALOGUE_NAME = re.compile(rf"{WORDS}({PATTERNS['language'][0].pattern}){re.escape(_CATALOGUE)}")
_YAML: Final = (".yml", ".yaml")
_NAME = re.compile(r"[A-Za-z0-9][\w-]*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a theme.

    Attributes:
        name: within the theme (`assets/paper.css`).
        path: as problems show it (`themes/paper/assets/paper.css`; built-in: `paper/assets/paper.css`).
        body: its bytes.
    """

    name: str
    path: PurePosixPath
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFiles:
    """The files of a theme, with the words that it shows.

    Attributes:
        name: the theme's.
        language: of the site, as a BCP 47 tag.
        language_location: the place of this option in `digest.yml`; None if there are words in the language.
        own: the project's files.
        built_in: those that come with digest, of `paper` and of the theme of that name.
        catalogues: digest's own catalogues of words in the language, and the English one.
    """

    name: str
    language: str
    language_location: Location | None
    own: tuple[File, ...]
    built_in: tuple[File, ...]
    catalogues: tuple[File, ...]

    @property
    def fingerprint(self) -> str:
        """Of the files and the language."""
        files = (*self.catalogues, *self.built_in, *self.own)
        return fingerprint(
            self.name, self.language, self.language_location, *((str(file.path), file.body) for file in files)
        )


def theme_files(name: str, project: Path, language: str = FALLBACK_LANGUAGE) -> ThemeFiles:
    """The files of the theme of a name, read whole, with digest's own words in a language.

    A file is looked for in the project's `themes/NAME/`, then in the built-in theme NAME, then in the built-in
    `paper`.

    Raises:
        ProblemsError: there is no such theme, or a file of it cannot be used.
    """
    if not _NAME.fullmatch(name):
        message = f'"{name}" is not a name of a theme'
        raise ProblemsError([Problem(message=message, hint="a name has letters, digits, - and _", code="theme-file")])
    folder = project / THEMES / name
    if os.path.lexists(folder) and not folder.is_dir():
        hint = "put a folder in its place, or take it away: then the built-in theme is used"
        raise ProblemsError([_refused(PurePosixPath(THEMES, name), "is not a folder", hint)])
    if not folder.is_dir() and not (_built_in() / name).is_dir():
        raise ProblemsError([_no_theme(name, project)])
    if folder.is_dir() and not folder.resolve().is_relative_to(project.resolve()):
        raise ProblemsError([_refused(PurePosixPath(THEMES, name), "leads out of the project")])

    problems: list[Problem] = []
    own = tuple(_files(folder, PurePosixPath(THEMES, name), problems))
    built_in = tuple(
        file
        for layer in dict.fromkeys([FALLBACK, name])
        for file in _files(_built_in() / layer, PurePosixPath(layer), problems)
    )
    if problems:
        raise ProblemsError(problems)
    catalogues = tuple(_catalogues(language))
    languages = {language_of(file.name) for file in (*own, *built_in, *catalogues)}
    has_words = any(tag.lower() in languages for tag in language_tags(language))
    return ThemeFiles(
        name=name,
        language=language,
        language_location=None if has_words else _option_location(project, "language"),
        own=own,
        built_in=built_in,
        catalogues=catalogues,
    )


def language_chain(language: str) -> tuple[str, ...]:
    """The tags under which words are looked for: `de-AT`, `de`, `en`."""
    return tuple(dict.fromkeys((*language_tags(language), FALLBACK_LANGUAGE)))


def language_tags(language: str) -> tuple[str, ...]:
    """A tag, and what is left when its parts are taken away from the end (RFC 4647, section 3.4)."""
    parts = language.split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def language_of(name: str) -> str:
    """The tag of a catalogue's language in lower case, from the file's name; empty of any other file."""
    match = _CATALOGUE_NAME.fullmatch(name)
    return match[1].lower() if match else ""


def _catalogues(language: str) -> Iterator[File]:
    """Digest's own catalogues."""
    folder = Path(__file__).parent / "words"
    names = {path.name.lower(): path for path in folder.glob(f"*{_CATALOGUE}")}
    for tag in language_chain(language):
        path = names.get(f"{tag}{_CATALOGUE}".lower())
        if path is not None:
            yield File(name=f"{WORDS}{path.name}", path=PurePosixPath(WORDS, path.name), body=path.read_bytes())


def _option_location(project: Path, name: str) -> Location:
    """Where the options set one of them."""
    try:
        text = (project / OPTIONS).read_text("utf-8-sig")
    except (OSError, ValueError):
        return Location(path=OPTIONS)
    return option_location(text, name) or Location(path=OPTIONS)


def _built_in() -> Path:
    """The themes that come with digest: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / THEMES
    return inside if inside.is_dir() else package.parent / THEMES


def _no_theme(name: str, project: Path) -> Problem:
    folders = (project / THEMES, _built_in())
    names = {item.name for folder in folders if folder.is_dir() for item in folder.iterdir() if item.is_dir()}
    known = ", ".join(sorted(item for item in names if _NAME.fullmatch(item)))
    return Problem(
        message=f'there is no theme "{name}": neither a folder {THEMES}/{name} nor a built-in one',
        location=_option_location(project, "theme"),
        hint=f"there are: {known}" if known else None,
        code="theme-file",
    )


def is_asset(name: str) -> bool:
    """Whether a file of a theme goes to the site as it is."""
    return name.startswith(ASSETS)


def is_catalogue(name: str) -> bool:
    """Whether a file of a theme is a catalogue of words."""
    return bool(_CATALOGUE_NAME.fullmatch(name))


def _files(root: Path, shown: PurePosixPath, problems: list[Problem]) -> Iterator[File]:
    """The templates, catalogues and assets below a folder."""
    for item in _walk(root, shown, problems):
        name = item.relative_to(root).as_posix()
        if name.startswith(WORDS) and item.suffix in _YAML and not is_catalogue(name):
            message = "is not named after a language, as de.yml or pt-BR.yml are"
            problems.append(_refused(shown / name, message, "rename it"))
        if not is_asset(name) and not is_catalogue(name) and item.suffix not in TEMPLATE_SUFFIXES:
            continue
        try:
            yield File(name=name, path=shown / name, body=item.read_bytes())
        except OSError as error:
            problems.append(_refused(shown / name, f"cannot be read: {error.strerror}"))


def _walk(root: Path, shown: PurePosixPath, problems: list[Problem]) -> Iterator[Path]:
    """Every file below a folder, sorted by name within each folder; without hidden files and editors' backups."""
    folders = [root] if root.is_dir() else []
    while folders:
        for item in sorted(folders.pop().iterdir(), key=lambda item: item.name):
            if item.name.startswith(".") or item.name.endswith("~"):
                continue
            name = item.relative_to(root).as_posix()
            if why := _unusable(item, name, root):
                problems.append(_refused(shown / name, why))
            elif item.is_dir():
                folders.append(item)
            else:
                yield item


def _unusable(item: Path, name: str, root: Path) -> str:
    """Why what stands in a theme is neither a folder nor a file of it; empty if it is."""
    if item.is_symlink() and not item.exists():
        return "is a link that leads nowhere"
    if item.is_symlink() and (item.is_dir() or not item.resolve().is_relative_to(root.resolve())):
        return "is a link to a folder, or out of the theme"
    if item.is_dir():
        is_file = is_catalogue(name) or (item.suffix in TEMPLATE_SUFFIXES and not is_asset(name))
        return "is a folder, where a file is expected" if is_file else ""
    return "" if item.is_file() else "is a pipe, a socket or a device"


_REPLACE: Final = "put a file in its place, or take it away: then the built-in one is used"


def _refused(path: PurePosixPath, why: str, hint: str = _REPLACE) -> Problem:
    return Problem(message=f"the theme's file {why}", location=Location(path=path), hint=hint, code="theme-file")
