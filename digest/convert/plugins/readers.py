"""The table of readers with those of other packages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.articles.front_matter import KEYS
from digest.convert.plugins.calling import WrongResultError, call
from digest.convert.plugins.checks import is_front_matter_value, wrong_field
from digest.convert.plugins.installed import Plugin, Plugins
from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.extract.decoding import clean
from digest.extract.facts import Document
from digest.extract.formats import FORMATS, Reader
from digest.model.source import Source


@dataclass(frozen=True, slots=True)
class _PluginReader:
    """A reader of another package, which never raises and returns nothing but what a reader may return.

    Attributes:
        plugins: those that read this ending; where there are several, none does.
    """

    plugins: tuple[Plugin, ...]

    def __call__(self, source: Source) -> Sequence[Document] | Problem:
        """Read a source."""
        if len(self.plugins) > 1:
            removals = " or ".join(f"`pip uninstall {plugin.package}`" for plugin in self.plugins)
            return Problem(
                message=f"{' and '.join(map(str, self.plugins))} both read such files",
                location=Location(path=source.path),
                hint=f"remove one of them: {removals}",
            )
        documents = call(self.plugins[0], source, _checked, source.path, "error")
        if isinstance(documents, Problem):
            return documents if documents.location else replace(documents, location=Location(path=source.path))
        return documents


def readers_with_plugins(plugins: Plugins) -> Mapping[str, Reader]:
    """The reader for each ending, digest's own first."""
    by_ending: dict[str, tuple[Plugin, ...]] = {}
    for plugin in plugins.readers:
        by_ending[plugin.ending] = (*by_ending.get(plugin.ending, ()), plugin)
    return {**FORMATS, **{ending: _PluginReader(rivals) for ending, rivals in by_ending.items()}}


def _checked(result: object) -> Sequence[Document] | Problem:
    """What a reader returned, its text without what no text may hold.

    Raises:
        WrongResultError: it is neither documents nor a problem.
    """
    if isinstance(result, Problem):
        if field := wrong_field(result):
            raise WrongResultError(f"a Problem whose {field} is of a wrong type")
        return result
    if not isinstance(result, list | tuple):
        raise WrongResultError(f"{type(result).__name__}, not a tuple of Documents or a Problem")
    if not result:
        raise WrongResultError("no Document; where there is none, a Problem says why")
    return tuple(map(_checked_document, result))


def _checked_document(document: object) -> Document:
    if not isinstance(document, Document):
        raise WrongResultError(f"{type(document).__name__} where a Document is expected")
    if field := wrong_field(document):
        raise WrongResultError(f"a Document whose {field} is of a wrong type")
    if key := next((key for key in document.extra if key.lower() in KEYS), None):
        raise WrongResultError(f"a Document whose extra names {key}, a property of digest's own")
    if not is_front_matter_value(document.extra):
        raise WrongResultError("a Document whose extra holds what front matter cannot hold")
    return replace(document, body=clean(document.body))
