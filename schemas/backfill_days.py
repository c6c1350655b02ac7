"""The days of which a backfill makes runs."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from typing import Literal

Every = Literal["day", "week", "month", "quarter", "year"]
_DAYS: Mapping[str, int] = {"day": 1, "week": 7}
_MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}


def backfill_days(first: date, last: date, every: Every) -> Iterator[date]:
    """Return the days from the first to the last, a step apart.

    Months later it is the same day of the month, or the month's last where it has no such day.
    """
    for steps in count():
        day = _later(first, steps, every)
        if day > last:
            return
        yield day


def _later(first: date, steps: int, every: Every) -> date:
    if every in _DAYS:
        return first + timedelta(days=steps * _DAYS[every])
    years, month = divmod(first.month - 1 + steps * _MONTHS[every], 12)
    year = first.year + years
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
