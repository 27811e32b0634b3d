"""Which files of `content/` a page may show or lead to, by the endings of their names."""

from typing import Final

IMAGES: Final = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
"""The endings of photographs and the like, which are made smaller for small screens."""

DRAWINGS: Final = frozenset({".svg"})
"""The endings of drawings, which may hold scripts: what is published of them holds none."""

SHOWN: Final = IMAGES | DRAWINGS
"""The endings of all that is shown as an image."""

FILMS: Final = frozenset({".m4a", ".m4v", ".mov", ".mp4"})
"""The endings of films and recordings in which phones and cameras write where they were made."""

ATTACHMENTS: Final = frozenset(
    f".{name}"
    for name in (
        *("pdf", "epub", "csv", "tsv", "txt", "json", "geojson", "bib", "ics", "vtt", "ods", "odt", "odp", "docx"),
        *("xlsx", "pptx", "mp3", "m4a", "aac", "flac", "ogg", "oga", "opus", "wav"),
        *("mp4", "m4v", "webm", "ogv", "mov"),
    )
)
"""The endings of files that a page leads to: documents, tables, audio, video; none that a browser runs, as HTML."""
