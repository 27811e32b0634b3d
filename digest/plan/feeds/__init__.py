"""Feeds, and what search engines read."""
