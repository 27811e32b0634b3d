"""What GitHub takes of a site."""

from __future__ import annotations

from typing import Final

LARGEST_SITE: Final = 10**9
"""Bytes of a published site ("published GitHub Pages sites may be no larger than 1 GB", "GitHub Pages limits")."""

LARGEST_FILE: Final = 100 * 2**20
"""Bytes of a file that GitHub takes ("About large files on GitHub": 100 MiB are refused)."""
