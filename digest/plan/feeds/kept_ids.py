"""Ids of feeds and entries that stay, so that a feed reader shows an entry as new once only.

An id is made of what does not change when a site moves to https or another domain, when a date is corrected, a title
reworded or a file renamed. An article says it itself by `id` in its front matter; else it is made of the source that
the article was converted from, else of the address where its text stands, else of the name of its file (an alias such
as `/2026/w47/old-name/` says which name that was). A week's is made of its label, a feed's of its place in the site.

Three things cannot be told from `content/` as it is: what an id was made of before that was edited, which ids a site
had that was published before they were made so, and whose digest it is, without which the weeks of two digests would
have the same ids. These are kept in `content/.feed-ids`, a file of digest's own that travels with git and that no build
writes: `digest convert` begins it, `digest publish` adds what goes out. It holds an id and a key on each line; an
article belongs to the id with which it has most keys in common. Ids that can be made again any time are not in it.

Until that file is there, a digest with converted articles (they came before the file did) has the ids that its
address gave it in former times. All others have those that are made as above, without a name of the digest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import count
from typing import Final

from digest.articles.kinds import FOLDER
from digest.dataclass import dataclass
from digest.model.card import Record

KEPT: Final = FOLDER / ".feed-ids"
"""Where ids are kept, relative to the project."""

_HEAD: Final = (
    "# What feeds call this digest and its entries. Keep this file in git: without it, subscribers may get old "
    "articles again.\n"
)
_ID: Final = re.compile(r"(?:https?|tag|urn):[!#-;=?-Z\[\]_a-z~]{1,500}", re.IGNORECASE)
"""What an id may look like: an address, a tag (RFC 4151) or a URN, in the characters of RFC 3986."""

_ALIAS: Final = re.compile(r"(?:\d{4}/w\d\d|undated)/([^/]+)/")
"""The address of an article."""

_DIGEST: Final = "digest"

_IN_NAMESPACE: Final = hashlib.sha1(bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8"), usedforsecurity=False)
"""The hash of the namespace, to which that of a text is added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptIds:
    """What is kept of ids.

    Attributes:
        digest: the name of the digest, of which ids are made; empty where none is kept.
        ids: by key (`url https://…`, `week 2025-W12`).
        former: whether ids are those that the site's address gave in former times.
    """

    digest: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    former: bool = False


def parse_kept(text: str) -> KeptIds:
    """Read `content/.feed-ids`; lines that cannot be read are passed over."""
    pairs = [line.split(" ", 1) for line in text.splitlines() if not line.startswith("#") and " " in line]
    ids = {key: identity for identity, key in pairs if _ID.fullmatch(identity)}
    return KeptIds(digest=ids.pop(_DIGEST, ""), ids=ids)


def dump_kept(kept: KeptIds) -> str:
    """Write it: sorted by id, so that the keys of one stand together and additions seldom meet in a merge."""
    lines = sorted(f"{identity} {key}\n" for key, identity in kept.ids.items())
    return f"{_HEAD}{kept.digest} {_DIGEST}\n{''.join(lines)}"


def named(title: str, author: str, base_url: str) -> str:
    """The name of a digest that has none yet."""
    return _uuid(f"digest {base_url or f'{title} by {author}'}")


def made_id(kept: KeptIds, key: str) -> str:
    """The id that is made of a key."""
    return _uuid(f"{key} of {kept.digest}")


def former_id(site: str, output_path: str) -> str:
    """The id of what stands at a place, as it was made in former times.

    Args:
        site: the base address, or the title of a site without one.
        output_path: the file, relative to the output folder.
    """
    return _uuid(f"{site}#{output_path}")


def article_ids(records: Sequence[Record], kept: KeptIds) -> Mapping[str, str]:
    """The id of each article by its file, no two of them the same.

    Args:
        records: articles in reading order; of two that could have the same id, the earlier has it.
        kept: what is kept.
    """
    ids = {record.file: stated for record in records if (stated := _stated(record, kept))}
    ids = dict(_first_of_each(ids))
    taken = set(ids.values())
    others = [record for record in records if record.file not in ids]
    for file, identity in _recognised(others, kept) if kept.ids else ():
        if file not in ids and identity not in taken:
            ids[file] = identity
            taken.add(identity)
    taken.update(kept.ids.values())
    for record in others:
        if record.file not in ids:
            ids[record.file] = next(each for each in _candidates(record, kept) if each not in taken)
            taken.add(ids[record.file])
    return ids


def with_entries(
    kept: KeptIds, records: Iterable[Record], articles: Mapping[str, str], others: Mapping[str, str]
) -> KeptIds:
    """What is to be kept when these entries go out.

    Args:
        kept: what is kept already, with a name of the digest.
        records: articles in reading order.
        articles: their ids, by file.
        others: the ids of weeks and feeds, by key.
    """
    of_articles: dict[str, str] = {}
    for record in records:
        identity = articles[record.file]
        if identity not in _lasting(record, kept):
            for key in _keys(record):
                of_articles.setdefault(key, identity)
    present = set(articles.values())
    gone = {key: identity for key, identity in kept.ids.items() if identity not in present and key not in of_articles}
    apart = {key: identity for key, identity in others.items() if identity != made_id(kept, key)}
    return replace(kept, ids={**gone, **apart, **of_articles}, former=False)


def _stated(record: Record, kept: KeptIds) -> str:
    """The id that an article states itself; empty where it does not."""
    if not record.identity:
        return ""
    key = f"id {' '.join(record.identity.split())}"
    return record.identity if _ID.fullmatch(record.identity) else kept.ids.get(key) or made_id(kept, key)


def _first_of_each(ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for path, identity in ids.items():
        if identity not in seen:
            seen.add(identity)
            yield path, identity


def _recognised(records: Iterable[Record], kept: KeptIds) -> Iterator[tuple[str, str]]:
    """The articles with the kept ids that may be theirs, the surest first."""
    found: list[tuple[int, int, int, str, str]] = []
    for number, record in enumerate(records):
        keys = _keys(record) if record.seed else (*_keys(record), *_former_names(record))
        matches = [kept.ids[key] for key in keys if key in kept.ids]
        for rank, identity in enumerate(dict.fromkeys(matches)):
            found.append((-matches.count(identity), rank, number, record.file, identity))
    for _, _, _, path, identity in sorted(found):
        yield path, identity


def _candidates(record: Record, kept: KeptIds) -> Iterator[str]:
    """The ids that an article may have, the one that stays longest first; they never end."""
    if record.seed:
        yield made_id(kept, _seed_key(record))
    *sources, file, name = _all_keys(record)
    for key in (*sources, *_former_names(record), name, file):
        yield made_id(kept, key)
    for number in count(2):
        yield made_id(kept, f"{file} {number}")


def _lasting(record: Record, kept: KeptIds) -> frozenset[str]:
    """The ids of an article that can be made again any time."""
    keys = [key for key in _all_keys(record) if key.startswith(("id ", "seed "))]
    return frozenset([record.identity, *(made_id(kept, key) for key in keys)])


def _keys(record: Record) -> tuple[str, ...]:
    """What an article can be recognised by; one that was converted neither by its address nor by name or title."""
    keys = (*_all_keys(record), " ".join(f"title {record.card.title}".split()))
    return tuple([key for key in keys if not (record.seed and key.startswith(("url ", "name ", "title ")))])


def _all_keys(record: Record) -> tuple[str, ...]:
    """What an id of an article may be made of, on one line each; file and name come last."""
    file = record.file.removeprefix(f"{FOLDER}/").rpartition(".")[0]
    keys = (
        f"id {record.identity}" if record.identity else "",
        _seed_key(record) if record.seed else "",
        f"url {record.card.source_url}" if record.card.source_url else "",
        f"file {file}",
        f"name {record.card.slug}",
    )
    return tuple([" ".join(key.split()) for key in keys if key])


def _seed_key(record: Record) -> str:
    return " ".join(f"seed {record.seed}".split())


def _former_names(record: Record) -> tuple[str, ...]:
    """The names that an article had, by its aliases."""
    return tuple([f"name {match[1]}" for alias in record.aliases if (match := _ALIAS.fullmatch(alias))])


def _uuid(text: str) -> str:
    """A version 5 UUID (RFC 9562) in the namespace of addresses, as a URN; ten thousand of them are made at a time."""
    hashed = _IN_NAMESPACE.copy()
    hashed.update(text.encode("utf-8", "surrogatepass"))
    value = bytearray(hashed.digest()[:16])
    value[6] = value[6] & 0x0F | 0x50  # the version
    value[8] = value[8] & 0x3F | 0x80  # the variant
    digits = value.hex()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
