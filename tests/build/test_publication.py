"""What is published is built in a folder of its own."""

from __future__ import annotations

import pytest

from digest.build import open_publication
from digest.config import parse_config


def opened(project, **options):
    """The files of the publication by their path, and the build."""
    config, _ = parse_config(project.read("digest.yml"))
    with open_publication(project.folder, config, jobs=1, **options) as publication:
        return {path: (publication.folder / path).read_bytes() for path in publication.files}, publication.built


def test_it_holds_neither_drafts_nor_texts_of_days_to_come(project):
    """Whatever the preview or `digest build --drafts --future` made before."""
    project.article("2025-W12/one.md", title="One", body="First text.")
    project.article("2025-W12/two.md", title="Secretdraft", draft="true")
    project.article("2999-W12/three.md", title="Secretfuture", date="2999-03-18")
    assert project.digest("build", "--drafts", "--future").code == 0
    assert b"Secretdraft" in b"".join(project.tree("site").values())
    files, built = opened(project)
    assert built.articles == 1
    assert "2025/w12/one/index.html" in files
    assert not [path for path, body in files.items() if b"Secret" in body]


def test_it_is_what_a_build_of_its_own_gives_and_made_again_only_where_something_changed(project, tmp_path):
    """Equal bytes to `digest build --base-url`; the second time nothing is rendered, after an edit what shows it."""
    project.article("2025-W12/one.md", title="One", body="First text.")
    project.article("2025-W12/two.md", title="Two", body="Second text.")
    files, built = opened(project)
    assert built.rendered > 0
    assert opened(project)[1].rendered == 0
    project.article("2025-W12/one.md", title="One", body="Another text.")
    files, again = opened(project)
    assert 0 < again.rendered < built.rendered
    output = tmp_path / "out"
    address = "https://digest.example.org/reading/"
    assert project.digest("build", "--base-url", address, "--output", str(output)).code == 0
    expected = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    del expected[".digest-manifest"]
    assert files == expected


def test_the_site_and_what_is_known_of_its_build_stay(project):
    """`site/` is neither read nor written, and `digest build --explain` compares with the build before."""
    project.article("2025-W12/one.md", title="One", body="First text.")
    project.digest("build")
    before = project.tree("site")
    opened(project)
    assert project.tree("site") == before
    assert "0 files made" in project.digest("build", "--explain").out
    project.article("2025-W12/one.md", title="One", body="Another text.")
    opened(project)
    assert project.tree("site") == before
    explained = project.digest("build", "--explain").out
    assert "2025/w12/one/index.html\n" in explained
    assert "it is new" not in explained


def test_an_address_that_is_not_in_the_options_makes_feeds_whole(project):
    """The remote's own address stands in feeds, sitemap and canonical links; `base_url` comes first."""
    project.article("2025-W12/one.md", title="One", body="First text.")
    project.write("digest.yml", "title: Reading\n")
    files, _ = opened(project, address="https://ada.github.io/reading/")
    assert b"https://ada.github.io/reading/2025/w12/one/" in files["feed.xml"]
    assert "sitemap.xml" in files
    project.write("digest.yml", "title: Reading\nbase_url: https://ada.example/\n")
    files, _ = opened(project, address="https://ada.github.io/reading/")
    assert b"ada.github.io" not in b"".join(files.values())


def test_what_does_not_come_from_digest_is_not_among_its_files(project):
    """A file that somebody laid into the folder is not published."""
    project.article("2025-W12/one.md", title="One", body="First text.")
    opened(project)
    project.write(".digest/publish/site/secret.txt", "secret")
    files, built = opened(project)
    assert built.foreign == ("secret.txt",)
    assert "secret.txt" not in files
    assert "index.html" in files


@pytest.mark.parametrize("manifest", [b"", b"digest-manifest 1\nbroken\n", None])
def test_a_folder_without_its_manifest_is_made_again(project, manifest):
    """It is digest's own, so that nobody has to move away what stands where pages belong."""
    project.article("2025-W12/one.md", title="One", body="First text.")
    files, _ = opened(project)
    path = project.folder / ".digest/publish/site/.digest-manifest"
    path.unlink() if manifest is None else path.write_bytes(manifest)
    assert opened(project)[0] == files
