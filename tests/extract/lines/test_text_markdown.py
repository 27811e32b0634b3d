"""Plain texts that people write and paste, as Markdown."""

import textwrap

import pytest

from digest.extract.lines.headings import is_heading
from digest.extract.lines.text_reader import read_text

OPENING = (
    "The survey team spent eleven weeks on the estuary last winter, counting every pile and every post that the old "
    "ferry pier had left behind, and drawing each of them on a chart."
)
CLOSING = (
    "What they found was not what the harbour board had told the newspapers. Forty of the posts had been renewed within "
    "the last ten years, and nobody could say who had paid for the timber."
)


def body(middle: str) -> str:
    """The body of a text that has something between two paragraphs, without these."""
    text = f"The pier and its posts\nBy Ola Berg\n11 February 2025\n\n{OPENING}\n\n{middle}\n\n{CLOSING}\n"
    document = read_text(text)
    assert document.title == "The pier and its posts"
    assert document.body.startswith(f"{OPENING}\n\n")
    assert document.body.endswith(f"\n\n{CLOSING}\n")
    return document.body.removeprefix(f"{OPENING}\n\n").removesuffix(f"\n\n{CLOSING}\n")


@pytest.mark.parametrize(
    "text",
    [
        "It closed in 1994.[1]",
        "The foundry closed in 1994 [12]",
        "The foundry closed in 1994.[1] Its books went to the museum.[2]",
        "He wrote of it in a letter (1994)",
        "The total was 12 30.00",
        "The bolts cost 4.50 €",
        "“Nobody knows,” she said.[3]",
        'It was "over"',
        "It was over. 🙂",
        "Nobody came. Everybody went 🙂",
        "The posts were renewed",
        "We looked at the chart",
        "Die Brücke wurde geschlossen",
        "It rose by 12 %",
        "It closed in 1994.²",
        "(It closed in 1994.)",
    ],
)
def test_a_paragraph_without_a_full_stop_is_not_a_heading(text: str) -> None:
    """Nor one whose full stop stands before a footnote mark, a quotation mark, a bracket or a picture."""
    assert not is_heading(text)
    assert not body(text).startswith("#")


@pytest.mark.parametrize(
    "text",
    [
        "What the board said",
        "The flood of 1994",
        "Who paid for the timber?",
        "Timber, bolts and paint",
        "2. The second winter",
        "“Nobody knows”",
        "Why the Bridge Was Never Built",
        "Costs (in euros)",
        "Les coûts de la rénovation",
        "Über die Pfähle",
    ],
)
def test_a_subhead_stays_one(text: str) -> None:
    assert is_heading(text)
    assert body(text).startswith("## ")


def test_a_heading_of_markdown_is_one() -> None:
    assert body("### The bolts") == "### The bolts"
    assert read_text(f"# The pier\n\n{OPENING}\n\n{CLOSING}\n").title == "The pier"


def test_words_divided_at_the_end_of_a_line_are_joined() -> None:
    """The hyphen of a compound stays; that of a suspended word too."""
    text = (
        "The survey team spent eleven weeks on the estu-\nary last winter, counting every pile and every\n"
        "post that the old ferry pier had left behind, and\ndrawing each of them on a chart at a well-\n"
        "known scale, where anybody could look at the two-\nand three-year-old posts that stood on the water-\n"
        "front in the mud, and at bolts that were state-of-\nthe-art."
    )
    assert read_text(f"The pier\nBy Ola Berg\n\n{text}\n").body == (
        "The survey team spent eleven weeks on the estuary last winter, counting every pile and every post that the old "
        "ferry pier had left behind, and drawing each of them on a chart at a well-known scale, where anybody could look "
        "at the two- and three-year-old posts that stood on the waterfront in the mud, and at bolts that were state-of-the-art.\n"
    )


def test_a_hyphen_that_the_text_has_elsewhere_stays() -> None:
    text = "They bought ice-cream there, and the sea was calm and\nblue, and then they bought some more of that ice-\ncream."
    assert "more of that ice-cream." in body(text)


@pytest.mark.parametrize("width", [50, 62, 70, 78])
def test_a_wrapped_paragraph_is_one(width: int) -> None:
    """Whatever stands at the end or the beginning of a line: a dash, a number with a bracket, half a compound."""
    paragraphs = [
        (
            "The pier — which nobody had asked for — was built by the board (in the spring of 1994) and paid for by the town, "
            "as a well-known history of the harbour says; the posts – forty of them – came from a forest near the river, and "
            "the bolts — as the books say — from a foundry that closed in 1994) or so, it seems to us, and to all of them."
        ),
        (
            "What they found was not what the harbour board had told the newspapers. Forty of the posts had been renewed "
            "within the last ten years — and nobody could say who had paid for the timber in the winter of that year."
        ),
    ]
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert read_text(f"The pier and its posts\nBy Ola Berg\n11 February 2025\n\n{wrapped}\n").body == (
        "\n\n".join(paragraphs) + "\n"
    )


def test_an_item_goes_on_in_an_indented_line() -> None:
    assert body("1. First do this\n2. Then that\n   with a second line") == (
        "1. First do this\n2. Then that with a second line"
    )


def test_rows_with_tabs_are_a_table() -> None:
    """Also with an empty corner; what would be active in Markdown is escaped."""
    assert body("Station\tDay\tLevel\nNorth pier\tMonday\t2.1\nSouth | pier\t\t*2.4*") == (
        "| Station | Day | Level |\n| --- | --- | --- |\n| North pier | Monday | 2.1 |\n| South \\| pier |  | \\*2.4\\* |"
    )
    assert body("\tMonday\tTuesday\nNorth pier\t2.1\t2.2").startswith("|  | Monday | Tuesday |\n| --- |")


def test_one_line_with_a_tab_is_a_paragraph() -> None:
    assert body("The bolts\tand the posts, which were new.") == "The bolts and the posts, which were new."


def test_a_table_of_markdown_stays_one() -> None:
    table = "| Station | Level |\n| --- | --- |\n| North pier | 2.1 |"
    assert body(table.replace("| --- | --- |", "|:--|---|")) == table


def test_code_keeps_its_indentation() -> None:
    """Fenced or indented; text that is only indented is text."""
    code = "def level(raw):\n    return raw * 2"
    assert body(f"```python\n{code}\n```") == f"```python\n{code}\n```"
    assert body(f"~~~\n{code}\n\n# ``` inside\n~~~") == f"````\n{code}\n\n# ``` inside\n````"
    assert body(textwrap.indent(code, "    ")) == f"```\n{code}\n```"
    assert body("\tdef level(raw):\n\t\treturn raw * 2") == f"```\n{code}\n```"
    assert body("    The board had met in the old hall, and it went on for hours.") == (
        "The board had met in the old hall, and it went on for hours."
    )


def test_quoted_lines_are_a_quotation() -> None:
    assert body("> He wrote that the posts\n> were old.\n>\n> And that was that.\n>> They were not.") == (
        "> He wrote that the posts were old.\n>\n> And that was that.\n>\n> > They were not."
    )


def test_a_fence_without_an_end_is_text() -> None:
    assert body("```\nThe posts were old, and the bolts were as old as they.") == (
        "The posts were old, and the bolts were as old as they."
    )


def test_a_program_in_a_scraped_page_is_kept_whole() -> None:
    """Between the paragraphs of an article no line of code is furniture."""
    prose = "\n\n".join(f"{OPENING} That was in year {number}." for number in range(6))
    text = f"Home | News\n\nThe pier and its posts\n\n{prose}\n\n```\nshare = 1\nprint(share)\n```\n\n{CLOSING}\n"
    assert "```\nshare = 1\nprint(share)\n```" in read_text(text).body
