"""The story content/ -> what is to be mended before it is published; nothing is printed.

`check_project` finds what is wrong in `content/` and with the site that it makes: what a build reports, what only a
look at the texts tells, and what the built site shows. `check_publication` does so for a site that is built already.
Each problem has the code of its kind, and `digest.codes` says of each code what it means. What a person switched off,
by `check_ignore` or beside the line, is left out. `digest.check.fixes` mends what can mean one thing only.
"""

from digest.check.formats import FORMATS
from digest.check.outside_links import Outside
from digest.check.project_check import check_project, check_publication
from digest.check.source_lines import at_their_lines

__all__ = ["FORMATS", "Outside", "at_their_lines", "check_project", "check_publication"]
