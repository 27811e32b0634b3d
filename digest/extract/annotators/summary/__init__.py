"""Whole sentences that say what a text is about: its summary and its key points."""
