"""The nouns: frozen values of the standard library alone, one module each.

`Source` (a file as found) -> `Article` (annotated Markdown) -> `Digest` (one ISO week, in sections by topic)
-> `Page` (a template and its view) -> `Artifact` (a path and bytes).
"""
