"""Images and attachments of `content/` -> copies for the site, under names that change with their bytes.

A photograph or film goes without the metadata that its camera wrote, a drawing without anything that runs;
`published_bytes` says what is published of a file. Beside large images stand smaller ones.

Smaller copies need Pillow (`pip install "research-digest[images]"`); without it images go to the site as they are.
Pillow's own copies carry no EXIF, so that where and when a photograph was taken stays at home with the original size.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Any, Final

from digest.articles.kinds import LARGEST_IMAGE
from digest.build.images.avif_metadata import without_place
from digest.build.images.drawings import UnreadableDrawingError, safe_drawing
from digest.build.images.image_metadata import UnreadableImageError, without_metadata
from digest.build.run import Run
from digest.cache.codec import Codec
from digest.cache.file_cache import Computation, Computed, Entry, FileCache
from digest.cache.program_fingerprint import installed_versions
from digest.cache.scan import read
from digest.dataclass import dataclass
from digest.errors import DigestError, Location, Problem
from digest.markdown.image_names import DRAWINGS, FILMS, IMAGES, SHOWN
from digest.model.card import Record
from digest.model.fingerprint import fingerprint
from digest.model.inputs import named
from digest.model.page import Artifact
from digest.model.picture import Picture
from digest.output.file_writes import write_file
from digest.plan.linking.references import is_media, media_path, target_of

WIDTHS: Final = (480, 960, 1600)
"""Pixels of smaller copies: a phone, a phone of twice the density or a column of text, that column at twice."""

_WORTH_IT: Final = 0.8
"""A copy is made where it is at most this part of the original's width."""

_MOST_PIXELS: Final = 50_000_000
"""Larger images are not unpacked: a few bytes of PNG can name billions of pixels."""

_FORMATS: Final[dict[str, dict[str, Any]]] = {
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 82},
}
_PICTURES: Final = "picture"
"""The name under which the cache holds the size of each image."""

_FOLDER: Final = Path(".digest/cache/images")
"""Where smaller copies are kept, within the project."""

_CHECK: Final = 16
"""Bytes of the checksum that a kept copy begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageCopy:
    """All that the copy of an image is made from.

    Attributes:
        path: where it is written, relative to the output folder.
        source: the image, relative to the project.
        image: the fingerprint of its bytes.
        metadata: whether an image as it is keeps its metadata.
        width: of a smaller copy, in pixels; None for the image as it is.
        resizer: the version of the program that makes smaller copies; empty for the image as it is.
    """

    path: str
    source: PurePosixPath
    image: str = named("the image")
    metadata: bool = named("the option images", default=False)
    width: int | None = named("the width and the program that resizes", default=None)
    resizer: str = named("the width and the program that resizes", default="")

    def read(self, project: Path) -> bytes | Problem:
        """Its bytes; a smaller copy that an earlier build made and kept is taken from there."""
        if self.width is None:
            body = read(project, self.source, LARGEST_IMAGE)
            return body if isinstance(body, Problem) else published_bytes(self.source, body, metadata=self.metadata)
        name = f"{self.image}-{self.width}-{self.resizer}-clean"
        place = project / _FOLDER / hashlib.blake2b(name.encode(), digest_size=_CHECK).hexdigest()
        try:
            kept = place.read_bytes()
        except OSError:
            kept = b""
        if kept and kept[:_CHECK] == _check(kept[_CHECK:]):
            return kept[_CHECK:]
        body = read(project, self.source, LARGEST_IMAGE)
        if isinstance(body, Problem):
            return body
        small = _resized(without_metadata(body), self.width)
        with suppress(DigestError):  # where it cannot be kept, it is made again next time
            write_file(place, _check(small) + small)
        return small


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The images that texts show.

    Attributes:
        by_source: by their file in `content/`.
        files: what goes to the site.
        problems: of reading them.
        unusable: those that are not published, as `problems` says.
    """

    by_source: Mapping[PurePosixPath, Picture]
    files: tuple[ImageCopy, ...]
    problems: tuple[Problem, ...]
    unusable: frozenset[PurePosixPath]


@cache
def pillow() -> str:
    """The version of Pillow, empty where the extra `images` is not installed."""
    return installed_versions(("pillow",)).get("pillow", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large an image is shown.

    Attributes:
        width, height: pixels; 0 where they cannot be told.
        widths: those of its smaller copies.
        published: the fingerprint of what is published of it; empty if that is the whole file.
        fault: why it cannot be published; empty if it can.
    """

    width: int = 0
    height: int = 0
    widths: tuple[int, ...] = ()
    published: str = ""
    fault: str = ""


def find_pictures(run: Run, records: Iterable[Record]) -> Pictures:
    """The images and attachments that these texts show or lead to, from the cache as far as it holds."""
    metadata = run.config.images == "keep_metadata"
    targets = {str(target_of(record, reference)) for record in records for reference in record.references}
    shown = {path: stamp for path, stamp in run.scan.stamps.items() if path in targets}
    images = replace(run.scan, stamps={path: stamp for path, stamp in shown.items() if is_media(PurePosixPath(path))})
    pictures: dict[PurePosixPath, Picture] = {}
    files: list[ImageCopy] = []
    problems: list[Problem] = []
    cache = FileCache(run.store, _computation(metadata=metadata))
    for name, entry in cache.results(run.project, images, jobs=run.selection.jobs):
        path = PurePosixPath(name)
        if isinstance(entry, Problem):
            problems.append(entry)
        elif entry.result.fault:
            problems.append(_unusable(path, entry.result.fault))
        else:
            pictures[path] = _picture(path, entry)
            files += _files(path, entry.fingerprint, pictures[path], metadata=metadata)
    unusable = frozenset(path for name in images.stamps if (path := PurePosixPath(name)) not in pictures)
    return Pictures(by_source=pictures, files=tuple(files), problems=tuple(problems), unusable=unusable)


def clean_assets(assets: Iterable[Artifact], *, metadata: bool) -> Iterator[Artifact]:
    """The assets of a theme, the photographs among them clean; what cannot be read goes out as its designer made it."""
    for asset in assets:
        body = asset.body
        if not metadata and PurePosixPath(asset.path).suffix.lower() in IMAGES:
            with suppress(UnreadableImageError):
                body = without_metadata(body)
        yield replace(asset, body=body)


def published_bytes(path: PurePosixPath, body: bytes, *, metadata: bool) -> bytes:
    """What is published of an image or attachment.

    Args:
        path: its file; the ending of its name says how it is read.
        body: its bytes.
        metadata: whether photographs keep what their camera wrote.

    Raises:
        UnreadableImageError, UnreadableDrawingError: nothing of it can be published.
    """
    ending = path.suffix.lower()
    if ending in DRAWINGS:
        return safe_drawing(body, metadata=metadata)
    if ending in FILMS and not metadata:
        return without_place(body)
    return without_metadata(body) if ending in IMAGES and not metadata else body


def _unusable(path: PurePosixPath, fault: str) -> Problem:
    return Problem(
        message=f"cannot be read as an image ({fault}), and is not published",
        location=Location(path=path),
        hint="export it anew from the program that made it",
        code="unusable-image",
    )


def _computation(*, metadata: bool) -> Computation[Size]:
    return Computation(
        kind=_PICTURES,
        codec=_SIZES,
        function=partial(_measure, metadata),
        limit=LARGEST_IMAGE,
        dependencies=fingerprint(pillow(), metadata),
    )


_SIZES: Final = Codec[Size](Size)


def _measure(metadata: bool, path: PurePosixPath, body: bytes) -> Computed[Size]:  # noqa: FBT001 (bound by `partial`)
    try:
        published = published_bytes(path, body, metadata=metadata)
    except (UnreadableImageError, UnreadableDrawingError) as error:
        return Computed(Size(fault=str(error)))
    size = _size(published) if path.suffix.lower() in SHOWN else Size()
    return Computed(size if published == body else replace(size, published=fingerprint(published)))


def _picture(path: PurePosixPath, entry: Entry[Size]) -> Picture:
    size, place = entry.result, PurePosixPath(media_path(path))
    name = f"{place.stem}.{(size.published or entry.fingerprint)[:8]}"
    return Picture(
        path=str(place.with_name(f"{name}{place.suffix}")),
        width=size.width,
        height=size.height,
        variants=tuple((width, str(place.with_name(f"{name}-{width}w{place.suffix}"))) for width in size.widths),
    )


def _files(source: PurePosixPath, fingerprint: str, picture: Picture, *, metadata: bool) -> Iterator[ImageCopy]:
    yield ImageCopy(path=picture.path, source=source, image=fingerprint, metadata=metadata)
    for width, path in picture.variants:
        yield ImageCopy(path=path, source=source, image=fingerprint, width=width, resizer=pillow())


def _size(body: bytes) -> Size:
    """The size of an image as it is shown, and the widths of its copies."""
    import imagesize  # noqa: PLC0415  (slow to import, and most builds look at no image)

    try:
        width, height = imagesize.get(io.BytesIO(body))
    except Exception:  # noqa: BLE001  (whatever the bytes: an image that cannot be read is shown as it is)
        return Size()
    if width <= 0 or height <= 0:
        return Size()
    widths = tuple(small for small in WIDTHS if small <= _WORTH_IT * width)
    resizable = widths and _is_resizable(body, int(width) * int(height))
    return Size(width=int(width), height=int(height), widths=widths if resizable else ())


def _is_resizable(body: bytes, pixels: int) -> bool:
    """Whether Pillow is there and can read the whole image, which moves not and is not too large."""
    if not pillow() or pixels > _MOST_PIXELS:
        return False
    from PIL import Image  # noqa: PLC0415  (as above)

    try:
        with Image.open(io.BytesIO(body), formats=tuple(_FORMATS)) as image:
            if getattr(image, "n_frames", 1) > 1 or image.width * image.height > _MOST_PIXELS:
                return False
            image.load()
    except Exception:  # noqa: BLE001  (as above)
        return False
    return True


def _resized(body: bytes, width: int) -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415  (as above)

    with Image.open(io.BytesIO(body), formats=tuple(_FORMATS)) as image:
        upright = ImageOps.exif_transpose(image)
        if upright.mode == "P":
            upright = upright.convert("RGBA")
        height = max(1, round(upright.height * width / upright.width))
        small = upright.resize((width, height), Image.Resampling.LANCZOS)
        out, kind = io.BytesIO(), image.format or "PNG"
        options = dict(_FORMATS[kind])
        if image.info.get("icc_profile"):
            options["icc_profile"] = image.info["icc_profile"]
        small.save(out, format=kind, **options)
        return out.getvalue()


def _check(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_CHECK).digest()
