"""A theme: Jinja templates, assets and words of the interface. Only this room imports Jinja and Babel.

`files.theme_files` reads all files of a theme at once, and `find.make_theme` makes a frozen `Theme` of them. So a build
uses one state of the templates, even if somebody edits them meanwhile. Reading is a step of its own, because a build
that has nothing to render needs no Jinja.
"""
