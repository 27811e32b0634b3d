"""What a text that a person begins has in it already."""

from __future__ import annotations

import pytest

from digest.config import Config
from digest.model.week import Week
from digest.new.start import start_week


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Week 2, 2025"), ("de", "Woche 2, 2025"), ("it", "Week 2, 2025")],
)
def test_the_introduction_to_a_week_has_a_title_in_the_language_of_the_site(tmp_path, language, title):
    """It stands above the week for every reader."""
    path = start_week(tmp_path, Config(language=language), Week(2025, 2))
    assert (tmp_path / path).read_text("utf-8").split("\n")[1] == f"title: {title}"
