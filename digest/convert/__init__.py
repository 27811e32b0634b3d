"""The story seeds/ -> content/: each source becomes an article, and nothing that a person wrote is touched.

`conversion` converts a project, `drafts` shows what one file would become and why, `labels` tells of topics, and
`source_state` what became of a source. Each is imported by itself: showing one article needs neither a merge nor what
is remembered.
"""
