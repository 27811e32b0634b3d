"""What feeds and the files for search engines have in common: inputs, and the bytes that are made of them."""

from __future__ import annotations

from abc import ABC, abstractmethod

from digest.dataclass import dataclass
from digest.model.inputs import named
from digest.plan.routes import Route, output_path
from digest.plan.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(ABC):
    """All that a file without a template is made from; each kind of document adds fields of its own.

    Attributes:
        route: where it stands.
    """

    route: Route = named("its address")

    @property
    def path(self) -> str:
        """Where it is written, relative to the output folder."""
        return output_path(self.route)

    @abstractmethod
    def body(self, texts: Texts) -> bytes:
        """Its bytes, from its fields alone and the texts that they refer to."""
