"""The story site/ -> GitHub Pages: a branch that digest pushes, or a workflow that GitHub runs."""

from digest.publish.branch import Published, publish
from digest.publish.workflow import write_workflow

__all__ = ["Published", "publish", "write_workflow"]
