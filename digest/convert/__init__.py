"""The story seeds/ -> content/: each source becomes an article, and nothing that a person wrote is touched."""

from digest.convert.drafts import convert_file, explain_file
from digest.convert.labels import topics_report
from digest.convert.story import Conversion, convert

__all__ = ["Conversion", "convert", "convert_file", "explain_file", "topics_report"]
