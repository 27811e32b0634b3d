"""Bytes to clean text: whatever the bytes, a text comes out, or the name of what they are instead of text.

The order of trust is that of the WHATWG Encoding Standard as far as a file without HTTP headers has one:
byte order mark, valid UTF-8, the charset a page declares, what its letters tell, windows-1252. Text that was read in a
wrong encoding before it was saved ("CafÃ©"), once or several times, is repaired by ftfy. Lines for which there is no
repair are counted.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.extract.decoding.alphabets import european_encoding
from digest.extract.decoding.east_asian import east_asian_encoding
from digest.extract.decoding.mojibake import repaired
from digest.model.source import Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or a recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a recording"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
"""File signatures, from the list of the `file` command; only what could be mistaken for a source."""

_SAMPLE = 65536
"""How many bytes decide whether a file is text."""

_CONTROL_SHARE = 0.05
"""A file with a larger share of control bytes is not text; random bytes hold a tenth."""

_CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n\x0b\x0c\r\x1b\x00")

_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_TRUSTED = re.compile(r"utf-?8|iso8859|cp\d|koi8|shift_jis|euc_|gb|big5|mac-|iso2022_jp")

_USUAL: Final = bytes((*b"\t\n", *range(0x20, 0x7F)))
"""Printable ASCII, tabs and line ends."""
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_HYPHENATED = re.compile(r"\u00ad[ \t]*\r?\n[ \t]*(?=\w)")
_C1_CHARACTERS: Final = {
    code: character
    for code in range(0x80, 0xA0)
    if code != ord("\x85") and (character := bytes([code]).decode("cp1252", "ignore"))
}
"""What stands in windows-1252 where Unicode has control characters; U+0085 ends a line."""
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_SPACES = re.compile("[\u00a0\u2007\u202f\u3000\u2000-\u2006\u2008-\u200a\u205f]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, zero-width and bidirectional marks. The joiners U+200C and U+200D stay: Persian.

Hindi and emoji need them.
"""
_CHANGES: Final = ((_LINE_END, "\n"), (_SPACES, " "), (_INVISIBLE, ""))

_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARK = re.compile(f"[{_MARKS}]")
_MARK_RUN = re.compile(f"([{_MARKS}]{{30}})[{_MARKS}]+")
"""Combining marks beyond the 30 of Unicode's Stream-Safe Text Format (UAX #15, section 13).

Sorting them is quadratic.
"""


_OTHERS: Final = [
    "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_MOSTLY_FOREIGN: Final = 0.25
"""Share of bytes beyond ASCII from which a text is in no Latin script; German has 2 %, Polish 7 %, French 8 %."""

_MANY: Final = 200
"""Bytes beyond ASCII from which their runs tell more than their share, which markup makes small."""

_MOSTLY_RUNS: Final = 0.5
"""Share of bytes beyond ASCII beside another one from which a text is in no Latin script; Latin ones have a tenth."""

_DETECTED_FROM: Final = 64 * 1024
"""Bytes from which an encoding is detected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's text.

    Attributes:
        text: clean, see `clean`.
        encoding: as Python calls it.
        evidence: how it is known ("byte order mark", "valid UTF-8", "declared", "detected", "assumed").
        lost: how many characters could not be read; they are U+FFFD in the text.
        repaired: whether text was repaired that had been read in a wrong encoding before it was saved.
        garbled: how many lines look as if they had been read so and could not be repaired.
    """

    text: str
    encoding: str
    evidence: str
    lost: int
    repaired: bool
    garbled: int = 0

    @property
    def description(self) -> str:
        """The encoding and how it is known, for people ("cp1252, detected")."""
        repaired = ", what had been read wrongly before put right" if self.repaired else ""
        garbled = f", {self.garbled} lines still look as if read in a wrong encoding" if self.garbled else ""
        return f"{self.encoding}, {self.evidence}{repaired}{garbled}"


def decode_source(source: Source, *, repair: bool = True) -> Decoded | Problem:
    """The text of a source that should be text, or the problem that it is something else.

    Args:
        source: the file as found.
        repair: whether text that was read in a wrong encoding before it was saved ("CafÃ©") is put right.
    """
    if kind := binary_kind(source.body):
        return Problem(
            message=f"the file is {kind}, not text",
            location=Location(path=source.path),
            hint="save the text itself as .txt, .md or .html",
        )
    return decoded(source.body, repair=repair)


def binary_kind(body: bytes) -> str | None:
    """What a file is if it is not text ("a PDF"), or None for a text."""
    for magic, name in _MAGIC:
        if body.startswith(magic):
            return name
    if body[4:8] == b"ftyp":
        return "a video"
    sample = body[:_SAMPLE]
    if _bom(sample) or _wide(sample):
        return None
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    return "binary data" if controls > _CONTROL_SHARE * len(sample) else None


def decode(body: bytes) -> str:
    r"""The text of a file, cleaned: see `clean`."""
    return decoded(body, repair=False).text


def decoded(body: bytes, *, repair: bool = True) -> Decoded:
    """The text of a file and how it was read; `repair` as in `decode_source`."""
    raw, encoding, evidence = _decode(body)
    lost = raw.count("\ufffd") if evidence != "valid UTF-8" else 0
    # Before cleaning: what looks like a control character or an odd space is part of a letter that was read wrongly.
    text, garbled = repaired(raw, everywhere=repair)
    return Decoded(
        text=clean(text),
        encoding=encoding,
        evidence=evidence,
        lost=lost,
        repaired=text != raw,
        garbled=garbled,
    )


def clean(text: str) -> str:
    r"""Text in NFC with `\n` as line end, plain spaces, and nothing that is invisible or controls anything.

    C1 control characters are read as windows-1252 has them, as browsers read `&#147;`. A word that is divided by a soft
    hyphen at the end of a line is joined.
    """
    if text.isascii() and text.isprintable():  # as most that a page says of itself is
        return text
    # Mostly few, so that it costs little to look among them for what must be changed.
    unusual = text.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")
    if _C1.search(unusual):
        text = text.translate(_C1_CHARACTERS)
    if "\u00ad" in unusual:
        text = _HYPHENATED.sub("", text)
    for pattern, replacement in _CHANGES:
        if pattern.search(unusual):
            text = pattern.sub(replacement, text)
    if _MARK.search(unusual):
        text = _MARK_RUN.sub(r"\1", text)
    return unicodedata.normalize("NFC", text)


def _decode(body: bytes) -> tuple[str, str, str]:
    """The text, its encoding, and how that is known."""
    if bom := _bom(body):
        mark, encoding = bom
        return body[len(mark) :].decode(encoding, "replace"), encoding, "byte order mark"
    if wide := _wide(body[:_SAMPLE]):
        return body.decode(wide, "replace"), wide, "every second byte is NUL"
    try:
        return body.decode("utf-8"), "utf-8", "valid UTF-8"
    except UnicodeDecodeError:
        return _legacy(body)


def _legacy(body: bytes) -> tuple[str, str, str]:
    """Text that is not valid UTF-8: damaged UTF-8 where most of it is valid, else what it declares or looks like."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore")) - broken
    is_latin = foreign + broken < _MOSTLY_FOREIGN * len(body)
    if foreign > (1 if is_latin else 4) * broken:
        return text, "utf-8", "mostly valid UTF-8"
    declared, detected = _declared(body), None
    if declared is None or _loses(body, declared):
        detected = _detected(body)
    encoding, evidence = (
        (detected, "detected") if detected else (declared or "cp1252", "declared" if declared else "assumed")
    )
    return body.decode(encoding, "replace"), encoding, evidence


def _loses(body: bytes, encoding: str) -> bool:
    """Whether an encoding cannot be that of a text: more than a thousandth of its bytes are not characters in it."""
    return body.decode(encoding, "replace").count("\ufffd") > len(body) / 1000


def _detected(body: bytes) -> str | None:
    """The encoding of a European text by its letters, of another as charset-normalizer finds it."""
    sample = body[:_DETECTED_FROM]
    if _is_latin(sample):
        return european_encoding(sample)
    if east_asian := east_asian_encoding(sample):
        return east_asian
    from charset_normalizer import from_bytes  # noqa: PLC0415  (few texts need it)

    best = from_bytes(sample, cp_isolation=_OTHERS, enable_fallback=False).best()
    return best.encoding if best is not None and best.encoding in _OTHERS else None


def _is_latin(sample: bytes) -> bool:
    """Whether bytes are a text in Latin script: those beyond ASCII stand alone, or are few."""
    runs = [len(run[0]) for run in _HIGH_BYTES.finditer(sample)]
    beyond = sum(runs)
    in_runs = sum(length for length in runs if length > 1)
    return in_runs < _MOSTLY_RUNS * beyond or (beyond < _MOSTLY_FOREIGN * len(sample) and beyond < _MANY)


def _declared(body: bytes) -> str | None:
    """The charset a page names in its first kilobytes, where Python knows it as a text encoding."""
    match = _CHARSET.search(body[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, UnicodeError):
        return None
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"  # what browsers read under these names
    return name if _TRUSTED.match(name) else None


def _bom(body: bytes) -> tuple[bytes, str] | None:
    return next(((mark, encoding) for mark, encoding in _BOMS if body.startswith(mark)), None)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: in European text every second byte is NUL, in XML and HTML at least the tags'."""
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None
