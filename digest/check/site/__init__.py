"""What is wrong with a built site: links and anchors, assets, feeds, the sitemap, sizes, and single pages.

Each file is read once into `FileFacts`, which are remembered until it changes; the site is then checked from the facts
of all its files. A fault becomes a problem that names the file of `content/` which says the wrong thing, where that can
be known. Nothing here asks the network; links that lead out of the site are those of `digest.check.external`.
"""

from digest.check.site.built_site import BuiltSite, Fault, read_site
from digest.check.site.check_site import check_site
from digest.check.site.fault_places import Origins, place_of
from digest.check.site.read_facts import Surroundings

__all__ = ["BuiltSite", "Fault", "Origins", "Surroundings", "check_site", "place_of", "read_site"]
