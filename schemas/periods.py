"""Periods as ISO 8601 writes them, with quarters and halves; both days of a period belong to it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

EXPECTED = (
    "a period such as 2016, 2016-10, 2016-Q3, 2016-H1, 2016-12-10, "
    "2016-01/2016-10, 2016/2020 or 2016-12-10/2016-12-31"
)
# What becomes due centuries after a period must still be a date.
_PART = re.compile(r"([12][0-9]{3})(?:-(?:([0-9]{2})(?:-([0-9]{2}))?|Q([1-4])|H([12])))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    def contains(self, other: "Period") -> bool:
        """Say whether every day of the other period belongs to this one."""
        return self.start <= other.start and other.end <= self.end

    def a_year_earlier(self) -> "Period":
        """Return the same period of the year before; the end of a month stays one."""
        end = _last_year(self.end, keep_month_end=True)
        if self.start == self.end:
            return Period(end, end)
        return Period(_last_year(self.start, keep_month_end=False), end)

    def months(self) -> Fraction:
        """Return the length in months, where a day is its share of the month it lies in."""
        return _month_position(self.end, self.end.day) - _month_position(
            self.start, self.start.day - 1
        )


@lru_cache(maxsize=4096)
def parse(text: str) -> Period:
    """Read a period; ValueError says what was expected and what is wrong."""
    first, slash, last = text.partition("/")
    start = _part(first, text)
    if not slash:
        return start
    end = _part(last, text)
    if _form(first) != _form(last):
        raise ValueError(f"{EXPECTED}; the two ends of {text!r} are not of one form")
    if end.start < start.start:
        raise ValueError(f"{EXPECTED}; {text!r} ends before it starts")
    return Period(start.start, end.end)


def parse_day(text: str) -> date:
    """Read one day such as 2016-12-10; ValueError says what was expected."""
    try:
        # The other forms that `fromisoformat` takes (20161210, 2016-W49-6) are no days here.
        if text[4:8:3] == "--":
            return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"a day such as 2016-12-10; {text!r} is none: {error}") from None
    raise ValueError(f"a day such as 2016-12-10; {text!r} is none")


def _part(part: str, text: str) -> Period:
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError(f"{EXPECTED}; {text!r} is none of these")
    year, month, day, quarter, half = match.groups()
    try:
        if day:
            return Period(parse_day(part), parse_day(part))
        if month:
            return _whole_months(int(year), int(month), 1)
    except ValueError as error:
        raise ValueError(f"{EXPECTED}; {part!r} is none: {error}") from None
    if quarter:
        return _whole_months(int(year), 3 * int(quarter) - 2, 3)
    return _whole_months(int(year), 6 * int(half or 1) - 5, 6 if half else 12)


def _whole_months(year: int, first_month: int, months: int) -> Period:
    start = date(year, first_month, 1)
    last_month = first_month + months - 1
    return Period(start, date(year, last_month, monthrange(year, last_month)[1]))


def _form(part: str) -> str:
    return re.sub("[0-9]", "0", part)


def _last_year(day: date, *, keep_month_end: bool) -> date:
    last_day = monthrange(day.year - 1, day.month)[1]
    is_month_end = day.day == monthrange(day.year, day.month)[1]
    if keep_month_end and is_month_end:
        return date(day.year - 1, day.month, last_day)
    return date(day.year - 1, day.month, min(day.day, last_day))


def _month_position(day: date, days_gone: int) -> Fraction:
    days_of_month = monthrange(day.year, day.month)[1]
    return 12 * day.year + day.month + Fraction(days_gone, days_of_month)
