"""What the annotators of other packages say of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from digest.convert.plugins.calling import WrongResultError, call
from digest.convert.plugins.checks import is_front_matter_value, wrong_field
from digest.convert.plugins.installed import Plugin
from digest.convert.signing import sign
from digest.errors import Location, Problem
from digest.extract.annotators import Finding
from digest.extract.extract import analyse
from digest.model.annotation import MACHINE
from digest.model.article import Extract, FrontMatter, Value


def annotate_with_plugins(
    extract: Extract, plugins: Sequence[Plugin], source: PurePosixPath
) -> tuple[Extract, tuple[Plugin, ...], tuple[Problem, ...]]:
    """Let the annotators of other packages annotate what was made of a source.

    Args:
        extract: with all that digest itself says.
        plugins: the annotators.
        source: the path of the source, for problems.

    Returns:
        The extract with their findings, the annotators that did their part, and warnings about the others.
    """
    if not plugins:
        return extract, (), ()
    text = analyse(extract)
    done: list[Plugin] = []
    problems: list[Problem] = []
    for plugin in plugins:
        finding = call(plugin, text, _checked, source, "warning")
        if isinstance(finding, Problem):
            problems.append(finding)
            continue
        done.append(plugin)
        extract, left_out = sign(_with_value(extract, plugin.name, finding.value), finding.annotations, _name(plugin))
        problems += [_left_out(plugin, left_out, source)] if left_out else []
    return extract, tuple(done), tuple(problems)


def _checked(result: object) -> Finding:
    if not isinstance(result, Finding):
        raise WrongResultError(f"{type(result).__name__}, not a Finding")
    if field := wrong_field(result):
        raise WrongResultError(f"a Finding whose {field} is of a wrong type")
    if not is_front_matter_value(result.value):
        raise WrongResultError("a Finding whose value front matter cannot hold")
    return result


def _with_value(extract: Extract, name: str, value: Value) -> Extract:
    """The extract with a property that its source did not fill in."""
    front_matter = extract.front_matter
    if _is_empty(value) or name in front_matter.extra:
        return extract
    extra: Mapping[str, Value] = {**front_matter.extra, name: value}
    filled: FrontMatter = replace(front_matter, extra=extra)
    return replace(extract, front_matter=filled)


def _is_empty(value: Value) -> bool:
    return value is None or (isinstance(value, str | list | tuple | Mapping) and not value)


def _name(plugin: Plugin) -> str:
    """The name with which its annotations are signed: never digest's own."""
    name = re.sub(r"[^\w.-]+|^\W+", "", plugin.package)
    return f"{name or 'package'}-plugin" if name in {"", MACHINE} else name


def _left_out(plugin: Plugin, count: int, source: PurePosixPath) -> Problem:
    return Problem(
        message=f"{count} annotations by {plugin} were left out",
        location=Location(path=source),
        hint="the quotation of each must be words of one paragraph of the text, and at most 200 are taken",
        severity="warning",
    )
