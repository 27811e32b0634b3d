"""Values -> YAML that people edit by hand: flat, block lists, Unicode as is, quotes only where needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

import yaml

from digest.model.article import Value
from digest.yaml.load import Scalar, resolve

_ENDLESS = 2**31 - 1
"""A width no line reaches: a property stays on one line, as Obsidian writes it."""


_SPECIAL = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff]")
"""Characters that may not stand in YAML as they are, or that end a line for some reader."""

_FLOW = re.compile(r"[],?:[{}#]")
"""What would end a bare scalar within a flow collection (YAML 1.2.2, section 7.3.3), or nearly so."""

_SURROGATE = re.compile("[\ud800-\udfff]")

_QUOTES = ("'", '"', "|", ">", "?", "!")

_PLAIN = re.compile(r"[^\W\d_](?=[^ ]* )(?:[^:#]|:(?=[^\s])|(?<=\S)#)*(?<=\S)")
"""Words that YAML reads as they stand (YAML 1.2.2, section 7.3.3): the first begins with a letter, and nothing in them
begins a value or a comment. The emitter would say the same of most texts, in a hundred times the time."""


def write(pairs: Iterable[tuple[str, Value]]) -> str:
    """One property after the other, in the order given; None is written as an empty value."""
    return "".join(_property(key, value) for key, value in pairs)


def flow(values: Iterable[Scalar]) -> str:
    """A list on one line, `[a, b]`."""
    texts = (scalar(value) for value in values)
    shown = (_quoted(text) if _FLOW.search(text) and text[0] not in "'\"" else text for text in texts)
    return f"[{', '.join(shown)}]"


def scalar(value: Scalar) -> str:
    """A scalar on one line, quoted where it would else be read as something different."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if type(value) is date:
        return value.isoformat()
    if not isinstance(value, str):
        return yaml.dump(value, Dumper=_Dumper, width=_ENDLESS).removesuffix("\n").removesuffix("\n...")
    return value if _PLAIN.fullmatch(value) and not _SPECIAL.search(value) else _emitted(value)


@lru_cache(maxsize=1024)
def _emitted(text: str) -> str:
    """A text as the emitter writes it; articles share languages, topics and publishers."""
    if not isinstance(resolve(text), str) or _SPECIAL.search(text):
        return _quoted(text)
    bare: str = yaml.dump(text, Dumper=yaml.SafeDumper, allow_unicode=True, width=_ENDLESS)
    return _quoted(text) if bare[:1] in _QUOTES else bare.removesuffix("\n").removesuffix("\n...")


def _quoted(text: str) -> str:
    """Quotes (YAML 1.2.2, section 7.3): single ones where double ones would need escapes that single ones do not."""
    if ('"' in text or "\\" in text) and "'" not in text and not _SPECIAL.search(text):
        return f"'{text}'"
    return '"' + _SPECIAL.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xD800 <= code <= 0xDFFF:  # half a character: no UTF-8 file can hold it, escaped or not
        code = 0xFFFD
    return {"\n": "\\n", "\t": "\\t"}.get(match[0], f"\\u{code:04X}")


class _Dumper(yaml.SafeDumper):
    """Writes what is nested, so that `load` reads it back: no anchors, and quotes where `resolve` needs them."""

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
    scalars = [item for item in items if isinstance(item, (str, int, float, date)) or item is None]
    if len(scalars) < len(items):
        return _nested(key, value)
    return f"{name}:\n" + "".join(f"  - {scalar(item)}\n" for item in scalars)


def _nested(key: str, value: Value) -> str:
    return yaml.dump({key: _bare(value)}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_ENDLESS)


def _bare(value: Value) -> object:
    if isinstance(value, Mapping):
        return {key: _bare(item) for key, item in value.items()}
    return [_bare(item) for item in value] if isinstance(value, (list, tuple)) else value
