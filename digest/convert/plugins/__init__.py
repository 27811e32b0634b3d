"""Readers and annotators from other packages, and what is said of those that do something wrong.

A package offers them as entry points, by the group `digest.readers` or `digest.annotators`:

    [project.entry-points."digest.readers"]
    csvnotes = "digest_reader_csvnotes:read"        # reads seeds/*.csvnotes

    [project.entry-points."digest.annotators"]
    numbers = "digest_annotator_numbers:annotate"   # fills in the property `numbers`

What the functions take and return is said in `digest.extract`: `Reader`, and `Annotator` with its `Finding`.
"""

from digest.convert.plugins.annotators import annotate_with_plugins
from digest.convert.plugins.installed import Plugin, Plugins, installed_plugins
from digest.convert.plugins.readers import readers_with_plugins

__all__ = ["Plugin", "Plugins", "annotate_with_plugins", "installed_plugins", "readers_with_plugins"]
