"""Where GitHub Pages shows what is pushed to a remote, and whether `base_url` and `cname` agree with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from digest.config import FILE, Config, option_location, parse_config
from digest.dataclass import dataclass
from digest.errors import Location, Problem

_REPOSITORY: Final = re.compile(
    r"""
    (?: (?:https?|git|(?:git\+)?ssh)://  (?:[^/@\s]*@)?  (?:www\.|ssh\.)?github\.com  (?::\d+)?  /+
      | (?:[^/@:\s]+@)?  (?:ssh\.)?github\.com  :/*                      # as scp has it
    )
    (?P<owner>[\w-]+) / (?P<name>[\w.-]+?) (?:\.git)? /*
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)

_LINE: Final = re.compile(
    r"""^(?P<key>base_url[ \t]*:)[ \t]*(?:""|''|~|null)?(?P<rest>(?:[ \t]+\#[^\r\n]*)?)[ \t]*(?=\r?$)""",
    re.MULTILINE | re.VERBOSE,
)
"""The line of a `base_url` that is not set."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository at GitHub.

    Attributes:
        owner: a person or an organisation.
        name: of the repository.
    """

    owner: str
    name: str

    @property
    def address(self) -> str:
        """Where its site stands: `name.github.io` of its owner at the root of that host, all others below their name.

        ("Types of GitHub Pages sites" in GitHub's documentation.) Hosts have no upper case; a path keeps its own.
        """
        host = f"{self.owner.lower()}.github.io"
        return f"https://{host}/" if self.name.lower() == host else f"https://{host}/{self.name}/"

    @property
    def settings(self) -> str:
        """The page on which GitHub Pages is switched on."""
        return f"https://github.com/{self.owner}/{self.name}/settings/pages"


def github_repository(url: str) -> Repository | None:
    """The repository of a remote's address, over https or ssh; None if it is not at GitHub."""
    match = _REPOSITORY.fullmatch(url.strip())
    return Repository(match["owner"], match["name"]) if match and match["name"] not in {".", ".."} else None


def site_address(base_url: str, cname: str, url: str) -> str:
    """Where the site will stand; empty if nothing says so.

    Args:
        base_url: of `digest.yml`.
        cname: the own domain of `digest.yml`.
        url: the remote's address.
    """
    if base_url:
        return base_url
    if cname:
        return f"https://{cname.lower()}/"
    repository = github_repository(url)
    return repository.address if repository else ""


def address_problems(text: str, config: Config, *, remote: str, url: str) -> Iterator[Problem]:
    """What is wrong with where the site is said to stand.

    Args:
        text: of `digest.yml`.
        config: its options.
        remote: the name of the git remote.
        url: its address.
    """
    repository = github_repository(url)
    base = urlsplit(config.base_url)
    if config.cname and config.base_url:
        if (base.hostname, base.path) != (config.cname.lower(), "/"):
            yield Problem(
                message=f"cname {config.cname} and base_url {config.base_url} name different places",
                location=_place(text, "cname"),
                hint=f"GitHub will show the site at https://{config.cname.lower()}/: write that as base_url, or take "
                "cname away",
                code="other-address",
            )
    elif repository and (base.hostname or "").endswith(".github.io") and not _same(config.base_url, repository.address):
        yield Problem(
            message=f'base_url is {config.base_url}, but GitHub will show the site of "{remote}" at '
            f"{repository.address}; feeds and the sitemap lead to the former",
            location=_place(text, "base_url"),
            hint=f"write base_url: {repository.address}",
            severity="warning",
            code="other-address",
        )
    if not (config.base_url or config.cname or repository):
        yield Problem(
            message=f'base_url is not set, and the address of "{remote}" does not tell it; so feeds have relative '
            "links, and there is no sitemap",
            location=_place(text, "base_url"),
            hint="write base_url: https://host/path/",
            severity="warning",
            code="no-address",
        )


def with_base_url(text: str, address: str) -> str | None:
    """The text of a `digest.yml` that does not set `base_url`, with an address as it, and nothing else changed.

    Returns:
        None where that cannot be done by one line.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    changed, count = _LINE.subn(lambda match: f"{match['key']} {address}{match['rest']}", text)
    if not count:
        changed = text + ("" if not text or text.endswith("\n") else line_end) + f"base_url: {address}{line_end}"
    before, after = parse_config(text), parse_config(changed)
    same = after == (replace(before[0], base_url=address), before[1])
    return changed if same and count <= 1 and not before[0].base_url else None


def _place(text: str, option: str) -> Location:
    return option_location(text, option) or Location(path=FILE)


def _same(one: str, other: str) -> bool:
    """Whether two addresses are the same, whatever their scheme and case: GitHub tells neither apart."""
    first, second = urlsplit(one.lower()), urlsplit(other.lower())
    return first[1:] == second[1:]
