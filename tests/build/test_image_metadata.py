"""What a camera wrote into a photograph stays at home; the picture stays as it is, byte by byte (promise 41)."""

from __future__ import annotations

import base64
import io
import random
import re
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from digest.build.images.avif_metadata import without_place
from digest.build.images.image_metadata import UnreadableImageError, without_metadata

SECRETS = (b"SECRET", b"GPS", b"Camera of Ann", b"59 North")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>SECRET 59 North</rdf:RDF></x:xmpmeta>'
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif(orientation: int = 6) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F] = "Camera of Ann"
    made[0x9286] = "SECRET comment"
    made.get_ifd(0x8825).update({1: "N", 2: (59.0, 20.0, 1.0), 29: "SECRET day"})
    return made


def picture(kind: str, orientation: int = 6, **options: object) -> bytes:
    out = io.BytesIO()
    drawn = Image.radial_gradient("L").resize((64, 40)).convert("RGB")
    drawn.save(out, format=kind, exif=exif(orientation), icc_profile=PROFILE, **options)
    return out.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def jpeg(orientation: int = 6, **options: object) -> bytes:
    body = picture("JPEG", orientation, comment=b"SECRET", **options)
    more = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP) + segment(0xED, b"Photoshop 3.0\0SECRET")
    return body[:2] + more + segment(0xE2, b"QSEC\0SECRET") + body[2:] + b"\xff\xd8\xff\xe1SECRET of a second picture"


def png(orientation: int = 6) -> bytes:
    info = PngInfo()
    info.add_text("Comment", "SECRET")
    info.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=False)
    body = picture("PNG", orientation, pnginfo=info)
    time = chunk(b"tIME", b"SECRET!") + chunk(b"prVt", b"SECRET")
    return body[:33] + time + body[33:] + b"SECRET"


def webp(orientation: int = 6) -> bytes:
    return picture("WEBP", orientation, xmp=XMP) + b"SECRET"


def gif() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("P", (9, 9), colour) for colour in (1, 2)]
    frames[0].save(out, format="GIF", save_all=True, append_images=frames[1:], loop=0, comment=b"SECRET")
    return out.getvalue()[:-1] + b"\x21\xff\x0bXMP DataXMP\x06SECRET\x00" + b"\x3bSECRET"


def avif(orientation: int = 6) -> bytes:
    return picture("AVIF", orientation, xmp=XMP)


ALL = {"JPEG": jpeg, "PNG": png, "WEBP": webp, "AVIF": avif, "GIF": lambda _=1: gif()}


def pixels(body: bytes) -> list[bytes]:
    with Image.open(io.BytesIO(body)) as opened:
        frames = []
        for number in range(getattr(opened, "n_frames", 1)):
            opened.seek(number)
            frames.append(opened.convert("RGBA").tobytes())
        return frames


@pytest.mark.parametrize("make", [*ALL.values(), lambda: jpeg(progressive=True)], ids=[*ALL, "progressive"])
def test_place_and_camera_are_taken_out_and_the_picture_stays(make):
    """Its pixels, its colours and all its frames; taken out twice, nothing changes."""
    body = make()
    assert any(secret in body for secret in SECRETS)
    clean = without_metadata(body)
    assert not any(secret in clean for secret in SECRETS)
    assert pixels(clean) == pixels(body)
    assert without_metadata(clean) == clean


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_orientation_and_profile_are_kept(kind):
    """Without them the picture would lie on its side, or have other colours; an upright one has no EXIF at all."""
    for orientation in range(1, 9):
        with Image.open(io.BytesIO(without_metadata(ALL[kind](orientation)))) as opened:
            assert opened.info["icc_profile"] == PROFILE
            assert dict(opened.getexif()) == ({} if orientation == 1 else {0x0112: orientation})
            assert not opened.getexif().get_ifd(0x8825)


def test_the_scan_is_copied_byte_by_byte():
    """Nothing is compressed again."""
    body = picture("JPEG", progressive=True)
    clean = without_metadata(body)
    scans = re.findall(rb"\xff\xda.*?(?=\xff[\xc4\xda\xd9])", body, re.DOTALL)
    assert len(scans) > 3
    assert all(scan in clean for scan in scans)


@pytest.mark.parametrize("make", [picture, lambda kind: ALL[kind]()], ids=["plain", "full"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_file_that_ends_too_early_is_refused(make, kind):
    """What is in the rest of it cannot be known."""
    body = make(kind)
    for length in range(2, len(picture(kind)) - 2, 37):
        with pytest.raises(UnreadableImageError):
            without_metadata(body[:length])


@given(st.sampled_from([*ALL]), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_whatever_the_bytes_it_is_an_image_or_refused(kind: str, rng: random.Random) -> None:
    """No bytes raise anything else."""
    body = bytearray(ALL[kind]())
    for _ in range(rng.randrange(1, 20)):
        body[rng.randrange(len(body))] = rng.randrange(256)
    try:
        without_metadata(bytes(body))
    except UnreadableImageError:
        return


@pytest.mark.parametrize("name", ["p.jpg", "p.png", "p.webp", "P.JPEG"])
def test_the_published_original_and_its_copies_are_clean(project, name):
    """On the site, whatever the name; `images: keep_metadata` keeps all of it, under another name."""
    kind = {"jpg": "JPEG", "jpeg": "JPEG"}.get(name.lower().rpartition(".")[2], name.rpartition(".")[2].upper())
    project.write(f"content/n/{name}", ALL[kind]())
    project.article("n/a.md", body=f"![x]({name})")
    assert project.digest("build").code == 0
    first = {path: body for path, body in project.tree("site").items() if path.startswith("media/")}
    assert len(first) == 1
    assert not any(secret in body for body in first.values() for secret in SECRETS)
    project.write("digest.yml", project.read("digest.yml") + "images: keep_metadata\n")
    assert project.digest("build").code == 0
    kept = {path: body for path, body in project.tree("site").items() if path.startswith("media/")}
    assert list(kept.values()) == [ALL[kind]()]
    assert kept.keys() != first.keys()


def test_a_comment_stays_out_of_smaller_copies(project):
    """Pillow would copy that of a JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (2000, 1000)).save(out, format="JPEG", comment=b"SECRET", exif=exif())
    project.write("content/n/p.jpg", out.getvalue())
    project.article("n/a.md", body="![x](p.jpg)")
    assert project.digest("build").code == 0
    media = {path: body for path, body in project.tree("site").items() if path.startswith("media/")}
    assert len(media) == 2
    assert not any(secret in body for body in media.values() for secret in SECRETS)


@pytest.mark.parametrize("body", [b"no image", jpeg()[:400], png()[:200], b""])
def test_an_image_that_cannot_be_read_is_reported_and_not_published(project, body):
    """One error names the file; the article is published with the words for the image."""
    project.write("content/n/p.jpg", body)
    project.article("n/a.md", body="Before ![the words](p.jpg) after.")
    result = project.digest("build")
    assert result.code == 1
    assert "content/n/p.jpg  cannot be read as an image" in result.err
    assert "leads to nothing" not in result.err
    site = project.tree("site")
    assert not any(path.startswith("media/") for path in site)
    page = site["2025/w12/a/index.html"].decode()
    assert "Before the words after." in page


def test_a_photograph_within_a_drawing_is_clean(project):
    """What drawing programs embed goes without place and camera; what cannot be read is left out."""
    inside = [ALL["JPEG"](), ALL["PNG"](), b"SECRET"]
    images = "".join(f'<image href="data:image/png;base64,{base64.b64encode(body).decode()}"/>' for body in inside)
    project.write("content/n/a.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{images}</svg>')
    project.article("n/a.md", body="![A drawing](a.svg)")
    assert project.digest("build").code == 0
    (drawing,) = [body for name, body in project.tree("site").items() if name.startswith("media/")]
    shown = [base64.b64decode(data) for data in re.findall(rb"base64,([^\"]*)", drawing)]
    assert shown == [without_metadata(body) for body in inside[:2]]
    assert b"SECRET" not in b"".join(shown)


def test_a_photograph_of_a_theme_is_clean(project):
    """The portrait of an editor is a photograph of a phone, too."""
    body = jpeg()
    project.write("themes/paper/assets/me.JPG", body)
    project.write("themes/paper/assets/broken.png", b"no image")
    project.article("n/a.md", body="Text.")
    assert project.digest("build").code == 0
    files = project.tree("site")
    assert [files[name] for name in files if "/me." in name] == [without_metadata(body)]
    assert [files[name] for name in files if "/broken." in name] == [b"no image"]
    project.write("digest.yml", project.read("digest.yml") + "images: keep_metadata\n")
    assert project.digest("build").code == 0
    assert body in project.tree("site").values()


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def track(handler: bytes, offset: int, *sizes: int) -> bytes:
    """A track with one chunk of samples, and what a camera notes beside it."""
    tables = (
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, len(sizes), 1))
        + box(b"stsz", struct.pack(f">III{len(sizes)}I", 0, 0, len(sizes), *sizes))
        + box(b"stco", struct.pack(">III", 0, 1, offset))
    )
    media = box(b"hdlr", bytes(8) + handler) + box(b"minf", box(b"stbl", tables))
    return box(b"trak", box(b"mdia", media) + box(b"udta", b"SECRET"))


def test_a_film_goes_out_without_its_place(project):
    """As phones write it (`udta`, `meta`), in boxes of long size, and at each moment, as cameras of sport do."""
    kind = box(b"ftyp", b"qt  \0\0\0\0qt  ")
    data = box(b"mdat", b"PICTURESOUND" + b"SECRET" * 2)
    start = len(kind) + 8
    noted = box(b"udta", box(b"\xa9xyz", b"+59.3+18.0/SECRET")) + box(b"meta", b"SECRET")
    noted += struct.pack(">I4sQ", 1, b"uuid", 22) + b"SECRET"
    tracks = track(b"vide", start, 7) + track(b"soun", start + 7, 5) + track(b"meta", start + 12, 6, 6)
    film = kind + data + box(b"moov", tracks + noted) + box(b"uuid", b"SECRET")
    project.write("content/n/film.MOV", film)
    project.article("n/a.md", body="[The film](film.MOV)")
    assert project.digest("build").code == 0
    (clean,) = [body for name, body in project.tree("site").items() if name.startswith("media/")]
    assert b"SECRET" not in clean
    assert b"+59.3" not in clean
    assert len(clean) == len(film)
    assert clean.startswith(kind + data[:20])
    assert clean.count(b"trak") == 2
    project.write("digest.yml", project.read("digest.yml") + "images: keep_metadata\n")
    assert project.digest("build").code == 0
    assert film in project.tree("site").values()


@pytest.mark.parametrize(
    "body", [b"", b"%PDF", b"\0\0\0\x10ftypqt  \0\0\0\0\0\0\0\x20moov\0\0\0\x18udta", b"\0\0\0\x01moov"]
)
def test_a_film_that_cannot_be_read_is_no_reason_to_stop(body):
    """It is published as far as it goes."""
    assert len(without_place(body)) == len(body)
