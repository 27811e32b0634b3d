"""How many articles a topic has had, week by week, or where that is too long month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from digest.dataclass import dataclass
from digest.model.card import Card
from digest.model.inputs import named
from digest.model.week import Week
from digest.model.words import Words

_WEEKS: Final = 53
"""As many weeks as are told one by one."""

_FEWEST_WEEKS: Final = 3
"""From the first to the last article: less than that a list shows as well."""

_MONTHS: Final = 60
"""As many months as are shown, the newest: bars that can still be seen on a phone."""

_ACTIVITY: Final = "how many articles it has had when"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Articles by week or month, up to the newest article: what comes elsewhere does not change it.

    Attributes:
        monthly: whether by month.
        first, last: Mondays of the first and last week, or first days of the first and last month.
        counts: articles of each week or month from the first to the last.
    """

    monthly: bool = named(_ACTIVITY)
    first: date = named(_ACTIVITY)
    last: date = named(_ACTIVITY)
    counts: tuple[int, ...] = named(_ACTIVITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView:
    """Activity as a page shows it.

    Attributes:
        counts: articles of each week or month, the oldest first.
        most: the highest of these.
        caption: what they are, from when to when, and the highest.
    """

    counts: tuple[int, ...]
    most: int
    caption: str


def activity(cards: Iterable[Card]) -> Activity | None:
    """The activity in articles; None where they lie too close together to show any."""
    labels = Counter(card.week for card in cards if card.week)
    mondays = {week.monday: count for label, count in labels.items() if (week := Week.parse(label))}
    first, last = min(mondays, default=date.min), max(mondays, default=date.min)
    number = (last - first).days // 7 + 1
    if number < _FEWEST_WEEKS:
        return None
    if number > _WEEKS:
        return _by_month(mondays)
    counts = tuple([mondays.get(first + timedelta(weeks=week), 0) for week in range(number)])
    return Activity(monthly=False, first=first, last=last, counts=counts)


def _by_month(mondays: dict[date, int]) -> Activity:
    """A week counts in the month of its Thursday, as it does in its year (ISO 8601)."""
    months: Counter[int] = Counter()
    for monday, count in mondays.items():
        thursday = monday + timedelta(days=3)
        months[thursday.year * 12 + thursday.month - 1] += count
    last = max(months)
    first = max(min(months), last - _MONTHS + 1)
    counts = tuple([months[month] for month in range(first, last + 1)])
    return Activity(monthly=True, first=_first_day(first), last=_first_day(last), counts=counts)


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def activity_view(found: Activity, words: Words) -> ActivityView:
    """Activity with its caption."""
    most = max(found.counts)
    count = words.number(most)
    if found.monthly:
        months = " – ".join([words.year_month(day.year, day.month) for day in (found.first, found.last)])
        caption = words.text("activity_by_month", days=months, count=count)
    else:
        days = words.days(found.first, Week.of(found.last).sunday)
        caption = words.text("activity_by_week", days=days, count=count)
    return ActivityView(counts=found.counts, most=most, caption=caption)
