"""Compares two sites: what a publish would change for readers, subscribers and those who link to the site.

Everything here is a pure function of two values: files with their fingerprints, and a way to their bytes. Who calls it
knows where these come from, a commit of the published branch or a folder.
"""

from digest.diff.comparison import compare
from digest.diff.difference_text import difference_json, difference_lines
from digest.diff.feed_entries import FeedEntry
from digest.diff.site_difference import BrokenAddress, Change, Difference, PublicWords, Weight
from digest.diff.site_tree import NOTHING, SiteFile, SiteTree
from digest.diff.source_files import SourceFiles

__all__ = [
    "NOTHING", "BrokenAddress", "Change", "Difference", "FeedEntry", "PublicWords", "SiteFile", "SiteTree",
    "SourceFiles", "Weight", "compare", "difference_json", "difference_lines",
]  # fmt: skip
