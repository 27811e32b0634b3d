"""What is added to pages."""

import pytest

from digest.serve.inject import inject, relax


@pytest.mark.parametrize(
    ("policy", "relaxed"),
    [
        ("default-src 'none'", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src ws://h:1"),
        (
            "script-src 'sha256-x'; style-src 'none'; connect-src 'self'",
            "script-src 'sha256-x' 'self'; style-src 'self'; connect-src 'self' ws://h:1",
        ),
    ],
)
def test_a_policy_is_relaxed_as_far_as_needed_and_no_further(policy: str, relaxed: str) -> None:
    """What is allowed already stays; every other directive too."""
    assert relax(policy, "h:1") == relaxed


def test_relaxing_twice_is_relaxing_once() -> None:
    """A law: nothing is added that stands there."""
    once = relax("default-src 'none'", "h:1")
    assert relax(once, "h:1") == once


def test_the_policy_is_found_however_the_tag_is_written() -> None:
    """Order of attributes, case and quotes do not matter."""
    page = "<META content='default-src &#39;none&#39;' HTTP-EQUIV=content-security-policy>"
    assert "ws://h:1" in inject(page, host="h:1", generation=1, problems=()).partition("<script")[0]


def test_a_page_without_an_end_still_gets_the_script() -> None:
    """HTML lets `</body>` be left out."""
    assert inject("<p>x", host="h:1", generation=1, problems=()).startswith('<p>x<script src="/livereload.js?')
