"""The story content/ + themes/ -> site/."""

from digest.build.options import Built, Options, Reason
from digest.build.story import build

__all__ = ["Built", "Options", "Reason", "build"]
