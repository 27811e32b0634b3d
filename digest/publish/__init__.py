"""Publishes the site on GitHub Pages: digest pushes a branch, or GitHub runs a workflow."""

from digest.publish.branch import Update, prepare_update, push
from digest.publish.destination import Destination, find_destination
from digest.publish.feed_ids import begin_feed_ids, keep_feed_ids
from digest.publish.git import without_traces
from digest.publish.limits import keeping_off, refuse_emptied, refuse_unpublishable
from digest.publish.pages_address import address_problems, github_repository, site_address, with_base_url
from digest.publish.publish_difference import PublishDifference, publish_difference, update_difference
from digest.publish.workflow import without_digest, write_requirements, write_workflow

__all__ = [
    "Destination",
    "PublishDifference",
    "Update",
    "address_problems",
    "begin_feed_ids",
    "find_destination",
    "github_repository",
    "keep_feed_ids",
    "keeping_off",
    "prepare_update",
    "publish_difference",
    "push",
    "refuse_emptied",
    "refuse_unpublishable",
    "site_address",
    "update_difference",
    "with_base_url",
    "without_digest",
    "without_traces",
    "write_requirements",
    "write_workflow",
]
