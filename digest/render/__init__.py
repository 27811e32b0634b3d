"""Tokens to HTML, for pages and for feeds."""
