"""The normalising pass over a saved page, before any reader sees it."""

from digest.extract.pages.normal.normalise import RULES, normalise
from digest.extract.pages.normal.page_values import SourceNote

__all__ = ["RULES", "SourceNote", "normalise"]
