"""Images: their size, smaller copies, and what becomes of those that are none."""

from __future__ import annotations

import io
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from digest.build.images import pictures


def image(kind="JPEG", size=(2000, 1000), **options) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(out, format=kind, **options)
    return out.getvalue()


def built(project, *arguments):
    result = project.digest("build", *arguments)
    assert (result.code, result.err) == (0, "")
    return project.tree("site")


def shown(site) -> str:
    """The image as the article's page shows it."""
    return re.search(r"<img[^>]*>", site["2025/w12/a/index.html"].decode())[0]


def with_image(project, name, body):
    project.write(f"content/2025-W12/{name}", body)
    project.article("2025-W12/a.md", topics="[climate]", body=f"![A photo]({name})")
    return built(project)


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "photo.jpg"), ("PNG", "photo.png"), ("WEBP", "photo.webp")])
def test_a_large_image_has_smaller_copies(project, kind, name):
    """A browser is told their widths and chooses; the page keeps room for the image before it is there."""
    site = with_image(project, name, image(kind))
    tag = shown(site)
    assert 'width="2000" height="1000"' in tag
    choice = re.search(r'srcset="([^"]*)" sizes="[^"]+"', tag)[1]
    found = {int(width): path.removeprefix("../../../") for path, width in re.findall(r"(\S+) (\d+)w", choice)}
    assert set(found) == {480, 960, 1600, 2000}
    for width, path in found.items():
        with Image.open(io.BytesIO(site[path])) as copy:
            assert (copy.format, copy.size) == (kind, (width, width // 2))
    assert len(site[found[480]]) < len(site[found[2000]])
    assert site[found[2000]] == image(kind)
    assert found[2000] in tag.split("srcset")[0]


def test_a_small_image_goes_as_it_is(project):
    """With its size, and nothing to choose from."""
    site = with_image(project, "icon.png", image("PNG", (300, 200)))
    assert 'width="300" height="200"' in shown(site)
    assert "srcset" not in shown(site)
    assert len([path for path in site if path.startswith("media/")]) == 1


def test_copies_stand_upright_and_say_nothing_of_the_place(project):
    """The camera's note on how it was held is followed, all else it noted stays out of the copies."""
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn
    exif[0x010F] = "Camera of Ann"
    site = with_image(project, "photo.jpg", image(exif=exif))
    assert 'width="1000" height="2000"' in shown(site)
    copies = {path: body for path, body in site.items() if re.search(r"-\d+w\.jpg$", path)}
    assert {Image.open(io.BytesIO(body)).size for body in copies.values()} == {(480, 960)}
    assert not any(b"Ann" in body for body in copies.values())


def test_what_moves_is_left_alone(project):
    """An animation resized would stand still."""
    frames = [Image.new("RGB", (1200, 800), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, format="WEBP", save_all=True, append_images=frames[1:])
    site = with_image(project, "film.webp", out.getvalue())
    assert 'width="1200" height="800"' in shown(site)
    assert "srcset" not in shown(site)


def test_without_pillow_images_go_as_they_are(project, monkeypatch):
    """Their size is told all the same."""
    monkeypatch.setattr(pictures, "pillow", lambda: "")
    site = with_image(project, "photo.jpg", image())
    assert 'width="2000" height="1000"' in shown(site)
    assert "srcset" not in shown(site)


def test_feeds_show_the_whole_image(project):
    """A reader of feeds may know nothing of copies."""
    site = with_image(project, "photo.jpg", image())
    feed = site["topics/climate/feed.xml"].decode()
    assert "/media/2025-W12/photo." in feed
    assert "srcset" not in feed


def test_copies_are_kept_and_the_same_bytes_come_again(project, monkeypatch):
    """A build without the site takes the copies it kept; one without any memory makes the same."""
    site = with_image(project, "photo.jpg", image())
    clean = project.folder / "clean"
    assert project.digest("build", "--no-cache", "--output", str(clean)).code == 0
    assert project.tree("clean") == site
    assert project.digest("clean").code == 0
    with monkeypatch.context() as patch:
        patch.setattr(pictures, "_resized", lambda *_: pytest.fail("made again"))
        assert built(project) == site
    for kept in (project.folder / ".digest/cache/images").iterdir():
        kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert project.digest("clean").code == 0
    assert built(project) == site


def test_a_changed_image_makes_the_pages_that_show_it(project):
    """And its old copies are gone."""
    before = with_image(project, "photo.jpg", image())
    project.write("content/2025-W12/photo.jpg", image(size=(1000, 1000)))
    after = built(project)
    assert shown(before) != shown(after)
    assert len([path for path in after if path.startswith("media/")]) == 2


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 2**31 - 1), (2000, 0)])
def test_an_image_that_claims_to_be_huge_is_not_unpacked(project, size):
    """A few bytes of PNG can name billions of pixels."""
    body = bytearray(image("PNG", (10, 10)))
    body[16:24] = size[0].to_bytes(4) + size[1].to_bytes(4)
    site = with_image(project, "bomb.png", bytes(body))
    assert "srcset" not in shown(site)


BODIES = [image(kind, (1000, 500)) for kind in ("JPEG", "PNG", "WEBP", "GIF")]


@given(st.sampled_from(BODIES), st.randoms(use_true_random=False), st.sampled_from(["cut", "scribble", "noise"]))
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_looking_at_an_image_fail(body: bytes, rng: random.Random, how: str) -> None:
    """Whatever is found out, it is a size and some widths."""
    made = bytearray(body)
    if how == "cut":
        del made[rng.randrange(len(made)) :]
    elif how == "noise":
        made = bytearray(rng.randbytes(rng.randrange(200)))
    else:
        for _ in range(rng.randrange(1, 30)):
            made[rng.randrange(len(made))] = rng.randrange(256)
    size = pictures._size(bytes(made))
    assert size.width >= 0
    assert size.height >= 0
    assert set(size.widths) <= set(pictures.WIDTHS)
    for small in size.widths:
        pictures._resized(bytes(made), small)
