"""Publishes the site on GitHub Pages: digest pushes a branch, or GitHub runs a workflow."""

from digest.publish.branch import Published, publish
from digest.publish.workflow import write_workflow

__all__ = ["Published", "publish", "write_workflow"]
