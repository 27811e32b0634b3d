"""htmldate asks no slower reader; that it completes no date is tested with the days of pages."""

import subprocess
import sys

PROGRAM = """
import sys
from datetime import date
from lxml.html import document_fromstring
from digest.extract.pages.trafilatura_adapter import metadata

page = document_fromstring("<html><body><h1>Piers</h1><div><i>{}</i><p>Some text about piers and posts.</p></div></body></html>")
print([str(dated.day) for dated in metadata(page, None, date(2026, 3, 1), search_day=True).stated], "dateparser.conf" in sys.modules)
"""


def found(text: str) -> str:
    program = PROGRAM.replace("{}", text)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_a_date_in_words_is_found_without_dateparser() -> None:
    """Which would take two seconds to compile its patterns."""
    assert found("Leith, the 5th of February 2025, noon") == "['2025-02-05'] False"
