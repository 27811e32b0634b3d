"""What an editor decides about articles: which stand in a week, whether their properties are right, whose they are.

`article_writer` writes an edit of `digest.articles.edits` to its file, safely, and takes it back; `machine_texts` does
so with many articles at once; `week_candidates` finds what a week's digest may hold, `card_text` shows one in plain
text, `typed_values` reads what a person types into a property, and `session` is a walk through the candidates, whatever
reads the keys.
"""
