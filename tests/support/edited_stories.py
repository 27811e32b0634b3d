"""Random articles, what a person does to them, and what happens to their source, all from one seed.

Sentences know themselves: wherever a source moves or rewords one, the test knows which it was.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace

from digest.annotations.annotate import annotate
from digest.articles.front_matter import dump
from digest.articles.provenance import with_seed_fingerprint
from digest.markdown.plain import plain_text
from digest.model.annotation import MACHINE, Annotation, TextQuoteSelector
from digest.model.article import FrontMatter

WORDS = (
    "the a of in on and was were lake ice methane gauge winter summer seven forty ferry institute measured counted "
    "rose fell by third half early late under over team report said found no one every fourteen basins valley bridge "
    "nurse clinic letter archive bus line copper wire signal night morning harbour Ärzte Čapek naïve été größer 湖 氷 "
    "data model error survey sample percent again never soon between"
).split()

TEMPLATES = (
    "In {a} the team counted {n} {b} {c}.",
    "By {a} the {b} had fallen by {n} percent.",
    "“We found {n} of them near the {b},” said {c}.",
    "Nobody at the {a} expects {b} before {c}, or {n}.",
)

MONTHS = ("January", "March", "June", "September", "spring", "autumn")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the source.

    Attributes:
        id: which it is, whatever becomes of it.
        text: Markdown.
        changed: the part of its characters that the source changed.
    """

    id: int
    text: str
    changed: float = 0.0

    @property
    def plain(self) -> str:
        """Without markup."""
        return plain_text(self.text)


@dataclass(frozen=True, slots=True)
class Block:
    kind: str
    sentences: tuple[Sentence, ...]

    def written(self) -> str:
        text = " ".join(sentence.text for sentence in self.sentences)
        return {"item": "- ", "quote": "> ", "heading": "## "}.get(self.kind, "") + text


@dataclass(slots=True)
class Note:
    """An annotation of the person: the sentence, the plain words, and whether it stands at a point."""

    sentence: int
    words: str
    marker: str
    point: bool
    whole: bool


@dataclass(slots=True)
class Story:
    """One case.

    Attributes:
        base: the article as converted.
        mine: as the person left it.
        theirs: as converted from the changed source.
        notes: the person's annotations.
        markers: unique strings that the person wrote.
        before: the source's blocks.
        after: the changed source's blocks.
    """

    base: str
    mine: str
    theirs: str
    before: list[Block]
    after: list[Block]
    notes: list[Note] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)


class Author:
    """Writes a case."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.ids = 0
        self.marked = 0

    def story(self) -> Story:
        before = self.blocks()
        after = self.changed(before)
        base = self.converted(before, "A title")
        theirs = self.converted(after, self.random.choice(["A title", "Another title"]))
        story = Story(base, base, theirs, before, after)
        self.annotate(story)
        self.edit(story)
        return story

    def sentence(self) -> Sentence:
        pick = self.random
        self.ids += 1
        if pick.random() < 0.35:
            text = pick.choice(TEMPLATES).format(
                a=pick.choice(MONTHS), b=pick.choice(WORDS), c=pick.choice(WORDS), n=pick.randint(2, 99)
            )
        else:
            text = " ".join(pick.choice(WORDS) for _ in range(pick.randint(4, 18)))
            text = text[0].upper() + text[1:] + pick.choice([".", ".", "?", "!"])
        if pick.random() < 0.2:
            words = text.split(" ")
            at = pick.randrange(len(words) - 1)
            words[at] = pick.choice(["**{}**", "*{}*", "`{}`", "[{}](https://x.example/a_b)"]).format(words[at])
            text = " ".join(words)
        return Sentence(self.ids, text)

    def block(self) -> Block:
        kind = self.random.choices(["text", "item", "quote", "heading"], [12, 2, 1, 1])[0]
        count = 1 if kind in {"heading", "item"} else self.random.randint(1, 5)
        return Block(kind, tuple(self.sentence() for _ in range(count)))

    def blocks(self) -> list[Block]:
        return [self.block() for _ in range(self.random.randint(2, 10))]

    def converted(self, blocks: list[Block], title: str) -> str:
        """The article as the converter writes it, with machine highlights in it."""
        lines: list[str] = []
        for block, following in zip(blocks, [*blocks[1:], None], strict=False):
            tight = following is not None and block.kind == following.kind == "item"
            lines.append(block.written() + ("\n" if tight else "\n\n"))
        body = "".join(lines)
        own = random.Random(len(body))
        quotes = [sentence for block in blocks if block.kind == "text" for sentence in block.sentences]
        chosen = own.sample(quotes, min(len(quotes), 3))
        annotations = [
            Annotation(id=None, kind="highlight", quote=TextQuoteSelector(exact=sentence.plain)) for sentence in chosen[:2]
        ] + [
            Annotation(id=None, kind="highlight", quote=TextQuoteSelector(exact=sentence.plain), comment="The text names no year here.", by=MACHINE, tags=("inferred",))
            for sentence in chosen[2:]
        ]  # fmt: skip
        head = dump(FrontMatter(title=title, summary=chosen[0].plain if chosen else None, seed="seeds/a.txt"))
        return with_seed_fingerprint(
            f"{head}\n{annotate(body, annotations).body.strip()}\n", f"{len(body):016x}-{'0' * 16}"
        )

    # What the person does

    def marker(self) -> str:
        self.marked += 1
        return f"Mark{self.marked}er{self.random.choice(['', 'ü', '漢', '’'])}"

    def annotate(self, story: Story) -> None:
        """Highlights and notes on sentences, or on parts of them, where the text has none."""
        sentences = [each for block in story.before for each in block.sentences]
        count = self.random.randint(0, min(5, len(sentences)))
        for number, sentence in enumerate(self.random.sample(sentences, count), start=20):
            if story.mine.count(sentence.text) != 1 or f"=={sentence.text}" in story.mine:
                continue
            point, commented = self.random.random() < 0.2, self.random.random() < 0.7
            marker = self.marker() if commented or point else ""
            words = sentence.text.split(" ")
            whole = point or self.random.random() < 0.6 or any(sign in sentence.text for sign in "*`[")
            part = (
                words
                if whole
                else words[(first := self.random.randrange(len(words))) : first + self.random.randint(1, 8)]
            )
            text = " ".join(part)
            if sentence.text.count(text) != 1 or not text:
                continue
            note = f"[^a{number}]" if marker else ""
            marked = f"{text}{note}" if point else f"=={text}=={note}"
            story.mine = story.mine.replace(sentence.text, sentence.text.replace(text, marked), 1)
            story.notes.append(Note(sentence.id, plain_text(text), marker, point, whole))
            if marker:
                story.markers.append(marker)
                story.mine = story.mine.rstrip("\n") + f"\n\n[^a{number}]: @ann #method: {marker} says so.\n"
                if self.random.random() < 0.3:
                    story.markers.append(reply := self.marker())
                    story.mine += f"    Second paragraph {reply}.\n"

    def edit(self, story: Story) -> None:
        """Edits of text and front matter, and of line ends."""
        for _ in range(self.random.randint(0, 3)):
            self.random.choice(
                [self.add_paragraph, self.add_word, self.add_key, self.comment_key, self.change_title, self.unmark, self.drop_key, self.add_private]
            )(story)  # fmt: skip
        if self.random.random() < 0.15:
            story.mine = story.mine.replace("\n", "\r\n")
        if self.random.random() < 0.1:
            story.mine = story.mine.rstrip("\r\n")
        if self.random.random() < 0.1:
            story.mine = "\ufeff" + story.mine

    def add_paragraph(self, story: Story) -> None:
        head, _, body = story.mine.partition("\n---\n")
        paragraphs = body.split("\n\n")
        story.markers.append(marker := self.marker())
        text = self.random.choice(
            ["{} by me.", "> [!note] {}\n> by me", "{} with ==highlight==", "    code {}", "## {}"]
        )
        paragraphs.insert(self.random.randint(1, len(paragraphs)), text.format(marker))
        story.mine = f"{head}\n---\n" + "\n\n".join(paragraphs)

    def add_word(self, story: Story) -> None:
        head, _, body = story.mine.partition("\n---\n")
        words = body.split(" ")
        story.markers.append(marker := self.marker())
        words.insert(self.random.randint(1, len(words)), marker)
        story.mine = f"{head}\n---\n" + " ".join(words)

    def add_private(self, story: Story) -> None:
        story.markers.append(marker := self.marker())
        story.mine = (
            story.mine.replace(". ", f". %%{marker}%% ", 1) if ". " in story.mine else story.mine + f"\n%%{marker}%%\n"
        )

    def add_key(self, story: Story) -> None:
        story.markers.append(marker := self.marker())
        story.mine = story.mine.replace("\nseed:", f"\nmood{self.marked}: {marker}\nseed:", 1)

    def comment_key(self, story: Story) -> None:
        story.markers.append(marker := self.marker())
        lines = ["\ntitle: ", "\nlanguage: ", "\nauthors:", "\nseed: "]
        line = self.random.choice([line for line in lines if line in story.mine])
        at = story.mine.find("\n", story.mine.find(line) + 1)
        where = self.random.choice([f" # {marker}", f"\n# {marker}"])
        story.mine = story.mine[:at] + where + story.mine[at:]

    def change_title(self, story: Story) -> None:
        if "title: A title" in story.mine:
            story.markers.append(marker := self.marker())
            story.mine = story.mine.replace("title: A title", f"title: {marker}", 1)

    def drop_key(self, story: Story) -> None:
        story.mine = re.sub(r"\nlanguage: [^\n]*\n", "\n", story.mine, count=1)

    def unmark(self, story: Story) -> None:
        """Delete one of the converter's highlights."""
        head, _, body = story.mine.partition("\n---\n")
        parts = body.split("==")
        if len(parts) > 2 and not parts[2].startswith("[^") and not any(note.words in parts[1] for note in story.notes):
            story.mine = f"{head}\n---\n{parts[0]}{parts[1]}" + "==".join(parts[2:])

    # What happens to the source

    def changed(self, before: list[Block]) -> list[Block]:
        after = list(before)
        for _ in range(self.random.randint(1, 4)):
            if after:
                self.random.choice(
                    [
                        self.reword,
                        self.reword,
                        self.reword,
                        self.delete,
                        self.insert,
                        self.move,
                        self.delete_sentence,
                        self.insert_sentence,
                        self.split,
                    ]
                )(after)
        return after

    def reword(self, after: list[Block]) -> None:
        at = self.random.randrange(len(after))
        number = self.random.randrange(len(after[at].sentences))
        sentence = after[at].sentences[number]
        words = sentence.text.split(" ")
        place = self.random.randrange(len(words))
        if any(sign in words[place] for sign in "*`["):
            return
        old = words[place]
        end = old[-1] if old[-1] in ".?!,”" else ""
        words[place : place + 1] = self.random.choice(
            [
                [self.random.choice(WORDS) + end],
                [old, "indeed"] if not end else ["indeed", old],
                [end] if end and place else [old + "s" if not end else old],
            ]
        )
        if words[-1] == end and len(words) > 1:
            words[-2:] = [words[-2] + end]
        text = " ".join(words)
        changed = sentence.changed + (len(old) + abs(len(text) - len(sentence.text))) / max(1, len(sentence.text))
        self.put(after, at, number, [replace(sentence, text=text, changed=changed)])

    def put(self, after: list[Block], at: int, number: int, sentences: list[Sentence]) -> None:
        block = after[at]
        made = (*block.sentences[:number], *sentences, *block.sentences[number + 1 :])
        if made:
            after[at] = replace(block, sentences=made)
        else:
            del after[at]

    def delete(self, after: list[Block]) -> None:
        del after[self.random.randrange(len(after))]

    def insert(self, after: list[Block]) -> None:
        after.insert(self.random.randint(0, len(after)), self.block())

    def move(self, after: list[Block]) -> None:
        block = after.pop(self.random.randrange(len(after)))
        after.insert(self.random.randint(0, len(after)), block)

    def delete_sentence(self, after: list[Block]) -> None:
        at = self.random.randrange(len(after))
        self.put(after, at, self.random.randrange(len(after[at].sentences)), [])

    def insert_sentence(self, after: list[Block]) -> None:
        at = self.random.randrange(len(after))
        number = self.random.randrange(len(after[at].sentences))
        self.put(after, at, number, [self.sentence(), after[at].sentences[number]])

    def split(self, after: list[Block]) -> None:
        at = self.random.randrange(len(after))
        block = after[at]
        if block.kind == "text" and len(block.sentences) > 1:
            half = self.random.randrange(1, len(block.sentences))
            after[at : at + 1] = [
                replace(block, sentences=block.sentences[:half]),
                replace(block, sentences=block.sentences[half:]),
            ]
