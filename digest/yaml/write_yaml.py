"""Writes values as YAML that people edit by hand: block lists, Unicode as it is, quotes only if they are needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import yaml

from digest.model.article import Value
from digest.yaml.load import Scalar, resolve

_WIDTH = 2**31 - 1
"""A width that no line reaches, so that a property stays on one line, as Obsidian writes it."""

_SPECIAL = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff]")
"""Characters that must be escaped in YAML, or that some programs take for the end of a line."""

_FLOW = re.compile(r"[],?:[{}#]")
"""Characters that can end a plain scalar within a flow collection (YAML 1.2.2, section 7.3.3), or nearly so."""

_BLOCK = re.compile(r"\S[^\n]*(?:\n+(?!\n)[ ]*[^\s][^\n]*)+\n?")
"""Several lines that a literal block holds: the first is not indented, none is of spaces alone, and at most one line
end follows the last."""

_FLOW_LIST = re.compile(r"[^\s:]+:\s+\[[^\n]*\]\s*(?:#[^\n]*)?")
"""A property whose value is a list on one line."""

_SURROGATE = re.compile("[\ud800-\udfff]")

_QUOTES = ("'", '"', "|", ">", "?", "!")

_PLAIN = re.compile(r"[^\W\d_](?=[^ ]* )(?:[^:#]|:(?=[^\s])|(?<=\S)#)*(?<=\S)")
"""Words that can be written as a plain scalar (YAML 1.2.2, section 7.3.3): the first begins with a letter, and none of
them begins a value or a comment. To ask PyYAML's emitter gives the same for most texts, in a hundred times the time."""


def write(pairs: Iterable[tuple[str, Value]]) -> str:
    """The lines of properties, in the order given; None is written as an empty value."""
    return "".join(_property(key, value) for key, value in pairs)


def write_as(key: str, value: Value, before: str = "") -> str:
    """The lines of a property that takes the place of another, or is new.

    A text of several lines becomes a literal block (YAML 1.2.2, section 8.1.2) where that holds it exactly, since
    people read and edit that; a list stays on one line where it stood on one.

    Args:
        key: its name.
        value: its value.
        before: the property as it stood; empty if it is new.
    """
    if isinstance(value, str) and _BLOCK.fullmatch(value) and not _SPECIAL.search(value.replace("\n", "")):
        lines = "".join(f"  {line}\n" if line else "\n" for line in value.removesuffix("\n").split("\n"))
        return f"{scalar(key)}: {'|' if value.endswith(chr(10)) else '|-'}\n{lines}"
    items = _scalars(value) if isinstance(value, (list, tuple)) else None
    if items and _FLOW_LIST.fullmatch(before.rstrip("\r\n")):
        return f"{scalar(key)}: {flow(items)}\n"
    return write([(key, value)])


def flow(values: Iterable[Scalar]) -> str:
    """A list on one line, `[a, b]`."""
    texts = (scalar(value) for value in values)
    shown = (_quoted(text) if _FLOW.search(text) and text[0] not in "'\"" else text for text in texts)
    return f"[{', '.join(shown)}]"


def scalar(value: Scalar) -> str:
    """A scalar on one line, in quotes if it would otherwise be read as something else."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if type(value) is date:
        return value.isoformat()
    if not isinstance(value, str):
        return yaml.dump(value, Dumper=_Dumper, width=_WIDTH).removesuffix("\n").removesuffix("\n...")
    return value if _PLAIN.fullmatch(value) and not _SPECIAL.search(value) else _emitted(value)


@lru_cache(maxsize=1024)
def _emitted(text: str) -> str:
    """A text as PyYAML's emitter writes it; cached, since articles share languages, topics and publishers."""
    if not isinstance(resolve(text), str) or _SPECIAL.search(text):
        return _quoted(text)
    bare: str = yaml.dump(text, Dumper=yaml.SafeDumper, allow_unicode=True, width=_WIDTH)
    return _quoted(text) if bare[:1] in _QUOTES else bare.removesuffix("\n").removesuffix("\n...")


def _quoted(text: str) -> str:
    """A text in quotes (YAML 1.2.2, section 7.3): in single ones if only double ones would need escapes."""
    if ('"' in text or "\\" in text) and "'" not in text and not _SPECIAL.search(text):
        return f"'{text}'"
    return '"' + _SPECIAL.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xD800 <= code <= 0xDFFF:  # a lone surrogate: UTF-8 has no form for it, and readers refuse its escape
        code = 0xFFFD
    return {"\n": "\\n", "\t": "\\t"}.get(match[0], f"\\u{code:04X}")


class _Dumper(yaml.SafeDumper):
    """Writes nested values so that `load` reads them back: no anchors, and quotes if `resolve` needs them."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  (the base class's signature)
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    clean = _SURROGATE.sub("\ufffd", text)
    quoted = not isinstance(resolve(clean), str) or _SPECIAL.search(clean)
    return dumper.represent_scalar("tag:yaml.org,2002:str", clean, '"' if quoted else None)


_Dumper.add_representer(str, _represent_text)


def _property(key: str, value: Value) -> str:
    name = scalar(key)
    if isinstance(value, Mapping):
        return _nested(key, value)
    if isinstance(value, (str, int, float, bool)) or value is None or not isinstance(value, Iterable):
        text = scalar(value)
        return f"{name}: {text}\n" if text else f"{name}:\n"
    items = list(value)
    if not items:
        return f"{name}: []\n"
    scalars = _scalars(items)
    if scalars is None:
        return _nested(key, value)
    return f"{name}:\n" + "".join(f"  - {scalar(item)}\n" for item in scalars)


def _scalars(items: Sequence[Value]) -> list[Scalar] | None:
    """The items of a list; None if one of them is a list or a mapping."""
    scalars = [item for item in items if isinstance(item, (str, int, float, date)) or item is None]
    return scalars if len(scalars) == len(items) else None


def _nested(key: str, value: Value) -> str:
    return yaml.dump({key: _plain_value(value)}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)


def _plain_value(value: Value) -> object:
    if isinstance(value, Mapping):
        return {key: _plain_value(item) for key, item in value.items()}
    return [_plain_value(item) for item in value] if isinstance(value, (list, tuple)) else value
