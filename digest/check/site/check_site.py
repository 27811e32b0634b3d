"""A built site -> its problems: what is wrong is found, put together, and told where it is to be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from digest.check.site.built_site import BuiltSite, Fault
from digest.check.site.fault_places import Origins, as_written, place_of
from digest.check.site.site_faults import link_faults, sitemap_faults, size_faults
from digest.codes import CODES
from digest.errors import Location, Problem, sort_problems

_LOOKED_UP: Final = 100
"""Pages that are read again for how they write an address that many of them have: hardly more than one template's."""

_CHECKS: Final[tuple[Callable[[BuiltSite], Iterator[Fault]], ...]] = (link_faults, sitemap_faults, size_faults)
"""What is asked of a site as a whole; what shows in a single file stands in its facts."""


def check_site(site: BuiltSite, origins: Origins) -> tuple[Problem, ...]:
    """What is wrong with a site, sorted. What many pages have from one template is told once."""
    together: dict[tuple[str, str], list[Fault]] = {}
    for fault in _faults(site):
        together.setdefault((fault.code, fault.target or fault.what), []).append(fault)
    return sort_problems(problem for faults in together.values() for problem in _problems(faults, origins))


def _faults(site: BuiltSite) -> Iterator[Fault]:
    for file, facts in site.facts.items():
        for flaw in facts.flaws:
            yield Fault(flaw.code, file, flaw.what, flaw.line)
    for check in _CHECKS:
        yield from check(site)


def _problems(faults: Sequence[Fault], origins: Origins) -> Iterator[Problem]:
    """Problems of faults that say the same.

    One for each place in `content/` that says it: lists and feeds only repeat what a text says. Where no text does, it
    is one problem for all pages.
    """
    written = [as_written(fault, origins) for fault in faults[:_LOOKED_UP]]
    written += [fault._replace(what=fault.what or written[0].what) for fault in faults[_LOOKED_UP:]]
    placed = [(fault, place_of(fault, origins)) for fault in written]
    in_texts = [(fault, place) for fault, place in placed if place and not place.path.is_relative_to(origins.folder)]
    if in_texts:
        yield from (_problem(fault, place, 0) for fault, place in in_texts)
    else:
        first, place = placed[0]
        yield _problem(first, place, len({fault.file for fault in faults}) - 1)


def _problem(fault: Fault, place: Location | None, more: int) -> Problem:
    code = CODES[fault.code]
    also = f"; so on {more} more {'page' if more == 1 else 'pages'}" if more else ""
    return Problem(
        message=code.message.format(what=fault.what, target=fault.target) + also,
        location=place,
        hint=code.hint,
        severity=code.severity,
        code=code.name,
    )
