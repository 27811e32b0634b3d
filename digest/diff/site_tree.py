"""A site as it is compared: what its files are, and a way to their bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from digest.dataclass import dataclass

_FOR_A_SERVER = re.compile(rb'index\.html(?=["#])|<link rel="preload"[^>]*>\n?')
"""What tells the pages of a site that opens from disk from those of one that needs a server."""

_BATCH: Final = 256
"""Files that are held in memory at a time."""


class SiteFile(NamedTuple):
    """A file of a site.

    Attributes:
        fingerprint: equal for equal bytes alone, by the same measure in both sites of a comparison.
        size: in bytes.
    """

    fingerprint: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTree:
    """A site.

    Attributes:
        files: by path relative to the site's root, with slashes.
        read: the bytes of files, in the order of the paths it is given; it is asked for a few hundred at most.
    """

    files: Mapping[str, SiteFile]
    read: Callable[[Sequence[str]], Sequence[bytes]]

    def bodies(self, paths: Sequence[str]) -> Iterator[bytes]:
        """The bytes of files, in the order of the paths."""
        for at in range(0, len(paths), _BATCH):
            yield from self.read(paths[at : at + _BATCH])

    def wherever_it_stands(self) -> SiteTree:
        """The same site without what only tells whether its pages open from disk or need a server."""
        return replace(
            self,
            read=lambda paths: [
                _FOR_A_SERVER.sub(b"", body) if path.endswith(".html") else body
                for path, body in zip(paths, self.read(paths), strict=True)
            ],
        )


NOTHING: Final = SiteTree(files={}, read=lambda paths: [b""] * len(paths))
"""A site without files: what is compared with where nothing is published yet."""
