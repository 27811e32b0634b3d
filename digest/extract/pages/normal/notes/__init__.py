"""Notes of a page: footnotes and endnotes that links lead to, those that only numbers lead to, and side notes.

A reference becomes a token in the text. The note itself is taken out of the tree, so that no reader takes it for a part
of the running text, and kept for the end of the article.
"""

from digest.extract.pages.normal.notes.linked import linked_notes, notes_in_tables
from digest.extract.pages.normal.notes.numbered import numbered_notes
from digest.extract.pages.normal.notes.side import side_notes

__all__ = ["linked_notes", "notes_in_tables", "numbered_notes", "side_notes"]
