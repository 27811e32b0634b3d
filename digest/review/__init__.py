"""What an editor decides about articles: which stand in a week, whether their properties are right, whose they are.

`edited_files` writes an edit of `digest.articles.edits` to its file, safely, and takes it back; `machine_texts` does so
with many articles at once; `week_candidates` finds what a week's digest may hold, `card_text` shows one in plain text,
and `session` is a walk through them, whatever reads the keys.
"""
