"""Observations of SDMX-CSV -> figures as printed: decimals, multiplier, unit and status."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

from schemas.faults import Fault
from schemas.terms import Status

STRUCTURE = ("STRUCTURE", "STRUCTURE_ID")
# Columns that say what a row is, and not where it stands.
_NO_DIMENSIONS = (*STRUCTURE, "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY")
_MOST_DECIMALS = 30
# CL_UNIT_MULT 1.1: powers of ten that a printed figure has a word for.
_MULTIPLIERS = {"": "", "0": "", "3": " thousand", "4": "万", "6": " million", "9": " billion"}
_MULTIPLIERS |= {"12": " trillion"}
_CODES = "0, 3, 4, 6, 9 or 12 (units, thousands, tens of thousands, millions, billions, trillions)"
# CL_OBS_STATUS 2.2; a break, a caveat or a low reliability leaves the figure what it is.
_STATUSES = {"": Status.ACTUAL, "A": Status.ACTUAL, "B": Status.ACTUAL, "D": Status.ACTUAL}
_STATUSES |= {"S": Status.ACTUAL, "U": Status.ACTUAL, "G": Status.ESTIMATE, "E": Status.ESTIMATE}
_STATUSES |= {"I": Status.ESTIMATE, "P": Status.PRELIMINARY, "V": Status.PRELIMINARY}
_STATUSES |= {"F": Status.FORECAST}
# Beside currencies, which are printed by their codes.
_UNITS = {"": "", "_Z": "", "PURE_NUMB": "", "NUMBER": "", "PT": " percent", "PC": " percent"}
_PERIODS = (
    (re.compile(r"([0-9]{4})-A1"), r"\1"),
    (re.compile(r"([0-9]{4})-S([12])"), r"\1-H\2"),
    (re.compile(r"([0-9]{4})-M([0-9]{2})"), r"\1-\2"),
)


def is_figure(cells: Mapping[str, str]) -> None:
    """Raise Fault for a row that says what to delete."""
    action = cells.get("ACTION", "").strip()
    if action.upper() in ("D", "DELETE"):
        raise Fault("ACTION", action, "a row that states something: there is nothing to delete")


def figure_of(
    cells: Mapping[str, str], dimensions: Sequence[str], given: Mapping[str, str]
) -> dict[str, str]:
    """Return what an observation's own columns say of the columns that are not given.

    `dimensions` are those before the value. Raises Fault.
    """
    makers: Mapping[str, Callable[[], str]] = {
        "figure_id": lambda: _figure_id(cells, dimensions),
        "source_id": cells["STRUCTURE_ID"].strip,
        "period": lambda: _period(cells),
        "status": lambda: _status(cells),
        "printed": lambda: _printed(cells),
    }
    return {column: make() for column, make in makers.items() if column not in given}


def _figure_id(cells: Mapping[str, str], dimensions: Sequence[str]) -> str:
    named = [name for name in dimensions if name and name not in _NO_DIMENSIONS]
    key = cells.get("OBS_KEY", "").strip() or ".".join(cells[name].strip() for name in named)
    return f"{cells['STRUCTURE_ID'].strip()}:{key}"


def _printed(cells: Mapping[str, str]) -> str:
    """Return an observation as it would be printed."""
    value = cells.get("OBS_VALUE", "").strip()
    if not value or value == "NaN":
        return ""
    unit = cells.get("UNIT_MEASURE", "").strip()
    words = _UNITS.get(unit, f" {unit}")
    return f"{_decimals(value, cells.get('DECIMALS', '').strip())}{_multiplier(cells)}{words}"


def _decimals(value: str, decimals: str) -> str:
    if not decimals:
        return value
    if not (decimals.isascii() and decimals.isdigit() and int(decimals) <= _MOST_DECIMALS):
        raise Fault("DECIMALS", decimals, f"a whole number from 0 to {_MOST_DECIMALS}")
    try:
        with localcontext(prec=100, rounding=ROUND_HALF_UP):
            return format(Decimal(value).quantize(Decimal(1).scaleb(-int(decimals))), "f")
    except InvalidOperation:
        raise Fault("OBS_VALUE", value, "a number such as 263.5") from None


def _multiplier(cells: Mapping[str, str]) -> str:
    code = cells.get("UNIT_MULT", "").strip()
    if code == "8":
        expected = f"{_CODES}; SDMX has no code for 亿: 9, with the value in billions"
        raise Fault("UNIT_MULT", code, expected)
    if code not in _MULTIPLIERS:
        raise Fault("UNIT_MULT", code, _CODES)
    return _MULTIPLIERS[code]


def _status(cells: Mapping[str, str]) -> str:
    code = cells.get("OBS_STATUS", "").strip()
    if code not in _STATUSES:
        expected = f"one of {', '.join(filter(None, _STATUSES))}: no other code is of a figure"
        raise Fault("OBS_STATUS", code, expected)
    return _STATUSES[code].value


def _period(cells: Mapping[str, str]) -> str:
    """Return TIME_PERIOD as parkfigures writes periods."""
    text = cells.get("TIME_PERIOD", "").strip()
    for pattern, ours in _PERIODS:
        if pattern.fullmatch(text):
            return pattern.sub(ours, text)
    return text
