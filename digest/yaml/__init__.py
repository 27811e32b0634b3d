"""YAML as far as people need it in front matter and `digest.yml`, and no further.

One document of mappings, lists and scalars. Read by the YAML 1.2 core rules plus ISO dates: `no` and `on` are
words, `1.10` in quotes stays text. Anchors, aliases, tags, duplicate keys and deep nesting are refused, so that
no input builds objects or grows in memory. Every value knows its place in the file.
"""
