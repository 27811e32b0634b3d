"""The law of merging, through the files of a project: every word of a person's is in content/ afterwards.

A larger search: DIGEST_LAW_EXAMPLES=2000 pytest tests/convert/test_revising_law.py
"""

from __future__ import annotations

import os
from pathlib import PurePosixPath

import pytest
from edited_stories import Author

from digest.articles.provenance import seed_of
from digest.convert.bases import existing_bases
from digest.convert.revising import revise
from digest.convert.writing import ContentWriter

EXAMPLES = int(os.environ.get("DIGEST_LAW_EXAMPLES", "60"))
PATH = PurePosixPath("content/2025-W12/a.md")
SEED = PurePosixPath("seeds/a.txt")


def words_in(folder):
    return "\n".join(path.read_bytes().decode() for path in sorted(folder.rglob("*")) if path.is_file())


def tree(folder):
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def convert(project, theirs):
    """As the story does: what has been made of this version of the source is left alone."""
    if version(project / PATH) != seed_of(theirs)[1].rpartition("-")[0]:
        revise(ContentWriter(project), PATH, theirs, SEED, forced=False)


def version(target):
    return seed_of(target.read_bytes().decode())[1].rpartition("-")[0]


@pytest.mark.parametrize("base", ["there", "lost"])
def test_every_word_of_the_persons_is_in_content_and_twice_is_once(tmp_path, base):
    """Merged, or untouched with the new version beside it; through three versions of the source."""
    for seed in range(EXAMPLES):
        project = tmp_path / str(seed)
        target = project / PATH
        author = Author(seed)
        story = author.story()
        writer = ContentWriter(project)
        if base == "there":
            writer.keep_base(story.base)
        target.parent.mkdir(parents=True)
        target.write_bytes(story.mine.encode())
        third = author.converted(author.changed(story.after) or story.after, "A third title")
        for theirs in (story.theirs, third):
            before = target.read_bytes()
            convert(project, theirs)
            after = tree(project / "content")
            convert(project, theirs)
            assert tree(project / "content") == after, seed
            found = words_in(target.parent)
            assert [marker for marker in story.markers if marker not in found] == [], seed
            if seed_of(target.read_bytes().decode())[1] == seed_of(before.decode())[1]:
                assert target.read_bytes() == before, seed  # whatever is not merged is not touched
        assert existing_bases(project)
