"""The story content/ + themes/ -> site/."""

from digest.build.options import Built, Options, Reason
from digest.build.previous.previous_build import Extent, Memory
from digest.build.run import Selection
from digest.build.site_build import Publication, build, build_texts, open_publication, plan_site

__all__ = [
    "Built",
    "Extent",
    "Memory",
    "Options",
    "Publication",
    "Reason",
    "Selection",
    "build",
    "build_texts",
    "open_publication",
    "plan_site",
]
