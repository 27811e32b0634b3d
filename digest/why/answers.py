"""Whoever asks about a file, a page or an address gets an answer, or the nearest name that there is one for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from digest.articles.kinds import ASIDE, FOLDER, is_text
from digest.cache.scan import scan
from digest.config import Config
from digest.convert.sources import SEEDS
from digest.errors import DigestError
from digest.stated_day import stated_day
from digest.why.asked_project import AskedProject
from digest.why.fact import Answer
from digest.why.file_answers import media_answer, source_answer, theme_answer
from digest.why.page_answers import address_answer, hidden_text_at
from digest.why.subject import Subject, subject_of
from digest.why.text_answers import aside_answer, passed_over, text_answer
from digest.yaml.fields import nearest


def why(project: Path, config: Config, name: str, *, here: Path, day: date | None = None) -> Answer:
    """What is known of a file of `content/`, `seeds/` or a theme, of a page or an address.

    Args:
        project: its folder.
        config: its options.
        name: what is asked about, as it was typed.
        here: the folder from which the paths of files are seen.
        day: that decides what is held back; the stated one, or today.

    Raises:
        ProblemsError: the site cannot be planned.
        DigestError: there is nothing of this name.
    """
    asked = AskedProject(folder=project, config=config, day=day or stated_day())
    subject = subject_of(name, project, config.base_url, here)
    answer = _answer(asked, subject)
    if answer is None:
        raise DigestError(_unknown(asked, name, subject))
    return answer


def _answer(project: AskedProject, subject: Subject) -> Answer | None:
    if subject.sort == "address":
        return _of_address(project, subject.name)
    if subject.sort == "outside":
        return _of_original(project, subject.name)
    path = PurePosixPath(subject.name)
    if path.is_relative_to(SEEDS) and path != SEEDS:
        return source_answer(project, path)
    if path.is_relative_to(FOLDER):
        return _of_content(project, path)
    if not (project.folder / path).is_file():
        return None
    return theme_answer(project, path) if path.parts[0] == "themes" and len(path.parts) > 2 else None


def _of_content(project: AskedProject, path: PurePosixPath) -> Answer | None:
    """A file of `content/`; one that a build passes over is not opened, since a link may lead anywhere."""
    if str(path) not in scan(project.folder, FOLDER).stamps:
        return passed_over(project, path)
    if path.suffix == ASIDE:
        return aside_answer(path)
    return text_answer(project, path) if is_text(path) else media_answer(project, path)


def _of_address(project: AskedProject, link: str) -> Answer | None:
    """What stands at an address, or the text that is not published there yet."""
    answer = address_answer(project, link)
    if answer is None:
        path = hidden_text_at(project, link)
        path = path if path is not None and is_text(path) else _named(project, link)
        answer = text_answer(project, path) if path is not None else None
    return answer


def _named(project: AskedProject, name: str) -> PurePosixPath | None:
    """The one text whose file has this name, with or without its ending."""
    paths = [PurePosixPath(path) for path in scan(project.folder, FOLDER).stamps if is_text(path)]
    named = [path for path in paths if name in {path.stem, path.name}]
    return named[0] if len(named) == 1 else None


def _of_original(project: AskedProject, url: str) -> Answer | None:
    """The article about a page of another site."""
    cards = (record.card for record in project.whole_plan.ids.catalogue.library.articles)
    path = next((card.path for card in cards if card.source_url.rstrip("/") == url.rstrip("/")), None)
    return text_answer(project, path) if path is not None else None


def _unknown(project: AskedProject, name: str, subject: Subject) -> str:
    """What is said of a name for which there is nothing."""
    if subject.sort == "file" and (project.folder / subject.name).is_dir():
        return f"{name} is a folder\n  name a file in it"
    near = nearest(subject.name, tuple(_names(project, subject)))
    hint = f"did you mean {near}?" if near else "name a file of content/ or seeds/, or an address of the site"
    return f"there is nothing to be told of {name}\n  {hint}"


def _names(project: AskedProject, subject: Subject) -> Iterator[str]:
    """The names that could be meant."""
    if subject.sort != "address":
        folder = SEEDS if subject.name.startswith(f"{SEEDS}/") else FOLDER
        yield from scan(project.folder, folder).stamps
    else:
        yield from (f"/{path.removesuffix('index.html')}" for path in project.files if path.endswith(".html"))
        yield from (path.stem for path in project.pages.values())
