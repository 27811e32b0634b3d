"""What a mark declares: its rules, its tokens, what is escaped for it, and its HTML.

Every other module of this folder declares one mark as one `Mark`, and `digest.markdown.marks` lists them. The parser,
plain text, escaping, the map of the source, both editions and the sanitiser read the declarations. So a new mark is one
file here and one line there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal, TypeAlias

from digest.dataclass import dataclass

if TYPE_CHECKING:
    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.parser_core import RuleFuncCoreType
    from markdown_it.parser_inline import RuleFuncInline2Type, RuleFuncInlineType
    from markdown_it.token import Token

    from digest.model.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineRule:
    """A rule for a mark within a block's text. It is asked before CommonMark's own rules.

    Attributes:
        name: switches it off in `MarkdownIt.disable`.
        opens: the characters that the mark may begin with; the rule is asked only at these.
        read: markdown-it's signature.
        is_first: whether it is asked before the rules of all other marks.
    """

    name: str
    opens: str
    read: RuleFuncInlineType
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingRule:
    """A rule that makes tokens of the delimiters that found their partner.

    Attributes:
        name: switches it off in `MarkdownIt.disable`.
        marker: the character that the delimiters are made of.
        pair: markdown-it's signature of its second inline chain.
    """

    name: str
    marker: str
    pair: RuleFuncInline2Type


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRule:
    """A rule for a block. A block also ends the paragraph, link definition, quotation or list before it.

    Attributes:
        name: switches it off in `MarkdownIt.disable`.
        opens: the characters that the block may begin with; the rule is asked only at lines that do.
        before: the rule of CommonMark that is asked after it.
        read: markdown-it's signature.
    """

    name: str
    opens: str
    before: str
    read: RuleFuncBlockType


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreRule:
    """A rule for all tokens of a body.

    Attributes:
        name: switches it off in `MarkdownIt.disable`.
        when: once the blocks are known and before their text is read, or once the text is read as well.
        apply: markdown-it's signature.
    """

    name: str
    when: Literal["blocks", "text"]
    apply: RuleFuncCoreType


Rule: TypeAlias = InlineRule | PairingRule | BlockRule | CoreRule


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlContext:
    """What a token's HTML depends on beside the token.

    Attributes:
        words: of the interface.
        asides: the inline HTML of each note that can stand in a sidenote, with its head and replies, by its id.
        sources: where each annotated passage stands in the page it was published on, by the id of its element.
        anchors: those of the headings, which a link within the page may name without their `h-`.
        directions: of each note that is written in the other direction than the body, by its id.
    """

    words: Words
    asides: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    anchors: frozenset[str] = frozenset()
    directions: Mapping[str, str] = field(default_factory=dict)


HtmlWriter: TypeAlias = Callable[["Token", HtmlContext], str]
"""Writes the HTML of one token."""

SourceEnd: TypeAlias = Callable[[str, int, "Token"], "int | None"]
"""Where a token's source ends that begins at an offset in the source of its block; None if that cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenType:
    """A type of token, and how each room treats it.

    Attributes:
        name: markdown-it's `type`.
        is_text: whether its content is plain text of the body.
        reads_as: its plain text if that is not its content; most tokens have none.
        is_hidden: whether readers see nothing of it. An image beside hidden tokens is still a figure.
        has_own_text: whether its children are a text of their own, which is not part of the block's plain text. The
            editions write an element of its `tag` around them.
        source_end: finds its end in the source. Without it, no quotation behind the token can be marked in its block.
        page: writes its HTML for the site; without it that is the token's `tag` and attributes.
        feed: the same for feeds, whose entries share one document and have none of the site's styles and scripts.
    """

    name: str
    is_text: bool = False
    reads_as: str = ""
    is_hidden: bool = False
    has_own_text: bool = False
    source_end: SourceEnd | None = None
    page: HtmlWriter | None = None
    feed: HtmlWriter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark of the language.

    Attributes:
        name: of the mark, for people.
        example: a body that holds it; tests try each mark with it.
        rules: in the order in which they are asked.
        tokens: the types that these rules, or passes over their tokens, make.
        option: the key of `env` that switches the mark on; empty if every body may hold it.
        escapes: what in plain text would be read as this mark, as a regular expression (verbose, ASCII). Each code
            point of a match is escaped.
        escapes_start: the same at the start of a block; the first code point of a match is escaped.
        elements: the HTML elements and attributes that its writers use, beyond those that `sanitise` allows anyway.
    """

    name: str
    example: str
    rules: tuple[Rule, ...]
    tokens: tuple[TokenType, ...] = ()
    option: str = ""
    escapes: str = ""
    escapes_start: str = ""
    elements: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def opens(self) -> str:
        """The characters at which its inline rules are asked."""
        return "".join(rule.opens for rule in self.rules if isinstance(rule, InlineRule))


def content_end(source: str, start: int, token: Token) -> int | None:
    """Where a token ends whose content is its source, letter by letter."""
    return start + len(token.content) if source.startswith(token.content, start) else None


def markup_end(source: str, start: int, token: Token) -> int | None:
    """Where a token ends whose markup is its source."""
    return start + len(token.markup) if source.startswith(token.markup, start) else None


def noted_end(_source: str, _start: int, token: Token) -> int | None:
    """Where a token ends whose rule noted that, as `meta["end"]`."""
    end: int = token.meta["end"]
    return end


def constant(html: str) -> HtmlWriter:
    """A writer of the same HTML for each token."""
    return lambda _token, _context: html


NOTHING = constant("")
"""The writer for tokens that readers do not see."""
