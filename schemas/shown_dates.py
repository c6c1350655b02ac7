"""Dates of spreadsheets as ISO 8601 text, as exact as their number format displays them."""

from datetime import date, timedelta
from itertools import pairwise

from schemas.number_formats import Kind, NotShown, Section

# Day 60 of the older of the two systems is 29 February 1900, which never was.
_FIRST_DAY, _LAST_DAY = 61, 2_958_465
_LAST_DAY_OF_1904 = _LAST_DAY - 1_462
_LONGEST_DAY_LETTERS = 2


def shown_date(value: float, section: Section, from_1904: bool = False) -> str:
    """Return the year, month or day that a serial number stands for; raises NotShown."""
    shown = _shown_parts(section)
    if "year" not in shown:
        raise NotShown("a date or time that is displayed without its year")
    if value != int(value):
        raise NotShown("a time of day")
    day = _day(int(value), from_1904).isoformat()
    if "day" in shown and "month" not in shown:
        raise NotShown("a date that is displayed without its month")
    return day if "day" in shown else day[:7] if "month" in shown else day[:4]


def _day(value: int, from_1904: bool) -> date:
    if from_1904 and 0 <= value <= _LAST_DAY_OF_1904:
        return date(1904, 1, 1) + timedelta(days=value)
    if not from_1904 and _FIRST_DAY <= value <= _LAST_DAY:
        return date(1899, 12, 30) + timedelta(days=value)
    raise NotShown("a day before March 1900, or after the year 9999")


def _shown_parts(section: Section) -> set[str]:
    letters = [one.text.lower() for one in section.pieces if one.kind is Kind.DATE]
    parts = {"year" for one in letters if one[0] in "yeb"}
    parts |= {"day" for one in letters if one[0] == "d" and len(one) <= _LONGEST_DAY_LETTERS}
    # Beside hours or seconds the letter m means minutes.
    around = pairwise(["", *letters, ""])
    before = [first for first, _ in around]
    for place, one in enumerate(letters):
        after = letters[place + 1] if place + 1 < len(letters) else ""
        if one[0] == "m" and before[place][:1] != "h" and after[:1] != "s":
            parts.add("month")
    return parts
