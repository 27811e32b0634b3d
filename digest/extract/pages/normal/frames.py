"""Videos and other pages in frames: an empty `<iframe>` with the address that a reader can open."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from lxml.etree import _Element

from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import drop, empty, replace_with

_LONGEST: Final = 2_000
_LAZY: Final = ("src", "data-src", "data-lazy-src", "data-url", "data-original-src")
_NO_CONTENT = re.compile(
    r"doubleclick|googlesyndication|googletagmanager|adservice|amazon-adsystem|/ads?[/.?]|facebook\.com/plugins|"
    r"facebook\.com/tr|platform\.twitter\.com/widgets|recaptcha|disqus|addthis|sharethis|outbrain|taboola|criteo|"
    r"consent|cookie|analytics|pixel|subscribe|newsletter|signup|mailchimp|hubspot|accounts\.google|/embed/comments|"
    r"about:|javascript:|data:|blob:|podtrac|safeframe|quantserve",
    re.IGNORECASE,
)
"""Addresses of frames that hold no part of an article."""

_YOUTUBE = re.compile(r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com$")
_ID = re.compile(r"[\w-]{5,20}")
_TITLES: Final = {
    "youtube video player", "youtube player", "vimeo", "embedded content", "iframe", "embed", "video",
    "video player", "vimeo video player", "player",
}  # fmt: skip


def amp_pictures(page: Page) -> None:
    """The pictures of AMP are `<img>` under another name, each with one more for readers without scripts."""
    for element in list(page.tree.iter("amp-img", "amp-anim")):
        empty(element, "")
        element.tag = "img"


def frames(page: Page) -> None:
    """A frame leads to what it shows; one for advertising, sharing or consent is dropped."""
    for element in list(
        page.tree.iter(
            "iframe", "video", "audio", "embed", "lite-youtube", "youtube-video", "amp-youtube", "lite-vimeo"
        )
    ):
        if element.getparent() is None:
            continue
        address = _address(element)
        if address is None or _NO_CONTENT.search(address) or _is_small(element):
            drop(element)
            continue
        frame = element.makeelement("iframe", {"src": address})
        title = " ".join((element.get("title") or element.get("aria-label") or "").split())
        if title and title.lower() not in _TITLES:
            frame.set("title", title[:200])
        else:
            frame.set("title", _name(address, element.tag))
        empty(element, "")
        replace_with(element, frame)


def _address(element: _Element) -> str | None:
    """The address of the page that shows what a frame shows."""
    if video := (element.get("videoid") or element.get("data-videoid")):
        host = "vimeo.com/" if element.tag == "lite-vimeo" else "www.youtube.com/watch?v="
        return f"https://{host}{video}" if _ID.fullmatch(video) else None
    sources = [element.get(name) for name in _LAZY]
    sources += [source.get("src") for source in element.iter("source")]
    address = next((source.strip() for source in sources if source and not source.startswith("about:")), None)
    if address is None or len(address) > _LONGEST:
        return None
    address = f"https:{address}" if address.startswith("//") else address.replace(" ", "%20")
    return _page_of(address)


def _page_of(address: str) -> str:
    """The address of a video's page, where a player's is given."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host, path = (parts.hostname or ""), parts.path
    if _YOUTUBE.match(host) and (match := re.match(r"/embed/([\w-]{5,20})$", path)):
        if match[1] == "videoseries":
            lists = parse_qs(parts.query).get("list", [""])
            return f"https://www.youtube.com/playlist?list={lists[0]}"
        return f"https://www.youtube.com/watch?v={match[1]}"
    if host == "player.vimeo.com" and (match := re.match(r"/video/(\d+)", path)):
        return f"https://vimeo.com/{match[1]}"
    if host.endswith("dailymotion.com") and (match := re.match(r"/embed/video/(\w+)", path)):
        return f"https://www.dailymotion.com/video/{match[1]}"
    return address


def _name(address: str, tag: str) -> str:
    """What a link to a frame's content is called where the page does not say."""
    if re.search(r"youtube|vimeo|dailymotion|/video|\.(?:mp4|webm|mov)", address) or tag == "video":
        return "Video"
    return "Audio" if tag == "audio" or re.search(r"soundcloud|spotify|podcast|\.mp3", address) else "Embedded page"


def _is_small(element: _Element) -> bool:
    """Whether a frame is too small to show anything."""
    return any(re.fullmatch(r"\s*[0-3](?:px)?\s*", element.get(side) or "") for side in ("width", "height"))
