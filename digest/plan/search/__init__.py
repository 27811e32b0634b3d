"""The search: what of the articles readers can find by words, and the file that holds it."""
