"""The first screen of a page of each kind looks as it did: light and dark, on a phone and on a desk.

Pictures of the example's site lie in `pictures/`, light on the left and dark on the right, in 48 colours. A page
may differ from its picture in `MOST_PIXELS` of its pixels; a pixel differs where red, green or blue is more than
`NEAR` apart. What differs more is written to a folder that the message names: the page as it is, and where it is not
the picture. `pytest tests/site/test_pictures.py --rewrite-golden` renews these pictures and leaves the others; look
at them. Pages hold no clock, so that nothing but a change of theme, content or browser changes a picture.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from page_kinds import page_kinds
from PIL import Image, ImageChops

PICTURES = Path(__file__).with_name("pictures")
SCREENS = {"phone": (390, 720), "desk": (1280, 720)}
SCHEMES = ("light", "dark")

MOST_PIXELS = 0.001
"""Share of the pixels of one screen. The same browser draws a page the same, to the pixel; another version of it may
smooth letters otherwise. A line of a menu is about 0.003 of a phone's screen."""

NEAR = 64
"""Of 255, in red, green or blue: more than the 48 colours and the smoothing of letters make, less than between two
colours of the theme that stand for different things."""

COLOURS = 48

DRAWN = "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))"


def _late_fonts_too(route):
    """Labels that come late stay in their stand-in for a page, which is as it should be, but no picture's matter."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("font-display:optional", "font-display:swap"))


def _screens(browser, site, address):
    """The first screen of each kind of page, by the name of its picture: light on the left, dark on the right."""
    drawn = {}
    for screen, (width, height) in SCREENS.items():
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page.route("**/*.css", _late_fonts_too)
        for kind, path in page_kinds(site).items():
            page.goto(address + path.relative_to(site).as_posix())
            both = Image.new("RGB", (len(SCHEMES) * width, height))
            for number, scheme in enumerate(SCHEMES):
                page.emulate_media(color_scheme=scheme)
                page.evaluate(DRAWN)
                both.paste(Image.open(io.BytesIO(page.screenshot())), (number * width, 0))
            drawn[f"{kind}-{screen}.png"] = both
        page.close()
    return drawn


def _difference(one, other):
    """Where two pictures differ, white on black; all of it, where their sizes do."""
    if one.size != other.size:
        return Image.new("L", one.size, 255)
    bands = [band.point([0] * (NEAR + 1) + [255] * (255 - NEAR)) for band in ImageChops.difference(one, other).split()]
    return ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])


def _share(difference):
    """The share of pixels that differ, of the half of which more do."""
    width, height = difference.size
    halves = [difference.crop((at, 0, at + width // 2, height)) for at in (0, width // 2)]
    return max(half.histogram()[255] for half in halves) / (width // 2 * height)


def _differing(drawn):
    """The names of pictures that are missing or differ too much, with the share."""
    found = {}
    for name, now in drawn.items():
        known = (PICTURES / name).exists()
        share = _share(_difference(now, Image.open(PICTURES / name).convert("RGB"))) if known else 1.0
        if share > MOST_PIXELS:
            found[name] = share
    return found


def _written(drawn, names):
    """A folder that stays, with the pages as they are, and with what differs in red on them."""
    folder = Path(tempfile.mkdtemp(prefix="digest-pictures-"))
    for name in names:
        drawn[name].save(folder / f"now-{name}")
        if (PICTURES / name).exists():
            difference = _difference(drawn[name], Image.open(PICTURES / name).convert("RGB"))
            red, grey = Image.new("RGB", difference.size, "red"), drawn[name].convert("L").convert("RGB")
            Image.composite(red, grey, difference).save(folder / f"difference-{name}")
    return folder


def test_every_kind_of_page_looks_as_it_did(example_site, address, browser, request):
    """Within the tolerance, and no kind is without a picture or the other way round."""
    drawn = _screens(browser, example_site, address)
    found = _differing(drawn)
    if request.config.getoption("--rewrite-golden"):
        PICTURES.mkdir(exist_ok=True)
        for name in found:
            drawn[name].quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
                PICTURES / name, optimize=True
            )
        for path in PICTURES.glob("*.png"):
            if path.name not in drawn:
                path.unlink()
        found = _differing(drawn)
    told = "; ".join(f"{name} {share:.2%}" for name, share in found.items())
    assert not found, f"pages differ from their pictures, see {_written(drawn, found)}: {told}"
    assert sorted(path.name for path in PICTURES.glob("*.png")) == sorted(drawn)


def test_a_picture_tells_a_line_that_moved_from_letters_that_are_smoothed_otherwise():
    """The tolerance is neither nothing nor all: what it lets pass and what not, on a page of lines."""
    page = Image.new("RGB", (780, 720), "white")
    for top in range(0, 720, 24):
        page.paste("black", (20, top, 370, top + 8))
    softer = page.point([40, *range(1, 256)] * 3)
    menu = page.copy()
    menu.paste("white", (20, 24, 370, 32))
    assert _share(_difference(page, softer)) == 0
    assert _share(_difference(page, menu)) > MOST_PIXELS
    assert _share(_difference(page, ImageChops.offset(page, 0, 1))) > MOST_PIXELS
    assert _share(_difference(page, page.crop((0, 0, 780, 700)))) == 1
