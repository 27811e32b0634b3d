"""Scraped text: which of its lines are the article."""
