"""Makes the bytes of a file from its inputs, in this process or in another one."""

from __future__ import annotations

from pathlib import Path

from digest.build.planned_files import File
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.page import Artifact
from digest.output.stage import Stage, Staged
from digest.plan.feeds.document_inputs import Document
from digest.plan.pages import PageInputs
from digest.plan.texts import Texts
from digest.theme.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Makes files in the stage. It can be pickled: theme and texts are opened where they are needed.

    Attributes:
        project: its folder.
        theme: renders pages.
        texts: resolves what pages refer to.
        stage: where files are made.
    """

    project: Path
    theme: Theme
    texts: Texts
    stage: Stage

    def __call__(self, file: File) -> Staged | Problem:
        """Make a file, or say what is wrong with what it is made from."""
        body = self.body(file)
        return body if isinstance(body, Problem) else self.stage.put(file.path, body)

    def body(self, file: File) -> bytes | Problem:
        """The bytes of a file, or what is wrong with what it is made from."""
        if isinstance(file, PageInputs):
            return self.theme.render(file.page(self.texts))
        if isinstance(file, Document):
            return file.body(self.texts)
        return file.body if isinstance(file, Artifact) else file.read(self.project)
