"""What is wrong in the texts of `content/` beside what a build reports, file by file, remembered until a file changes.

A check of one file is a function from a `CheckedText` to its problems, and stands in the table of `file_checks`.
"""

from digest.check.content.content_check import check_content

__all__ = ["check_content"]
