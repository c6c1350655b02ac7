"""A printed number together with its unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from schemas import units
from schemas.intervals import Interval
from schemas.printed_numbers import Number, Unreadable, number
from schemas.qualifiers import PART, Bounds

_ONE = Fraction(1)
_HUNDREDTH = Fraction(1, 100)
_MEANINGS: dict[str, tuple[str, Fraction]] = (
    units.PERCENT_WORDS
    | units.SIZES
    | dict.fromkeys(units.COUNTERS, ("", _ONE))
    | dict.fromkeys([*units.TIMES_WORDS, units.TIMES_MORE], ("times", _ONE))
)


class Amount(NamedTuple):
    """What the pattern found of one amount: the texts of its groups, empty where none."""

    number: str
    scale: str
    rest: str
    money: str
    unit: str
    hundredths: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit: an ISO 4217 code, percent, pp, m2, m, times, or empty."""

    number: Number
    unit: str
    # One unit of the last printed digit, in base units.
    digit: Fraction


def amount(parts: Mapping[str, str], group: str) -> Amount:
    """Return the amount whose named groups end in `group`."""
    return Amount(*(parts[name + group] for name in Amount._fields))


def quantity(found: Amount, yuan: str) -> Quantity:
    """Read one amount; 元 without a country is `yuan`."""
    printed = number(found.number, found.scale, found.rest)
    implied = "percent" if found.hundredths else printed.unit
    if implied:
        _refuse_units(found, printed)
        return _measured(printed, implied, _HUNDREDTH if found.hundredths else _ONE)
    unit, size = unit_of(found.money, found.unit, yuan)
    if found.number == "a" and not found.scale:
        raise Unreadable("a number before the unit, such as 'a billion yuan' or '20 percent'")
    if found.scale == units.AMBIGUOUS_SCALE and not units.is_currency(unit):
        raise Unreadable("'million' or 'meters' in full: m may be either without a currency")
    return _measured(printed, unit, size)


def _measured(printed: Number, unit: str, size: Fraction) -> Quantity:
    return Quantity(printed, unit, _product(printed.digit, size))


@lru_cache(maxsize=512)
def _product(digit: Fraction, size: Fraction) -> Fraction:
    return digit * size


def _refuse_units(found: Amount, printed: Number) -> None:
    if found.scale or found.money or found.unit or (found.hundredths and printed.unit):
        raise Unreadable("a fraction, tenths or a multiple without any other unit or scale")


def unit_of(money: str, after: str, yuan: str) -> tuple[str, Fraction]:
    """Return the unit that the words before and after a number name together, and its size."""
    unit, size = _MEANINGS.get(after) or (currency(after, yuan), _ONE)
    if not money:
        return unit, size
    named = currency(money, yuan)
    repeated = after == units.LOCAL_YUAN or (after in units.DOLLAR and named in units.DOLLARS)
    if after and unit != named and not repeated:
        raise Unreadable(f"one unit, such as '$60.5 billion'; '{money}' and '{after}' name two")
    return named, _ONE


def currency(word: str, yuan: str) -> str:
    """Return the currency that a word names; "" for no word."""
    if word == units.LOCAL_YUAN:
        return yuan
    shared = units.SHARED_SIGNS.get(word)
    if shared:
        return yuan if yuan in shared else shared[0]
    return units.CURRENCIES[word] if word else ""


def interval(of: Quantity, bounds: Bounds) -> Interval:
    """Turn bounds in parts of the last printed digit into exact ones in base units."""
    low, high = bounds
    return Interval(_exact(low, of.digit), _exact(high, of.digit))


def _exact(bound: float, digit: Fraction) -> Fraction | float:
    if isinstance(bound, int):
        return Fraction(bound * digit.numerator, digit.denominator * PART)
    return bound
