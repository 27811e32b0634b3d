"""Scripts and style sheets of the server itself: those of the preview, and livereload's script."""

from __future__ import annotations

from importlib.resources import files as package_files
from typing import Final

from digest.serve.inject import (
    PREVIEW_SCRIPT,
    PREVIEW_STYLE,
    REVIEW_ICON,
    REVIEW_SCRIPT,
    REVIEW_STYLE,
    SCRIPT,
    STYLE,
)

_OPTIONS: Final = b'"/" + this.options.generation + "?page=" + this.options.page + "&version=" + this.options.version'
_CONNECT: Final = (b'this.options.port + "/livereload"', b'this.options.port + "/livereload" + ' + _OPTIONS)
"""livereload's script connects to a fixed path. Here the page says which it is, so that the server knows an old one."""

_TYPES: Final = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "svg": "image/svg+xml"}


def preview_assets() -> tuple[tuple[str, str, bytes], ...]:
    """The address of each, its type, and its bytes."""
    folder = package_files("digest.serve").joinpath("assets")
    livereload = package_files("livereload").joinpath("vendors/livereload.js").read_bytes().replace(*_CONNECT)
    own = (STYLE, PREVIEW_SCRIPT, PREVIEW_STYLE, REVIEW_SCRIPT, REVIEW_STYLE, REVIEW_ICON)
    bodies = {address: folder.joinpath(address.rpartition("/")[2]).read_bytes() for address in own}
    return tuple(
        (address, _TYPES[address.rpartition(".")[2]], body) for address, body in {SCRIPT: livereload, **bodies}.items()
    )
