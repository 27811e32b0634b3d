"""A file of `content/`: its front matter, its properties, what its path says, and the library of all files.

Other rooms import these modules by their names, so that a command that reads no article loads neither the parser of
YAML nor that of Markdown: `kinds` (paths; it loads nothing), `front_matter`, `properties`, `library`, `leftovers`,
`doubts`, `property_lines`, `edits`.
"""
