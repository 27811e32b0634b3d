"""Reads the fields of a mapping by type, collecting what is wrong with them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from digest.errors import Location, Problem
from digest.model.article import Value
from digest.yaml.load import Field, Node, plain

_NAMES = {str: "text", bool: "true or false", int: "a number", float: "a number", date: "a date", tuple: "a list"}


class Fields:
    """The fields of one mapping; each is read once, by the type it must have.

    A field that is missing or empty gives the default in silence; one of the wrong type gives the default and a
    problem.

    Attributes:
        problems: what was wrong so far.
    """

    def __init__(self, node: Node | None) -> None:
        self._fields: dict[str, Field] = {}
        self.problems: list[Problem] = []
        if node is not None and isinstance(node.value, Mapping):
            self._fields = dict(node.value)
        elif node is not None:
            self.report("expected `key: value` lines", node.location, "write one property a line")

    def text(self, key: str, default: str | None = None) -> str | None:
        """A text; a number or date is taken as the text it is written as."""
        node = self._take(key)
        if node is None:
            return default
        if isinstance(node.value, str):
            return node.value.strip() or default
        if isinstance(node.value, (int, float, date)) and not isinstance(node.value, bool):
            return node.written
        self._wrong(key, node, "text")
        return default

    def text_or_no(self, key: str) -> str | None:
        """A text; `no`, `false` or nothing at all is an empty one, and so is what is none. None where it is missing."""
        found = self._fields.get(key)
        if found is None:
            return None
        if found.node.value is False:
            del self._fields[key]
            return ""
        text = self.text(key, "") or ""
        return "" if text == "no" else text

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A list of texts; a single text is a list of one. None where the field is missing or empty."""
        nodes = self.nodes(key)
        if nodes is None:
            return None
        return tuple(text for text, _ in self._each_text(key, nodes))

    def located_texts(self, key: str) -> tuple[tuple[str, Location], ...] | None:
        """As `texts`, each with its place."""
        nodes = self.nodes(key)
        return None if nodes is None else tuple(self._each_text(key, nodes))

    def flag(self, key: str, *, default: bool = False, wrong: bool = False) -> bool:
        """True or false; `wrong` where it is neither."""
        node = self._take(key)
        if node is None:
            return default
        if isinstance(node.value, bool):
            return node.value
        self._wrong(key, node, "true or false")
        return wrong

    def day(self, key: str) -> date | None:
        """A date `YYYY-MM-DD`; a time behind it is passed over."""
        node = self._take(key)
        if node is None:
            return None
        if isinstance(node.value, date):
            return node.value
        text = node.written.strip()
        head = text[:10]
        if len(text) == len(head) or text[len(head)] in "T ":
            try:
                return date.fromisoformat(head)
            except ValueError:
                pass
        looks = len(head) == 10 and head.count("-") == 2
        message = f'there is no day "{head}"' if looks else f'{key} "{text or "…"}" is not a date'
        self.report(message, node.location, "write it as YYYY-MM-DD, for example 2025-03-18")
        return None

    def choice(self, key: str, options: Sequence[str]) -> str | None:
        """One of a few words."""
        node = self._take(key)
        if node is None:
            return None
        if isinstance(node.value, str) and node.value in options:
            return node.value
        self.report(
            f'{key} cannot be "{_shown(node)}"', node.location, _did_you_mean(_shown(node), options, f"{key} can be")
        )
        return None

    def nodes(self, key: str) -> tuple[Node, ...] | None:
        """The items of a list, whatever they are; a single value is a list of one."""
        node = self._take(key)
        if node is None:
            return None
        if isinstance(node.value, Mapping):
            self._wrong(key, node, "a list")
            return None
        return node.value if isinstance(node.value, tuple) else (node,)

    def location(self, key: str) -> Location | None:
        """Where the value of a field stands, read or not."""
        found = self._fields.get(key)
        return found.node.location if found else None

    def rest(self) -> dict[str, Value]:
        """The bare values of the fields not read."""
        rest = {key: plain(item.node) for key, item in self._fields.items()}
        self._fields.clear()
        return rest

    def refuse_rest(self, known: Sequence[str]) -> None:
        """Report the fields not read as unknown, each with the nearest known one."""
        for key, item in self._fields.items():
            self.report(f'unknown key "{key}"', item.key, _did_you_mean(key, known, "known keys are"))
        self._fields.clear()

    def report(self, message: str, location: Location | None, hint: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(message=message, location=location, hint=hint))

    def _take(self, key: str) -> Node | None:
        found = self._fields.pop(key, None)
        return None if found is None or found.node.value is None else found.node

    def _each_text(self, key: str, nodes: Iterable[Node]) -> Iterable[tuple[str, Location]]:
        for node in nodes:
            if isinstance(node.value, (str, int, float, date)) and not isinstance(node.value, bool):
                text = node.written.strip()
                if text:
                    yield text, node.location
            elif node.value is not None:
                self._wrong(f"each of {key}", node, "text")

    def _wrong(self, key: str, node: Node, wanted: str) -> None:
        given = next((name for kind, name in _NAMES.items() if type(node.value) is kind), "a mapping")
        hint = (
            'put it into "quotes"' if wanted == "text" and given in {"true or false", "a date"} else f"write {wanted}"
        )
        self.report(f"{key} must be {wanted}, not {given}", node.location, hint)


def _shown(node: Node) -> str:
    return node.written or "…"


def _did_you_mean(word: str, options: Sequence[str], else_say: str) -> str:
    near = nearest(word, options)
    return f'did you mean "{near}"?' if near else f"{else_say} {', '.join(options)}"


def nearest(word: str, options: Sequence[str]) -> str | None:
    """The option most like a word, or None where none is like it."""
    near = difflib.get_close_matches(word, options, n=1)
    return near[0] if near else None
