"""The story content/ -> what is to be mended before it is published; nothing is written, and nothing is printed.

`check_project` finds what is wrong in `content/`: what a build reports, and what only a look at the texts tells. Each
problem has the code of its kind, and `digest.codes` says of each code what it means. What a person switched off, by
`check_ignore` or beside the line, is left out.
"""

from digest.check.formats import FORMATS, ReportFormat, report
from digest.check.project_check import check_project

__all__ = ["FORMATS", "ReportFormat", "check_project", "report"]
