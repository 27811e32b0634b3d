"""A law of the preview: whatever two tabs, a review, an editor and git do at once, no text is lost, and the site is the clean one.

`DIGEST_PREVIEW_STEPS=500` makes more steps.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
from pathlib import Path

from preview import PATIENCE, Preview

from digest.build import Options, build
from digest.config import Config

STEPS = int(os.environ.get("DIGEST_PREVIEW_STEPS", "60"))
NAMES = [f"content/2025-W12/text-{number}.md" for number in range(5)]
WORDS = ["alpha beta", "gamma delta", "epsilon zeta", "eta theta"]


def article(number: int) -> str:
    lines = "\n\n".join(f"Line {number} says {words} here." for words in WORDS)
    return f"---\ntitle: Text {number}\ndate: 2025-03-18\nrights: full\n---\n{lines}\n"


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".digest"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


class Writers:
    """All who write to the articles at once.

    Attributes:
        written: each text that must be there in the end, and its file.
        comments: the last of each file, by who reviews the week.
        statuses: of the answers to those who annotate and review.
        away: the files that git has put away.
    """

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.random = random.Random(7)
        self.written: dict[str, str] = {}
        self.comments: dict[str, str] = {}
        self.statuses: list[int] = []
        self.away: dict[str, str] = {}

    async def step(self, number: int) -> None:
        kind = self.random.random()
        if kind < 0.15:
            self.save(number)
        elif kind < 0.2:
            self.switch()
        elif kind < 0.4:
            await asyncio.gather(self.annotate(f"a{number}"), self.comment(f"Comment {number}."))
        else:
            await asyncio.gather(self.annotate(f"a{number}"), self.annotate(f"b{number}"))

    async def annotate(self, text: str) -> None:
        """Write a note over the bytes that the page has, and sometimes undo it."""
        name, words = self.random.choice(NAMES), self.random.choice(WORDS)
        config = await self.preview.config(f"2025/w12/{Path(name).stem}/")
        if not config:
            return  # its file is put away
        await asyncio.sleep(self.random.random() / 100)
        response = await self.preview.post({"action": "add", **config, "quote": f"says {words} here", "note": text})
        self.statuses.append(response.code)
        if response.code == 200:
            self.written[text] = name
            if self.random.random() < 0.2:
                await self.undo(text, json.loads(response.body)["undo"])

    async def comment(self, text: str) -> None:
        """Write a comment on the review page, over the bytes that its card has."""
        name = self.random.choice(NAMES)
        config = await self.preview.config(f"2025/w12/{Path(name).stem}/")
        if not config:
            return
        await asyncio.sleep(self.random.random() / 100)
        decision = {"action": "set", "week": "2025-W12", **config, "name": "comment", "value": text}
        response = await self.preview.post(decision, to="review/decisions")
        self.statuses.append(response.code)
        if response.code == 200:
            self.comments[name] = text

    async def undo(self, text: str, name: str) -> None:
        if (await self.preview.post({"action": "undo", "undo": name})).code == 200:
            del self.written[text]

    def save(self, number: int) -> None:
        """An editor adds a line to what stands there."""
        name = self.random.choice([name for name in NAMES if name not in self.away])
        line = f"saved {number}"
        self.preview.write(name, f"{self.preview.read(name)}\n{line}\n")
        self.written[line] = name

    def switch(self) -> None:
        """Git puts a file away, or brings it back."""
        if self.away:
            name, text = self.away.popitem()
            self.preview.write(name, text)
        else:
            name = self.random.choice(NAMES)
            self.away[name] = self.preview.read(name)
            (self.preview.folder / name).unlink()


def test_nothing_is_lost_and_the_last_site_is_that_of_a_clean_build(tmp_path: Path) -> None:
    """Each note stands in its file until who wrote it undoes it, and so does each line of the editor."""
    preview = Preview(tmp_path)
    for number, name in enumerate(NAMES):
        preview.write(name, article(number))
    writers = Writers(preview)

    async def visit() -> None:
        for number in range(STEPS):
            await writers.step(number)
        while writers.away:
            writers.switch()
        for text, name in writers.written.items():
            assert text in preview.read(name), (text, name)
        for name, text in writers.comments.items():
            assert f"\ncomment: {text}\n" in preview.read(name), (text, name)
        clean = tmp_path / "clean"
        build(
            tmp_path,
            Config(title="Test"),
            Options(output=clean, base_url="", drafts=True, future=True, jobs=1, cache=False),
        )
        while tree(tmp_path / ".digest/serve") != tree(clean):  # noqa: ASYNC110 (the last build may still run)
            await asyncio.sleep(0.1)

    preview.run(visit, patience=PATIENCE + STEPS)
    assert writers.statuses.count(200) >= STEPS // 10
    assert writers.comments
    assert set(writers.statuses) <= {200, 409, 422}
