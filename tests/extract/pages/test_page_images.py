"""The addresses of the images of a saved page."""

import pytest
from lxml.html import fragment_fromstring

from digest.extract.pages.page_images import image_address, shown_image

PAGE = "https://example.org/news/ferry"


@pytest.mark.parametrize(
    "address",
    [
        "The last ferry_files/pier.jpg".replace(" ", "%20"),
        "./ferry_files/pier.jpg",
        "ferry-Dateien/pier.jpg",
        "ferry.files/pier.jpg",
        "traversier_fichiers/pier.jpg",
    ],
)
def test_an_image_in_the_folder_of_a_saved_page_gets_no_address_of_the_web(address: str) -> None:
    """The browser made that folder; the page's own server has none of that name."""
    assert image_address(address, PAGE) == address


@pytest.mark.parametrize(
    ("address", "resolved"),
    [
        ("pier.jpg", "https://example.org/news/pier.jpg"),
        ("/media/profiles/pier.jpg", "https://example.org/media/profiles/pier.jpg"),
        ("//cdn.example.org/a_files/pier.jpg", "https://cdn.example.org/a_files/pier.jpg"),
        ("https://cdn.example.org/a_files/pier.jpg", "https://cdn.example.org/a_files/pier.jpg"),
    ],
)
def test_other_images_get_the_address_of_their_page(address: str, resolved: str) -> None:
    """Also where a folder of the web is named like one of a browser."""
    assert image_address(address, PAGE) == resolved


def test_the_web_s_copy_of_an_image_goes_before_the_one_beside_the_page() -> None:
    """A browser that saves a page rewrites `src`, not `srcset`."""
    image = fragment_fromstring('<img src="a_files/p.jpg" srcset="https://example.org/p.jpg 800w" alt="The pier">')
    assert shown_image(image) == ("https://example.org/p.jpg", "The pier")
