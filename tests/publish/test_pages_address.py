"""Where GitHub Pages shows a site is told by the remote's address."""

import pytest

from digest.config import Config, parse_config
from digest.publish import address_problems, github_repository, site_address, with_base_url

PROJECT = "https://ada.github.io/Reading/"
USER = "https://ada.github.io/"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://github.com/ada/Reading", PROJECT),
        ("https://github.com/ada/Reading.git", PROJECT),
        ("https://github.com/ada/Reading/", PROJECT),
        ("https://github.com/ada/Reading.git/", PROJECT),
        ("http://www.GitHub.com/Ada/Reading.git", PROJECT),
        ("https://ada:token@github.com/ada/Reading.git", PROJECT),
        ("https://token@github.com:443/ada/Reading", PROJECT),
        ("git@github.com:ada/Reading.git", PROJECT),
        ("git@github.com:Ada/Reading", PROJECT),
        ("git@github.com:/ada/Reading.git/", PROJECT),
        ("github.com:ada/Reading.git", PROJECT),
        ("ssh://git@github.com/ada/Reading.git", PROJECT),
        ("ssh://git@ssh.github.com:443/ada/Reading.git", PROJECT),
        ("git+ssh://git@github.com/ada/Reading", PROJECT),
        ("git://github.com/ada/Reading.git", PROJECT),
        ("git@github.com:ada/ada.github.io.git", USER),
        ("https://github.com/Ada/Ada.GitHub.io", USER),
        ("https://github.com/ada/grace.github.io", "https://ada.github.io/grace.github.io/"),
        ("https://github.com/ada-lab/my.notes_2.git", "https://ada-lab.github.io/my.notes_2/"),
        ("https://gitlab.com/ada/Reading.git", ""),
        ("https://github.com.evil.example/ada/Reading", ""),
        ("https://notgithub.com/ada/Reading", ""),
        ("https://evil.example/github.com/ada/Reading", ""),
        ("https://github.com/ada", ""),
        ("https://github.com/ada/Reading/tree/main", ""),
        ("https://github.com/ada/..", ""),
        ("git@github-work:ada/Reading.git", ""),
        ("/srv/git/reading.git", ""),
        ("../reading.git", ""),
        ("", ""),
    ],
)
def test_every_form_of_a_remote_tells_the_address(url: str, address: str) -> None:
    assert site_address("", "", url) == address


def test_what_the_person_wrote_comes_before_what_the_remote_tells() -> None:
    url = "git@github.com:ada/reading.git"
    assert site_address("https://ada.example/", "Ada.example", url) == "https://ada.example/"
    assert site_address("", "Ada.example", url) == "https://ada.example/"


def test_the_settings_page_is_that_of_the_repository() -> None:
    repository = github_repository("git@github.com:Ada/Reading.git")
    assert repository is not None
    assert repository.settings == "https://github.com/Ada/Reading/settings/pages"


@pytest.mark.parametrize(
    ("base_url", "cname", "url", "severities"),
    [
        ("https://ada.example/", "ada.example", "/srv/r.git", []),
        ("https://Ada.Example/", "ada.example", "/srv/r.git", []),
        ("https://www.ada.example/", "ada.example", "/srv/r.git", ["error"]),
        ("https://ada.example/reading/", "ada.example", "/srv/r.git", ["error"]),
        ("https://ada.github.io/reading/", "ada.example", "git@github.com:ada/reading", ["error"]),
        ("https://ada.github.io/reading/", "", "git@github.com:ada/reading", []),
        ("https://ada.github.io/other/", "", "git@github.com:ada/reading", ["warning"]),
        ("https://ada.github.io/other/", "", "/srv/r.git", []),
        ("https://ada.example/reading/", "", "git@github.com:ada/reading", []),
        ("", "", "/srv/r.git", ["warning"]),
        ("", "ada.example", "/srv/r.git", []),
        ("", "", "git@github.com:ada/reading", []),
    ],
)
def test_addresses_that_contradict_each_other_are_told(
    base_url: str, cname: str, url: str, severities: list[str]
) -> None:
    config = Config(base_url=base_url, cname=cname)
    problems = list(address_problems("title: T\n", config, remote="origin", url=url))
    assert [problem.severity for problem in problems] == severities


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: T\n", "title: T\nbase_url: ADDRESS\n"),
        ("title: T", "title: T\nbase_url: ADDRESS\n"),
        ("", "base_url: ADDRESS\n"),
        ("title: T\r\n", "title: T\r\nbase_url: ADDRESS\r\n"),
        ("base_url:\ntitle: T\n", "base_url: ADDRESS\ntitle: T\n"),
        ('base_url: ""  # later\r\ntitle: T\r\n', "base_url: ADDRESS  # later\r\ntitle: T\r\n"),
        ("# base_url: https://a.example/\nbase_url: ''", "# base_url: https://a.example/\nbase_url: ADDRESS"),
        ("topics:\n  - name: A\n", "topics:\n  - name: A\nbase_url: ADDRESS\n"),
        ("title: |\n  T\n  base_url:\n", "title: |\n  T\n  base_url:\nbase_url: ADDRESS\n"),
        ("{title: T}\n", None),
        ("title: T\n...\n", None),
        ("title: T\nbase_url: https://a.example/\n", None),
        ("title: |\nbase_url:\n  x\n", None),
    ],
)
def test_base_url_is_written_into_one_line_or_not_at_all(before: str, after: str | None) -> None:
    address = "https://ada.github.io/reading/"
    written = with_base_url(before, address)
    assert written == (after.replace("ADDRESS", address) if after else None)
    if written:
        assert parse_config(written)[0].base_url == address
