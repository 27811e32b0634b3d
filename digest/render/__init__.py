"""Tokens to HTML: a body of `content/` for the site, and for feeds.

`passes` is the chain of passes that both editions share, `html_editions` has the HTML of each token, `note_layout`
puts notes in their places.
"""

from digest.render.body import render
from digest.render.feed_differences import feed_edition

__all__ = ["feed_edition", "render"]
