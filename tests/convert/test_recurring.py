"""What a site puts under each of its texts is told by standing in several sources."""

from __future__ import annotations

APPEAL = "The Lamplighter reports on small towns and lives by those who pay six crowns a month for that."
TOWNS = ("Ach", "Ost", "Ull")
PARAGRAPHS = (
    "The council of {town} voted on Tuesday to keep the old lime kiln, which had been for sale since the spring.",
    "Of its nine members seven were in favour in {town}, and two wanted to wait for the surveyor, who was ill.",
    "Repairs will take until the autumn of next year, said the mayor of {town}, and cost as much as the school’s roof.",
    "People in {town} had gathered four hundred signatures, which is more than had gone to the polls in the winter.",
    "“{town} without its kiln would be a car park with a view,” said the baker, who had carried the list about.",
    "The surveyor’s first report, which the council of {town} had ordered in March, found the chimney sound.",
    "A firm from the coast had offered to take the stones away for nothing; {town} will now have to find a mason.",
)


def put(project, *towns):
    for town in towns:
        text = [f"{town} keeps its kiln", "18 March 2025", *(line.format(town=town) for line in PARAGRAPHS), APPEAL]
        project.write(f"seeds/{town.lower()}.txt", "\n\n".join(text) + "\n")
    return project


def with_appeal(project):
    return [
        path
        for path, body in sorted(project.tree("content").items())
        if path.endswith(".md") and APPEAL in body.decode()
    ]


def test_a_line_under_three_sources_is_no_part_of_any_article(project):
    result = put(project, *TOWNS).digest("convert")
    assert (result.code, result.err) == (0, "")
    assert with_appeal(project) == []
    assert "in other sources too" in project.digest("convert", "--why", "seeds/ost.txt").out
    before = project.tree("content")
    project.digest("convert")
    assert project.tree("content") == before


def test_one_by_one_gives_what_all_at_once_do(project):
    """With the third source the first two are known better, and made again."""
    put(project, *TOWNS[:2]).digest("convert")
    assert len(with_appeal(project)) == 2
    put(project, TOWNS[2]).digest("convert")
    alone = project.tree("content")
    for path in alone:
        (project.folder / "content" / path).unlink()
    project.digest("convert")
    assert project.tree("content") == alone
    assert with_appeal(project) == []
