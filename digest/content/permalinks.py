"""Where the annotations of a body can be linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.content.annotations import collect
from digest.content.syntax import parse

if TYPE_CHECKING:
    from digest.model.annotation import Annotation


def annotations_with_anchors(body: str) -> tuple[tuple[Annotation, str], ...]:
    """The annotations of a body in reading order, resolved ones too, each with the id of its element."""
    env: dict[str, Any] = {}
    annotations = collect(parse(body, env), env)
    return tuple(zip(annotations.found, annotations.anchors, strict=True))
