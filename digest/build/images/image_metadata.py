"""Takes out of an image what a camera or a program wrote into it beside the picture, without touching the picture.

A photograph's EXIF and XMP say where it was taken, when, with which camera and by whom; a thumbnail in them may show
what was cut away. Only the parts that decide how the picture looks are copied, byte by byte: the image data, the colour
profile, transparency, animation, and of EXIF the orientation. What is not known is left out, as is what follows the
image's end. Sources: ITU-T T.81 annex B (JPEG), PNG third edition, RFC 9649 (WebP), GIF89a; `avif_metadata` has AVIF.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Final

from digest.build.images.avif_metadata import UnreadableBoxError, without_items_of_metadata

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS = re.compile(
    rb"IHDR|PLTE|IDAT|IEND|tRNS|cHRM|gAMA|iCCP|sBIT|sRGB|cICP|mDCV|cLLI|bKGD|hIST|pHYs|sPLT|acTL|fcTL|fdAT"
)
_WEBP_CHUNKS: Final = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04

_EXIF: Final = b"Exif\0\0"
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = 1


class UnreadableImageError(ValueError):
    """The bytes are not an image of a kind that can be taken apart safely."""


def without_metadata(body: bytes) -> bytes:
    """The image without metadata; equal bytes if it has none.

    Raises:
        UnreadableImageError: it is damaged, or of a kind that is not known.
    """
    try:
        if body.startswith(b"\xff\xd8\xff"):
            return b"".join(_jpeg(body))
        if body.startswith(_PNG):
            return _PNG + b"".join(_png(body))
        if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
            return _webp(body)
        if body[:6] in (b"GIF87a", b"GIF89a"):
            return b"".join(_gif(body))
        if body[4:8] == b"ftyp":
            return without_items_of_metadata(body)
    except UnreadableBoxError as error:
        raise UnreadableImageError(str(error)) from error
    except (struct.error, IndexError) as error:
        message = "the image ends too early"
        raise UnreadableImageError(message) from error
    message = "the image is of no kind that is known"
    raise UnreadableImageError(message)


def _jpeg(body: bytes) -> Iterator[bytes]:
    yield body[:2]
    at = 2
    while True:
        marker, start = _marker(body, at)
        if marker == 0xD9:
            yield b"\xff\xd9"
            return
        (length,) = struct.unpack_from(">H", body, start)
        segment, at = body[start + 2 : start + length], start + length
        if length < 2 or at > len(body):
            message = "a part of the JPEG is longer than the file"
            raise UnreadableImageError(message)
        yield from _jpeg_segment(marker, segment)
        if marker == 0xDA:
            end = _scan_end(body, at)
            yield body[at:end]
            at = end


def _marker(body: bytes, at: int) -> tuple[int, int]:
    """The marker at a place, and where its segment begins; any number of fill bytes may stand before it."""
    start = at
    while body[at] == 0xFF:
        at += 1
    if at == start or body[at] in (0x00, 0xD8) or 0xD0 <= body[at] <= 0xD7:
        message = "the JPEG has something else where a marker should stand"
        raise UnreadableImageError(message)
    return body[at], at + 1


def _jpeg_segment(marker: int, segment: bytes) -> Iterator[bytes]:
    if marker == 0xE1 and segment.startswith(_EXIF):
        orientation = _orientation(segment[len(_EXIF) :])
        segment = _EXIF + _exif(orientation)
        is_kept = orientation != _UPRIGHT
    elif 0xE0 <= marker <= 0xEF:
        is_kept = segment.startswith((b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"))
        segment = _without_thumbnail(segment)
    else:
        is_kept = marker != 0xFE  # a comment
    if is_kept:
        yield struct.pack(">BBH", 0xFF, marker, len(segment) + 2) + segment


def _without_thumbnail(segment: bytes) -> bytes:
    if segment.startswith(b"JFIF\0") and len(segment) > 14:
        return segment[:12] + b"\0\0"
    return segment


_SCAN_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")


def _scan_end(body: bytes, at: int) -> int:
    """Where the entropy-coded data of a scan ends: at the next marker that does not stand within it."""
    match = _SCAN_MARKER.search(body, at)
    if match is None:
        message = "the JPEG has no end"
        raise UnreadableImageError(message)
    return match.start()


def _png(body: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", body, at)
        end = at + 12 + length
        if end > len(body):
            message = f"the part {kind!r} of the PNG is longer than the file"
            raise UnreadableImageError(message)
        if kind == b"eXIf" and (orientation := _orientation(body[at + 8 : end - 4])) != _UPRIGHT:
            exif = _exif(orientation)
            yield struct.pack(">I", len(exif)) + kind + exif + struct.pack(">I", zlib.crc32(kind + exif))
        elif _PNG_CHUNKS.fullmatch(kind):
            yield body[at:end]
        elif not kind[0] & 0x20:  # a part without which the image cannot be shown
            message = f"the part {kind!r} of the PNG is not known"
            raise UnreadableImageError(message)
        if kind == b"IEND":
            return
        at = end


def _webp(body: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", body, 4)
    if size + 8 > len(body):
        message = "the WebP is longer than the file"
        raise UnreadableImageError(message)
    chunks = tuple(_webp_chunks(body[12 : size + 8]))
    orientation = next((_orientation(data.removeprefix(_EXIF)) for kind, data in chunks if kind == b"EXIF"), _UPRIGHT)
    kept = [(kind, data) for kind, data in chunks if kind in _WEBP_CHUNKS]
    if not kept:
        message = "the WebP has no image"
        raise UnreadableImageError(message)
    if kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if orientation != _UPRIGHT else 0)
        kept[0] = (b"VP8X", bytes([flags]) + kept[0][1][1:])
        kept += [(b"EXIF", _exif(orientation))] if orientation != _UPRIGHT else []
    parts = b"".join(_webp_chunk(kind, data) for kind, data in kept)
    return b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WEBP" + parts


def _webp_chunks(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(body):
        kind, length = struct.unpack_from("<4sI", body, at)
        if at + 8 + length > len(body):
            message = f"the part {kind!r} of the WebP is longer than the file"
            raise UnreadableImageError(message)
        data = body[at + 8 : at + 8 + length]
        yield kind, _webp_frame(data) if kind == b"ANMF" else data
        at += 8 + length + length % 2


def _webp_frame(data: bytes) -> bytes:
    """A frame of an animation, whose own parts follow sixteen bytes; unknown ones are left out."""
    kept = [(kind, part) for kind, part in _webp_chunks(data[16:]) if kind in _WEBP_CHUNKS]
    return data[:16] + b"".join(_webp_chunk(kind, part) for kind, part in kept)


def _webp_chunk(kind: bytes, data: bytes) -> bytes:
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def _gif(body: bytes) -> Iterator[bytes]:
    at = 13 + _colours(body[10])
    yield body[:at]
    control = b""
    while True:
        kind = body[at]
        if kind == 0x3B:
            yield b"\x3b"
            return
        if kind == 0x2C:
            end = _blocks_end(body, at + 11 + _colours(body[at + 9]))
            yield control + body[at:end]
            control = b""
        elif kind == 0x21:
            end = _blocks_end(body, at + 2)
            if body[at + 1] == 0xF9:
                control = body[at:end]
            elif body[at + 1] == 0xFF and body[at + 3 : at + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0"):
                yield body[at:end]
        else:
            message = "the GIF has something else where a block should stand"
            raise UnreadableImageError(message)
        at = end


def _colours(flags: int) -> int:
    """Bytes of a colour table."""
    return 3 * 2 ** ((flags & 0x07) + 1) if flags & 0x80 else 0


def _blocks_end(body: bytes, at: int) -> int:
    while body[at]:
        at += body[at] + 1
    return at + 1


def _orientation(exif: bytes) -> int:
    """The orientation that EXIF gives (1 to 8); upright where it gives none, or cannot be read."""
    try:
        order = {b"II": "<", b"MM": ">"}[exif[:2]]
        (first,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, first)
        for entry in range(first + 2, first + 2 + 12 * count, 12):
            tag, kind, number = struct.unpack_from(f"{order}HHI", exif, entry)
            if (tag, kind, number) == (_ORIENTATION, 3, 1):
                (value,) = struct.unpack_from(f"{order}H", exif, entry + 8)
                return int(value) if 1 <= value <= 8 else _UPRIGHT
    except (KeyError, struct.error):
        pass
    return _UPRIGHT


def _exif(orientation: int) -> bytes:
    """EXIF that says nothing but the orientation (TIFF 6.0: a header, and a directory of one entry)."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
