"""Readings as a table holds them: doubles, in a base unit that is always known."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from schemas.faults import Fault
from schemas.readings import Reading, Unreadable, read
from schemas.terms import Measure

PERCENT_UNITS = ("percent", "pp")
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_YUAN_COUNTRY = "CNY"
# Nothing published comes near, and products of larger numbers would leave the range of doubles.
MOST_PLACES = 30
LARGEST = Fraction(10) ** MOST_PLACES


class Amount(NamedTuple):
    """A reading's unit, bounds (±inf: none) and last printed digit, in base units.

    `unit_assumed` where no unit was printed, and the park's or the indicator's is meant.
    """

    unit: str
    usual_low: float
    usual_high: float
    widest_low: float
    widest_high: float
    digit: float
    unit_assumed: bool


@lru_cache(maxsize=1024)
def is_currency(text: str) -> bool:
    """Say whether the text has the form of an ISO 4217 code."""
    return _CURRENCY.fullmatch(text) is not None


@lru_cache(maxsize=65536)
def read_amount(printed: str, measure: Measure, currency: str, indicator_unit: str) -> Amount:
    """Read a printed text; `currency` is the park's, "" where unknown. Raises Fault."""
    try:
        reading = read(printed, currency or _YUAN_COUNTRY)
    except Unreadable as unreadable:
        raise Fault("printed", printed, unreadable.expected) from None
    if max(-reading.usual.low, reading.usual.high) > LARGEST or reading.digit < 1 / LARGEST:
        raise Fault("printed", printed, f"at most {MOST_PLACES} places before and after the point")
    if measure in (Measure.SHARE, Measure.GROWTH):
        return _percentage(printed, reading)
    return _level(reading, currency, indicator_unit)


def _percentage(printed: str, reading: Reading) -> Amount:
    if not reading.unit:
        return _amount(reading, "percent", Fraction(1, 100))
    if reading.unit not in PERCENT_UNITS:
        expected = f"a percentage for a share or a growth, not an amount in {reading.unit}"
        raise Fault("printed", printed, expected)
    return _amount(reading, reading.unit)


def _level(reading: Reading, currency: str, indicator_unit: str) -> Amount:
    if reading.unit:
        return _amount(reading, reading.unit)
    if currency and is_currency(indicator_unit):
        return _amount(reading, currency)
    scale = Fraction(1, 100) if indicator_unit in PERCENT_UNITS else Fraction(1)
    return _amount(reading, indicator_unit or "count", scale)


def _amount(reading: Reading, unit: str, scale: Fraction = Fraction(1)) -> Amount:
    usual, widest = reading.usual, reading.widest
    return Amount(
        unit=unit,
        usual_low=float(usual.low * scale),
        usual_high=float(usual.high * scale),
        widest_low=float(widest.low * scale),
        widest_high=float(widest.high * scale),
        digit=float(reading.digit * scale),
        unit_assumed=not reading.unit,
    )
