"""Takes EXIF and XMP out of an AVIF, and what a camera noted out of a film (MP4, QuickTime), which has the same boxes.

They are overwritten where they stand, since many places of the file count bytes. Sources: ISO/IEC 14496-12 (boxes,
`iinf`, `iloc`, sample tables), 23008-12 (items), and the QuickTime File Format Specification (`udta`, `meta`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

_FREE: Final = frozenset((b"uuid", b"free", b"skip", b"udta"))
"""Boxes without which the image is shown alike; XMP may stand in the first."""


_NO_EXIF: Final = b"\0\0\0\0MM\0*\0\0\0\x08" + bytes(6)
"""EXIF without any entry; how an AVIF is turned stands elsewhere."""


_NOTED: Final = frozenset((b"udta", b"meta", b"uuid", b"free", b"skip"))
"""Boxes of a film for what a camera noted: its place (`©xyz`, `loci`), model and day; and those for rubbish."""

_FILM: Final = frozenset((b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"))
"""The boxes with which a film may begin."""


class UnreadableBoxError(ValueError):
    """The file cannot be taken apart."""


def without_items_of_metadata(body: bytes) -> bytes:
    """The image with an empty EXIF and blanks for its XMP.

    Raises:
        UnreadableBoxError, struct.error: it is damaged.
    """
    meta = _box(body, 0, len(body), b"meta")
    if meta is None:
        message = "the AVIF has no list of its parts"
        raise UnreadableBoxError(message)
    start, end = meta[0] + 4, meta[1]
    hidden = dict(_metadata_items(body, start, end))
    clean = bytearray(body)
    for item, offset, length in _extents(body, start, end) if hidden else ():
        if item not in hidden:
            continue
        if offset < 0 or offset + length > len(body):
            message = "the AVIF's EXIF stands nowhere"
            raise UnreadableBoxError(message)
        clean[offset : offset + length] = hidden[item].ljust(length)[:length]
    for kind, inside, stop in _boxes(body, 0, len(body)):
        if kind in _FREE:
            clean[inside:stop] = bytes(stop - inside)
    return bytes(clean)


def without_place(body: bytes) -> bytes:
    """A film or recording without what its camera noted, as a whole or beside each picture; other bytes as they are."""
    if body[4:8] not in _FILM:
        return body
    clean = bytearray(body)
    with suppress(UnreadableBoxError, struct.error):
        _blank_notes(clean, body, 0, len(body))
    return bytes(clean)


def _blank_notes(clean: bytearray, body: bytes, at: int, end: int) -> None:
    """Overwrite what was noted in a stretch; a box that is damaged does not keep those behind it from it."""
    for kind, inside, stop in _boxes(body, at, end):
        with suppress(UnreadableBoxError, struct.error):
            is_telemetry = kind == b"trak" and _handler(body, inside, stop) == b"meta"
            if is_telemetry or kind in _NOTED:
                name = inside - 4 if body[inside - 4 : inside] == kind else inside - 12
                clean[name : name + 4] = b"free"
                clean[inside:stop] = bytes(stop - inside)
            elif kind in (b"moov", b"trak"):
                _blank_notes(clean, body, inside, stop)
            for offset, length in _samples(body, inside, stop) if is_telemetry else ():
                clean[offset : offset + length] = bytes(len(clean[offset : offset + length]))


def _handler(body: bytes, at: int, end: int) -> bytes:
    """What a track holds: `vide`, `soun`, or `meta` for measurements, such as the position at each moment."""
    media = _box(body, at, end, b"mdia")
    place = _box(body, *media, b"hdlr") if media else None
    return body[place[0] + 8 : place[0] + 12] if place else b""


def _samples(body: bytes, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Each sample of a track: where it stands in the file, and its length."""
    place: tuple[int, int] | None = (at, end)
    for kind in (b"mdia", b"minf", b"stbl"):
        place = _box(body, *place, kind) if place else None
    tables = {kind: inside for kind, inside, _ in _boxes(body, *place)} if place else {}
    if not tables.keys() >= {b"stsc", b"stsz"} or not tables.keys() & {b"stco", b"co64"}:
        return
    sizes = _sizes(body, tables[b"stsz"])
    long = b"co64" in tables
    chunks = _Numbers(body, tables[b"co64" if long else b"stco"] + 4)
    runs = _Numbers(body, tables[b"stsc"] + 4)
    first = {number: count for number, count, _ in _triples(runs)}
    count, left = 0, len(body)
    for chunk in range(1, chunks.number(4) + 1):
        offset, count = chunks.number(8 if long else 4), first.get(chunk, count)
        for _ in range(count):
            length = next(sizes, -1)
            left -= length
            if length < 0 or left < 0:  # more than the file can hold
                return
            yield offset, length
            offset += length


def _triples(numbers: _Numbers) -> Iterator[tuple[int, int, int]]:
    for _ in range(numbers.number(4)):
        yield numbers.number(4), numbers.number(4), numbers.number(4)


def _sizes(body: bytes, at: int) -> Iterator[int]:
    """The lengths of a track's samples in their order."""
    numbers = _Numbers(body, at + 4)
    same, count = numbers.number(4), numbers.number(4)
    for _ in range(count):
        yield same or numbers.number(4)


def _metadata_items(body: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The numbers of the items that hold EXIF or XMP, and what is put there instead, before blanks."""
    place = _box(body, start, end, b"iinf")
    if place is None:
        return
    for kind, inside, stop in _boxes(body, place[0] + (6 if body[place[0]] == 0 else 8), place[1]):
        if kind == b"infe" and body[inside] >= 2:
            number = ">H" if body[inside] == 2 else ">I"
            after = inside + 4 + struct.calcsize(number)
            (item,) = struct.unpack_from(number, body, inside + 4)
            type_of_item = body[after + 2 : after + 6]
            if type_of_item in (b"Exif", b"uri ") or (type_of_item == b"mime" and b"rdf+xml" in body[after:stop]):
                yield item, _NO_EXIF if type_of_item == b"Exif" else b""


def _extents(body: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Each stretch of an item: its number, where it begins in the file, and its length."""
    place = _box(body, start, end, b"iloc")
    data = _box(body, start, end, b"idat")
    if place is None:
        return
    reader = _Numbers(body, place[0])
    version = reader.number(4) >> 24
    sizes = reader.number(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    for _ in range(reader.number(4 if version == 2 else 2)):
        item = reader.number(4 if version == 2 else 2)
        method = reader.number(2) & 15 if version else 0
        reader.number(2)
        base = reader.number(base_size) + (data[0] if method == 1 and data else 0)
        for _ in range(reader.number(2)):
            reader.number(index_size)
            offset, length = base + reader.number(offset_size), reader.number(length_size)
            yield item, offset if method < 2 else -1, length or len(body) - offset


class _Numbers:
    """Reads numbers one after the other."""

    def __init__(self, body: bytes, at: int) -> None:
        self._body, self._at = body, at

    def number(self, size: int) -> int:
        """The next number of so many bytes, the most significant first; 0 of none."""
        part = self._body[self._at : self._at + size]
        if len(part) < size:
            message = "the AVIF ends too early"
            raise UnreadableBoxError(message)
        self._at += size
        return int.from_bytes(part)


def _boxes(body: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes in a stretch: kind, and where what is in them begins and ends."""
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", body, at)
        inside = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", body, inside)
            inside += 8
        stop = end if size == 0 else at + size
        if stop > end or stop < inside:
            message = "a part of the AVIF is longer than the file"
            raise UnreadableBoxError(message)
        yield kind, inside, stop
        at = stop


def _box(body: bytes, at: int, end: int, wanted: bytes) -> tuple[int, int] | None:
    return next(((start, stop) for kind, start, stop in _boxes(body, at, end) if kind == wanted), None)
