"""Writing a period in its shortest ISO 8601 form."""

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def written(start: date, end: date) -> str:
    """Return a year, a month, a day, or two of these with a slash between them."""
    next_day = end + ONE_DAY
    if start.day == 1 and next_day.day == 1:
        if start.month == 1 and next_day.month == 1:
            return _from_to(f"{start.year}", f"{end.year}")
        return _from_to(f"{start:%Y-%m}", f"{end:%Y-%m}")
    return _from_to(start.isoformat(), end.isoformat())


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"
