"""The story content/ + themes/ -> site/."""

from digest.build.options import Built, Options, Reason
from digest.build.run import Selection
from digest.build.site_build import build, plan_site

__all__ = ["Built", "Options", "Reason", "Selection", "build", "plan_site"]
