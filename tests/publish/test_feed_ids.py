"""The file in which the ids of feeds are kept: begun by a conversion, added to by what goes out, written by no build."""

from __future__ import annotations

import re
import shutil
import subprocess
import uuid

from digest.config import parse_config
from digest.publish import begin_feed_ids, keep_feed_ids

KEPT = "content/.feed-ids"


def ids(project) -> list[str]:
    """The ids in the feed of digests and in that of a topic, as a build makes them."""
    assert project.digest("build").code == 0
    return re.findall(r"<id>(.*)</id>", project.read("site/feed.xml") + project.read("site/topics/climate/feed.xml"))


def config_of(project):
    return parse_config(project.read("digest.yml"))[0]


def test_a_conversion_names_the_digest_before_its_first_article(project):
    """Then nothing else needs to be kept, and converting again writes nothing."""
    project.write("seeds/call.txt", "The call\n\nIt was long, said the climate people. Methane rises.\n" * 3)
    assert project.digest("convert").code == 0
    kept = project.read(KEPT)
    assert kept.splitlines()[1:] == [kept.splitlines()[1]]
    assert kept.endswith(" digest\n")
    assert project.digest("convert").code == 0
    assert project.read(KEPT) == kept


def test_a_dry_run_and_an_empty_project_keep_nothing(project):
    """Nothing went out, and nothing was asked for."""
    project.write("seeds/call.txt", "The call\n\nIt was long.\n")
    project.article("2025-W12/old.md", topics="[climate]")
    project.digest("convert", "--dry-run")
    assert not (project.folder / KEPT).exists()
    shutil.rmtree(project.folder / "seeds")
    shutil.rmtree(project.folder / "content")
    project.digest("convert")
    assert not (project.folder / KEPT).exists()


def test_a_digest_that_went_out_before_keeps_its_ids_whatever_moves(project):
    """It has a ledger of its conversions and no file of ids: the next conversion writes down what its address gave."""
    project.article("2025-W12/call.md", topics="[climate]", seed="seeds/call.txt")
    project.article("2025-W12/talk.md", topics="[climate]", title="Talk")
    project.write("content/.converted", "# Sources that were converted.\n0123 seeds/call.txt\n")
    before = ids(project)
    project.write("seeds/other.txt", "Another\n\nIt was short, said the climate people.\n")
    project.digest("convert")
    assert set(before) <= set(re.findall(r"^(\S+) ", project.read(KEPT), re.MULTILINE))
    project.write(
        "digest.yml", project.read("digest.yml").replace("https://digest.example.org", "https://else.example")
    )
    assert set(before) <= set(ids(project))


def test_a_build_sees_what_is_kept_and_writes_nothing_of_it(project):
    """A file that changes makes the feeds again, in a warm build as in a clean one."""
    project.article("2025-W12/call.md", topics="[climate]", source_url="https://news.example/call")
    before = ids(project)
    content = project.tree("content")
    assert keep_feed_ids(project.folder, config_of(project))
    assert ids(project) == before
    changed = project.read(KEPT).replace("urn:uuid:", "urn:x:")
    project.write(KEPT, changed)
    after = ids(project)
    assert all(identity.startswith("urn:x:") for identity in after)
    shutil.rmtree(project.folder / ".digest")
    assert ids(project) == after
    assert project.tree("content") == {**content, ".feed-ids": changed.encode()}


def test_what_goes_out_is_kept_once(project):
    """A file that has begun is not begun again, and equal articles add nothing."""
    project.article("2025-W12/call.md", topics="[climate]")
    assert begin_feed_ids(project.folder, config_of(project))
    assert not begin_feed_ids(project.folder, config_of(project))
    assert not keep_feed_ids(project.folder, config_of(project))
    project.article("2025-W12/talk.md", topics="[climate]", title="Talk")
    assert keep_feed_ids(project.folder, config_of(project))
    assert "name talk\n" in project.read(KEPT)


def test_former_ids_of_a_site_that_github_builds_are_those_of_its_address_there(project):
    """Its options need no `base_url`: the workflow says it. What it published is kept all the same."""
    project.write(
        "digest.yml", project.read("digest.yml").replace("base_url: https://digest.example.org/reading/\n", "")
    )
    project.article("2025-W12/call.md", topics="[climate]", seed="seeds/call.txt")
    project.write("content/.converted", "# Sources that were converted.\n0123 seeds/call.txt\n")
    remote = "git@github.com:Ada/reading.git"
    for command in (
        ["init", "-q"],
        ["remote", "add", "origin", remote],
        ["config", "user.email", "a@example.org"],
        ["config", "user.name", "A"],
    ):
        subprocess.run(["git", "-C", str(project.folder), *command], check=True)
    assert begin_feed_ids(project.folder, config_of(project))
    place = "https://ada.github.io/reading/#2025/w12/call/index.html"
    assert f"{uuid.uuid5(uuid.NAMESPACE_URL, place).urn} seed seeds/call.txt" in project.read(KEPT)
