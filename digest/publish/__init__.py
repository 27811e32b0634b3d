"""Publishes the site on GitHub Pages: digest pushes a branch, or GitHub runs a workflow."""

from digest.publish.branch import Published, publish
from digest.publish.feed_ids import begin_feed_ids, keep_feed_ids
from digest.publish.workflow import write_workflow

__all__ = ["Published", "begin_feed_ids", "keep_feed_ids", "publish", "write_workflow"]
