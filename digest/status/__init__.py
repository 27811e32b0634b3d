"""The story content/ -> what wants a look: what is new, what is doubtful, what waits, and the week at a glance.

Files are read by `project_facts`, by itself and with a cache of its own; everything after that is a pure function of
what was read and of the day that counts as today.
"""

from digest.status.arrivals import archive_warning, arrival_lines
from digest.status.project_facts import ProjectFacts, read_articles, read_project
from digest.status.status_report import Item, Status, WeekAtAGlance, status_of
from digest.status.status_text import status_json, status_lines

__all__ = [
    "Item", "ProjectFacts", "Status", "WeekAtAGlance", "archive_warning", "arrival_lines", "read_articles",
    "read_project", "status_json", "status_lines", "status_of",
]  # fmt: skip
