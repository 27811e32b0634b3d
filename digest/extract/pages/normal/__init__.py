"""The normalising pass over a saved page, before any reader sees it."""

from digest.extract.pages.normal.normalise import RULES, normalise

__all__ = ["RULES", "normalise"]
