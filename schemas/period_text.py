"""Writing a period in its shortest ISO 8601 form."""

from calendar import monthrange
from datetime import date


def written(start: date, end: date) -> str:
    """Return a year, a month, a day, or two of these with a slash between them."""
    first, last = start.isoformat(), end.isoformat()
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        if (start.month, end.month) == (1, 12):
            return _from_to(first[:4], last[:4])
        return _from_to(first[:7], last[:7])
    return _from_to(first, last)


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"
