"""The part of YAML that people need in front matter and `digest.yml`.

A document holds mappings, lists and scalars. Scalars are read by the core schema of YAML 1.2, and as dates: `no` and
`on` are words, `1.10` in quotes is a text. Anchors, aliases, tags, duplicate keys and deep nesting are refused, so that
no input makes objects of Python or grows in memory. Every value knows its place in the file.
"""
