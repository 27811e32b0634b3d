"""The story content/ + themes/ -> site/."""

from digest.build.story import Built, Options, build

__all__ = ["Built", "Options", "build"]
