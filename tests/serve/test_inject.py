"""What is added to pages."""

import pytest

from digest.serve.inject import Additions, inject, is_protected, relax

ADDITIONS = Additions(host="h:1", generation=1, nonce="N")
WRITING = Additions(host="h:1", generation=1, nonce="N", bar="<aside>bar</aside>", writing={"token": "secret"})


@pytest.mark.parametrize(
    ("policy", "relaxed"),
    [
        (
            "default-src 'none'",
            "default-src 'none'; script-src 'nonce-N'; style-src 'self'; connect-src ws://h:1 http://h:1/-/",
        ),
        (
            "script-src 'self' 'sha256-x'; style-src 'none'; connect-src 'self'",
            "script-src 'self' 'sha256-x' 'nonce-N'; style-src 'self'; connect-src 'self' ws://h:1 http://h:1/-/",
        ),
        (
            "script-src 'sha256-x'; style-src 'self'; connect-src 'self' https://a.example",
            "script-src 'sha256-x' 'nonce-N'; style-src 'self'; connect-src https://a.example ws://h:1 http://h:1/-/",
        ),
    ],
)
def test_a_policy_is_relaxed_as_far_as_needed_and_no_further(policy: str, relaxed: str) -> None:
    """What is allowed already stays, and every other directive; but a page without a script of its own connects to no other."""
    assert relax(policy, "h:1", "N") == relaxed


def test_relaxing_twice_is_relaxing_once() -> None:
    """A law: nothing is added that stands there."""
    once = relax("default-src 'none'", "h:1", "N")
    assert relax(once, "h:1", "N") == once


def test_the_policy_is_found_however_the_tag_is_written() -> None:
    """Order of attributes, case and quotes do not matter."""
    page = "<META content='default-src &#39;none&#39;' HTTP-EQUIV=content-security-policy>"
    assert "ws://h:1" in inject(page, ADDITIONS).partition("<script")[0]


def test_a_page_without_an_end_still_gets_the_script() -> None:
    """HTML lets `</body>` be left out."""
    assert inject("<p>x", ADDITIONS).startswith('<p>x<script nonce="N" src="/livereload.js?')


def _page(policy: str) -> str:
    return f'<head><meta http-equiv="Content-Security-Policy" content="{policy}"></head><body><p>x</p></body>'


@pytest.mark.parametrize(
    ("policy", "protected"),
    [
        ("default-src 'none'", True), ("script-src 'self'; default-src *", True), ("script-src 'nonce-abc'", True),
        ("default-src 'none'; script-src 'unsafe-inline'", False), ("script-src *", False), ("script-src data:", False),
        ("style-src 'self'", False), ("", False),
    ],
)  # fmt: skip
def test_only_a_page_whose_policy_keeps_scripts_out_may_write(policy: str, protected: bool) -> None:
    """A theme without such a policy is shown, but its pages get no token."""
    page = _page(policy)
    assert is_protected(page) == protected
    assert ("secret" in inject(page, WRITING)) == protected


def test_a_policy_that_comes_too_late_protects_nothing() -> None:
    """What stands before it has run already; and a page without one has no token."""
    late = '<body><p>x</p><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"></body>'
    assert "secret" not in inject(late, WRITING)
    assert "secret" not in inject("<body><p>x</p></body>", WRITING)


def test_the_previews_script_comes_before_all_that_a_source_says() -> None:
    """Directly behind the policy, with the nonce; the bar opens the body."""
    page = inject(_page("default-src 'none'"), WRITING)
    assert page.index("Content-Security-Policy") < page.index('<script nonce="N" src="/-/preview.js"')
    assert page.index('src="/-/preview.js"') < page.index("<body><aside>bar</aside><p>x</p>")
