"""The story seeds/ -> content/: each source becomes an article, and nothing that a person wrote is touched."""

from digest.convert.conversion import Conversion, convert
from digest.convert.drafts import convert_file, explain_file
from digest.convert.labels import topics_report
from digest.convert.source_state import SourceState, source_state

__all__ = ["Conversion", "SourceState", "convert", "convert_file", "explain_file", "source_state", "topics_report"]
