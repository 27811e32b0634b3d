"""Pagefind's index of the articles: their whole text, in small files of which a browser loads what a query needs.

Pagefind (the extra `search`) is a program that reads pages and writes an index. Equal pages may give other bytes, so
its files are not made for each build but kept, by the fingerprint of the pages: they are made where these changed.
From there they go to the site like images. The site is whole without them; digest's own index then answers.
"""

from digest.build.pagefind.find_index import Indexed, with_index
from digest.build.pagefind.kept_indexes import IndexFile

__all__ = ["IndexFile", "Indexed", "with_index"]
