"""A theme: Jinja templates and assets that turn pages into HTML. Jinja lives only here.

`files.theme_files` reads a theme once, whole, and `find.make_theme` makes of it a closed value, so that a build shows
one state of its templates even while somebody edits them. Reading is apart, since a build that has nothing to render
needs no Jinja.
"""
