"""Front matter that lost a line of hyphens, or stands where it is not read, publishes nothing."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from digest.articles.front_matter import parse

HEAD = "title: Call\ndate: 2025-03-18\nrights: excerpt\nsource_url: https://example.org/call\n"
SECRET = "The whole text of somebody else."

LOST = {
    "blank lines": (f"\n\n---\n{HEAD}---\n\n{SECRET}\n", 3),
    "a line of spaces": (f"  \n---\n{HEAD}---\n\n{SECRET}\n", 2),
    "a no-break space": (f"\u00a0\n---\n{HEAD}---\n\n{SECRET}\n", 2),
    "two byte order marks": (f"\ufeff\ufeff---\n{HEAD}---\n\n{SECRET}\n", 1),
    "a zero-width space": (f"\u200b---\n{HEAD}---\n\n{SECRET}\n", 1),
    "an indented fence": (f"  ---\n{HEAD}---\n\n{SECRET}\n", 1),
    "all of it indented": (
        "".join(f"    {line}\n" for line in ["---", *HEAD.splitlines(), "---", "", SECRET]),
        1,
    ),
    "no first fence": (f"{HEAD}---\n\n{SECRET}\n", 1),
    "no first fence, with Windows line ends": (f"{HEAD}---\n\n{SECRET}\n".replace("\n", "\r\n"), 1),
    "no first fence, with lists and comments": (
        f"title: Call\ntopics:\n  - climate\n# mine\nrights: excerpt\n\n---\n{SECRET}\n",
        1,
    ),
    "no fence at all": (f"{HEAD}\n{SECRET}\n", 1),
    "no first fence, in capitals": (f"Title: Call\nRights: excerpt\n---\n\n{SECRET}\n", 1),
    "no fence at all, in capitals": (f"Title: Call\nAuthor: Ada\nDate: 2025-03-18\n\n{SECRET}\n", 1),
    "TOML without its fences": (f'title = "Call"\ndraft = true\n\n{SECRET}\n', 1),
    "no last fence": (f"---\n{HEAD}\n{SECRET}\n", 1),
    "other programs' properties": (f"layout: post\ntags: [a]\n---\n\n{SECRET}\n", 1),
    "a dash": (f"—\n{HEAD}—\n\n{SECRET}\n", 1),
    "a dash and a hyphen": (f"—-\n{HEAD}—-\n\n{SECRET}\n", 1),
    "four hyphens": (f"----\n{HEAD}----\n\n{SECRET}\n", 1),
    "an escape": (f"\\---\n{HEAD}\\---\n\n{SECRET}\n", 1),
    "TOML": (f'+++\ntitle = "Call"\ndraft = true\n+++\n\n{SECRET}\n', 1),
    "TOML after a blank line": (f'\n+++\ntitle = "Call"\n+++\n\n{SECRET}\n', 2),
    "JSON": (f'{{\n  "title": "Call",\n  "draft": true\n}}\n\n{SECRET}\n', 1),
    "a block of code": (f"```markdown\n---\n{HEAD}---\n\n{SECRET}\n```\n", 1),
    "a block of code for the properties": (f"```yaml\n---\n{HEAD}---\n```\n\n{SECRET}\n", 1),
    "a line of text": (f"See below.\n\n---\n{HEAD}---\n\n{SECRET}\n", 3),
    "a heading": (f"# Call\n---\n{HEAD}---\n\n{SECRET}\n", 2),
    "a second one": (f"---\ntags: []\n---\n---\n{HEAD}---\n\n{SECRET}\n", 4),
    "a second one after a blank line": (f"---\ntags: []\n---\n\n---\n{HEAD}---\n\n{SECRET}\n", 5),
}

KEPT = {
    "a text": f"{SECRET}\n",
    "nothing": "",
    "blank lines and text": f"\n\n{SECRET}\n",
    "a rule between paragraphs": f"One.\n\n---\n\nTwo.\n\n---\n\nThree: {SECRET}\n",
    "a rule after blank lines": f"\n---\n\n{SECRET}\n\n---\n",
    "a heading that is underlined": "Note: this matters\n---\n\nText.\n",
    "properties in a block of code": f"How it is written:\n\n```yaml\n---\n{HEAD}---\n```\n",
    "one word and a colon": "title: the word for a name\n\nText.\n",
    "the head of a letter": "Date: 3 May\nPlaces: Vienna\n\nDear all,\n",
    "an equation": "date = 3\n\nText.\n",
    "a heading over a rule": "Title: the second\n---\nText.\n",
    "a dialogue": "A: Who is there?\nB: Nobody.\n---\nThey left.\n",
    "braces": "{\n  not JSON\n}\n",
    "good front matter and a rule": f"---\n{HEAD}---\n\n---\n\nText.\n\n---\n",
    "good front matter and a dialogue below a rule": f"---\n{HEAD}---\n\n---\nA: Who?\nB: Me.\n---\n",
    "good front matter after a byte order mark": f"\ufeff---\n{HEAD}---\n\n{SECRET}\n",
}


def read(text):
    return parse(text, PurePosixPath("content/2025-W12/call.md"), topics=["climate"])


@pytest.mark.parametrize(("text", "line"), LOST.values(), ids=LOST)
def test_what_seems_lost_is_an_error_at_its_line_and_a_draft(text, line):
    front_matter, _, _, problems = read(text)
    assert front_matter.draft
    assert [(problem.code, problem.severity, problem.location.line) for problem in problems] == [
        ("lost-front-matter", "error", line)
    ]
    assert problems[0].hint


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_only_looks_like_it_is_published(text):
    front_matter, _, _, problems = read(text)
    assert not front_matter.draft
    assert problems == ()


@pytest.mark.parametrize(
    "kind", ["blank lines", "no first fence", "no last fence", "TOML", "a heading", "a second one"]
)
def test_nothing_of_it_is_on_the_site_and_the_build_exits_with_1(project, kind):
    """Neither its properties nor a text that rights held back."""
    project.article("2025-W12/good.md", title="Good")
    project.write("content/2025-W12/call.md", LOST[kind][0])
    built = project.digest("build")
    assert built.code == 1
    assert f"content/2025-W12/call.md:{LOST[kind][1]}:1" in built.err
    site = b"".join(project.tree("site").values())
    assert SECRET.encode() not in site
    assert b"source_url" not in site
    assert b"Good" in site
