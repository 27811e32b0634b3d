"""digest: messy source texts become annotated Markdown, weekly digests by topic, and a static site.

Each package is a stage of the way from a source to a page, or something that several stages need. They import in one
direction only, from `cli` down to `model`: `pyproject.toml` names the layers, CONTRIBUTING.md explains them.
"""

__version__ = "0.1.0"
