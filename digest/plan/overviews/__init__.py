"""What a page shows beside its list so that it can be overlooked: years of weeks, activity, letters, publishers.

Pure arithmetic on what lists hold already; no overview asks for a text.
"""
