"""Files of `content/`, each with what is wrong in it: the codes and the lines on which they must be found."""

from __future__ import annotations

from typing import NamedTuple

from digest.articles.provenance import with_seed_fingerprint

CONFIG = """\
title: Planted
base_url: https://planted.example.org/
rights: excerpt
topics:
  - name: Climate and energy
    slug: climate
    keywords: [methane]
  - name: Health
    slug: health
    keywords: [patients]
"""

HEAD = "title: {name}\ndate: 2025-03-18\ntopics: [climate]\n"


class Planted(NamedTuple):
    """A file and what is wrong in it.

    Attributes:
        path: below content/.
        text: of the file.
        faults: code and line of each, sorted; the line is None for the file as a whole.
    """

    path: str
    text: str | bytes
    faults: tuple[tuple[str, int | None], ...]


def body(name: str, text: str, *faults: tuple[str, int], more: str = "") -> Planted:
    """An article whose head takes lines 1 to 5 (and `more`), so that its text begins on line 6 (and as many later)."""
    head = f"---\n{HEAD.format(name=name)}{more}---\n"
    return Planted(f"2025-W12/{name}.md", f"{head}{text}\n", tuple((code, line) for code, line in faults))


def head(name: str, lines: str, *faults: tuple[str, int]) -> Planted:
    """An article whose front matter has these lines from line 2 on."""
    return Planted(f"2025-W12/{name}.md", f"---\n{lines}---\nText.\n", faults)


STORY = " ".join(f"The {word} pier lost its planks in the storm of that night." for word in map(str, range(60)))
SOURCE = "The bell was raised from the harbour on Tuesday.\n\nNobody had seen it for ninety years.\n"
BASE = with_seed_fingerprint(
    f"---\ntitle: bell\ndate: 2025-03-18\ntopics: [climate]\nseed: seeds/bell.txt\nseed_fingerprint:\n---\n\n{SOURCE}",
    "1-2",
)
BASE_NAME = BASE.partition("seed_fingerprint: ")[2].partition("\n")[0].rpartition("-")[2]
QUOTED = BASE.replace("seed: seeds/bell.txt", "quotations:\n  - Everybody saw it. — Ada\nseed: seeds/bell.txt")
CONVERTED = BASE.replace("on Tuesday", "==on Wednesday==").replace("Nobody had seen", "==Nobody had seen==")

FRONT_MATTER = (
    head("topic", "title: A\ndate: 2025-03-18\ntopics: [climte]\n", ("unknown-topic", 4)),
    head("topic-in-list", "title: A\ndate: 2025-03-18\ntopics:\n  - climate\n  - nope\n", ("unknown-topic", 6)),
    head("titel", "titel: A\ndate: 2025-03-18\ntopics: [climate]\n", ("misspelled-key", 2)),
    head("source-url", "title: A\ndate: 2025-03-18\ntopics: [climate]\nSource-URL: https://e.example/\n", ("misspelled-key", 5)),
    head("dat", "title: A\ndat: 2025-03-18\ntopics: [climate]\n", ("misspelled-key", 3)),
    head("rigths", "title: A\ndate: 2025-03-18\ntopics: [climate]\nrigths: link\n", ("misspelled-key", 5)),
    head("sumary", "title: A\ndate: 2025-03-18\nsumary: It was.\ntopics: [climate]\n", ("misspelled-key", 4)),
    head("inferred", "title: A\ndate: 2025-03-18\ndate_basis: inferred from the week\ntopics: [climate]\n", ("inferred-date", 4)),
    head("guessed", "title: A\ntitle_basis: inferred from the first line\ndate: 2025-03-18\ntopics: [climate]\n", ("guessed-title", 3)),
    head("future", "title: A\ndate: 2999-03-18\ntopics: [climate]\n", ("future-date", 3)),
    head("publish-date", "title: A\ndate: 2025-03-18\npublishDate: 2999-01-01\ntopics: [climate]\n", ("future-date", 4)),
    head("published-false", "title: A\ndate: 2025-03-18\npublished: false\n", ("foreign-draft", 4)),
    head("status-draft", "title: A\nstatus: draft\ndate: 2025-03-18\n", ("foreign-draft", 3)),
    head("tag-draft", "title: A\ntags: [draft]\n", ("foreign-draft", 3)),
    Planted("_drafts/folder.md", "---\ntitle: A\n---\nText.\n", (("foreign-draft", None),)),
    head("german-date", "title: A\ndate: 18.3.2025\ntopics: [climate]\n", ("wrong-date", 3)),
    head("no-such-day", "title: A\ntopics: [climate]\ndate: 2025-02-30\n", ("wrong-date", 4)),
    head("rights-value", "title: A\ndate: 2025-03-18\ntopics: [climate]\nrights: exerpt\n", ("wrong-value", 5)),
    head("draft-value", "title: A\ndraft: maybe\n", ("wrong-value", 3)),
    head("week-value", "title: A\nweek: 2025-W60\ndate: 2025-03-18\ntopics: [climate]\n", ("wrong-value", 3)),
    head("address", "title: A\ndate: 2025-03-18\nsource_url: example.org\ntopics: [climate]\n", ("wrong-value", 4)),
    head("alias", "title: A\ndate: 2025-03-18\ntopics: [climate]\naliases:\n  - /a//b\n", ("wrong-value", 6)),
    head("timeline", "title: A\ndate: 2025-03-18\ntopics: [climate]\ntimeline:\n  - in spring\n", ("wrong-value", 6)),
    head("machine", "title: A\ndate: 2025-03-18\ntopics: [climate]\nmachine: [sumary]\n", ("wrong-value", 5)),
    head("weight", "title: A\ndate: 2025-03-18\ntopics: [climate]\nweight: heavy\n", ("wrong-value", 5)),
    head("authors", "title: A\nauthors: {a: b}\ndate: 2025-03-18\ntopics: [climate]\n", ("wrong-value", 3)),
    head("open-quote", 'title: "A\ndate: 2025-03-18\n', ("broken-yaml", 2)),
    head("tab", "title: A\nauthors:\n\t- Ada\n", ("broken-yaml", 4)),
    head("colon", "date: 2025-03-18\ntitle: Posts: a history\n", ("broken-yaml", 3)),
    head("anchor", "title: &a A\n", ("broken-yaml", 2)),
    head("twice", "title: A\ndate: 2025-03-18\ntitle: B\ntopics: [climate]\n", ("duplicate-key", 4)),
    head("wide", "title: A\ndate: 2025-03-18\nsource_url: https://e.example/a\ntopics: [climate]\nrights: full\n", ("wide-rights", 6)),
    head("duplicate-of", "title: A\ndate: 2025-03-18\ntopics: [climate]\nduplicate_of: nobody\n", ("wrong-duplicate", 5)),
    head("lead-one", "title: A\ndate: 2025-03-17\ntopics: [climate]\nlead: true\n"),
    head("lead-two", "title: B\ndate: 2025-03-18\ntopics: [climate]\nlead: true\n", ("two-leads", None)),
    head("private-value", "title: A\ndate: 2025-03-18\ntopics: [climate]\ncomment: So %%not this\n", ("unclosed-private", 5)),
    head("code-in-yaml", "title: A\n# digest-ignore: inferd-date\ndate: 2025-03-18\ntopics: [climate]\n", ("unknown-code", 3)),
)  # fmt: skip

LOST = (
    Planted("2025-W12/blank-lines.md", "\n\n---\ntitle: A\nrights: excerpt\n---\nText.\n", (("lost-front-matter", 3),)),
    Planted("2025-W12/no-first.md", "title: A\nrights: excerpt\n---\nText.\n", (("lost-front-matter", 1),)),
    Planted("2025-W12/no-last.md", "---\ntitle: A\nrights: excerpt\n\nText.\n", (("lost-front-matter", 1),)),
    Planted("2025-W12/no-fence.md", "title: A\nrights: excerpt\n\nText.\n", (("lost-front-matter", 1),)),
    Planted("2025-W12/toml.md", '+++\ntitle = "A"\n+++\nText.\n', (("lost-front-matter", 1),)),
    Planted("2025-W12/json.md", '{\n  "title": "A"\n}\nText.\n', (("lost-front-matter", 1),)),
    Planted("2025-W12/indented.md", "  ---\n  title: A\n  ---\nText.\n", (("lost-front-matter", 1),)),
    Planted("2025-W12/dash.md", "—\ntitle: A\n—\nText.\n", (("lost-front-matter", 1),)),
    Planted("2025-W12/after-text.md", "A line.\n\n---\ntitle: A\ndate: 2025-03-18\n---\nText.\n", (("lost-front-matter", 3),)),
    Planted("2025-W12/second.md", "---\ntags: []\n---\n---\ntitle: A\n---\nText.\n", (("lost-front-matter", 4),)),
    Planted("2025-W12/invisible.md", "\u200b---\ntitle: A\n---\nText.\n", (("lost-front-matter", 1),)),
)  # fmt: skip

TEXTS = (
    body("private", "One.\n\nSo %%not this.\n\nMore.", ("unclosed-private", 8)),
    body("private-block", "One.\n\n%%\nNot this.\n\nNor this.", ("unclosed-private", 8)),
    body("comment", "One.\n\nSo <!-- not this.\n\nMore.", ("unclosed-comment", 8)),
    body("comment-block", "One.\n\n<!--\nNot this.\n\nNor this.", ("unclosed-comment", 8)),
    body("conflict", "One.\n<<<<<<< HEAD\nTwo.\n=======\nThree.\n>>>>>>> other", ("merge-conflict", 7)),
    head("conflict-in-head", "title: A\n<<<<<<< HEAD\ndate: 2025-03-18\n=======\n>>>>>>> b\n", ("merge-conflict", 3)),
    body("link", "One.\n\nTwo, [this](nothing.md)\nand more.", ("dead-link", 8)),
    body("link-in-list", "- One.\n- Two:\n    - see [this](../nothing.md)", ("dead-link", 8)),
    body("link-in-quote", "> One.\n>\n> See [this](nothing.md).", ("dead-link", 8)),
    body("link-in-table", "| a | b |\n| --- | --- |\n| c | [d](nothing.md) |", ("dead-link", 8)),
    body("link-by-reference", "One.\n\nSee [this][there].\n\n[there]: nothing.md", ("dead-link", 8)),
    body("link-at-root", "One.\n\nSee [this](/nowhere/).", ("dead-link", 8)),
    body("link-at-root-to-a-file", "See [this](/2025-W07/nothing.md).", ("dead-link", 6)),
    body("link-to-a-draft", "See [this](published-false.md).", ("dead-link", 6)),
    body("link-to-the-future", "One.\nSee [this](future.md).", ("dead-link", 7)),
    body("link-to-a-program", "See [this](setup.exe).", ("dead-link", 6)),
    body("link-in-comment", "Text.", ("dead-link", 5), more="comment: See [this](nothing.md).\n"),
    body("wikilink", "One.\n\nSee [[Nothing of that name]].", ("dead-wikilink", 8)),
    body("wikilink-with-words", "One.\nSee [[Nothing|that]] and [[good]].", ("dead-wikilink", 7)),
    body("wikilink-of-two", "See [[twin]].", ("dead-wikilink", 6)),
    body("heading", "See [this](good.md#nothing).", ("dead-heading", 6)),
    body("heading-here", "## Here\n\nSee [this](#nothing) and [that](#here).", ("dead-heading", 8)),
    body("heading-of-a-wikilink", "One.\n\nSee [[good#Nothing]] and [[good#A heading]].", ("dead-heading", 8)),
    body("block", "See [[good#^nothing]] and [[good#^block]].", ("dead-block", 6)),
    body("image", "One.\n\n![A pier](nothing.png)", ("dead-image", 8)),
    body("image-at-root", "![A pier](/images/nothing.png)", ("dead-image", 6)),
    body("image-embedded", "One.\n\n![[nothing.png]]", ("dead-image", 8)),
    body("image-unusable", "![A pier](broken.png)"),
    body("image-silent", "One.\n\n![](picture.png)", ("image-without-text", 8)),
    body("image-silent-in-a-line", "One\nand ![](picture.png)\nand more.", ("image-without-text", 7)),
    body("image-silent-in-a-list", "- One.\n- ![](picture.png)", ("image-without-text", 7)),
    body("two-silent-images", "![](picture.png)\n\n![ ](picture.png)", ("image-without-text", 6), ("image-without-text", 8)),
    body("link-without-address", "One.\n\nSee [this]() and [that](#).", ("empty-link", 8), ("empty-link", 8)),
    body("note", "One.\n\nTwo.[^nothing]", ("missing-note", 8)),
    body("note-twice", "One.[^a]\n\n[^a]: First.\n[^a]: Second.", ("repeated-note", 9), ("unanchored-note", 9)),
    body("note-without-words", "One.\n\n[^a]: Of nothing.", ("unanchored-note", 8)),
    body("note-orphaned", "One.\n\n## Unanchored notes\n\n> ==Gone.==[^a]\n\n[^a]: So it was.", ("unanchored-note", 10)),
    body("formula", "One.\n\n$$\n\\frac{1}{\n$$", ("formula", 9), more="math: true\n"),
    body("garbled", "One.\n\nIt was clichÃ©d.", ("garbled-text", 9), more="seed: seeds/garbled.txt\n"),
    body("code-in-text", "One.\n\n<!-- digest-ignore: ded-link -->\n\nTwo.", ("unknown-code", 8)),
    body("story", STORY.replace("planks", "boards", 2), ("near-duplicate", None)),
    body("story-again", STORY),
    Planted("2025-W12/bell.md", CONVERTED, (("changed-quotation", 9),)),
    Planted("2025-W12/quoted.md", QUOTED, (("changed-quotation", 6),)),
)  # fmt: skip

FILES = (
    Planted("2025-W12/latin.md", b"---\ntitle: A\ndate: 2025-03-18\ntopics: [climate]\n---\nCaf\xe9.\n", (("not-utf-8", 6),)),
    Planted("2025-W12/empty.md", "\n", (("leftover-file", None),)),
    Planted("2025-W12/drawing.md", "---\nexcalidraw-plugin: parsed\n---\nText.\n", (("leftover-file", None),)),
    Planted("2025-W12/a.sync-conflict-20250318-080000.md", "---\ntitle: A\n---\nText.\n", (("leftover-file", None),)),
    Planted("topics/nothing.md", "---\ntitle: A\n---\nText.\n", (("misplaced-file", None),)),
    Planted("elsewhere/_index.md", "---\ntitle: A\n---\nText.\n", (("misplaced-file", None),)),
    Planted("2025-W12/broken.png", b"\x89PNG\r\n\x1a\nnothing", (("unusable-image", None),)),
    Planted("pages/taken.md", "---\ntitle: A\naliases:\n  - /2025/w12/good/\n---\nText.\n", (("address-taken", 3),)),
    Planted("pages/page.md", "---\ntitle: A\n---\nSee [this](nothing.md).\n", (("dead-link", 4),)),
    Planted("2025-W12/_index.md", "---\ntitle: A\n---\nSee [[Nothing]].\n", (("dead-wikilink", 4),)),
    Planted("topics/health.md", "---\ntitle: A\n---\n\n![](../2025-W12/picture.png)\n", (("image-without-text", 5),)),
)  # fmt: skip

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63600000000200014898b14a0000000049454e44ae426082"
)
"""A PNG of one pixel."""

GOOD = (
    body("good", "## A heading\n\nText with ==a highlight==[^a], see [[wikilink]]. ^block\n\n![A pier](picture.png)\n\n[^a]: A note."),
    Planted("2025-W12/picture.png", PICTURE, ()),
    Planted("one/twin.md", "---\ntitle: Twin\ndate: 2025-03-18\ntopics: [climate]\n---\nOne.\n", ()),
    Planted("two/twin.md", "---\ntitle: Other twin\ndate: 2025-03-11\ntopics: [climate]\n---\nTwo.\n", ()),
    head("own-keys", "title: A\ndate: 2025-03-18\ntopics: [climate]\ncomments: true\nmood: calm\ndata: x.csv\nread: yes\ntags: [a]\n"),
    body("drafted", "See [this](nothing.md), ![](picture.png).", more="draft: true\n"),
    body("code", "`[[Nothing]]` and `%%`:\n\n```md\n![](nothing.png)\n<!-- digest-ignore: nothing -->\n<<<<<<< HEAD\n```"),
    Planted(f".base/{BASE_NAME}.txt", BASE, ()),
)  # fmt: skip

PLANTED = (*FRONT_MATTER, *LOST, *TEXTS, *FILES)
