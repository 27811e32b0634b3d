"""Reads the fields of a mapping by type, and collects the problems of those that have another one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from digest.errors import Location, Problem, Severity
from digest.model.article import Value
from digest.yaml.load import Field, Node, plain

_NAMES = {str: "text", bool: "true or false", int: "a number", float: "a number", date: "a date", tuple: "a list"}


class Fields:
    """The fields of one mapping; each is read once, as the type that it must have.

    For a field that is missing or empty a method returns its default. For a field of another type it does so too, and
    adds a problem.

    Attributes:
        problems: of the fields read so far.
    """

    def __init__(self, node: Node | None) -> None:
        self._fields: dict[str, Field] = {}
        self.problems: list[Problem] = []
        if node is not None and isinstance(node.value, Mapping):
            self._fields = dict(node.value)
        elif node is not None:
            self.report("expected `key: value` lines", node.location, "write one property a line")

    def text(self, key: str, default: str | None = None) -> str | None:
        """A text; a number or date counts as the text that is written there."""
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
        """A text, which is empty if the value is `no`, `false`, empty or not a text; None if the field is missing."""
        field = self._fields.get(key)
        if field is None:
            return None
        if field.node.value is False:
            del self._fields[key]
            return ""
        text = self.text(key, "") or ""
        return "" if text == "no" else text

    def texts(self, key: str, hint: str = "") -> tuple[str, ...] | None:
        """A list of texts; a single text counts as a list of one. None if the field is missing or empty.

        Args:
            key: of the field.
            hint: what to do where one of them is not a text.
        """
        nodes = self.nodes(key)
        if nodes is None:
            return None
        return tuple(text for text, _ in self._each_text(key, nodes, hint))

    def located_texts(self, key: str) -> tuple[tuple[str, Location], ...] | None:
        """As `texts`, each with its location."""
        nodes = self.nodes(key)
        return None if nodes is None else tuple(self._each_text(key, nodes))

    def flag(self, key: str, *, default: bool = False, wrong: bool = False) -> bool:
        """True or false; `wrong` if the value is neither."""
        node = self._take(key)
        if node is None:
            return default
        if isinstance(node.value, bool):
            return node.value
        self._wrong(key, node, "true or false")
        return wrong

    def whole_number(self, key: str) -> int:
        """A whole number; 0 if the field is missing or holds anything else."""
        node = self._take(key)
        if node is None:
            return 0
        if isinstance(node.value, int) and not isinstance(node.value, bool):
            return node.value
        self._wrong(key, node, "a whole number")
        return 0

    def day(self, key: str, *, severity: Severity = "error") -> date | None:
        """A date `YYYY-MM-DD`; a time that follows it is ignored.

        Args:
            key: of the field.
            severity: of the problem, if it is not a date.
        """
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
        is_date_like = len(head) == 10 and head.count("-") == 2
        message = f'there is no day "{head}"' if is_date_like else f'{key} "{text or "…"}" is not a date'
        hint = "write it as YYYY-MM-DD, for example 2025-03-18"
        self.report(message, node.location, hint, code="wrong-date", severity=severity)
        return None

    def choice(self, key: str, options: Sequence[str]) -> str | None:
        """One of some words."""
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
        """The items of a list, of any type; a single value counts as a list of one."""
        node = self._take(key)
        if node is None:
            return None
        if isinstance(node.value, Mapping):
            self._wrong(key, node, "a list")
            return None
        return node.value if isinstance(node.value, tuple) else (node,)

    def texts_by_key(self, key: str) -> dict[str, tuple[str, Location]]:
        """A mapping of texts, each with the location of its key; empty if the field is missing or empty."""
        node = self._take(key)
        if node is None:
            return {}
        if not isinstance(node.value, Mapping):
            self._wrong(key, node, "a mapping")
            return {}
        places = {name: field.key for name, field in node.value.items()}
        inner = Fields(node)
        texts = {name: (inner.text(name), place) for name, place in places.items()}
        self.problems += inner.problems
        return {name: (text, place) for name, (text, place) in texts.items() if text}

    def location(self, key: str) -> Location | None:
        """The location of a field's value; None if the field is missing or was read."""
        field = self._fields.get(key)
        return field.node.location if field else None

    def rest(self) -> dict[str, Value]:
        """The plain values of the fields that were not read."""
        rest = {key: plain(field.node) for key, field in self._fields.items()}
        self._fields.clear()
        return rest

    def refuse_rest(self, known: Sequence[str]) -> None:
        """Report the fields that were not read as unknown, each with the known key that is most like it."""
        for key, field in self._fields.items():
            hint = _did_you_mean(key, known, "known keys are")
            self.report(f'unknown key "{key}"', field.key, hint, code="unknown-key")
        self._fields.clear()

    def report(
        self,
        message: str,
        location: Location | None,
        hint: str,
        code: str = "wrong-value",
        severity: Severity = "error",
    ) -> None:
        """Add a problem."""
        self.problems.append(Problem(message=message, location=location, hint=hint, severity=severity, code=code))

    def _take(self, key: str) -> Node | None:
        field = self._fields.pop(key, None)
        return None if field is None or field.node.value is None else field.node

    def _each_text(self, key: str, nodes: Iterable[Node], hint: str = "") -> Iterable[tuple[str, Location]]:
        for node in nodes:
            if isinstance(node.value, (str, int, float, date)) and not isinstance(node.value, bool):
                text = node.written.strip()
                if text:
                    yield text, node.location
            elif node.value is not None:
                self._wrong(f"each of {key}", node, "text", hint)

    def _wrong(self, key: str, node: Node, wanted: str, hint: str = "") -> None:
        actual = next((name for kind, name in _NAMES.items() if type(node.value) is kind), "a mapping")
        needs_quotes = wanted == "text" and actual in {"true or false", "a date"}
        hint = hint or ('put it into "quotes"' if needs_quotes else f"write {wanted}")
        self.report(f"{key} must be {wanted}, not {actual}", node.location, hint)


def _shown(node: Node) -> str:
    return node.written or "…"


def _did_you_mean(word: str, options: Sequence[str], otherwise: str) -> str:
    near = nearest(word, options)
    return f'did you mean "{near}"?' if near else f"{otherwise} {', '.join(options)}"


def nearest(word: str, options: Sequence[str]) -> str | None:
    """The option that is most like a word; None if no option is like it."""
    near = difflib.get_close_matches(word, options, n=1)
    return near[0] if near else None
