"""Cells of code lists and rates -> values; raises Fault naming the column."""

from collections.abc import Mapping
from datetime import date
from math import isfinite

from schemas.amounts import LARGEST, MOST_PLACES, is_currency
from schemas.faults import Fault, did_you_mean
from schemas.periods import parse_day

Cells = Mapping[str, str]

# In months or days it is centuries: a longer number is none of those.
MOST_DIGITS = 4
# As doubles, which are compared ten times as fast; both are a little above the exact numbers.
_SMALLEST, _TOO_LARGE = float(1 / LARGEST), float(LARGEST)


def text(cells: Cells, column: str) -> str:
    """Return a cell without surrounding white space, "" where there is none."""
    return cells.get(column, "").strip()


def code(cells: Cells, column: str) -> str:
    """Return a cell that may not be empty."""
    given = text(cells, column)
    if not given:
        raise Fault(column, "", f"some text: {column} may not be empty")
    return given


def coded(cells: Cells, column: str, known: tuple[str, ...]) -> str:
    """Return a cell that is one of the known words."""
    code(cells, column)
    return one_of(cells, column, known)


def one_of(cells: Cells, column: str, known: tuple[str, ...]) -> str:
    """Return a cell that is empty or one of the known words."""
    given = text(cells, column)
    if given and given not in known:
        raise Fault(column, given, f"one of {', '.join(known)}{did_you_mean(given, known)}")
    return given


def other(cells: Cells, column: str, than: str) -> str:
    """Return a cell that is empty or names another thing than the cell of a second column."""
    given = text(cells, column)
    if given and given == text(cells, than):
        raise Fault(column, given, f"nothing, or another {than}: none is a part of itself")
    return given


def currency(cells: Cells, column: str) -> str:
    """Return an ISO 4217 currency code; the cell may not be empty."""
    given = text(cells, column)
    if not is_currency(given):
        raise Fault(column, given, "an ISO 4217 currency code such as CNY")
    return given


def number(cells: Cells, column: str) -> float | None:
    """Return a finite number, None for an empty cell."""
    given = text(cells, column)
    if not given:
        return None
    try:
        value = float(given)
    except ValueError:
        value = float("nan")
    if not isfinite(value) or "_" in given:
        raise Fault(column, given, "a number such as 1250.5, without separators or unit")
    if value and not _SMALLEST <= abs(value) < _TOO_LARGE:
        raise Fault(column, given, f"at most {MOST_PLACES} places before and after the point")
    return value


def positive(cells: Cells, column: str) -> float:
    """Return a number above zero; the cell may not be empty."""
    value = number(cells, column)
    if value is None or value <= 0:
        raise Fault(column, text(cells, column), "a number above zero")
    return value


def whole(cells: Cells, column: str) -> int | None:
    """Return a whole number from 0 to 9999, None for an empty cell."""
    given = text(cells, column)
    if given and not (given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS):
        raise Fault(column, given, f"a whole number such as 12, of at most {MOST_DIGITS} digits")
    return int(given) if given else None


def day(cells: Cells, column: str) -> date:
    """Return a day such as 2016-12-10; the cell may not be empty."""
    given = text(cells, column)
    try:
        return parse_day(given)
    except ValueError as error:
        raise Fault(column, given, str(error)) from None
