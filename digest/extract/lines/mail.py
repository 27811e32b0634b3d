"""The reader of a mail that was pasted or saved as text: its header names title, author and day.

Addresses of people are not published. A signature is left out. Of a mail that only passes on another one, the facts are
the other's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from digest.extract.facts.dates import first_full
from digest.extract.facts.document import Claim, Dated, Document, Verdict
from digest.extract.facts.names import pen_names, people
from digest.extract.lines.boilerplate import judge
from digest.extract.lines.text_lines import lines
from digest.extract.lines.text_markdown import body_of

_FIELDS: Final = {
    "from": "from von de da van fra från od",
    "date": "date sent datum gesendet envoyé fecha enviado data",
    "subject": "subject betreff objet asunto oggetto onderwerp assunto",
    "to": "to an à para a aan til till",
    "": "cc kopie copie bcc reply-to in-reply-to message-id references mime-version content-type return-path received "
    "content-transfer-encoding x-mailer list-id user-agent delivered-to sender importance",
}
_NAMES: Final = {name: kind for kind, names in _FIELDS.items() for name in names.split()}
_FIELD = re.compile(r"[*_]{0,2}(?P<name>[A-Za-zÀ-ÿ][\w-]{0,40})[ ]?:[*_]{0,2}(?:[ \t]+(?P<value>.*))?$")
_MBOX = re.compile(r"From \S+@\S+ ")
_PASSED_ON = re.compile(
    r"-{2,}\s*(?:forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht|message transféré"
    r"|message d'origine|mensaje reenviado)[ \w]*-{2,}|begin forwarded message:|anfang der weitergeleiteten nachricht:",
    re.IGNORECASE,
)
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv|sv|antw)(?:\[\d+\])?\s*:\s*|\[[^\]]{1,40}\]\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_WITH_ADDRESS = re.compile(rf"\s*(?:<(?:mailto:)?{_ADDRESS.pattern}>|[(\[](?:mailto:)?{_ADDRESS.pattern}[)\]])")
_SIGNATURE = re.compile(r"--[ ]?$")
_LONGEST_SIGNATURE: Final = 15
"""Lines of the longest signature; a line of two hyphens further up is something else."""

_LONGEST_HEADER: Final = 200
_MOST_PASSED_ON: Final = 5
"""Lines of the longest header, and how many mails within each other are looked into."""


def read_mail(text: str) -> Document | None:
    """A mail as a document, or None where a text does not begin with the header of one."""
    written = text.split("\n")
    header = _header(written, 0)
    if header is None:
        return None
    for _ in range(_MOST_PASSED_ON):
        inner = _passed_on(written, header[1])
        if inner is None:
            break
        header = header[0] | inner[0], inner[1]
    values, end = header
    shown = "\n" * end + "\n".join(map(_without_addresses, _without_signature(written[end:])))
    return _document(values, [judge(line, "mail") for line in lines(shown) if line.text])


def _document(header: Mapping[str, str], kept: Sequence[Verdict]) -> Document:
    title, day = _subject(header.get("subject", "")), _day(header.get("date", ""))
    authors = _authors(header.get("from", ""))
    return Document(
        title=title or None,
        body=body_of(kept),
        stated=(Dated(day=day, evidence="header of the mail"),) if day else (),
        authors=authors,
        verdicts=tuple(kept),
        found_by="lines",
        claims=(
            *([Claim(about="title", value=title, evidence="subject of the mail")] if title else []),
            *(Claim(about="authors", value=name, evidence="sender of the mail") for name in authors),
        ),
    )


def _header(lines: Sequence[str], start: int) -> tuple[dict[str, str], int] | None:
    """The header that begins on a line, blank ones before it not counted: a sender or a subject, and another field.

    Returns:
        The values of the fields that count, by kind, and the index of the line after the header.
    """
    while start < len(lines) and (not lines[start].strip() or _MBOX.match(lines[start])):
        start += 1
    values: dict[str, str] = {}
    kind = None
    end = start
    for line in lines[start : start + _LONGEST_HEADER]:
        match = _FIELD.match(line)
        if match and match["name"].lower() in _NAMES:
            kind = _NAMES[match["name"].lower()]
            values.setdefault(kind, (match["value"] or "").strip())
        elif kind is not None and line[:1] in {" ", "\t"} and line.strip():
            values[kind] = f"{values[kind]} {line.strip()}"
        elif not (match and values and re.fullmatch(r"[A-Z][\w-]*", match["name"]) and "-" in match["name"]):
            break
        end += 1
    is_header = ("subject" in values and len(values) > 1) or {"from", "date", "to"} <= set(values)
    return (values, end) if is_header else None


def _passed_on(lines: Sequence[str], start: int) -> tuple[dict[str, str], int] | None:
    """The header of a mail with which another one begins, or None."""
    at = next((number for number in range(start, len(lines)) if lines[number].strip()), len(lines))
    if at < len(lines) and _PASSED_ON.fullmatch(lines[at].strip()):
        return _header(lines, at + 1)
    return None


def _subject(value: str) -> str:
    """A subject without `Re:`, `Fwd:` and the name of a list."""
    subject = _decoded(value)
    return _REPLY.sub("", subject, count=1).strip() if _REPLY.match(subject) else subject


def _authors(value: str) -> tuple[str, ...]:
    """The sender's name; a surname before a comma is put behind."""
    name = " ".join(_ADDRESS.sub("", _WITH_ADDRESS.sub("", _decoded(value))).strip(" \"'<>").split())
    surname, comma, given = name.partition(", ")
    name = f"{given} {surname}" if comma and "," not in given else name
    return people([name]) or pen_names([name])


def _decoded(value: str) -> str:
    """A value of a header with its encoded words (RFC 2047) decoded."""
    if "=?" not in value:
        return value
    from email.errors import HeaderParseError  # noqa: PLC0415  (slow to import, seldom needed)
    from email.header import decode_header, make_header  # noqa: PLC0415

    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        return value


def _day(value: str) -> date | None:
    """The day as the sender wrote it, in no other zone."""
    from email.utils import parsedate  # noqa: PLC0415  (slow to import, seldom needed)

    parts = parsedate(value)
    try:
        return date(*parts[:3]) if parts else first_full(value)
    except ValueError:
        return first_full(value)


def _without_signature(body: Sequence[str]) -> Sequence[str]:
    for back in range(1, min(len(body), _LONGEST_SIGNATURE) + 1):
        if _SIGNATURE.match(body[-back]):
            return body[:-back]
    return body


def _without_addresses(line: str) -> str:
    """A line without the addresses of people; where only an address names somebody, what stands before `@` is left."""
    if "@" not in line:
        return line
    return _ADDRESS.sub(lambda match: f"{match[0].partition('@')[0]}@…", _WITH_ADDRESS.sub("", line))
