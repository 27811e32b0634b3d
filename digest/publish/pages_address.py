"""Where GitHub Pages shows what is pushed to a remote, by the remote's address alone."""

from __future__ import annotations

import re
from typing import Final

from digest.dataclass import dataclass

_REPOSITORY: Final = re.compile(
    r"""
    (?: (?:https?|git|(?:git\+)?ssh)://  (?:[^/@\s]*@)?  (?:www\.|ssh\.)?github\.com  (?::\d+)?  /+
      | (?:[^/@:\s]+@)?  (?:ssh\.)?github\.com  :/*                      # as scp has it
    )
    (?P<owner>[\w-]+) / (?P<name>[\w.-]+?) (?:\.git)? /*
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)


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
