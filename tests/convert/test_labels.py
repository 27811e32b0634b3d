"""`digest topics`, and conversions that learn from what a person corrected."""

from pathlib import Path

from digest.config import Config
from digest.convert.conversion import convert
from digest.convert.labels import topics_report
from digest.model.topic import Topic

CONFIG = Config(topics=(Topic(slug="sea", name="Sea", keywords=("ocean",)), Topic(slug="law", name="Law", keywords=())))
SEA = "The trawlers left the harbour before the herring came to spawn, and year {} was no other in that.\n"
LAW = "The court heard the appeal of the tenants against the verdict, and year {} was no other in that.\n"


def project(folder: Path, *, labelled: bool) -> Path:
    (folder / "digest.yml").write_text("title: T\n")
    (folder / "seeds").mkdir()
    (folder / "seeds/new.txt").write_text("News of the harbour\n\n" + SEA.format(2024))
    (folder / "content").mkdir()
    for year in range(2020, 2023) if labelled else ():
        for slug, text in (("sea", SEA), ("law", LAW)):
            front = f"---\ntitle: {slug} {year}\ntopics: [{slug}]\n---\n"
            (folder / f"content/{slug}-{year}.md").write_text(front + text.format(year))
    return folder


def topics_of_new(folder: Path) -> str:
    [path] = [path for path in (folder / "content").rglob("*.md") if "harbour" in path.name]
    return path.read_text()


def test_a_corrected_topic_teaches_later_conversions(tmp_path: Path) -> None:
    """No keyword fits the new source; the labelled articles know its words."""
    folder = project(tmp_path, labelled=True)
    convert(folder, CONFIG)
    assert "topics: [sea]" in topics_of_new(folder) or "topics:\n  - sea" in topics_of_new(folder)


def test_without_labels_nothing_is_guessed(tmp_path: Path) -> None:
    """Unsure is unsorted."""
    folder = project(tmp_path, labelled=False)
    convert(folder, CONFIG)
    assert "sea" not in topics_of_new(folder).split("---")[1].split("topics")[1].split("\n")[1]
    assert "Unsorted: 1" in topics_report(folder, CONFIG)


def test_the_report_names_what_decided(tmp_path: Path) -> None:
    """Each topic with its articles, what was learned, and how sure that makes of each."""
    folder = project(tmp_path, labelled=True)
    convert(folder, CONFIG)
    report = topics_report(folder, CONFIG)
    assert "Sea (sea): 4, 3 of them seen to by a person" in report
    assert "learned from 3:" in report
    assert "examples: 0.9" in report


def test_texts_with_the_longer_ending_teach_and_are_reported_too(tmp_path: Path) -> None:
    """The report and the examples hold every article that the site shows."""
    folder = project(tmp_path, labelled=True)
    for path in sorted((folder / "content").glob("sea-*.md")):
        path.rename(path.with_suffix(".markdown"))
    convert(folder, CONFIG)
    assert "topics: [sea]" in topics_of_new(folder) or "topics:\n  - sea" in topics_of_new(folder)
    report = topics_report(folder, CONFIG)
    assert "Sea (sea): 4, 3 of them seen to by a person" in report
    assert "    content/sea-2020.markdown\n" in report


def test_new_topics_are_suggested_from_the_unsorted_pile(tmp_path: Path) -> None:
    """Three unsorted articles with a word of their own make a proposal, which says its keywords."""
    folder = project(tmp_path, labelled=False)
    for number in range(3):
        (folder / f"content/bees-{number}.md").write_text(
            f"---\ntitle: Bees {number}\n---\nHives and honey, {number}.\n"
        )
    report = topics_report(folder, CONFIG, suggest=True)
    assert "suggested: bee (3 articles)" in report
    assert "hive" in report
