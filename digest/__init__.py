"""digest: messy source texts become annotated Markdown, weekly digests by topic, and a static site.

The rooms are the stages, and they import in one direction only (`pyproject.toml` keeps it):
`cli > serve > convert | build | publish | new > extract | plan | theme > content > incremental | config
> strictyaml > model > errors`.
"""

__version__ = "0.1.0"
