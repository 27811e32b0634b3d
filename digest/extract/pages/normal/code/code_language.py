"""The language of code, from the attributes by which generators name it."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.tree_edits import ancestors, class_of

_PREFIXED = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|highlight-text|brush)[-:]\s?([A-Za-z][\w+#.-]{0,20})",
)
_OFTEN_PREFIXED = re.compile(
    r"(?:^|\s)(?:highlight|code|sourceCode|src|type|hljs|prism)[-:]\s?([A-Za-z][\w+#.-]{0,20})(?=\s|$)"
)
"""Prefixes that stand before the names of languages and of parts of a page (`code-block`)."""

_BARE = re.compile(
    r"(?:^|\s)(?:sourceCode|hljs|hl|prettyprint|highlight|src|codehilite|chroma|code|programlisting|shiki)\s+(?:\S+\s+)?([A-Za-z][\w+#-]{0,20})(?=\s|$)"
)
_BRUSH = re.compile(r"\bbrush:\s*([A-Za-z][\w+#-]{0,20})")
_ATTRIBUTES: Final = (
    "data-language", "data-lang", "data-code-language", "data-code-lang", "data-enlighter-language", "data-syntax",
    "data-highlight-language", "syntax",
)  # fmt: skip
_KNOWN_WORDS = (
    "agda coq idris lean "
    "abap actionscript ada apache applescript arduino asm awk bash basic batch bat c clojure cmake cobol "
    "coffeescript console cpp c++ cs csharp c# css csv cuda cypher d dart diff docker dockerfile elixir elm erlang "
    "fish fortran fsharp gdscript gherkin git glsl go golang gradle graphql groovy haskell hcl html http ini java "
    "javascript js json json5 jsonc jsx julia kotlin kt latex less lisp lua makefile markdown matlab mdx md mermaid "
    "nginx nim nix objc objectivec objective-c ocaml octave pascal perl php plaintext postgresql powershell prolog "
    "properties proto protobuf puppet purescript py python r racket rb reason regex rs rst ruby rust sass scala "
    "scheme scss sh shell shellsession solidity sparql sql svelte swift tcl terraform tex text toml ts tsx "
    "typescript vb vbnet verilog vhdl vim vue wasm wgsl xml yaml yml zig zsh"
)
_KNOWN: Final = frozenset(_KNOWN_WORDS.split())
"""Names that a class may have without a prefix."""

_NOT_LANGUAGES_WORDS = (
    "text none plain plaintext default block box wrapper line lines toolbar container example snippet area content "
    "header title inline body group tabs tab code unknown auto txt output nohighlight no-highlight"
)
_NOT_LANGUAGES: Final = frozenset(_NOT_LANGUAGES_WORDS.split())
_SAME: Final = {
    "golang": "go", "shell-session": "console", "ipython3": "python", "python3": "python", "pycon": "python",
}  # fmt: skip
_LONG_NAMES: Final = frozenset({"plain text", "objective-c", "visual basic", "azure cli", "azurecli", "output", "copy"})
"""What else stands above code in the place of a language."""

_SEVERAL: Final = "data-several-blocks"
_AROUND: Final = 4
"""How many elements around code may name its language."""


def language_of(block: _Element) -> str:
    """The language of a block of code, or the empty text: as it, its `<code>`, or an element close around it says."""
    inner = [child for child in block.iter("code", "pre", "samp") if child is not block][:4]
    for element in (*inner, block):
        if language := _stated(element):
            return language
    in_table = block.tag == "table"
    for outer in ancestors(block, _AROUND):
        if outer.tag in {"body", "article", "main", "li", "section"}:
            break
        if not in_table and _holds_several(outer):
            break
        if language := _stated(outer):
            return language
    return ""


def _holds_several(outer: _Element) -> bool:
    """Whether several blocks of code stand in an element; it is marked, so that it is searched once and not by each."""
    if outer.get(_SEVERAL) is None:
        blocks = (pre for pre in islice(outer.iter("pre"), 3) if next(pre.iterancestors("pre"), None) is None)
        if sum(1 for _ in blocks) < 2:
            return False
        outer.set(_SEVERAL, "")
    return True


def _stated(element: _Element) -> str:
    """The language that the attributes of one element name."""
    for name in _ATTRIBUTES:
        if language := _cleaned(element.get(name)):
            return language
    classes = class_of(element)
    for match in _PREFIXED.finditer(classes):
        if language := _cleaned(match[1]):
            return language
    for match in _OFTEN_PREFIXED.finditer(classes):
        if match[1].lower() in _KNOWN or match[1].lower() in _SAME:
            return _cleaned(match[1])
    bare = _BARE.search(classes)
    if bare and bare[1].lower() in _KNOWN:
        return _cleaned(bare[1])
    return _named_in_code(element, classes.split()) if element.tag in {"pre", "code"} else ""


def _named_in_code(element: _Element, classes: list[str]) -> str:
    """The language that a `<pre>` or `<code>` names without a prefix, in its class or its own attributes.

    A single letter among other classes is the name of a style, and two letters in `lang` are a language that people
    speak (`cs`, `pl`).
    """
    words = [word for word in classes if word.lower() in _KNOWN and (len(word) > 1 or len(classes) == 1)]
    if len(words) == 1:
        return _cleaned(words[0])
    if brush := _BRUSH.search((element.get("data-syntaxhighlighter-params") or "")[:500]):
        return _cleaned(brush[1])
    names = (element.get("language"), element.get("lang"))
    return next((_cleaned(name) for name in names if name and len(name) > 2 and name.lower() in _KNOWN), "")


def is_name_of_language(label: str, language: str) -> bool:
    """Whether a label is the name of a language: one that is known, or the one that its code has."""
    name = label.lower()
    return bool(name) and (name in _KNOWN or name in _LONG_NAMES or name == language)


def _cleaned(name: str | None) -> str:
    """The name of a language in lower case, or the empty text where it names none."""
    name = (name or "").strip().lower()
    if not re.fullmatch(r"[a-z][\w+#.-]{0,20}", name) or name in _NOT_LANGUAGES:
        return ""
    return _SAME.get(name, name)
