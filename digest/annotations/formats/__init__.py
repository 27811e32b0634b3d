"""Annotations in the formats of others, both ways; values in, values out.

Out: W3C Web Annotation (JSON-LD), Markdown, CSV. In: W3C Web Annotation and what Hypothesis gives, from which
`exchange.place_imported` makes highlights and notes of an article.
"""
