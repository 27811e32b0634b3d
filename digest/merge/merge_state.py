"""What is kept beside the base of an article: which version was offered, and which proposals were rejected.

A text with one entry a line, so that it reads well in a version history:

    offered cfae3f8e8856d582-ef0e8ffbfcb06d18-7330e25aace695e5
    rejected The passage that was highlighted, or the note's words.
    removed section
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from digest.dataclass import dataclass

_HEAD: Final = "# What digest remembers of this article: proposals that were deleted are not made again.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeState:
    """What an article's next merge needs to know of the ones before it.

    Attributes:
        offered: the `seed_fingerprint` of the version that was put beside the article, empty if none was.
        rejected: passages and notes that a person deleted, white space folded to single spaces.
        removed: keys of front matter that a person deleted.
    """

    offered: str = ""
    rejected: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def dump_state(state: MergeState) -> str:
    """The state as text; empty if there is nothing to keep."""
    lines = [f"offered {state.offered}"] if state.offered else []
    lines += [f"rejected {passage}" for passage in state.rejected]
    lines += [f"removed {key}" for key in state.removed]
    return _HEAD + "".join(f"{line}\n" for line in lines) if lines else ""


def parse_state(text: str) -> MergeState:
    """Read what `dump_state` wrote; other lines are passed over."""
    entries = [line.rstrip("\r").partition(" ") for line in text.split("\n")]
    return MergeState(
        offered=next((rest for word, _, rest in entries if word == "offered"), ""),
        rejected=tuple(rest for word, _, rest in entries if word == "rejected" and rest),
        removed=tuple(rest for word, _, rest in entries if word == "removed" and rest),
    )


def joined(before: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """Both, each once, in order, on one line each."""
    return tuple(dict.fromkeys(" ".join(entry.split()) for entry in (*before, *more)))
