"""The person's own editor, as VISUAL or EDITOR names it."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path


def open_in_editor(file: Path, shown: Path) -> str:
    """Open a file in the person's editor and wait until that ends.

    Args:
        file: the file.
        shown: its name in a message.

    Returns:
        Why it was not opened; empty if it was.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        return f"neither VISUAL nor EDITOR names an editor; open {shown} yourself"
    try:
        subprocess.run([*shlex.split(editor), str(file)], check=False)
    except (OSError, ValueError) as error:
        return f"the editor {editor} cannot be started ({error}); open {shown} yourself"
    return ""
