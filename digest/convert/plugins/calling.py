"""Calls a plug-in, so that whatever it does wrong is a problem that names it and the source."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import PurePosixPath
from typing import Any, Final, TypeVar

from digest.convert.plugins.installed import Plugin
from digest.errors import Location, Problem, Severity

T = TypeVar("T")

_LONGEST_REASON: Final = 200
"""Code points of an exception's text that are shown."""


class WrongResultError(Exception):
    """A plug-in returned something that it may not return; the message says what, in words."""


def call(
    plugin: Plugin, argument: object, check: Callable[[Any], T], source: PurePosixPath, severity: Severity
) -> T | Problem:
    """The checked result of a plug-in's function, or a problem.

    Args:
        plugin: it is imported now if it was not before.
        argument: what its function is given.
        check: takes the result, and raises WrongResultError where it is not allowed.
        source: the path of the source at hand, for the problem.
        severity: of the problem.
    """
    try:
        function = _loaded(plugin.group, plugin.name, plugin.target)
    except (Exception, SystemExit) as error:  # noqa: BLE001 (a module of somebody else's may raise anything)
        return _problem(plugin, f"cannot be imported: {_shown(error)}", source, severity)
    if not callable(function):
        kind = type(function).__name__
        return _problem(plugin, f"is not a function but a value of the type {kind}", source, severity)
    try:
        return check(function(argument))
    except WrongResultError as error:
        return _problem(plugin, f"returned {error}", source, severity)
    except (Exception, SystemExit) as error:  # noqa: BLE001 (and so may its function)
        return _problem(plugin, f"raised {_shown(error)}", source, severity)


@cache
def _loaded(group: str, name: str, target: str) -> Any:
    from importlib.metadata import EntryPoint  # noqa: PLC0415  (slow to import, seldom needed)

    return EntryPoint(name=name, value=target, group=group).load()


def _problem(plugin: Plugin, reason: str, source: PurePosixPath, severity: Severity) -> Problem:
    return Problem(
        message=f"{plugin} {reason}",
        location=Location(path=source),
        hint=f"tell the authors of {plugin.package}; {plugin.removal}",
        severity=severity,
    )


def _shown(error: BaseException) -> str:
    """The kind of an exception and its text, on one line."""
    try:
        text = " ".join(str(error).split())[:_LONGEST_REASON]
    except Exception:  # noqa: BLE001 (its own __str__ may fail)
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
