"""What digest marks and says of an article by itself."""

from digest.extract.annotators.finding import Annotator, Finding
from digest.extract.annotators.table import ANNOTATORS, run_annotators
from digest.extract.annotators.text_analysis import TextAnalysis

__all__ = ["ANNOTATORS", "Annotator", "Finding", "TextAnalysis", "run_annotators"]
