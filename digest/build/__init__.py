"""The story content/ + themes/ -> site/."""

from digest.build.options import Built, Options, Reason
from digest.build.run import Selection
from digest.build.site_build import Publication, build, open_publication, plan_site

__all__ = ["Built", "Options", "Publication", "Reason", "Selection", "build", "open_publication", "plan_site"]
