"""Feeds, and what search engines read: one module a kind of document."""
