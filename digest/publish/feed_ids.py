"""Keeps the ids of feeds and their entries in `content/.feed-ids`: see `digest.plan.feeds.kept_ids`.

No build writes into `content/`, and nothing needs to be kept while nothing was published: so `digest convert` begins
the file before it writes the first article, with the ids of what stands there already, and `digest publish` adds
what goes out.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from digest.articles.kinds import FOLDER, is_text
from digest.build import Selection, plan_site
from digest.config import Config
from digest.errors import DigestError
from digest.output.file_writes import write_file
from digest.plan.feeds.kept_ids import KEPT, dump_kept
from digest.publish.destination import find_destination
from digest.publish.pages_address import site_address


def begin_feed_ids(project: Path, config: Config) -> bool:
    """Begin the file, unless it is there or nothing stands in `content/`: then `digest.convert` begins it.

    Args:
        project: its folder.
        config: its options.

    Returns:
        Whether it was written.

    Raises:
        ProblemsError: the site cannot be planned.
        DigestError: the file cannot be written.
    """
    begun = (project / KEPT).exists() or not any(is_text(path.name) for path in (project / FOLDER).rglob("*"))
    return not begun and keep_feed_ids(project, config, base_url=config.base_url or _address(project, config) or None)


def _address(project: Path, config: Config) -> str:
    """Where a site stands whose options do not say so, if its remote does: former ids were made of that."""
    with suppress(DigestError):
        return site_address(
            "", config.cname, find_destination(project, config.publish_remote, config.publish_branch).url
        )
    return ""


def keep_feed_ids(project: Path, config: Config, *, base_url: str | None = None) -> bool:
    """Keep the ids of all that goes out now, beside those that went out before.

    Args:
        project: its folder.
        config: its options.
        base_url: replaces the one of the options, as in the build that goes out.

    Returns:
        Whether the file was written.

    Raises:
        ProblemsError: the site cannot be planned.
        DigestError: the file cannot be written.
    """
    site = plan_site(project, config, Selection(base_url=base_url))
    return write_file(project / KEPT, dump_kept(site.ids.to_keep()).encode())
