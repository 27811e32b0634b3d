"""What `digest check --fix` mends by itself: what can mean one thing only, and takes no word from anybody.

`text_fixes` is the table of such mends, from the text of a file and a problem in it to the new text; `fix_files` writes
them, after a copy. Everything else is a person's to decide.
"""

from digest.check.fixes.fix_files import Fixed, fix_files

__all__ = ["Fixed", "fix_files"]
