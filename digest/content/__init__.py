"""The Markdown format of `content/`, both ways.

Front matter, annotated Markdown (markdown-it lives only here), and the library of all that is there.
"""
