"""The last build into a folder: where nothing was touched since, there is nothing to do but to tell the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from digest.build.options import Built
from digest.cache.codec import Codec
from digest.cache.store import Store
from digest.model.fingerprint import fingerprint
from digest.output.output import Output

_BUILDS: Final = "build"
"""The kind of what is stored by output folder: what the last build was made from, and what it told."""

_NOTHING: Final = Built(articles=0, files=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The last build.

    Attributes:
        inputs: the fingerprint of all that it was made from; empty where files had been touched so shortly before
            that they may have changed since without a trace.
        state: the fingerprint of the manifest that it left.
        built: what it told, as of a build that found nothing to do.
        foreign: the files of others in the folder, or None where they are not known.
    """

    inputs: str = ""
    state: str = ""
    built: Built = _NOTHING
    foreign: tuple[str, ...] | None = None


_CODEC: Final = Codec[Last](Last)


def name_of(output: Output) -> str:
    """What an output folder is called in the store: the fingerprint of its path."""
    return fingerprint(str(output.folder.resolve()))[:16]


def last_build(store: Store, output: Output) -> Last:
    """The last build into an output folder, as far as it is known."""
    text = store.get(_BUILDS, name_of(output))
    if text is None:
        return Last()
    try:
        last = _CODEC.decode(text)
    except ValueError:
        return Last()
    return last if last.state == fingerprint(output.state) else Last()


def remember_build(store: Store, output: Output, last: Last) -> None:
    """Store what a build was made from and what it told."""
    built = Built(articles=last.built.articles, files=last.built.files, problems=last.built.problems)
    stored = replace(last, state=fingerprint(output.state), built=built, foreign=last.built.foreign)
    store.put(_BUILDS, {name_of(output): _CODEC.encode(stored)})
